"""What every peer needs: the task it is given, its texts and vectors, and how it hands back pairs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

PAIR = np.dtype([("a", "<u4"), ("b", "<u4"), ("score", "<f8")])
Matrix = Any  # SciPy has no types
Array = Any


@dataclass(frozen=True)
class Task:
    """`rows`: do only so many rows, spread evenly, because all of them would take too long. `stop_words`: as
    engine_task calls them."""

    source: Path
    at_least: float
    threads: int
    rows: int | None = None
    stop_words: str = "none"


@dataclass
class Outcome:
    """`once` seconds are spent once for all rows, `each` seconds grow with the rows done."""

    rows: int
    done: Array
    once: float = 0.0
    each: float = 0.0
    columns: int = 0
    entries: int = 0
    groups: int | None = None
    pairs: Array = field(default_factory=lambda: np.empty(0, PAIR))

    @property
    def seconds(self) -> float:
        """For all rows; extrapolated when not all were done."""
        return self.once + self.each * (self.rows / len(self.done))


Peer = Callable[[Task], Outcome]


class Clock:
    """Runs from when the work begins; the most memory held counts from then on as well."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5")
        self.start = time.perf_counter()

    def lap(self) -> float:
        now = time.perf_counter()
        lap, self.start = now - self.start, now
        return lap


def read_texts(path: Path) -> list[str]:
    """One text a line; only a line feed ends a line, whatever else Unicode takes for one."""
    return path.read_bytes().decode().rstrip("\n").split("\n")


def read_matrix(path: Path) -> Matrix:
    return sparse.load_npz(path).tocsr()


def rows_to_do(rows: int, limit: int | None) -> Array:
    if limit is None or limit >= rows:
        return np.arange(rows)
    return np.unique(np.linspace(0, rows - 1, limit).astype(np.int64))


def make_pairs(left: Array, right: Array, scores: Array) -> Array:
    """Pairs of different rows, each once with the smaller row first, in order."""
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right).astype(np.int64)
    kept = np.flatnonzero(low < high)
    _, first = np.unique(low[kept] << 32 | high[kept], return_index=True)
    chosen = kept[first]
    pairs = np.empty(len(chosen), PAIR)
    pairs["a"], pairs["b"], pairs["score"] = low[chosen], high[chosen], scores[chosen]
    return pairs


def scores_of(matrix: Matrix, left: Array, right: Array) -> Array:
    """The dot products of so many pairs of rows, a block at a time."""
    scores = np.empty(len(left))
    for begin in range(0, len(left), 100_000):
        part = slice(begin, begin + 100_000)
        scores[part] = np.asarray(matrix[left[part]].multiply(matrix[right[part]]).sum(axis=1)).ravel()
    return scores
