"""Changes of a map as values."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, overload

from . import _core
from ._errors import Error

Edit: TypeAlias = dict[str, Any]
"""One elementary change in its JSON form: ``{"v": 1, "op": "set", "noun": "story", "id": "s3", ...}``."""


class Edits(Sequence[Edit]):
    """A list of edits, as `Map.apply` takes and returns them. It does not change.

    Items are dicts of the documented JSON form (docs/schema/edits.v1.schema.json). The list itself keeps the text of
    each edit, so that what undoes a change restores every byte, also of numbers that Python would write differently.

    Parameters
    ----------
    edits
        Dicts. ``"v": 1`` may be left out.

    Raises
    ------
    Error
        An edit that is none, with the place of what is wrong: ``/0/op``.

    Examples
    --------
    >>> rename = Edits([{"op": "set", "noun": "story", "id": "s1", "field": "title", "value": "Pay by card"}])
    >>> print(rename.log, end="")
    {"v":1,"op":"set","noun":"story","id":"s1","field":"title","value":"Pay by card"}
    """

    __slots__ = ("_lines",)
    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have no hash

    _lines: tuple[str, ...]

    def __init__(self, edits: Iterable[Mapping[str, Any]] = ()) -> None:
        self._lines = edits._lines if isinstance(edits, Edits) else _lines_of(_core.check_edits(_encode(edits)))

    @classmethod
    def from_log(cls, log: str) -> Edits:
        """Reads an edit log, one JSON object a line, or a JSON array: what ``storymap diff --format edits`` prints."""
        if not isinstance(log, str):
            raise TypeError(f"log must be str, not {type(log).__name__}")
        return cls._of(_core.check_edits(log))

    @classmethod
    def _of(cls, log: str) -> Edits:
        """The edits of a log that the library wrote."""
        return cls._of_lines(_lines_of(log))

    @classmethod
    def _of_lines(cls, lines: tuple[str, ...]) -> Edits:
        edits = cls.__new__(cls)
        edits._lines = lines
        return edits

    @property
    def log(self) -> str:
        """The edit log: one JSON object a line."""
        return "".join(line + "\n" for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> Edits: ...
    def __getitem__(self, index: int | slice) -> Edit | Edits:
        if isinstance(index, slice):
            return Edits._of_lines(self._lines[index])
        edit: Edit = json.loads(self._lines[index])
        return edit

    def __iter__(self) -> Iterator[Edit]:
        return map(json.loads, self._lines)

    def __add__(self, other: Iterable[Mapping[str, Any]]) -> Edits:
        return Edits._of_lines(self._lines + Edits(other)._lines)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Edits):
            return self._lines == other._lines
        if isinstance(other, Sequence) and not isinstance(other, (str, bytes)):
            return list(self) == list(other)
        return NotImplemented

    def __repr__(self) -> str:
        return f"Edits({list(self)!r})"

    def __reduce__(self) -> Any:
        return Edits._of_lines, (self._lines,)


AnyEdits: TypeAlias = Edits | Iterable[Mapping[str, Any]]
"""What functions take as edits."""


def _lines_of(log: str) -> tuple[str, ...]:
    return tuple(log.split("\n")[:-1])


def _encode(edits: Iterable[Mapping[str, Any]]) -> str:
    """The JSON array of some edits, each with its version."""
    if isinstance(edits, (str, bytes, Mapping)) or not isinstance(edits, Iterable):
        raise TypeError(f"edits must be a list of dicts, not {type(edits).__name__}; a log is for Edits.from_log")
    versioned = []
    for row, edit in enumerate(edits):
        if not isinstance(edit, Mapping):
            raise TypeError(f"edits[{row}] must be dict, not {type(edit).__name__}")
        versioned.append({"v": 1} | dict(edit))
    try:
        text = json.dumps(versioned, allow_nan=False, ensure_ascii=False)
        text.encode()
    except ValueError as error:
        refusal = _what_no_json_holds(versioned, "", frozenset())
        raise refusal or error from None
    return text


def _what_no_json_holds(value: object, path: str, around: frozenset[int]) -> Error | None:
    """The error for the first NaN, infinity or lone surrogate in a value, with its JSON pointer; `around` are the
    lists and dicts that the value is in."""
    if id(value) in around:
        return Error("a value cannot contain itself", "invalid_field", path)
    if isinstance(value, float) and not math.isfinite(value):
        return Error(f"expected a finite number, found {value}", "invalid_field", path)
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        return Error("a lone surrogate is no character", "invalid_encoding", path)
    members: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        if odd := next(filter(None, (_what_no_json_holds(name, path, around) for name in value)), None):
            return odd
        members = value.items()
    elif isinstance(value, (list, tuple)):
        members = enumerate(value)
    for name, member in members:
        token = str(name).replace("~", "~0").replace("/", "~1")
        if found := _what_no_json_holds(member, f"{path}/{token}", around | {id(value)}):
            return found
    return None
