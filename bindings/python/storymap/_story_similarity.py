"""Which stories of some maps are alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from . import _core
from ._html import table
from ._language import counted
from ._report import Report


@dataclass(frozen=True)
class ComparedStory:
    """A story that was compared, as it was then."""

    source: int
    """The number of its map, from 0."""
    id: str
    title: str
    task: str
    """The title of its task."""
    activity: str
    """The title of its activity."""


@dataclass(frozen=True)
class GroupMember:
    """A story of a group."""

    story: ComparedStory
    similarity: float
    """Its mean similarity to the other members, rounded to two decimals."""


@dataclass(frozen=True)
class StoryGroup:
    """Stories that say the same, or almost."""

    kind: Literal["duplicate", "similar"]
    """``duplicate``: at least one pair reaches the threshold for duplicates."""
    best: float
    """The highest score of a pair in it."""
    members: tuple[GroupMember, ...]
    """The most similar first; at least two."""

    @property
    def stories(self) -> tuple[ComparedStory, ...]:
        """The stories of the members."""
        return tuple(member.story for member in self.members)


@dataclass(frozen=True)
class StoryPair:
    """Two stories that are alike."""

    a: ComparedStory
    b: ComparedStory
    score: float
    kind: Literal["copy", "role", "slot", "contained", "reworded"]
    """In what way: the same words; the same for another role; the same but for one phrase; one inside the other; the
    same subject in other words."""


class StorySimilarity(Report):
    """The similar stories of some maps. It does not change, whatever becomes of the maps."""

    def __init__(self, handle: _core.StorySimilarity) -> None:
        self._reports = handle
        self._handle = handle

    @property
    def algorithm(self) -> str:
        """``tfidf``; ``jaccard`` when asked for or when no term is left to weigh; ``skipped`` below two stories."""
        return self._handle.algorithm

    @cached_property
    def stories(self) -> tuple[ComparedStory, ...]:
        """The stories that were compared: map by map, in map order."""
        return tuple(ComparedStory(*data) for data in self._handle.stories())

    @cached_property
    def groups(self) -> tuple[StoryGroup, ...]:
        """Duplicates first, then larger groups first."""
        stories: Any = self.stories
        return tuple(
            StoryGroup(kind, best, tuple(GroupMember(stories[row], similarity) for row, similarity in members))  # type: ignore[arg-type]
            for kind, best, members in self._handle.groups()
        )

    @cached_property
    def pairs(self) -> tuple[StoryPair, ...]:
        """Every pair that is at least similar, the most alike first."""
        stories = self.stories
        return tuple(StoryPair(stories[a], stories[b], score, kind) for a, b, score, kind in self._handle.pairs())  # type: ignore[arg-type]

    @property
    def duplicates(self) -> tuple[StoryGroup, ...]:
        """The groups of duplicates."""
        return tuple(group for group in self.groups if group.kind == "duplicate")

    @property
    def stats(self) -> dict[str, int]:
        """How many stories, groups of duplicates, groups and pairs."""
        return self._handle.stats()

    def __repr__(self) -> str:
        groups = counted(len(self.groups), "group", "groups")
        return f"<StorySimilarity: {groups}, {counted(self.stats['pairs_found'], 'pair', 'pairs')}>"

    def _repr_html_(self) -> str:
        rows = [(group.kind, f"{group.best:.2f}", _titles(group)) for group in self.groups]
        return table(
            counted(len(self.groups), "group of similar stories", "groups of similar stories"),
            ("kind", "best", "stories"),
            rows,
        )


def _titles(group: StoryGroup) -> str:
    return " \u00b7 ".join(f"{story.id} {story.title}" for story in group.stories)
