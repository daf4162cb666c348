"""Texts, in whatever people have them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from . import _core
from ._errors import Error
from ._files import load
from ._map import Map


class ArrowStream(Protocol):
    """A column or table of one column: Polars, pyarrow, DuckDB, pandas 3..."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class ArrowArray(Protocol):
    """An array of Arrow in one piece."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


#: Many texts: a list or any iterable of str, a NumPy array, a pandas Series, a Polars Series, anything that speaks
#: Arrow, a map, or the path of a file: of one text a line when it ends in .txt, else of any format with stories.
Texts: TypeAlias = (
    "Iterable[str | None] | npt.NDArray[Any] | ArrowStream | ArrowArray | Map | os.PathLike[str] | _core.Corpus"
)

#: What to do with rows that have no text: refuse them, take them for empty texts, or leave them out.
NaOption: TypeAlias = Literal["raise", "empty", "skip"]


def to_corpus(texts: Texts, argument: str = "texts", na: NaOption = "raise", threads: int = 1) -> _core.Corpus:
    """Many texts as the library keeps them; a corpus goes as it is.

    Raises
    ------
    storymap.Error
        One text instead of many, a missing one, a lone surrogate, bytes that are no UTF-8, malformed Arrow; `path`
        names the row: ``texts[3]``.
    TypeError
        Something that is no text.
    """
    return read_texts(texts, argument, na, threads)[0]


def read_texts(
    texts: Texts, argument: str = "texts", na: NaOption = "raise", threads: int = 1
) -> tuple[_core.Corpus, npt.NDArray[np.uint32]]:
    """The same, and where each text stood in what was passed."""
    if na not in ("raise", "empty", "skip"):
        raise Error(f"expected 'raise', 'empty' or 'skip', found {na!r}", "invalid_argument", "na")
    given: Any = texts
    if isinstance(given, os.PathLike):
        given = _lines_of(given) if os.fspath(given).lower().endswith(".txt") else load(given)
    if isinstance(given, Map):
        given = _core.comparable_texts(given._handle)
    if isinstance(given, _core.Corpus):
        return given, np.arange(len(given), dtype=np.uint32)
    corpus, places = _core.read_texts(_plain(given), argument, na, threads)
    if len(places) != len(corpus):
        places = np.arange(len(corpus), dtype=np.uint32)
    return corpus, places


def _lines_of(path: os.PathLike[str]) -> list[str]:
    """The lines of a text file; one that ends with a line break has no empty line behind it."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except UnicodeDecodeError as error:
        raise Error(f"not valid UTF-8 at byte {error.start}", "invalid_encoding", os.fspath(path)) from None
    except FileNotFoundError:
        raise Error("there is no such file", "not_found", os.fspath(path)) from None
    except OSError as error:
        raise Error(f"cannot be read: {error.strerror}", "unreadable", os.fspath(path)) from None
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
