"""Releases: horizontal slices of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._noun import After, TitledNoun

if TYPE_CHECKING:
    from ._edits import Edits
    from ._story import Story


class Release(TitledNoun):
    """A horizontal slice of the map. The first one is what ships first."""

    __slots__ = ()
    kind = "release"

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories planned for it, in map order."""
        return tuple(map(self._map.story, self._map._handle.stories_with(self.kind, self._id)))

    def move(self, *, after: After[Release] = ...) -> Edits:
        """Moves it behind another release, None for the first place. Returns the undo."""
        return self._move(None, after)
