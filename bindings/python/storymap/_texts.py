"""Texts in every shape that data people have them, as a corpus of the core."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Literal

from . import _core
from ._errors import Error
from ._map import Map

#: What stands for texts: a list of str, a NumPy array, a column of pandas or Polars, an Arrow array or table of one
#: column, a file (``pathlib.Path``), or a map.
Texts = Any
NaOption = Literal["raise", "empty"]


def to_corpus(texts: Texts, argument: str = "texts", na: NaOption = "raise") -> _core.Corpus:
    """The texts as a corpus, which goes as it is.

    Raises
    ------
    Error
        For one str instead of many, a missing text, a lone surrogate; ``path`` names the row: ``texts[3]``.
    TypeError
        For what is no text.
    """
    if na not in ("raise", "empty"):
        raise Error("expected 'raise' or 'empty'", "invalid_argument", "na")
    empty = na == "empty"
    if isinstance(texts, _core.Corpus):
        return texts
    if isinstance(texts, Map):
        return _core.corpus_of_sequence(_core.comparable_texts(texts._handle), False, argument)
    if isinstance(texts, os.PathLike):
        return _core.corpus_of_sequence(_lines_of(texts), False, argument)
    if isinstance(texts, (list, tuple)):
        return _core.corpus_of_sequence(texts, empty, argument)
    arrow = _arrow_corpus(texts, empty, argument)
    return arrow if arrow is not None else _core.corpus_of_sequence(_sequence(texts, argument), empty, argument)


def _arrow_corpus(texts: Any, empty: bool, argument: str) -> _core.Corpus | None:
    """The corpus of what speaks Arrow; None for everything else, also for a column that cannot without pyarrow."""
    if hasattr(texts, "__arrow_c_stream__"):
        try:
            stream = texts.__arrow_c_stream__()
        except ImportError:
            return None
        return _core.corpus_of_stream(stream, empty, argument)
    if hasattr(texts, "__arrow_c_array__"):
        schema, array = texts.__arrow_c_array__()
        return _core.corpus_of_array(schema, array, empty, argument)
    return None


def _sequence(texts: Any, argument: str) -> Any:
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        if isinstance(texts, (str, bytes)):
            raise Error("expected many texts, found one", "invalid_argument", argument)
        raise TypeError(f"{argument} must be texts, not {type(texts).__name__}")
    dimensions = getattr(texts, "ndim", 1)
    if dimensions != 1:
        raise Error(f"expected one dimension, found {dimensions}", "invalid_argument", argument)
    return texts.tolist() if hasattr(texts, "tolist") else list(texts)


def _lines_of(path: os.PathLike[str]) -> list[str]:
    """The lines of a text file; the last may have no end."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read().splitlines()
    except UnicodeDecodeError as error:
        raise Error(f"not valid UTF-8 at byte {error.start}", "invalid_encoding", os.fspath(path)) from None
    except FileNotFoundError:
        raise Error("there is no such file", "not_found", os.fspath(path)) from None
    except OSError as error:
        raise Error(f"cannot be read: {error.strerror}", "unreadable", os.fspath(path)) from None
