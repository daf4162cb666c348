"""What changed between maps, and how changes come together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from . import _core
from ._edits import AnyEdits, Edits
from ._inputs import check_map
from ._map import NO_IDS, MadeUpIds, Map
from ._values import score


def apply(map: Map, edits: AnyEdits) -> Map:
    """A new map with the edits applied; `map` stays what it is. `Map.apply` changes a map in place.

    Examples
    --------
    >>> before = Map("Shop")
    >>> after = apply(before, [{"op": "set", "noun": "map", "field": "name", "value": "Store"}])
    >>> before.name, after.name
    ('Shop', 'Store')
    """
    changed = check_map(map, "map").copy()
    changed.apply(edits)
    return changed


def diff(before: Map, after: Map, *, similar: float | None = 0.7) -> Edits:
    """The edits that turn `before` into `after`.

    Nouns are matched by id. Ids that no file gave (those of Markdown, plain text, most CSV) mean nothing between two
    files: such nouns are matched by what they say and where they stand, and take the ids that `before` has. Copies of
    one map are matched by id in any case.

    Parameters
    ----------
    before, after
        The maps.
    similar
        How alike two stories without ids must be to be one that was reworded; None: never.

    Examples
    --------
    >>> import storymap
    >>> before = storymap.loads("Pay by card")
    >>> after = before.copy()
    >>> after.stories[0].status = "done"
    >>> list(storymap.diff(before, after))
    [{'v': 1, 'op': 'set', 'noun': 'story', 'id': 's1', 'field': 'status', 'value': 'done'}]
    """
    old, new = _sides(before=before, after=after)
    return Edits._of(_core.diff(old, new, _similar(similar)))


@dataclass(frozen=True)
class RebaseNote:
    """What `rebase` had to decide for the user."""

    kind: Literal["place_lost", "overwritten"]
    """``place_lost``: what it stood behind is gone; ``overwritten``: others changed the same, and the edit wins."""
    edit: int
    """The number of the edit, from 0."""
    path: str
    """What is affected: ``/story/s3/title``."""


@dataclass(frozen=True)
class Rebased:
    """Edits that apply to what others have changed meanwhile."""

    edits: Edits
    notes: tuple[RebaseNote, ...]


def rebase(edits: AnyEdits, base: Map, current: Map) -> Rebased:
    """Rewrites edits that were made to `base` so that they apply to `current`, which others have changed meanwhile.

    Different fields both stay; of the same field the rebased edit wins, and a note says so.

    Raises
    ------
    Error
        An edit whose target has vanished, or whose id others have taken, with its place: ``/3/id``.
    """
    log, notes = _core.rebase(Edits(edits).log, check_map(base, "base")._handle, check_map(current, "current")._handle)
    return Rebased(Edits._of(log), tuple(RebaseNote(kind, edit, path) for kind, edit, path in notes))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Conflict:
    """Something both sides changed, each in its own way. The merged map holds our version, except that a change wins
    over a removal, and that it holds both of two nouns that were added under one id."""

    kind: Literal["field", "place", "removed_changed", "added_twice"]
    path: str
    """``/story/s3/title``, ``/story/s3/place``, ``/story/s3``, ``/name``."""
    base: str
    """The three versions, empty when absent: a field as text, a list or place as JSON, a noun by its title."""
    ours: str
    theirs: str
    other: str
    """The path of another noun it is about, or empty."""
    other_title: str


@dataclass(frozen=True)
class Merged:
    """The result of `merge`."""

    map: Map
    conflicts: tuple[Conflict, ...]
    """In the order of the map. Empty when everything fitted."""


def merge(base: Map, ours: Map, theirs: Map, *, similar: float | None = 0.7) -> Merged:
    """Merges what `ours` and `theirs` each changed since `base`.

    Nouns are matched by id, then by exact text, then stories by their similarity. Ids that no file gave are treated
    as `diff` treats them. Load versions of one map with ``name_after_file=False``, or their file names are names.

    Parameters
    ----------
    base, ours, theirs
        The maps.
    similar
        How alike two stories must be to be one; None: only ids and exact texts count.

    Examples
    --------
    >>> base = Map("Shop")
    >>> story = base.add_activity("Buy").add_task("Pay").add_story("Pay by card")
    >>> ours, theirs = base.copy(), base.copy()
    >>> ours.story("s1").status = "done"
    >>> theirs.story("s1").title = "Pay by credit card"
    >>> merged = merge(base, ours, theirs)
    >>> merged.conflicts, merged.map.story("s1").status, merged.map.story("s1").title
    ((), 'done', 'Pay by credit card')
    """
    first, second, third = _sides(base=base, ours=ours, theirs=theirs)
    handle, made_up, conflicts = _core.merge(first, second, third, _similar(similar))
    return Merged(Map._of(handle, None, made_up), tuple(Conflict(*conflict) for conflict in conflicts))  # type: ignore[arg-type]


def _sides(**maps: Map) -> list[tuple[_core.MapHandle, MadeUpIds]]:
    """Each map with the ids that mean nothing between these maps: among copies of one map, all mean something."""
    sides = [check_map(map, name) for name, map in maps.items()]
    copies = all(side._made_up is sides[0]._made_up for side in sides)
    return [(side._handle, NO_IDS if copies else side._made_up) for side in sides]


def _similar(similar: float | None) -> float | None:
    return None if similar is None else score(similar, "similar")
