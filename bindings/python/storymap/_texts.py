"""Texts, in whatever people have them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

import numpy
from numpy.typing import NDArray

from . import _core
from ._errors import Error


class ArrowStream(Protocol):
    """A column or table of one column: Polars, pyarrow, DuckDB, pandas 3..."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class ArrowArray(Protocol):
    """An array of Arrow in one piece."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


#: Many texts: a list or any iterable of str, a NumPy array, a pandas Series, a Polars Series, anything that speaks
#: Arrow, or the path of a file.
Texts: TypeAlias = "Iterable[str | None] | NDArray[Any] | ArrowStream | ArrowArray | Path"

#: What to do with rows that have no text: refuse them, take them for empty texts, or leave them out.
Missing: TypeAlias = Literal["raise", "empty", "skip"]


def read_texts(texts: Texts, *, argument: str = "texts", na: Missing = "raise") -> tuple[_core.Corpus, NDArray[Any]]:
    """The texts, and the row of each in what was passed.

    Raises
    ------
    storymap.Error
        One text instead of many, a missing one, a lone surrogate, bytes that are no UTF-8, malformed Arrow; `path`
        names the row: ``texts[3]``.
    TypeError
        Something that is no text.
    """
    if isinstance(texts, Path):
        texts = _lines_of(texts)
    corpus, rows = _core.read_texts(_plain(texts), argument, na)
    if len(rows) != len(corpus):
        rows = numpy.arange(len(corpus), dtype=numpy.uint32)
    return corpus, rows


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
