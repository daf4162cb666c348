"""Duplicates of a backlog that changes all the time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _core
from ._errors import Error
from ._files import Path, path_name
from ._options import StopWordsOption, stop_words
from ._similarity import _limit
from ._texts import NaOption, Texts, to_corpus
from ._values import ngram_pair, score_or_zero, word


@dataclass(frozen=True)
class LiveMatch:
    """A text, by the id that it got when it came, and its score."""

    id: int
    score: float


class LiveIndex:
    """Texts that come, change and go; the answers are those of an index built anew, at every moment.

    Any number of threads may ask while others change it.

    Parameters
    ----------
    ngram_range
        (1, 1): words; (1, 2): words and pairs of neighbours.
    stop_words
        None, the name of a built-in list, or words.
    max_df
        Terms in a larger share (float) or number (int) of the texts are ignored, as long as they are.
    lowercase, strip_accents
        As in :class:`storymap.TfidfVectorizer`.

    Examples
    --------
    >>> import storymap
    >>> backlog = storymap.LiveIndex()
    >>> first, second = backlog.insert_all(["Pay an order by card", "Search by name"])
    >>> id, duplicates = backlog.insert_and_compare("Pay the order by card", at_least=0.3)
    >>> [match.id == first for match in duplicates]
    [True]
    """

    __slots__ = ("__weakref__", "_index")

    def __init__(
        self,
        *,
        ngram_range: tuple[int, int] = (1, 2),
        stop_words: StopWordsOption = None,
        max_df: int | float = 0.95,
        lowercase: bool = True,
        strip_accents: str | None = None,
    ) -> None:
        self._index = _core.LiveIndex(
            {
                "ngram_range": ngram_pair(ngram_range),
                "stop_words": _words(stop_words),
                "max_df": max_df,
                "lowercase": lowercase,
                "strip_accents": strip_accents or "none",
            }
        )

    @classmethod
    def load(cls, path: Path) -> LiveIndex:
        """Reads a file of :meth:`save`; one that is damaged or of another version is an error."""
        name = path_name(path)
        try:
            return cls._of(_core.load_live_index(os.fsencode(name)))
        except Error as error:
            raise Error(error.message, error.code, error.path or name) from None

    @classmethod
    def from_bytes(cls, data: bytes) -> LiveIndex:
        """The index that :meth:`to_bytes` wrote."""
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data must be bytes, not {type(data).__name__}")
        return cls._of(_core.live_index_of_bytes(bytes(data)))

    def save(self, path: Path) -> None:
        """Writes a file; nobody ever sees half of it."""
        name = path_name(path)
        try:
            self._index.save(os.fsencode(name))
        except Error as error:
            raise Error(error.message, error.code, error.path or name) from None

    def to_bytes(self) -> bytes:
        """The index as bytes: the same ones for the same texts and ids."""
        data: bytes = self._index.to_bytes()
        return data

    def insert(self, text: str) -> int:
        """Adds a text and returns its id: ids ascend and are never given twice."""
        return int(self._index.insert(_text(text)))

    def insert_all(self, texts: Texts, *, na: NaOption = "raise") -> range:
        """Adds many texts at once, all or none, and returns their ids. After Ctrl-C the first of them are in."""
        corpus = to_corpus(texts, "texts", na)
        first = int(self._index.insert_all(corpus))
        return range(first, first + len(corpus))

    def insert_and_compare(
        self, text: str, at_least: float = 0.7, limit: int | None = None
    ) -> tuple[int, list[LiveMatch]]:
        """Adds a text and tells which were like it before, the best first: one step for everybody else."""
        id, found = self._index.insert_and_compare(_text(text), score_or_zero(at_least, "at_least"), _limit(limit))
        return int(id), [LiveMatch(*match) for match in found]

    def update(self, id: int, text: str) -> None:
        """Replaces a text, which keeps its id."""
        self._index.update(_id(id), _text(text))

    def erase(self, id: int) -> None:
        """Removes a text."""
        if not self._index.erase(_id(id)):
            raise Error(f"no text has the id {id}", "unknown_id", "id")

    def closest(self, text: str, limit: int | None = 10, at_least: float = 0.0) -> list[LiveMatch]:
        """The texts most similar to a text, the best first, ties by id."""
        return [
            LiveMatch(*match)
            for match in self._index.closest(_text(text), _limit(limit), score_or_zero(at_least, "at_least"))
        ]

    def neighbours(self, id: int, limit: int | None = 10, at_least: float = 0.0) -> list[LiveMatch]:
        """The same for a text that is here, without itself."""
        return [
            LiveMatch(*match)
            for match in self._index.neighbours(_id(id), _limit(limit), score_or_zero(at_least, "at_least"))
        ]

    @property
    def ids(self) -> npt.NDArray[np.uint64]:
        """All ids, ascending."""
        ids: npt.NDArray[np.uint64] = self._index.ids()
        return ids

    @property
    def memory(self) -> int:
        """Bytes of memory held."""
        return int(self._index.memory())

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, (int, np.integer)) and 0 <= int(id) < 2**64 and int(id) in self._index

    def __reduce__(self) -> tuple[Any, ...]:
        return LiveIndex.from_bytes, (self.to_bytes(),)

    def __repr__(self) -> str:
        return f"<LiveIndex of {len(self):,} texts>"

    @classmethod
    def _of(cls, index: _core.LiveIndex) -> LiveIndex:
        made = cls.__new__(cls)
        made._index = index
        return made


def _words(given: StopWordsOption) -> list[str]:
    return stop_words(given)


def _text(text: str) -> str:
    return word(text, "text")


def _id(id: int) -> int:
    if isinstance(id, bool) or not isinstance(id, (int, np.integer)):
        raise TypeError(f"id must be int, not {type(id).__name__}")
    number = int(id)
    if not 0 <= number < 2**64:
        raise Error(f"no text has the id {id}", "unknown_id", "id")
    return number
