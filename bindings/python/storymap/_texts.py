"""Texts, in whatever people have them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

import numpy
from numpy.typing import NDArray

from . import _core
from ._errors import Error
from ._files import load
from ._map import Map
from ._rows import Rows


class ArrowStream(Protocol):
    """A column or table of one column: Polars, pyarrow, DuckDB, pandas 3..."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class ArrowArray(Protocol):
    """An array of Arrow in one piece."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


#: Many texts: a list or any iterable of str, a NumPy array, a pandas Series, a Polars Series, anything that speaks
#: Arrow, a map, or the path of a file: of one text a line when it ends in .txt, else of any format with stories.
Texts: TypeAlias = "Iterable[str | None] | NDArray[Any] | ArrowStream | ArrowArray | Map | Path"

#: What to do with rows that have no text: refuse them, take them for empty texts, or leave them out.
Missing: TypeAlias = Literal["raise", "empty", "skip"]


@dataclass(frozen=True)
class ReadTexts:
    """Texts as they were read: what is compared, what rows stand for, and where they stood in what was passed."""

    compared: _core.Corpus
    rows: Rows
    places: NDArray[Any]


def read_texts(texts: Texts, *, argument: str = "texts", na: Missing = "raise") -> ReadTexts:
    """Many texts as the library keeps them.

    Raises
    ------
    storymap.Error
        One text instead of many, a missing one, a lone surrogate, bytes that are no UTF-8, malformed Arrow; `path`
        names the row: ``texts[3]``.
    TypeError
        Something that is no text.
    """
    given: Any = texts
    if isinstance(given, Path):
        given = _lines_of(given) if given.suffix.lower() == ".txt" else load(given)
    if isinstance(given, Map):
        compared, readable, ids = _core.story_texts(given._handle)
        return ReadTexts(compared, Rows(readable, ids), _all_places(compared))
    corpus, places = _core.read_texts(_plain(given), argument, na)
    if len(places) != len(corpus):
        places = _all_places(corpus)
    return ReadTexts(corpus, Rows(corpus), places)


def _all_places(corpus: _core.Corpus) -> NDArray[Any]:
    return numpy.arange(len(corpus), dtype=numpy.uint32)


def _lines_of(path: Path) -> list[str]:
    """The lines of a text file; one that ends with a line break has no empty line behind it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Error("there is no such file", "not_found", str(path)) from None
    except UnicodeDecodeError as error:
        raise Error(f"the file is no valid UTF-8: {error.reason}", "invalid_encoding", str(path)) from None
    except OSError as error:
        raise Error(f"the file cannot be read: {error.strerror}", "unreadable", str(path)) from None
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _plain(texts: Any) -> Any:
    """What the compiled part understands: pandas keeps strings in many ways."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(texts, (pandas.Series, pandas.Index, pandas.api.extensions.ExtensionArray)):
        return texts
    array = getattr(texts, "array", texts)
    if hasattr(array, "__arrow_array__") and "pyarrow" in sys.modules:
        return array.__arrow_array__()
    return texts.to_numpy(dtype=object)
