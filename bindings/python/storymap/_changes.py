"""What changed between maps, and how changes come together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import _core
from ._json import Edit, edits_from_json, edits_to_json
from ._map import Map, check_map


def apply(map: Map, edits: Iterable[Edit] | str) -> Map:
    """A new map with the edits applied; ``map`` stays what it is. ``map.apply`` changes it in place."""
    changed = check_map(map, "map").copy()
    changed.apply(edits)
    return changed


def diff(before: Map, after: Map) -> list[dict[str, Any]]:
    """The edits that turn ``before`` into ``after``.

    Nouns are matched by id. Ids that the readers made up (a Markdown list names none) say nothing: such nouns are
    matched by what they say, and the edits name the ids of ``before``.

    >>> import storymap
    >>> before = storymap.loads("Pay by card")
    >>> after = before.copy()
    >>> after.stories[0].status = "done"
    >>> storymap.diff(before, after)
    [{'v': 1, 'op': 'set', 'noun': 'story', 'id': 's1', 'field': 'status', 'value': 'done'}]
    """
    return edits_from_json(_core.diff(check_map(before, "before")._handle, check_map(after, "after")._handle))


@dataclass(frozen=True)
class RebaseNote:
    """What a rebase had to decide: ``place_lost`` or ``overwritten``, for which edit, and what is affected."""

    kind: str
    edit: int
    path: str


@dataclass(frozen=True)
class Rebased:
    """Edits that apply to the current map, and what had to be decided."""

    edits: list[dict[str, Any]]
    notes: list[RebaseNote]


def rebase(edits: Iterable[Edit] | str, base: Map, current: Map) -> Rebased:
    """Rewrites edits that were made against ``base`` so that they apply to ``current``."""
    log, notes = _core.rebase(
        edits_to_json(edits), check_map(base, "base")._handle, check_map(current, "current")._handle
    )
    return Rebased(edits_from_json(log), [RebaseNote(**note) for note in notes])


@dataclass(frozen=True)
class Conflict:
    """Something both sides changed, each in its own way; the merged map holds our version.

    ``kind`` is ``field``, ``place``, ``removed_changed`` or ``added_twice``; ``path`` says what, as in
    ``/story/s3/title``.
    """

    kind: str
    path: str
    base: str
    ours: str
    theirs: str
    other: str
    other_title: str


@dataclass(frozen=True)
class Merged:
    """The merged map, and where the sides disagreed."""

    map: Map
    conflicts: list[Conflict]


def merge(base: Map, ours: Map, theirs: Map) -> Merged:
    """Merges what ``ours`` and ``theirs`` each changed since ``base``."""
    handle, conflicts = _core.merge(
        check_map(base, "base")._handle, check_map(ours, "ours")._handle, check_map(theirs, "theirs")._handle
    )
    return Merged(Map._of(handle, ours._file), [Conflict(**conflict) for conflict in conflicts])
