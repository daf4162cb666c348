"""The analysis of maps: score, findings, advice, similar stories."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from . import _core
from ._errors import Error
from ._map import Map, check_map
from ._options import Measure, ProgressOption, StopWordsOption, progress_callback, stop_words, thread_count

Language = Literal["en", "ru"]
_BANDS = ((90, "excellent"), (70, "good"), (50, "satisfactory"), (0, "needs_improvement"))


@dataclass(frozen=True)
class Finding:
    """Something a rule found.

    ``location`` names the noun it is about by ids and titles, or is None for the whole map; ``story_ids`` are the
    stories concerned when there are several.
    """

    type: str
    severity: str
    message: str
    location: dict[str, str] | None
    story_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class SimilarStory:
    """A story of a group and its mean similarity to the others, rounded to two decimals."""

    id: str
    title: str
    similarity: float
    task_title: str
    activity_title: str
    file: str | None = None


@dataclass(frozen=True)
class StoryGroup:
    """Stories that say the same (``duplicate``) or nearly so (``similar``)."""

    kind: str
    recommendation: str
    stories: tuple[SimilarStory, ...]


@dataclass(frozen=True)
class StoryPair:
    """Two stories, their score, and the kind of likeness: copy, role, slot, contained, reworded."""

    a: str
    b: str
    score: float
    kind: str
    a_file: str | None = None
    b_file: str | None = None


class _Report:
    """What analysis and validation have in common: one result, written in several ways."""

    _handle: Any

    def to_json(self, language: Language = "en") -> str:
        """The JSON of the ``storymap`` command, byte for byte."""
        text: str = self._handle.json(language)
        return text

    def to_text(self, language: Language = "en", *, width: int = 100, most: int = 20) -> str:
        """The page that the command prints: ``width`` columns (40 to 160), ``most`` groups of each kind (0: all)."""
        if not 40 <= width <= 160:
            raise Error("expected 40 to 160 columns", "invalid_argument", "width")
        text: str = self._handle.text(language, width, most)
        return text

    def to_markdown(self, language: Language = "en", *, most: int = 20) -> str:
        """The same for pull requests and wikis."""
        text: str = self._handle.markdown(language, most)
        return text

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """The object that the JSON says."""
        document: dict[str, Any] = json.loads(self.to_json(language))
        return document

    def __str__(self) -> str:
        return self.to_text()


class Validation(_Report):
    """Findings, score and advice for a map."""

    def __init__(self, handle: _core.ValidationHandle) -> None:
        self._handle = handle

    @cached_property
    def _document(self) -> dict[str, Any]:
        return self.to_dict()

    @property
    def is_valid(self) -> bool:
        """No finding is an error."""
        return bool(self._document["is_valid"])

    @property
    def score(self) -> int:
        """0 to 100."""
        return int(self._document["score"])

    @property
    def findings(self) -> list[Finding]:
        """What the rules found, in map order; messages in English (``to_dict("ru")`` has the Russian ones)."""
        return _findings(self._document)

    @property
    def recommendations(self) -> list[str]:
        """What to do next."""
        return list(self._document["recommendations"])

    @property
    def stats(self) -> dict[str, Any]:
        """What the map holds, as far as rules ask."""
        return dict(self._document["stats"])

    def __repr__(self) -> str:
        return f"<Validation {self.score} of 100, {len(self.findings)} findings>"


class Analysis(_Report):
    """Score, findings and similar stories of one or several maps."""

    def __init__(self, handle: _core.AnalysisHandle) -> None:
        self._handle = handle

    @cached_property
    def _document(self) -> dict[str, Any]:
        return self.to_dict()

    @property
    def overall_score(self) -> int:
        """0 to 100: validation and uniqueness."""
        score: int = self._handle.score()
        return score

    @property
    def band(self) -> str:
        """The score in a word: excellent (from 90), good (from 70), satisfactory (from 50), needs_improvement."""
        score = self.overall_score
        return next(word for least, word in _BANDS if score >= least)

    @property
    def validation_score(self) -> int:
        """0 to 100: validation alone."""
        return int(self._document["validation"]["score"])

    @property
    def is_valid(self) -> bool:
        """No finding is an error."""
        return bool(self._document["validation"]["is_valid"])

    @property
    def findings(self) -> list[Finding]:
        """What the rules found, in map order; messages in English."""
        return _findings(self._document["validation"])

    @property
    def recommendations(self) -> list[str]:
        """What to do next."""
        return list(self._document["validation"]["recommendations"])

    @property
    def groups(self) -> list[StoryGroup]:
        """Groups of duplicates, then of similar stories; larger ones first."""
        return [_group(group) for group in self._document["similarity"]["similar_groups"]]

    @property
    def duplicates(self) -> list[StoryGroup]:
        """The groups of duplicates."""
        return [group for group in self.groups if group.kind == "duplicate"]

    @property
    def pairs(self) -> list[StoryPair]:
        """All pairs of similar stories, the best first."""
        return [StoryPair(**pair) for pair in self._document["similarity"]["pairs"]]

    @property
    def stats(self) -> dict[str, Any]:
        """Numbers of the validation and of the similarity."""
        return {**self._document["validation"]["stats"], **self._document["similarity"]["stats"]}

    def summary(self, language: Language = "en") -> str:
        """One sentence."""
        sentence: str = self._handle.summary(language)
        return sentence

    def __repr__(self) -> str:
        return f"<Analysis {self.summary()}>"

    def _repr_html_(self) -> str:
        from html import escape

        from ._html import table

        rows = [[group.kind, "<br>".join(escape(story.title) for story in group.stories)] for group in self.groups[:10]]
        return f"<p>{escape(self.summary())}</p>" + (table(["kind", "stories"], rows) if rows else "")


def _findings(validation: dict[str, Any]) -> list[Finding]:
    return [
        Finding(
            issue["type"],
            issue["severity"],
            issue["message"],
            issue["location"],
            tuple(issue.get("story_ids", ())),
        )
        for issue in validation["issues"]
    ]


def _group(group: dict[str, Any]) -> StoryGroup:
    stories = tuple(SimilarStory(**story) for story in group["stories"])
    return StoryGroup(group["group_type"], group["recommendation"], stories)


def validate(map: Map, profile: str = "compat") -> Validation:
    """Validates a map. A bad map is a low score, never an error.

    >>> import storymap
    >>> validation = storymap.validate(storymap.loads("Pay by card"))
    >>> validation.is_valid, validation.score
    (True, 94)
    """
    map = check_map(map, "map")
    return Validation(_core.validate(map._handle, _name(map), profile))


def analyze(
    maps: Map | Sequence[Map],
    *,
    profile: str = "compat",
    similar: float = 0.7,
    duplicate: float = 0.9,
    measure: Measure = "cosine",
    ngram_range: tuple[int, int] = (1, 2),
    max_df: float = 0.95,
    stop_words: StopWordsOption = "compat",
    threads: int | None = None,
    progress: ProgressOption = None,
) -> Analysis:
    """Validates maps and compares all their stories with each other: ``storymap analyze``.

    Parameters
    ----------
    maps
        One map, or several that are compared with each other.
    similar, duplicate
        Scores from which stories are similar and duplicates: 0 < similar <= duplicate <= 1.
    measure
        ``"cosine"`` of tf-idf vectors or ``"jaccard"`` of word sets.
    ngram_range, max_df
        Cosine only: words to pairs of neighbours; terms in a larger share of the stories are left out.
    stop_words
        The name of a built-in list (compat, none, en, ru) or words.
    threads
        None: as many as the machine has. The answer never depends on it.
    progress
        True for a bar of tqdm, or a function that takes (done, total).

    Examples
    --------
    >>> import storymap
    >>> map = storymap.loads("Pay an order by card\\nPay the order by card\\nSearch by name\\nSee my orders")
    >>> analysis = storymap.analyze(map, similar=0.5)
    >>> [(pair.a, pair.b, round(pair.score, 2)) for pair in analysis.pairs]
    [('s1', 's2', 0.54)]
    """
    several = [maps] if isinstance(maps, Map) else list(maps)
    if not several:
        raise Error("expected at least one map", "invalid_argument", "maps")
    for number, map in enumerate(several):
        check_map(map, f"maps[{number}]")
    options = _core.SimilarityOptions(
        similar, duplicate, _measure(measure), (int(ngram_range[0]), int(ngram_range[1])), max_df, _words(stop_words)
    )
    with progress_callback(progress, "Comparing stories") as told:
        handle = _core.analyze(
            [map._handle for map in several],
            [_name(map) for map in several],
            profile,
            options,
            thread_count(threads),
            told,
        )
    return Analysis(handle)


def _words(given: StopWordsOption) -> list[str]:
    return stop_words(given)


def _measure(measure: str) -> str:
    if measure not in ("cosine", "jaccard"):
        raise Error("expected 'cosine' or 'jaccard'", "invalid_argument", "measure")
    return measure


def _name(map: Map) -> str:
    return map._file or map.name


__all__ = [
    "Analysis",
    "Callable",
    "Finding",
    "Iterable",
    "SimilarStory",
    "StoryGroup",
    "StoryPair",
    "Validation",
    "analyze",
    "validate",
]
