"""Reading and writing maps in every format."""

from __future__ import annotations

import os
from dataclasses import dataclass

from . import _core
from ._map import Map, check_map


@dataclass(frozen=True)
class Format:
    """A file format."""

    id: str
    name: str
    extensions: tuple[str, ...]
    reads: bool
    writes: bool


def formats() -> list[Format]:
    """All formats, by their ids.

    >>> import storymap
    >>> [format.id for format in storymap.formats()]
    ['csv', 'json', 'jsonl', 'markdown', 'text', 'trello']
    """
    return [
        Format(row["id"], row["name"], tuple(row["extensions"].split()), row["reads"], row["writes"])
        for row in _core.formats()
    ]


def load(
    path: str | os.PathLike[str], format: str | None = None, *, encoding: str | None = None, archived: bool = True
) -> Map:
    """Reads a map from a file: a Trello board, a CSV of Jira, Markdown, JSON, plain text.

    Parameters
    ----------
    path
        The file. Its extension helps to tell the format; a map without a name is called as it.
    format
        The id of a format (:func:`formats`), or None to detect it.
    encoding
        ``utf-8``, ``utf-16le``, ``utf-16be`` or ``cp1251``, or None to detect it.
    archived
        Keep what the source calls archived or closed.

    Returns
    -------
    Map
        ``map.report`` says what was read, guessed and dropped.

    Raises
    ------
    Error
        ``not_found``, ``unreadable``; what is wrong with the file, with the line or the JSON pointer as ``path``.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError("path must be str, not bytes")
    return Map._of(_core.load_map(name, _core.read_options(format or "", "", encoding or "", archived)), name)


def loads(
    text: str | bytes,
    format: str | None = None,
    *,
    file_name: str = "",
    encoding: str | None = None,
    archived: bool = True,
) -> Map:
    """Reads a map from text, or from the bytes of a file, as :func:`load` does.

    >>> import storymap
    >>> map = storymap.loads("Checkout:\\n- Pay by card\\n- Pay by invoice\\n")
    >>> [story.title for story in map.stories]
    ['Pay by card', 'Pay by invoice']
    """
    if not isinstance(text, (str, bytes, bytearray, memoryview)):
        raise TypeError(f"text must be str or bytes, not {type(text).__name__}")
    if isinstance(text, str):
        data, encoding = text.encode("utf-8", "surrogatepass"), "utf-8"
    else:
        data = bytes(text)
    return Map._of(_core.read_map(data, _core.read_options(format or "", file_name, encoding or "", archived)), file_name)


def dump(map: Map, path: str | os.PathLike[str], format: str | None = None) -> list[str]:
    """Writes a map to a file; nobody ever sees half of it.

    Returns what had no place in the format: one sentence each, an empty list when nothing was lost.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError("path must be str, not bytes")
    dropped: list[str] = check_map(map, "map")._handle.save(name, format or "")
    return dropped


def dumps(map: Map, format: str = "json") -> str:
    """The text of a map in a format. What the format cannot hold is left out; :func:`dump` tells what.

    >>> import storymap
    >>> print(storymap.dumps(storymap.loads("Pay by card"), "markdown"), end="")
    # Stories
    <BLANKLINE>
    ## Stories
    <BLANKLINE>
    ### Stories
    <BLANKLINE>
    - [ ] Pay by card
    """
    text, _ = check_map(map, "map")._handle.write(format)
    return str(text, "utf-8")
