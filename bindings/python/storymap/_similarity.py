"""Which of many texts are alike: exact similarity joins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, TypeAlias, overload

import numpy
from numpy.typing import NDArray

from . import _core
from ._errors import Error
from ._groups import Groups
from ._matches import Explanation, Match, matches_of
from ._matrix import core_of_csr
from ._optional import load
from ._options import count, document_frequency, limit_or_all, ngram_pair, stop_word_list, threshold
from ._pairs import Pairs
from ._progress import Progress, reporting, thread_count
from ._rows import Rows
from ._texts import Missing, Texts, read_texts

Measure: TypeAlias = Literal["cosine", "jaccard"]


class SimilarityIndex:
    """Texts that can be asked how alike they are. Immutable: any number of threads may ask.

    Scores are exact: those of scikit-learn's ``TfidfVectorizer`` and ``cosine_similarity``, the same bits on every
    machine and for any number of threads, and no pair that reaches a threshold is missed.

    Parameters
    ----------
    texts
        Many texts: any iterable of str, a NumPy array, a pandas or Polars Series, anything that speaks Arrow, or a
        ``pathlib.Path``.
    measure
        ``"cosine"`` of tf-idf vectors, or ``"jaccard"`` of the sets of words. When no term is left for a cosine - so
        it is for a few texts with the same words, since `max_df` drops what all of them have - words are compared by
        Jaccard; the property `measure` tells.
    ngram_range
        The shortest and the longest run of words that counts as a term (cosine).
    stop_words
        Words to leave out: ``"english"``, ``"russian"``, or the words.
    min_df, max_df
        Terms in fewer or more texts are left out: a count (int) or a share of the texts (float) (cosine).
    na
        What to do with missing texts: ``"raise"``, take them for ``"empty"``, or ``"skip"`` them; after a skip, rows
        count the texts that are left, and `rows` tells where they stood.
    threads
        How many; None for all of the machine.
    progress
        None, True for a bar of tqdm, or a callable that takes how much is done of how much.

    Examples
    --------
    >>> import storymap
    >>> index = storymap.SimilarityIndex(["Pay by card", "Pay with a card", "Reset the password"])
    >>> for left, right, score in index.pairs(0.2):
    ...     print(left, right, round(score, 3))
    0 1 0.278
    >>> index.closest("card payment", limit=1)[0].text
    'Pay by card'
    """

    def __init__(
        self,
        texts: Texts,
        *,
        measure: Measure = "cosine",
        ngram_range: tuple[int, int] = (1, 2),
        stop_words: str | Iterable[str] | None = None,
        min_df: int | float = 1,
        max_df: int | float = 0.95,
        na: Missing = "raise",
        threads: int | None = None,
        progress: Progress = None,
    ) -> None:
        read = read_texts(texts, na=na)
        self._rows, self._places = read.rows, read.places
        with reporting(progress, "texts") as report:
            self._core = _core.SimilarityIndex.from_texts(
                read.compared,
                measure,
                ngram_pair(ngram_range),
                stop_word_list(stop_words),
                document_frequency(min_df, "min_df"),
                document_frequency(max_df, "max_df"),
                thread_count(threads),
                report,
            )

    @classmethod
    def from_csr(cls, matrix: Any, *, measure: Measure = "cosine") -> SimilarityIndex:
        """The rows of a sparse matrix of SciPy, by their cosine or by the sets of columns that are not 0.

        Indices of 4 or 8 bytes, any real numbers, unsorted or repeated columns: all are read as they are meant, and the
        matrix is not changed.

        Raises
        ------
        storymap.Error
            NaN or infinity; `path` names the row.
        """
        index = cls.__new__(cls)
        index._core = core_of_csr(matrix, measure)
        index._rows = Rows()
        index._places = numpy.arange(len(index._core), dtype=numpy.uint32)
        return index

    def __len__(self) -> int:
        return len(self._core)

    @property
    def measure(self) -> str:
        """``"cosine"`` or ``"jaccard"``: what rows are compared by."""
        return self._core.measure

    @property
    def rows(self) -> NDArray[numpy.uint32]:
        """Where each row stood in what was passed; it matters after ``na="skip"``."""
        return self._places

    def text(self, row: int) -> str | None:
        """The text of a row, if it was made from texts."""
        if count(row, "row") >= len(self):
            raise Error(f"there is no row {row}, only {len(self)}", path="row")
        return self._rows.text(row)

    def __repr__(self) -> str:
        return f"<SimilarityIndex: {len(self):,} rows by {self.measure}>"

    # All pairs at once.

    def pairs(self, at_least: float, *, threads: int | None = None, progress: Progress = None) -> Pairs:
        """All pairs of rows that score at least `at_least` (above 0), ordered by rows."""
        least = threshold(at_least)
        with reporting(progress, "pairs") as report:
            return Pairs(self._core.pairs(least, thread_count(threads), report), least, self._rows)

    def iter_pairs(
        self, at_least: float, *, chunk: int = 65536, threads: int | None = None, progress: Progress = None
    ) -> Iterator[Pairs]:
        """The same pairs, about `chunk` at a time and in no order, for more of them than memory holds.

        The search goes on while the caller works, waits when it is four chunks ahead, and ends with the iterator.
        """
        least = threshold(at_least)
        size, number = count(chunk, "chunk", 1), thread_count(threads)
        return self._chunks(least, size, number, progress)

    def _chunks(self, least: float, size: int, threads: int, progress: Progress) -> Iterator[Pairs]:
        with reporting(progress, "pairs") as report:
            stream = _core.PairStream(self._core, least, size, threads, report)
            try:
                for records in stream:
                    yield Pairs(records, least, self._rows)
            finally:
                stream.close()

    def for_each_pair(
        self,
        at_least: float,
        visit: Callable[[Pairs], object],
        *,
        chunk: int = 65536,
        threads: int | None = None,
        progress: Progress = None,
    ) -> None:
        """Calls `visit` with some pairs after the others, in this thread; it returns False to stop."""
        for pairs in self.iter_pairs(at_least, chunk=chunk, threads=threads, progress=progress):
            if visit(pairs) is False:
                return

    def count_pairs(
        self, thresholds: Sequence[float], *, threads: int | None = None, progress: Progress = None
    ) -> list[int]:
        """How many pairs reach each of some thresholds, found in one pass: how to choose one."""
        with reporting(progress, "pairs") as report:
            return self._core.count_pairs(_thresholds(thresholds), thread_count(threads), report)

    def join_memory(self, at_least: float, *, threads: int | None = None) -> int:
        """About how many bytes `pairs` will need besides the index and the pairs."""
        return self._core.join_memory(threshold(at_least), thread_count(threads))

    def across(
        self,
        others: Texts,
        at_least: float,
        *,
        na: Missing = "raise",
        threads: int | None = None,
        progress: Progress = None,
    ) -> Pairs:
        """Which of these texts are there in `others`: `left` counts rows here, `right` the texts of `others`.

        Terms are weighed by how many texts of both have them.
        """
        least = threshold(at_least)
        read = read_texts(others, argument="others", na=na)
        with reporting(progress, "pairs") as report:
            records = self._core.joined_with(read.compared, least, thread_count(threads), report)
        return Pairs(records, least, self._rows, read.rows)

    def pairs_across(
        self, boundary: int, at_least: float, *, threads: int | None = None, progress: Progress = None
    ) -> Pairs:
        """The pairs of a row before `boundary` (`left`) and one from it on (`right`)."""
        least = threshold(at_least)
        with reporting(progress, "pairs") as report:
            records = self._core.pairs_across(count(boundary, "boundary"), least, thread_count(threads), report)
        return Pairs(records, least, self._rows)

    def closest_across(
        self, boundary: int, at_least: float, *, threads: int | None = None, progress: Progress = None
    ) -> tuple[NDArray[numpy.int64], NDArray[numpy.float64]]:
        """For every row the closest one on the other side of `boundary`, -1 when none scores `at_least`; the scores."""
        with reporting(progress, "pairs") as report:
            return self._core.closest_across(
                count(boundary, "boundary"), threshold(at_least), thread_count(threads), report
            )

    def neighbour_graph(
        self, limit: int, at_least: float, *, threads: int | None = None, progress: Progress = None
    ) -> Any:
        """A csr_matrix of SciPy with the scores of the `limit` rows most similar to each row.

        Quicker by far than asking `neighbours` of one row after the other. The entries of a row are sorted by column.
        """
        sparse = load("scipy.sparse", "sklearn", "neighbour_graph")
        with reporting(progress, "pairs") as report:
            begin, rows, scores = self._core.neighbour_graph(
                limit_or_all(limit), threshold(at_least), thread_count(threads), report
            )
        graph = sparse.csr_matrix((scores, rows, begin), shape=(len(self), len(self)))
        graph.sort_indices()
        return graph

    # Groups.

    @overload
    def groups(self, at_least: float, *, threads: int | None = ..., progress: Progress = ...) -> Groups: ...
    @overload
    def groups(
        self, *, thresholds: Sequence[float], threads: int | None = ..., progress: Progress = ...
    ) -> list[Groups]: ...
    def groups(
        self,
        at_least: float | None = None,
        *,
        thresholds: Sequence[float] | None = None,
        threads: int | None = None,
        progress: Progress = None,
    ) -> Groups | list[Groups]:
        """Groups of rows connected by chains of pairs that score `at_least`; no pair is kept.

        With `thresholds` the groups for each of them, from one search.
        """
        if (at_least is None) == (thresholds is None):
            raise TypeError("groups() takes at_least or thresholds")
        if at_least is not None:
            return Groups(self.components(at_least, threads=threads, progress=progress), at_least, self._rows)
        wanted = _thresholds(thresholds or ())
        with reporting(progress, "groups") as report:
            found = self._core.components_at(wanted, thread_count(threads), report)
        return [Groups(first, least, self._rows) for first, least in zip(found, wanted, strict=True)]

    def components(
        self, at_least: float, *, threads: int | None = None, progress: Progress = None
    ) -> NDArray[numpy.uint32]:
        """For every row the first row of its group: itself when it is alone.

        Rows that are known to be connected are not compared: k texts that are all alike cost about k comparisons.
        """
        with reporting(progress, "groups") as report:
            return self._core.components(threshold(at_least), thread_count(threads), report)

    # Questions about some rows and texts.

    @overload
    def closest(  # type: ignore[overload-overlap]
        self,
        text: str,
        limit: int | None = ...,
        at_least: float = ...,
        *,
        threads: int | None = ...,
        progress: Progress = ...,
    ) -> list[Match]: ...
    @overload
    def closest(
        self,
        text: Texts,
        limit: int | None = ...,
        at_least: float = ...,
        *,
        threads: int | None = ...,
        progress: Progress = ...,
    ) -> list[list[Match]]: ...
    def closest(
        self,
        text: str | Texts,
        limit: int | None = 10,
        at_least: float = 0.0,
        *,
        threads: int | None = None,
        progress: Progress = None,
    ) -> list[Match] | list[list[Match]]:
        """The texts most similar to a text, best first; for many texts a list for each.

        Scores are above 0 and at least `at_least`; `limit` None asks for all. The first question fits a vectorizer.
        """
        asked = read_texts([text] if isinstance(text, str) else text, argument="text").compared
        with reporting(progress, "closest") as report:
            found = self._core.closest(
                asked, limit_or_all(limit), threshold(at_least, zero=True), thread_count(threads), report
            )
        matches = [matches_of(some, self._rows) for some in found]
        return matches[0] if isinstance(text, str) else matches

    def neighbours(self, row: int, limit: int | None = 10, at_least: float = 0.0) -> list[Match]:
        """The rows most similar to a row, best first, without itself."""
        found = self._core.neighbours(count(row, "row"), limit_or_all(limit), threshold(at_least, zero=True))
        return matches_of(found, self._rows)

    def score(self, left: int, right: int) -> float:
        """How alike two rows are."""
        return self._core.score(count(left, "left"), count(right, "right"))

    def explain(self, left: int, right: int) -> Explanation:
        """Why two rows have the score they have."""
        left, right = count(left, "left"), count(right, "right")
        score, terms = self._core.score(left, right), self._core.shared_terms(left, right)
        texts = self._rows.texts
        if not isinstance(texts, _core.Corpus):
            return Explanation(score, terms)
        kind, only_left, only_right = _core.SimilarityIndex.compare(texts, left, right)
        return Explanation(score, terms, kind, tuple(only_left), tuple(only_right))

    def mean_similarities(self, members: Sequence[int] | NDArray[Any]) -> NDArray[numpy.float64]:
        """The mean similarity of each of some rows to all the others of them."""
        rows = numpy.asarray(members)
        if rows.ndim != 1 or (len(rows) > 0 and rows.dtype.kind not in "iu"):
            raise TypeError("members must be a list of rows")
        if len(rows) > 0 and not 0 <= int(rows.min()) <= int(rows.max()) < len(self):
            raise Error(f"expected rows from 0 to {len(self) - 1}", path="members")
        return self._core.mean_similarities(rows.astype(numpy.uint32))


def _thresholds(values: Sequence[float]) -> list[float]:
    if isinstance(values, (str, int, float)):
        raise TypeError("thresholds must be a list of numbers")
    return [threshold(value, f"thresholds[{at}]") for at, value in enumerate(values)]
