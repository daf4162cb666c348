"""TF-IDF vectors with scikit-learn's names and numbers."""

from __future__ import annotations

from numbers import Integral
from operator import index
from typing import Any, ClassVar

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.feature_extraction.text import TfidfVectorizer as _SklearnVectorizer
from sklearn.utils._param_validation import Interval

from . import _core
from ._errors import Error
from ._options import MOST_THREADS, thread_count
from ._texts import to_corpus

_ANALYZERS = ("word", "char", "char_wb")
_DEFAULT_PATTERN = r"(?u)\b\w\w+\b"


class TfidfVectorizer(_SklearnVectorizer):  # type: ignore[misc]  # scikit-learn has no types
    """scikit-learn's TfidfVectorizer, counted by storymap: the same parameters, attributes and numbers, faster.

    It is one (``isinstance`` says so): pipelines, grid searches and everything else that takes the one takes the
    other. Vocabularies are equal and values within 1e-12. Texts may also be a column of pandas or Polars, an Arrow
    array or a NumPy array of strings.

    What only Python can do, it does as scikit-learn does it, with its code and at its speed: another ``token_pattern``,
    functions as ``analyzer``, ``tokenizer``, ``preprocessor`` or ``strip_accents``, files as input, texts that are
    bytes or hold lone surrogates, another ``dtype`` than float64.

    Characters are those of Unicode 14.0, the tables of Python 3.11: on a newer Python, letters that came later split
    words here.

    Parameters
    ----------
    threads
        None: as many as the machine has. The numbers never depend on it.

    The others are those of :class:`sklearn.feature_extraction.text.TfidfVectorizer`.

    Examples
    --------
    >>> import storymap
    >>> vectorizer = storymap.TfidfVectorizer(ngram_range=(1, 2))
    >>> vectorizer.fit_transform(["pay by card", "pay by invoice"]).shape
    (2, 7)
    >>> vectorizer.get_feature_names_out().tolist()
    ['by', 'by card', 'by invoice', 'card', 'invoice', 'pay', 'pay by']
    """

    _parameter_constraints: ClassVar[dict[str, Any]] = {
        **_SklearnVectorizer._parameter_constraints,
        "threads": [Interval(Integral, 0, MOST_THREADS, closed="both"), None],
    }

    def __init__(
        self,
        *,
        input: str = "content",
        encoding: str = "utf-8",
        decode_error: str = "strict",
        strip_accents: Any = None,
        lowercase: bool = True,
        preprocessor: Any = None,
        tokenizer: Any = None,
        analyzer: Any = "word",
        stop_words: Any = None,
        token_pattern: str | None = _DEFAULT_PATTERN,
        ngram_range: tuple[int, int] = (1, 1),
        max_df: int | float = 1.0,
        min_df: int | float = 1,
        max_features: int | None = None,
        vocabulary: Any = None,
        binary: bool = False,
        dtype: Any = np.float64,
        norm: str | None = "l2",
        use_idf: bool = True,
        smooth_idf: bool = True,
        sublinear_tf: bool = False,
        threads: int | None = None,
    ) -> None:
        super().__init__(
            input=input,
            encoding=encoding,
            decode_error=decode_error,
            strip_accents=strip_accents,
            lowercase=lowercase,
            preprocessor=preprocessor,
            tokenizer=tokenizer,
            analyzer=analyzer,
            stop_words=stop_words,
            token_pattern=token_pattern,
            ngram_range=ngram_range,
            max_df=max_df,
            min_df=min_df,
            max_features=max_features,
            vocabulary=vocabulary,
            binary=binary,
            dtype=dtype,
            norm=norm,
            use_idf=use_idf,
            smooth_idf=smooth_idf,
            sublinear_tf=sublinear_tf,
        )
        self.threads = threads

    def fit(self, raw_documents: Any, y: Any = None) -> TfidfVectorizer:
        """Learns vocabulary and idf."""
        self.fit_transform(raw_documents)
        return self

    def fit_transform(self, raw_documents: Any, y: Any = None) -> scipy.sparse.csr_matrix:
        """Learns vocabulary and idf, and returns the tf-idf matrix of the documents."""
        self._validate_params()
        documents = _kept(raw_documents)
        corpus = self._corpus(documents)
        if corpus is None:
            return self._by_scikit_learn(documents)
        self._check_params()
        self._validate_ngram_range()
        self._warn_for_unused_params()
        self.build_analyzer()  # which warns of stop words that no token is equal to
        threads = thread_count(self.threads)
        try:
            return self._fit(corpus, threads)
        except (Error, TypeError):
            # scikit-learn refuses the same, in its own words, or takes what has no UTF-8.
            return self._by_scikit_learn(documents)

    def _by_scikit_learn(self, documents: Any) -> scipy.sparse.csr_matrix:
        self._forget()
        matrix: scipy.sparse.csr_matrix = super().fit_transform(documents)
        return matrix

    def transform(self, raw_documents: Any) -> scipy.sparse.csr_matrix:
        """The tf-idf matrix of other documents; unknown terms are ignored."""
        documents = _kept(raw_documents)
        fitted = self._fitted()
        corpus = None if fitted is None else self._corpus(documents)
        if fitted is None or corpus is None:
            matrix: scipy.sparse.csr_matrix = super().transform(documents)
            return matrix
        return _csr(fitted.transform(corpus, thread_count(self.threads), None))

    @property
    def vocabulary_(self) -> dict[str, int]:
        """The column of each term."""
        if "_vocabulary" not in self.__dict__:
            if self.__dict__.get("_terms") is None:
                raise AttributeError("vocabulary_ is there after fit")
            self._vocabulary = {term: column for column, term in enumerate(self._terms)}
            self._of_terms = self._vocabulary
        return self._vocabulary

    @vocabulary_.setter
    def vocabulary_(self, vocabulary: dict[str, int]) -> None:
        self._vocabulary = vocabulary
        if self.__dict__.get("_of_terms") is not vocabulary:
            self.__dict__.pop("_terms", None)
            self.__dict__.pop("_native", None)

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """The terms of the columns."""
        terms = self.__dict__.get("_terms")
        if terms is None:
            return super().get_feature_names_out(input_features)
        return np.asarray(terms, dtype=object)

    def _fit(self, corpus: _core.Corpus, threads: int) -> scipy.sparse.csr_matrix:
        self._forget()
        self._validate_vocabulary()
        options = self._options()
        fixed = self._fixed_terms()
        if fixed is not None:
            options["vocabulary"] = fixed
        elif self.max_features is not None:
            options["vocabulary"] = self._most_frequent(corpus, options, threads)
        options |= {"min_df": self.min_df, "max_df": self.max_df} if fixed is None else {}
        if "vocabulary" in options:
            options |= {"min_df": 1, "max_df": 1.0}
        native, arrays = _core.fit_transform(corpus, options, threads, None)
        self._remember(native, fixed)
        return _csr(arrays)

    def _remember(self, native: _core.Vectorizer, fixed: list[str] | None) -> None:
        self._native = native
        self._terms = native.terms() if fixed is None else fixed
        self._tfidf = TfidfTransformer(
            norm=self.norm, use_idf=self.use_idf, smooth_idf=self.smooth_idf, sublinear_tf=self.sublinear_tf
        )
        self._tfidf.n_features_in_ = len(self._terms)
        self._native_idf = native.idf() if self.use_idf else None
        if self.use_idf:
            self._tfidf.idf_ = self._native_idf

    def _most_frequent(self, corpus: _core.Corpus, options: dict[str, Any], threads: int) -> list[str]:
        """The terms with the highest counts, in their order; ties fall as NumPy's sort lets them fall."""
        counting = options | {"use_idf": False, "norm": "none", "sublinear_tf": False}
        counting |= {"min_df": self.min_df, "max_df": self.max_df}
        native, arrays = _core.fit_transform(corpus, counting, threads, None)
        totals = np.asarray(_csr(arrays).sum(axis=0)).ravel()
        chosen = np.sort((-totals).argsort()[: self.max_features])
        terms: list[str] = native.terms_of(chosen.tolist())
        return terms

    def _fixed_terms(self) -> list[str] | None:
        if not self.fixed_vocabulary_:
            return None
        ordered = sorted(self.vocabulary_.items(), key=lambda term: term[1])
        return [term for term, _ in ordered]

    def _fitted(self) -> _core.Vectorizer | None:
        """What was fitted here; None when it was fitted by scikit-learn or changed by hand since."""
        terms = self.__dict__.get("_terms")
        if terms is None:
            return None
        idf = self._tfidf.idf_ if self.use_idf else None
        if self.__dict__.get("_native") is None or not _same(idf, self._native_idf):
            options = self._options() | {"vocabulary": list(terms)}
            self._native = _core.restore_vectorizer(options, [] if idf is None else np.asarray(idf).tolist())
            self._native_idf = idf
        return self._native

    def _corpus(self, documents: Any) -> _core.Corpus | None:
        """The documents for the core; None for what only Python can do, or refuse."""
        native = (
            self.input == "content"
            and self.preprocessor is None
            and self.tokenizer is None
            and self.analyzer in _ANALYZERS
            and (self.analyzer != "word" or self.token_pattern == _DEFAULT_PATTERN)
            and self.strip_accents in (None, "ascii", "unicode")
            and np.dtype(self.dtype) == np.float64
            and self.norm in (None, "l1", "l2")
        )
        if not native or isinstance(documents, str):
            return None
        try:
            return to_corpus(documents, "raw_documents", threads=thread_count(self.threads))
        except (Error, TypeError):
            return None

    def _options(self) -> dict[str, Any]:
        words = self.get_stop_words() if self.analyzer == "word" else None
        return {
            "analyzer": self.analyzer,
            "ngram_range": tuple(map(index, self.ngram_range)),
            "stop_words": [] if words is None else list(words),
            "lowercase": bool(self.lowercase),
            "strip_accents": self.strip_accents or "none",
            "binary": bool(self.binary),
            "norm": self.norm or "none",
            "use_idf": bool(self.use_idf),
            "smooth_idf": bool(self.smooth_idf),
            "sublinear_tf": bool(self.sublinear_tf),
        }

    def _forget(self) -> None:
        for name in ("_native", "_native_idf", "_terms", "_vocabulary", "_of_terms"):
            self.__dict__.pop(name, None)

    def __getstate__(self) -> dict[str, Any]:
        state: dict[str, Any] = dict(super().__getstate__())
        state.pop("_native", None)
        return state


def _same(idf: Any, other: Any) -> bool:
    return idf is other or (idf is not None and other is not None and np.array_equal(idf, other))


def _kept(documents: Any) -> Any:
    """Documents that can be read twice."""
    return documents if hasattr(documents, "__len__") else list(documents)


def _csr(arrays: tuple[Any, Any, Any, int]) -> scipy.sparse.csr_matrix:
    data, indices, indptr, columns = arrays
    matrix = scipy.sparse.csr_matrix((data, indices, indptr), shape=(len(indptr) - 1, columns), copy=False)
    matrix.has_sorted_indices = True
    matrix.has_canonical_format = True
    return matrix
