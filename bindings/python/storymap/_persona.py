"""Personas: for whom stories are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._noun import After, Noun

if TYPE_CHECKING:
    from ._edits import Edits
    from ._story import Story


class Persona(Noun):
    """For whom stories are written."""

    __slots__ = ()
    kind = "persona"

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._read("name"))

    @name.setter
    def name(self, value: str) -> None:
        self._write_text("name", value)

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories written for it, in map order."""
        return tuple(map(self._map.story, self._map._handle.stories_with(self.kind, self._id)))

    def move(self, *, after: After[Persona] = ...) -> Edits:
        """Moves it behind another persona, None for the first place. Returns the undo."""
        return self._move(None, after)

    def _label(self) -> str:
        return self.name
