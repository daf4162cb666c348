"""Texts that come and go, and can be asked at any time."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple, SupportsIndex

import numpy
from numpy.typing import NDArray

from . import _core
from ._errors import Error
from ._options import count, document_frequency, limit_or_all, ngram_pair, stop_word_list, threshold
from ._progress import Progress, reporting
from ._texts import Texts, read_texts


class LiveMatch(NamedTuple):
    """A text, by its id, and how like it is to what was asked for."""

    id: int
    score: float


class Inserted(NamedTuple):
    """The id of a new text and the texts that were like it before."""

    id: int
    duplicates: list[LiveMatch]


class LiveIndex:
    """A set of texts that can be changed and asked at any time, from any number of threads.

    Its answers are those of an index built anew: the cosine of tf-idf vectors, bit for bit. Ids are given in ascending
    order and never twice.

    Parameters
    ----------
    ngram_range
        ``(1, 1)`` for words, ``(1, 2)`` for words and pairs of neighbours.
    stop_words
        Words to leave out: ``"english"``, ``"russian"``, or the words.
    max_df
        Terms in more texts are ignored, as long as they are in more: a count (int) or a share (float).

    Examples
    --------
    >>> import storymap
    >>> live = storymap.LiveIndex()
    >>> first = live.insert("Pay an order by card")
    >>> _ = live.insert("Reset my password")
    >>> live.closest("Pay for an order by card", limit=1)[0].id == first
    True
    >>> first in live, len(live)
    (True, 2)
    """

    def __init__(
        self,
        *,
        ngram_range: tuple[int, int] = (1, 2),
        stop_words: str | Iterable[str] | None = None,
        max_df: int | float = 0.95,
    ) -> None:
        self._core = _core.LiveIndex(
            ngram_pair(ngram_range), stop_word_list(stop_words), document_frequency(max_df, "max_df")
        )

    @classmethod
    def _of(cls, core: _core.LiveIndex) -> LiveIndex:
        index = cls.__new__(cls)
        index._core = core
        return index

    def __len__(self) -> int:
        return len(self._core)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, SupportsIndex) and 0 <= id.__index__() < 2**64 and self._core.contains(id.__index__())

    def __repr__(self) -> str:
        return f"<LiveIndex: {len(self):,} texts>"

    def ids(self) -> NDArray[numpy.uint64]:
        """All ids, ascending."""
        return self._core.ids()

    def insert(self, text: str) -> int:
        """Adds a text and returns its id."""
        return self._core.insert(text)

    def insert_all(self, texts: Texts, *, progress: Progress = None) -> NDArray[numpy.uint64]:
        """Adds many texts, faster than one by one, and returns their ids.

        Stopped by Ctrl-C it takes out again what came in, for which it needs about as long.
        """
        corpus = read_texts(texts).compared
        with reporting(progress, "texts") as report:
            return self._core.insert_all(corpus, report)

    def insert_and_compare(self, text: str, at_least: float, limit: int | None = None) -> Inserted:
        """Adds a text and returns which texts were like it before, in one step for everybody else."""
        least = threshold(at_least, zero=True)
        id, duplicates = self._core.insert_and_compare(text, least, limit_or_all(limit))
        return Inserted(id, [LiveMatch(*match) for match in duplicates])

    def update(self, id: int, text: str) -> None:
        """Replaces a text, which keeps its id."""
        self._core.update(_id(id), text)

    def erase(self, id: int) -> bool:
        """Removes a text; False when there is none with this id."""
        return self._core.erase(_id(id))

    def closest(self, text: str, limit: int | None = 10, at_least: float = 0.0) -> list[LiveMatch]:
        """The texts most similar to a text, best first, ties by id; scores are above 0 and at least `at_least`."""
        found = self._core.closest(text, limit_or_all(limit), threshold(at_least, zero=True))
        return [LiveMatch(*match) for match in found]

    def neighbours(self, id: int, limit: int | None = 10, at_least: float = 0.0) -> list[LiveMatch]:
        """The same for a text that is here, without itself."""
        found = self._core.neighbours(_id(id), limit_or_all(limit), threshold(at_least, zero=True))
        return [LiveMatch(*match) for match in found]

    def memory(self) -> int:
        """Bytes of memory held."""
        return self._core.memory()

    def to_bytes(self) -> bytes:
        """The index as bytes, the same on every machine."""
        return self._core.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes | bytearray | memoryview) -> LiveIndex:
        """An index from the bytes of `to_bytes`. Anything else is a storymap.Error."""
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data must be bytes, not {type(data).__name__}")
        return cls._of(_core.LiveIndex.from_bytes(bytes(data)))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes `to_bytes` to a file, which nobody sees half written."""
        self._core.save(os.fspath(path))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> LiveIndex:
        """Reads a file of `save`."""
        return cls._of(_core.LiveIndex.load(os.fspath(path)))

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        return type(self).from_bytes, (self.to_bytes(),)


def _id(value: int) -> int:
    number = count(value, "id")
    if number >= 2**64:
        raise Error(f"no text has the id {number}", "unknown_id", "id")
    return number
