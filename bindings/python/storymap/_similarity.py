"""Which of many texts are alike: exact similarity joins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from . import _core
from ._options import document_frequency, ngram_pair, stop_word_list, threshold
from ._pairs import Pairs
from ._progress import Progress, reporting, thread_count
from ._texts import Missing, Texts, read_texts


class SimilarityIndex:
    """Texts that can be asked how alike they are.

    Scores are exact: those of scikit-learn's ``TfidfVectorizer`` and ``cosine_similarity``, the same bits on every
    machine and for any number of threads; no pair above the threshold is missed.

    Examples
    --------
    >>> import storymap
    >>> index = storymap.SimilarityIndex(["pay by card", "pay by card", "reset the password"])
    >>> [tuple(pair) for pair in index.pairs(0.9)]
    [(0, 1, 1.0)]
    """

    def __init__(
        self,
        texts: Texts,
        *,
        measure: Literal["cosine", "jaccard"] = "cosine",
        ngram_range: tuple[int, int] = (1, 2),
        stop_words: str | Iterable[str] | None = None,
        min_df: int | float = 1,
        max_df: int | float = 0.95,
        na: Missing = "raise",
        threads: int | None = None,
        progress: Progress = None,
    ) -> None:
        corpus, self._rows = read_texts(texts, na=na)
        with reporting(progress, "texts") as report:
            self._core = _core.SimilarityIndex.from_texts(
                corpus,
                measure,
                ngram_pair(ngram_range),
                stop_word_list(stop_words),
                document_frequency(min_df, "min_df"),
                document_frequency(max_df, "max_df"),
                thread_count(threads),
                report,
            )

    def __len__(self) -> int:
        return len(self._core)

    @property
    def measure(self) -> str:
        return self._core.measure

    def pairs(self, at_least: float, *, threads: int | None = None, progress: Progress = None) -> Pairs:
        """All pairs of rows that score at least `at_least`, by rows."""
        with reporting(progress, "pairs") as report:
            return Pairs(self._core.pairs(threshold(at_least), thread_count(threads), report))
