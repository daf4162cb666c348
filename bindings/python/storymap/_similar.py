"""Duplicates of a list of texts, or of the stories of a map, in one call."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _core
from ._errors import Error
from ._map import Map
from ._options import Measure, ProgressOption, StopWordsOption, progress_callback, thread_count
from ._pairs import Group, Pairs
from ._similarity import Explanation, Match, SimilarityIndex, labels_of
from ._texts import NaOption, Texts, read_texts
from ._values import score, whole, word


class Similar:
    """What is alike in some texts: pairs, groups, and what is left without duplicates.

    Attributes
    ----------
    pairs
        All pairs that score at least ``at_least``.
    at_least, duplicate
        The thresholds.
    index
        The index behind it, for further questions.
    ids
        The ids of the stories, when a map was asked for: row k is the story ``ids[k]``. Else None.
    """

    def __init__(
        self,
        index: SimilarityIndex,
        pairs: Pairs,
        at_least: float,
        duplicate: float,
        ids: list[str] | None = None,
        titles: list[str] | None = None,
    ) -> None:
        self.index = index
        self.pairs = pairs
        self.at_least = at_least
        self.duplicate = duplicate
        self.ids = ids
        self._titles = titles

    @property
    def groups(self) -> list[Group]:
        """Groups of rows: duplicates first, larger ones before smaller ones."""
        return self.index.groups_of(self.pairs, self.at_least, self.duplicate)

    @property
    def duplicates(self) -> Pairs:
        """The pairs that score at least ``duplicate``."""
        return self.pairs.rethreshold(self.duplicate)

    @property
    def selected(self) -> list[int]:
        """The rows that stay when of each group of duplicates only the first is kept."""
        labels = labels_of(self.duplicates, len(self.index))
        rows: list[int] = np.sort(np.unique(labels, return_index=True)[1]).tolist()
        return rows

    @property
    def filtered(self) -> list[int]:
        """The rows that go."""
        stay = set(self.selected)
        return [row for row in range(len(self.index)) if row not in stay]

    @property
    def duplicate_ratio(self) -> float:
        """The share of the rows that go."""
        return len(self.filtered) / len(self.index) if len(self.index) else 0.0

    def text(self, row: int) -> str:
        """The text of a row, or the title of the story."""
        return self.index.text(row) if self._titles is None else self._titles[row]

    def rethreshold(self, at_least: float | None = None, duplicate: float | None = None) -> Similar:
        """The same for higher thresholds, without searching again.

        A lower ``at_least`` would need pairs that were never listed, and is refused.
        """
        least = self.at_least if at_least is None else score(at_least, "at_least")
        if least < self.at_least:
            raise Error(f"expected at least {self.at_least}: pairs below were not searched for", path="at_least")
        same = max(least, self.duplicate) if duplicate is None else score(duplicate, "duplicate")
        if same < least:
            raise Error("expected at_least <= duplicate", path="duplicate")
        return Similar(self.index, self.pairs.rethreshold(least), least, same, self.ids, self._titles)

    def least_similar_duplicates(self, count: int = 10) -> list[tuple[str, str, float]]:
        """The duplicates that are least alike, as texts: where people see whether the threshold is right."""
        pairs = self.duplicates
        order = np.argsort(pairs.score, kind="stable")[: whole(count, "count")]
        return [(self.text(left), self.text(right), score) for left, right, score in pairs[order]]

    def explain(self, left: int | str, right: int | str) -> Explanation:
        """Why two rows (or two stories, by their ids) are alike."""
        return self.index.explain(self._row(left), self._row(right))

    def _row(self, row: int | str) -> int:
        if not isinstance(row, str):
            return row
        if self.ids is None or row not in self.ids:
            raise Error(f"no story has the id '{row}'", "unknown_id")
        return self.ids.index(row)

    def __len__(self) -> int:
        return len(self.pairs)

    def __repr__(self) -> str:
        return (
            f"<Similar: {len(self.pairs):,} pairs of {len(self.index):,} texts score at least {self.at_least}, "
            f"{len(self.duplicates):,} at least {self.duplicate}>"
        )

    def _repr_html_(self) -> str:
        from ._html import table

        best = self.pairs.best_first()[:10]
        rows = [[f"{score:.3f}", _shown(self.text(left)), _shown(self.text(right))] for left, right, score in best]
        return table(repr(self)[1:-1], ("score", "left", "right"), rows)


def _shown(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1] + "\u2026"


def similar(
    texts: Texts,
    at_least: float = 0.7,
    duplicate: float = 0.9,
    *,
    measure: Measure = "cosine",
    ngram_range: tuple[int, int] = (1, 2),
    stop_words: StopWordsOption | object = ...,
    max_df: int | float = 0.95,
    na: NaOption = "raise",
    threads: int | None = None,
    progress: ProgressOption = None,
) -> Similar:
    """Finds all similar texts, or stories of a map, exactly.

    Parameters
    ----------
    texts
        A list of str, a NumPy array, a column of pandas or Polars, an Arrow array, a file with one text a line, or a
        map, whose stories are compared as ``storymap similar`` does.
    at_least, duplicate
        Scores from which texts are similar, and from which they are duplicates.
    stop_words
        None, the name of a built-in list, or words. Left out: none for texts, those of the command for a map.
    measure, ngram_range, max_df, na, threads, progress
        As in :class:`storymap.SimilarityIndex`.

    Examples
    --------
    >>> import storymap
    >>> found = storymap.similar(["pay by card", "search by name", "pay by card today", "pay by cards"], 0.4)
    >>> found
    <Similar: 1 pairs of 4 texts score at least 0.4, 0 at least 0.9>
    >>> list(found.pairs)
    [(0, 2, 0.7121426207783115)]
    """
    least, same = score(at_least, "at_least"), score(duplicate, "duplicate")
    if same < least:
        raise Error("expected at_least <= duplicate", path="duplicate")
    ids = texts._handle.ids("story") if isinstance(texts, Map) else None
    titles = [story.title for story in texts.stories] if isinstance(texts, Map) else None
    words: Any = ("compat" if ids is not None else None) if stop_words is ... else stop_words
    index = SimilarityIndex(
        texts,
        measure=measure,
        ngram_range=ngram_range,
        stop_words=words,
        max_df=max_df,
        na=na,
        threads=threads,
        progress=progress,
    )
    return Similar(index, index.pairs(least, progress=progress), least, same, ids, titles)


def closest(texts: Texts, text: str, limit: int = 10, at_least: float = 0.0, **options: Any) -> list[Match]:
    """The texts, or stories of a map, closest to a free text: the best first.

    For many questions to the same texts make a :class:`storymap.SimilarityIndex` once; ``options`` are its options.

    >>> import storymap
    >>> storymap.closest(["pay by card", "search by name"], "pay with a card", limit=1)
    [Match(row=0, score=0.7071067811865476, text='pay by card')]
    """
    if isinstance(texts, Map):
        options.setdefault("stop_words", "compat")
        text = _core.clean_text(word(text, "text"))
    return SimilarityIndex(texts, **options).closest(text, limit, at_least)


def across(
    existing: Texts,
    new: Texts,
    at_least: float = 0.7,
    *,
    na: NaOption = "raise",
    progress: ProgressOption = None,
    **options: Any,
) -> Pairs:
    """Which of ``new`` are in ``existing`` already? Pairs of a row of ``existing`` and a row of ``new``.

    The words of both make the vocabulary; neither list is compared with itself. Rows are places in what was passed,
    also with ``na="skip"``; ``options`` are those of :class:`storymap.SimilarityIndex`.

    >>> import storymap
    >>> list(storymap.across(["pay by card", "search by name"], ["search by names", "search by name"], 0.9))
    [(1, 1, 1.0)]
    """
    least = score(at_least, "at_least")
    threads = thread_count(options.get("threads"))
    left, left_rows = read_texts(existing, "existing", na, threads)
    right, right_rows = read_texts(new, "new", na, threads)
    index = SimilarityIndex(left.joined(right), **options)
    with progress_callback(progress, "Comparing texts") as told:
        array = index._index.pairs_across(len(left), least, index._threads, told)
    array["left"] = left_rows[array["left"]]
    array["right"] = right_rows[array["right"] - len(left)]
    return Pairs(array)
