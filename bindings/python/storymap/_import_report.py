"""What happened to a file on its way into a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import _core
from ._language import Language, check_language, counted


@dataclass(frozen=True)
class Note:
    """One thing the reader did that the file did not literally say."""

    kind: str
    """``read``, ``defaulted``, ``merged``, ``renamed``, ``not_understood`` or ``dropped``."""
    message: str
    """One English sentence."""
    path: str
    """A JSON pointer into the file, or empty."""
    line: int
    """Counted from 1; 0 when lines mean nothing."""
    times: int
    """How many places the note stands for."""

    def message_in(self, language: Language) -> str:
        """The message in a language."""
        return _core.translated(self.message, check_language(language))


class ImportReport:
    """What happened to a file on its way into a map: `Map.report`.

    Attributes
    ----------
    file
        The path it was loaded from; empty for text.
    """

    __slots__ = ("_data", "file")

    def __init__(self, file: str, data: Any) -> None:
        self.file = file
        self._data = data

    @property
    def format(self) -> str:
        """The id of the format that read it: ``"trello"``."""
        return str(self._data[0])

    @property
    def encoding(self) -> str:
        """``"utf-8"``, ``"utf-16le"``, ``"utf-16be"`` or ``"cp1251"``."""
        return str(self._data[1])

    @property
    def counts(self) -> dict[str, int]:
        """How many things the file held, by the words of its format: cards, rows, stories."""
        return dict(self._data[2])

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the reader did that the file did not literally say."""
        return tuple(Note(*note) for note in self._data[3])

    @property
    def _made_up(self) -> Any:
        return self._data[4]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ImportReport):
            return NotImplemented
        return self.file == other.file and bool(self._data == other._data)

    def __hash__(self) -> int:
        return hash((self.file, self._data))

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        return f"<ImportReport {self.format}: {counts or 'nothing'}; {counted(len(self.notes), 'note', 'notes')}>"

    def __reduce__(self) -> Any:
        return ImportReport, (self.file, self._data)
