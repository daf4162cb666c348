"""Duplicates and look-alikes in one call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray

from . import _core
from ._errors import Error
from ._groups import Groups
from ._matches import Explanation, Match
from ._options import count, threshold
from ._pairs import Pairs
from ._progress import Progress
from ._rows import Rows, counted, html_table, shortened
from ._similarity import Measure, SimilarityIndex
from ._texts import Missing, Texts

_SHOWN = 10


@dataclass(frozen=True)
class Group:
    """Texts that are alike, the most typical first.

    Attributes
    ----------
    kind
        ``"duplicate"`` when a pair in it reaches the threshold for duplicates, else ``"similar"``.
    best
        The highest score of a pair in it.
    rows
        The rows in it.
    similarities
        The mean similarity of each to the others, rounded to two decimals.
    texts
        Their texts.
    ids
        The ids of the stories, when they came from a map.
    """

    kind: str
    best: float
    rows: tuple[int, ...]
    similarities: tuple[float, ...]
    texts: tuple[str | None, ...]
    ids: tuple[str | None, ...]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Dropped:
    """A text that repeats an earlier one.

    Attributes
    ----------
    row, text, id
        The text; `id` names the story when it came from a map.
    kept
        The row of the text that was kept for it: the first of its group.
    score
        How alike it is to that one: below the threshold when only a chain of duplicates leads from one to the other.
    """

    row: int
    kept: int
    score: float
    text: str | None
    id: str | None


class Similar:
    """Which of many texts are alike, and what is left without the duplicates.

    Attributes
    ----------
    index
        The `SimilarityIndex` that was asked.
    pairs
        All pairs that score at least `at_least`, the best first.
    at_least, duplicate
        The two thresholds.

    Examples
    --------
    >>> import storymap
    >>> stories = ["Pay by card", "Reset the password", "Pay by card!", "Pay with a bank card"]
    >>> found = storymap.similar(stories, at_least=0.2)
    >>> found
    <Similar: 4 texts, 3 pairs, 1 group; 1 duplicate to drop>
    >>> found.selected
    ['Pay by card', 'Reset the password', 'Pay with a bank card']
    >>> [(dropped.text, dropped.kept) for dropped in found.filtered]
    [('Pay by card!', 0)]
    """

    def __init__(self, index: SimilarityIndex, pairs: Pairs, duplicate: float) -> None:
        self.index = index
        self.pairs = pairs
        self.at_least = pairs.at_least
        self.duplicate = duplicate

    @property
    def algorithm(self) -> str:
        """``"tfidf"``, ``"jaccard"``, or ``"skipped"`` for fewer than two texts: the word of the reports."""
        if len(self) < 2:
            return "skipped"
        return "tfidf" if self.index.measure == "cosine" else "jaccard"

    @cached_property
    def groups(self) -> list[Group]:
        """Groups that chains of pairs connect: those of duplicates first, then larger ones, then by their first row."""
        rows = self._rows
        found = self.index._core.find_groups(self.pairs._records, self.at_least, self.duplicate)
        return [
            Group(
                kind,
                best,
                tuple(members.tolist()),
                tuple(means.tolist()),
                tuple(rows.text(row) for row in members.tolist()),
                tuple(rows.id(row) for row in members.tolist()),
            )
            for kind, best, members, means in found
        ]

    @cached_property
    def duplicates(self) -> Groups:
        """Groups that chains of pairs of at least `duplicate` connect."""
        first = _core.SimilarityIndex.components_of(self.pairs._records, self.duplicate, len(self))
        return Groups(first, self.duplicate, self._rows)

    @cached_property
    def selected_rows(self) -> NDArray[numpy.uint32]:
        """The rows that are left when of every group of duplicates the first is kept."""
        labels = self.duplicates.labels
        keep = labels < 0
        keep[self.duplicates.firsts] = True
        return numpy.flatnonzero(keep).astype(numpy.uint32)

    @property
    def selected(self) -> list[str]:
        """The texts without the duplicates: of every group of them the first is kept."""
        return [self._rows.text(row) or "" for row in self.selected_rows.tolist()]

    @cached_property
    def filtered(self) -> list[Dropped]:
        """What was dropped, by rows."""
        dropped = [
            Dropped(row, members[0], self.index.score(members[0], row), self._rows.text(row), self._rows.id(row))
            for members in (group.tolist() for group in self.duplicates)
            for row in members[1:]
        ]
        return sorted(dropped, key=lambda one: one.row)

    @property
    def duplicate_ratio(self) -> float:
        """The share of the texts that were dropped, from 0 to 1."""
        return (len(self) - len(self.selected_rows)) / len(self) if len(self) > 0 else 0.0

    def rethreshold(self, duplicate: float) -> Similar:
        """The same with another threshold for duplicates, from the scores that are kept.

        Raises
        ------
        storymap.Error
            For one below `at_least`, whose pairs were not kept.
        """
        return Similar(self.index, self.pairs, _duplicate_threshold(duplicate, self.at_least))

    def least_similar_duplicates(self, n: int = 10) -> Pairs:
        """The duplicates with the lowest scores, the lowest first.

        When they are no duplicates, the threshold is too low; when all of them are, try a lower one.
        """
        duplicates = self.pairs.rethreshold(self.duplicate)
        return duplicates[numpy.argsort(duplicates.score, kind="stable")[: count(n, "n")]]

    def explain(self, left: int, right: int) -> Explanation:
        """Why two rows have the score they have."""
        return self.index.explain(left, right)

    def __len__(self) -> int:
        return len(self.index)

    def __repr__(self) -> str:
        dropped = len(self) - len(self.selected_rows)
        found = (
            f"{counted(len(self), 'text')}, {counted(len(self.pairs), 'pair')}, {counted(len(self.groups), 'group')}"
        )
        return f"<Similar: {found}; {counted(dropped, 'duplicate')} to drop>"

    def _repr_html_(self) -> str:
        lines: list[tuple[str, str, str, str]] = []
        for number, group in enumerate(self.groups[:_SHOWN], start=1):
            shown = zip(group.rows[:_SHOWN], group.similarities, group.texts, strict=False)
            for row, mean, text in shown:
                lines.append((f"{number} {group.kind}", self._rows.label(row), f"{mean:.2f}", shortened(text)))
            if len(group) > _SHOWN:
                lines.append((f"{number} {group.kind}", "\u2026", "", f"and {len(group) - _SHOWN:,} more"))
        more = f"and {counted(len(self.groups) - _SHOWN, 'more group')}" if len(self.groups) > _SHOWN else ""
        groups = html_table(repr(self)[1:-1], ("group", "row", "mean", ""), lines, more)
        return groups + self.pairs._repr_html_()

    @property
    def _rows(self) -> Rows:
        return self.index._rows


def similar(
    texts: Texts,
    at_least: float = 0.7,
    duplicate: float | None = None,
    *,
    measure: Measure = "cosine",
    ngram_range: tuple[int, int] = (1, 2),
    stop_words: str | Iterable[str] | None = "compat",
    max_df: int | float = 0.95,
    na: Missing = "raise",
    threads: int | None = None,
    progress: Progress = None,
) -> Similar:
    """Finds the duplicates and look-alikes among texts or the stories of a map, all compared with all.

    The numbers for a map are those of the command ``storymap similar``.

    Parameters
    ----------
    texts
        Many texts, a map, or the path of a file; see `SimilarityIndex`.
    at_least
        How alike a pair is at least.
    duplicate
        From where on it is a pair of duplicates: 0.9, or `at_least` when that is higher.
    measure, ngram_range, stop_words, max_df, na, threads, progress
        As in `SimilarityIndex`. ``"compat"`` is the list of the command: common Russian words and those of stories.
    """
    least = threshold(at_least)
    most = _duplicate_threshold(max(0.9, least) if duplicate is None else duplicate, least)
    index = SimilarityIndex(
        texts,
        measure=measure,
        ngram_range=ngram_range,
        stop_words=stop_words,
        max_df=max_df,
        na=na,
        threads=threads,
        progress=progress,
    )
    return Similar(index, index.pairs(least, threads=threads, progress=progress).best_first(), most)


def closest(
    texts: Texts,
    text: str,
    limit: int | None = 10,
    at_least: float = 0.0,
    *,
    measure: Measure = "cosine",
    ngram_range: tuple[int, int] = (1, 2),
    stop_words: str | Iterable[str] | None = "compat",
    max_df: int | float = 0.95,
    na: Missing = "raise",
    threads: int | None = None,
    progress: Progress = None,
) -> list[Match]:
    """The texts, or stories of a map, closest to a text, best first: the numbers of ``storymap closest``.

    Whoever asks more than once makes a `SimilarityIndex` and asks that.

    Examples
    --------
    >>> import storymap
    >>> storymap.closest(["Pay by card", "Reset the password"], "a new password", limit=1)[0].text
    'Reset the password'
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}")
    index = SimilarityIndex(
        texts,
        measure=measure,
        ngram_range=ngram_range,
        stop_words=stop_words,
        max_df=max_df,
        na=na,
        threads=threads,
        progress=progress,
    )
    return index.closest(text, limit, at_least, threads=threads)


def _duplicate_threshold(value: Any, least: float) -> float:
    most = threshold(value, "duplicate")
    if most < least:
        raise Error(f"expected at least {least:g}, the threshold of the pairs, found {most:g}", path="duplicate")
    return most
