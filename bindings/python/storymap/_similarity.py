"""Exact similarity between all texts of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from . import _core
from ._errors import Error
from ._options import Measure, ProgressOption, StopWordsOption, progress_callback, stop_words, thread_count
from ._pairs import Group, Pairs, Rows, Scores
from ._texts import NaOption, Texts, read_texts
from ._values import ngram_pair, score, score_or_zero, whole, word

if TYPE_CHECKING:
    import scipy.sparse

_EVERYTHING = 2**62


@dataclass(frozen=True)
class Explanation:
    """Why two texts are alike.

    ``terms`` are those both have with what each adds to the score, the largest first; they sum to it. ``kind`` is copy,
    role, slot, contained or reworded; ``only_left`` and ``only_right`` are the words that the other lacks.
    """

    score: float
    terms: list[tuple[str, float]]
    kind: str
    only_left: list[str]
    only_right: list[str]


@dataclass(frozen=True)
class Match:
    """A row and its score."""

    row: int
    score: float
    text: str | None = None


class SimilarityIndex:
    """Texts that can be asked how alike they are: exactly, and with the same answer on every machine.

    Parameters
    ----------
    texts
        A list of str, a NumPy array, a column of pandas or Polars, an Arrow array, a file with one text a line, a map.
    measure
        ``"cosine"`` of tf-idf vectors, as scikit-learn computes them, or ``"jaccard"`` of the sets of words. When no
        term is left for a cosine - so it is for a few texts with the same words, since ``max_df`` drops what all of
        them have - words are compared by Jaccard; the property `measure` tells.
    ngram_range, stop_words, min_df, max_df, analyzer, strip_accents
        As in :class:`storymap.TfidfVectorizer`; Jaccard compares sets of single words.
    na
        What a missing text is: an error, ``"empty"``: a text that is like nothing, or ``"skip"``: none; rows then count
        the texts that are left, and `rows` tells where they stood.
    threads
        None: as many as the machine has. The answer never depends on it.
    progress
        True for a bar of tqdm, or a function that takes (done, total).

    Examples
    --------
    >>> import storymap
    >>> texts = ["pay an order by card", "search by name", "pay the order by card", "filter by price"]
    >>> index = storymap.SimilarityIndex(texts, stop_words="en")
    >>> list(index.pairs(0.7))
    [(0, 2, 1.0)]
    """

    def __init__(
        self,
        texts: Texts,
        *,
        measure: Measure = "cosine",
        ngram_range: tuple[int, int] = (1, 2),
        stop_words: StopWordsOption = None,
        min_df: int | float = 1,
        max_df: int | float = 0.95,
        analyzer: str = "word",
        strip_accents: str | None = None,
        na: NaOption = "raise",
        threads: int | None = None,
        progress: ProgressOption = None,
    ) -> None:
        self._threads = thread_count(threads)
        self._measure = _measure(measure)
        self._options = _options(self._measure, analyzer, ngram_range, stop_words, min_df, max_df, strip_accents)
        self._corpus: _core.Corpus | None
        self._corpus, self._places = read_texts(texts, "texts", na, self._threads)
        self._vectorizer: _core.Vectorizer | None = None
        self._vectors: _core.SimilarityIndex | None = None
        with progress_callback(progress, "Counting words") as told:
            self._index = self._build(told)

    def _build(self, progress: Callable[[int, int], object] | None) -> _core.SimilarityIndex:
        if not len(self._texts):
            return _empty_index(0, self._measure)
        if self._measure == "cosine":
            try:
                return _core.index_of_counts(self._texts, self._options, self._threads, progress)
            except Error as error:
                if error.code != "empty_vocabulary":
                    raise
            self._measure = "jaccard"
            self._options = _word_sets(self._options)
        try:
            return self._searchable(progress)[1]
        except Error as error:
            # Not one word to compare by: texts that are like nothing.
            if error.code != "empty_vocabulary":
                raise
            return _empty_index(len(self._texts), self._measure)

    @classmethod
    def from_csr(
        cls,
        matrix: scipy.sparse.spmatrix | scipy.sparse.sparray,
        *,
        measure: Measure = "cosine",
        threads: int | None = None,
    ) -> SimilarityIndex:
        """The rows of any sparse matrix of SciPy; other formats are converted.

        Duplicate entries are summed and zeros left out, in a copy. NaN and infinity are refused with their row.
        """
        index = cls.__new__(cls)
        index._threads = thread_count(threads)
        index._measure = _measure(measure)
        index._options = {}
        index._corpus = index._vectorizer = index._vectors = None
        index._index = _core.index_of_csr(*csr_arrays(matrix, "matrix"), index._measure)
        index._places = np.arange(len(index._index), dtype=np.uint32)
        return index

    @property
    def rows(self) -> Rows:
        """Where each row stood in what was passed; it matters after ``na="skip"``."""
        return self._places

    @property
    def measure(self) -> str:
        """``"cosine"`` or ``"jaccard"``."""
        return self._measure

    def text(self, row: int) -> str:
        """The text of a row."""
        text: str = self._texts.text(self._row(row, "row"))
        return text

    def score(self, left: int, right: int) -> float:
        """How alike two rows are."""
        return float(self._index.score(self._row(left, "left"), self._row(right, "right")))

    def pairs(self, at_least: float = 0.7, *, progress: ProgressOption = None) -> Pairs:
        """All pairs that score at least ``at_least``: the same as comparing every row with every other."""
        with progress_callback(progress, "Comparing texts") as told:
            return Pairs(self._index.pairs(score(at_least, "at_least"), self._threads, told))

    def iter_pairs(
        self, at_least: float = 0.7, *, chunk: int = 65536, progress: ProgressOption = None
    ) -> Iterator[Pairs]:
        """The same pairs, about ``chunk`` at a time and in no order, for more of them than memory holds.

        The search goes on while the caller works, waits when it is four chunks ahead, and ends with the iterator.
        """
        least = score(at_least, "at_least")
        if isinstance(chunk, bool) or not isinstance(chunk, int):
            raise TypeError(f"chunk must be int, not {type(chunk).__name__}")
        if chunk < 1:
            raise Error("expected at least 1", "invalid_argument", "chunk")
        return self._chunks(least, chunk, progress)

    def _chunks(self, least: float, chunk: int, progress: ProgressOption) -> Iterator[Pairs]:
        with progress_callback(progress, "Comparing texts") as told:
            stream = _core.PairStream(self._index, least, chunk, self._threads, told)
            try:
                for records in stream:
                    yield Pairs(records)
            finally:
                stream.close()

    def for_each_pair(self, visit: Callable[[Pairs], object], at_least: float = 0.7) -> None:
        """Calls ``visit(pairs)`` with some of the pairs after the other, in this thread.

        It returns False to stop the search; what it raises stops it as well.
        """
        for pairs in self.iter_pairs(at_least):
            if visit(pairs) is False:
                return

    def count_pairs(self, thresholds: Sequence[float], *, progress: ProgressOption = None) -> npt.NDArray[np.uint64]:
        """How many pairs reach each of some thresholds, found in one pass: how people choose one."""
        wanted = _scores(thresholds)
        with progress_callback(progress, "Counting pairs") as told:
            counts: npt.NDArray[np.uint64] = self._index.count_pairs(wanted, self._threads, told)
            return counts

    def components(self, at_least: float = 0.7, *, progress: ProgressOption = None) -> Rows:
        """For every row the first row of its group: a chain of pairs leads from one to the other.

        Pairs are not listed: a thousand equal rows cost a thousand comparisons, not half a million.
        """
        with progress_callback(progress, "Grouping texts") as told:
            first: Rows = self._index.components(score(at_least, "at_least"), self._threads, told)
            return first

    def groups(self, at_least: float = 0.7, *, duplicate: float = 0.9, progress: ProgressOption = None) -> list[Group]:
        """Groups of rows that a chain of pairs connects; those with a pair of at least ``duplicate`` come first."""
        return self.groups_of(self.pairs(at_least, progress=progress), at_least, duplicate)

    def groups_of(self, pairs: Pairs, at_least: float, duplicate: float = 0.9) -> list[Group]:
        """The groups that some pairs of this index make, for a threshold that all of them reach."""
        if not isinstance(pairs, Pairs):
            raise TypeError(f"pairs must be Pairs, not {type(pairs).__name__}")
        least = score(at_least, "at_least")
        wanted = pairs.rethreshold(least)
        found = self._index.groups(np.ascontiguousarray(wanted), least, max(least, score(duplicate, "duplicate")))
        return [Group(*group) for group in found]

    def labels(self, thresholds: Sequence[float]) -> dict[float, npt.NDArray[np.int64]]:
        """Group labels 0, 1, 2... at several thresholds, from one search for pairs."""
        wanted = _scores(thresholds)
        if not wanted:
            return {}
        pairs = self.pairs(min(wanted))
        return {value: labels_of(pairs.rethreshold(value), len(self)) for value in wanted}

    def neighbours(self, row: int, limit: int | None = 10, at_least: float = 0.0) -> list[Match]:
        """The rows most similar to a row, without itself, the best first."""
        found = self._index.neighbours(self._row(row, "row"), _limit(limit), score_or_zero(at_least, "at_least"))
        return [self._match(*match) for match in found]

    def neighbour_graph(
        self, limit: int = 10, at_least: float = 0.1, *, progress: ProgressOption = None
    ) -> scipy.sparse.csr_matrix:
        """The ``limit`` rows most similar to each row, as a sparse matrix of scores."""
        sparse = _scipy_sparse()
        with progress_callback(progress, "Comparing texts") as told:
            data, indices, indptr = self._index.neighbour_graph(
                _limit(limit), score(at_least, "at_least"), self._threads, told
            )
        graph: scipy.sparse.csr_matrix = sparse.csr_matrix((data, indices, indptr), shape=(len(self), len(self)))
        return graph

    def closest(self, text: str, limit: int | None = 10, at_least: float = 0.0) -> list[Match]:
        """The rows most similar to a free text, the best first. Words that no text has are ignored."""
        question = word(text, "text")
        if not len(self):
            return []
        try:
            vectorizer, vectors = self._searchable()
        except Error as error:
            if error.code != "empty_vocabulary":
                raise
            return []
        if self._compares_words:
            question = _core.clean_text(question)
        found = vectors.search(vectorizer, question, _limit(limit), score_or_zero(at_least, "at_least"))
        return [self._match(*match) for match in found]

    def explain(self, left: int, right: int) -> Explanation:
        """Why two texts are alike: terms and what they add, and the kind of likeness."""
        left, right = self._row(left, "left"), self._row(right, "right")
        likeness = _core.compare_texts(self.text(left), self.text(right))
        try:
            vectorizer, vectors = self._searchable()
        except Error as error:
            if error.code != "empty_vocabulary":
                raise
            return Explanation(0.0, [], likeness["kind"], likeness["only_a"], likeness["only_b"])
        terms = vectorizer.terms_of([column for column, _ in vectors.shared(left, right)])
        shared = [(term, added) for term, (_, added) in zip(terms, vectors.shared(left, right), strict=True)]
        shared.sort(key=lambda term: (-term[1], term[0]))
        return Explanation(self.score(left, right), shared, likeness["kind"], likeness["only_a"], likeness["only_b"])

    def mean_similarities(self, rows: Iterable[int]) -> Scores:
        """The mean similarity of each of some rows, at least two, to the others."""
        members = [self._row(row, "rows") for row in rows]
        if len(members) < 2 or len(set(members)) != len(members):
            raise Error("expected at least two different rows", "invalid_argument", "rows")
        means: Scores = self._index.mean_similarities(members)
        return means

    def join_memory(self, at_least: float = 0.7) -> int:
        """About how many bytes :meth:`pairs` will need besides the index and the pairs."""
        return int(self._index.join_memory(score(at_least, "at_least"), self._threads))

    def __len__(self) -> int:
        return len(self._index)

    def __repr__(self) -> str:
        return f"<SimilarityIndex of {len(self):,} texts by {self._measure}>"

    @property
    def _texts(self) -> _core.Corpus:
        if self._corpus is None:
            raise Error("an index of a matrix has no texts", "unsupported")
        return self._corpus

    def _searchable(
        self, progress: Callable[[int, int], object] | None = None
    ) -> tuple[_core.Vectorizer, _core.SimilarityIndex]:
        """The vocabulary and the vectors, which only questions with words need: made when the first one comes."""
        if self._vectorizer is None or self._vectors is None:
            texts = self._texts.cleaned() if self._compares_words else self._texts
            self._vectorizer, self._vectors = _core.index_of_vectors(
                texts, self._options, self._measure, self._threads, progress
            )
        return self._vectorizer, self._vectors

    @property
    def _compares_words(self) -> bool:
        return bool(self._options.get("analyzer") == "fields")

    def _match(self, row: int, score: float) -> Match:
        return Match(row, score, None if self._corpus is None else self._corpus.text(row))

    def _row(self, row: int, argument: str) -> int:
        number = whole(row, argument)
        if number >= len(self):
            raise Error(f"there are only {len(self)} rows", "invalid_argument", argument)
        return number


def labels_of(pairs: Pairs, rows: int) -> npt.NDArray[np.int64]:
    """Labels 0, 1, 2... in order of the first row of each group; a row without a pair is a group of its own."""
    parent = list(range(rows))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for left, right, _ in pairs:
        a, b = root(left), root(right)
        if a != b:
            parent[max(a, b)] = min(a, b)
    first = np.fromiter((root(row) for row in range(rows)), dtype=np.int64, count=rows)
    return np.unique(first, return_inverse=True)[1].astype(np.int64)


def csr_arrays(matrix: Any, argument: str) -> tuple[Any, Any, Any, int]:
    """Data, indices, row begins and number of columns of a matrix in canonical form."""
    sparse = _scipy_sparse()
    if not sparse.issparse(matrix):
        raise TypeError(f"{argument} must be a sparse matrix of SciPy, not {type(matrix).__name__}")
    rows = matrix.tocsr()
    if np.iscomplexobj(rows.data):
        raise TypeError(f"{argument} must be real")
    _check_places(rows, argument)
    if not rows.has_canonical_format:
        rows = rows.copy()
        rows.sum_duplicates()
    if rows.nnz and not rows.data.all():
        rows = rows.copy()
        rows.eliminate_zeros()
    return rows.data.astype(np.float64, copy=False), rows.indices, rows.indptr, int(rows.shape[1])


def _check_places(rows: Any, argument: str) -> None:
    """SciPy trusts the indices of a matrix, and would read or write elsewhere."""
    indptr, indices, entries = rows.indptr, rows.indices, min(len(rows.indices), len(rows.data))
    if len(indptr) != rows.shape[0] + 1 or indptr[0] != 0:
        raise Error("the index pointers do not begin at 0 or are not as many as the rows", path=argument)
    wrong = np.flatnonzero((np.diff(indptr) < 0) | (indptr[1:] > entries))
    if len(wrong) > 0:
        raise Error("its place in the index pointers is not in order", path=f"{argument}[{wrong[0]}]")
    outside = np.flatnonzero((indices < 0) | (indices >= rows.shape[1]))
    if len(outside) > 0 and outside[0] < indptr[-1]:
        row = np.searchsorted(indptr, outside[0], side="right") - 1
        raise Error("a column is out of range", path=f"{argument}[{row}]")


def _scipy_sparse() -> Any:
    try:
        import scipy.sparse
    except ImportError:
        raise ImportError("sparse matrices need SciPy: pip install scipy") from None
    return scipy.sparse


def _options(
    measure: str,
    analyzer: str,
    ngram_range: tuple[int, int],
    words: StopWordsOption,
    min_df: int | float,
    max_df: int | float,
    strip_accents: str | None,
) -> dict[str, Any]:
    options: dict[str, Any] = {
        "analyzer": analyzer,
        "stop_words": stop_words(words),
        "min_df": min_df,
        "max_df": max_df,
        "strip_accents": strip_accents or "none",
    }
    if measure == "jaccard":
        return _word_sets(options)
    return options | {"ngram_range": ngram_pair(ngram_range)}


def _word_sets(options: dict[str, Any]) -> dict[str, Any]:
    """The same for Jaccard: all words of a cleaned text, also those of one character, or the terms of an analyzer."""
    sets = {"ngram_range": (1, 1), "binary": True, "use_idf": False, "norm": "none"}
    if options["analyzer"] == "word":
        sets |= {"analyzer": "fields", "min_df": 1, "max_df": 1.0}
    return options | sets


def _scores(thresholds: Sequence[float]) -> list[float]:
    if isinstance(thresholds, str) or not isinstance(thresholds, Iterable):
        raise TypeError(f"thresholds must be a list of numbers, not {type(thresholds).__name__}")
    return [score(value, f"thresholds[{number}]") for number, value in enumerate(thresholds)]


def _empty_index(rows: int, measure: str) -> _core.SimilarityIndex:
    begins = np.zeros(rows + 1, dtype=np.int32)
    return _core.index_of_csr(np.zeros(0), np.zeros(0, dtype=np.int32), begins, 1, measure)


def _measure(measure: str) -> str:
    if measure not in ("cosine", "jaccard"):
        raise Error("expected 'cosine' or 'jaccard'", "invalid_argument", "measure")
    return measure


def _limit(limit: int | None) -> int:
    if limit is None:
        return _EVERYTHING
    return min(whole(limit, "limit"), _EVERYTHING)
