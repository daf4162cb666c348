"""Pairs of rows that are alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray


class Pair(NamedTuple):
    """Two rows and how alike they are."""

    left: int
    right: int
    score: float


class Pairs:
    """Pairs of rows with their scores, as three NumPy arrays that share the memory in which they were found.

    Attributes
    ----------
    left, right
        Rows (uint32).
    score
        How alike they are (float64).
    """

    def __init__(self, records: NDArray[Any]) -> None:
        self._records = records

    @property
    def left(self) -> NDArray[numpy.uint32]:
        return self._records["left"]

    @property
    def right(self) -> NDArray[numpy.uint32]:
        return self._records["right"]

    @property
    def score(self) -> NDArray[numpy.float64]:
        return self._records["score"]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Pair]:
        return (Pair(*record) for record in self._records.tolist())
