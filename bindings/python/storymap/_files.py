"""Files: load, save, and what formats there are."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Union

from . import _core
from ._errors import Error
from ._import_report import ImportReport
from ._map import Map
from ._values import word

Path = Union[str, "os.PathLike[str]"]


class LossWarning(UserWarning):
    """A format has no place for something that the map holds."""


@dataclass(frozen=True)
class Format:
    """A file format."""

    id: str
    """What `load` and `dump` call it: ``"trello"``."""
    name: str
    extensions: tuple[str, ...]
    """In order of preference."""
    reads: bool
    writes: bool
    holds: frozenset[str]
    """What it has a place for: ``"titles"``, ``"structure"``, ``"links"``..."""


def formats() -> tuple[Format, ...]:
    """All known file formats, in order of their ids.

    Examples
    --------
    >>> [format.id for format in formats()]
    ['csv', 'json', 'jsonl', 'markdown', 'text', 'trello']
    """
    return tuple(
        Format(id, name, tuple(extensions.split()), reads, writes, frozenset(holds))
        for id, name, extensions, reads, writes, holds in _core.formats()
    )


def load(
    path: Path,
    format: str | None = None,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str | int] | None = None,
    archived: bool = True,
    name_after_file: bool = True,
) -> Map:
    """Reads a map from a file. `Map.report` tells what happened on the way.

    Parameters
    ----------
    path
        The file.
    format
        The id of a format (see `formats`); by default what the content and the name say.
    encoding
        ``"utf-8"``, ``"utf-16le"``, ``"utf-16be"`` or ``"cp1251"``; by default what the bytes say.
    columns
        What the columns of a CSV file are, by header or by number from 1: ``{"title": "Summary", "description": 3}``.
    archived
        Keep what a board calls archived or closed.
    name_after_file
        Call a map that has no name like its file; False for versions of one map that are compared or merged.

    Raises
    ------
    Error
        ``not_found``, ``unreadable``, or what is wrong with the file, with its line or JSON pointer.
    """
    name = path_name(path)
    options = _options(format, "", encoding, columns, archived, name_after_file)
    try:
        handle, data = _core.load_map(os.fsencode(name), options)
    except Error as error:
        raise Error(error.message, error.code, error.path or name) from None
    return Map._of(handle, ImportReport(name, data))


def loads(
    data: str | bytes | bytearray | memoryview,
    format: str | None = None,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str | int] | None = None,
    archived: bool = True,
    file_name: str = "",
) -> Map:
    """Reads a map from text, or from the bytes of a file.

    Text (str) needs no `encoding`. `file_name` stands for the name that the file would have: its extension helps to
    tell the format. The other parameters are those of `load`.

    Examples
    --------
    >>> [story.title for story in loads("Pay by card\\nPay by invoice\\n").stories]
    ['Pay by card', 'Pay by invoice']
    """
    if isinstance(data, str):
        try:
            content = data.encode()
        except UnicodeEncodeError as error:
            line = data.count("\n", 0, error.start) + 1
            raise Error("a lone surrogate is no character", "invalid_encoding", f"line {line}") from None
        encoding = "utf-8"
    elif isinstance(data, (bytes, bytearray, memoryview)):
        content = bytes(data)
    else:
        raise TypeError(f"data must be str or bytes, not {type(data).__name__}")
    handle, report = _core.read_map(content, _options(format, file_name, encoding, columns, archived, True))
    return Map._of(handle, ImportReport(file_name, report))


def dump(
    map: Map, path: Path, format: str | None = None, *, on_loss: Literal["warn", "ignore", "error"] = "warn"
) -> None:
    """Writes a map to a file, by way of a temporary name, so that nobody ever sees half of it.

    Parameters
    ----------
    map
        The map.
    path
        The file.
    format
        The id of a format; by default what the extension says.
    on_loss
        What to do when the format has no place for something: warn (`LossWarning`), ignore it, or raise an `Error`
        and write nothing.
    """
    name = path_name(path)
    handle = _handle(map)
    format = _format_of(name) if format is None else word(format, "format")
    if on_loss == "error":
        _report_loss(_core.write_map(handle, format)[1], on_loss)
    try:
        dropped = _core.save_map(handle, os.fsencode(name), format)
    except Error as error:
        raise Error(error.message, error.code, error.path or name) from None
    _report_loss(dropped, on_loss)


def dumps(map: Map, format: str = "json", *, on_loss: Literal["warn", "ignore", "error"] = "warn") -> str:
    """The text of a map in a format. The parameters are those of `dump`."""
    written, dropped = _core.write_map(_handle(map), word(format, "format"))
    _report_loss(dropped, on_loss)
    return written


def path_name(path: Path) -> str:
    """The name of a file as a str, as `os.fspath` gives it."""
    name = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
    if not isinstance(name, str):
        raise TypeError(f"path must be str or os.PathLike[str], not {type(path).__name__}")
    return name


def _handle(map: Map) -> _core.MapHandle:
    if not isinstance(map, Map):
        raise TypeError(f"map must be storymap.Map, not {type(map).__name__}")
    return map._handle


def _report_loss(dropped: list[str], on_loss: str) -> None:
    if on_loss not in ("warn", "ignore", "error"):
        raise Error(f"expected warn, ignore or error, found '{on_loss}'", "invalid_argument", "on_loss")
    if not dropped or on_loss == "ignore":
        return
    message = "the format has no place for " + ", ".join(dropped)
    if on_loss == "error":
        raise Error(message, "unsupported", "format")
    warnings.warn(message, LossWarning, stacklevel=3)


def _options(
    format: str | None,
    file_name: str,
    encoding: str | None,
    columns: Mapping[str, str | int] | None,
    archived: bool,
    name_after_file: bool,
) -> _core.ReadOptions:
    for name, value in (("format", format), ("file_name", file_name), ("encoding", encoding)):
        if value is not None:
            word(value, name)
    if not isinstance(archived, bool):
        raise TypeError(f"archived must be bool, not {type(archived).__name__}")
    if not isinstance(columns or {}, Mapping):
        raise TypeError(f"columns must be a dict, not {type(columns).__name__}")
    chosen: list[tuple[str, str | int]] = []
    for field, column in (columns or {}).items():
        place = f"columns['{word(field, 'a field of columns')}']"
        if isinstance(column, bool) or not isinstance(column, (str, int)):
            raise TypeError(f"{place} must be a header or a number, not {type(column).__name__}")
        if isinstance(column, str):
            word(column, place)
        if not column or (isinstance(column, int) and not 0 < column < 2**31):
            raise Error("columns are numbered from 1", "invalid_argument", place)
        chosen.append((field, column))
    return _core.ReadOptions(format or "", file_name, encoding, chosen, archived, name_after_file)


def _format_of(name: str) -> str:
    """The format for the extension of a file that is written."""
    extension = os.path.splitext(name)[1].lower()
    for format in formats():
        if format.writes and extension in format.extensions:
            return format.id
    raise Error(f"no format has the extension '{extension}': pass a format", "unknown_format", "format")
