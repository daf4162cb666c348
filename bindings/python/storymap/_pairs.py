"""Pairs and groups as NumPy arrays that every data frame takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from . import _core
from ._values import score

if TYPE_CHECKING:
    import pandas
    import polars

Rows = npt.NDArray[np.uint32]
Scores = npt.NDArray[np.float64]


class Pairs:
    """Pairs of rows and their scores, ``left`` before ``right``, ordered by both.

    The three columns are views of one block of memory, which was never copied. ``numpy.asarray(pairs)`` is that block:
    a structured array with the fields left, right and score.
    """

    __slots__ = ("_array",)

    def __init__(self, array: npt.NDArray[Any]) -> None:
        self._array = array

    @property
    def left(self) -> Rows:
        """The first row of each pair."""
        return self._array["left"]

    @property
    def right(self) -> Rows:
        """The second row of each pair."""
        return self._array["right"]

    @property
    def score(self) -> Scores:
        """How alike they are, up to 1."""
        return self._array["score"]

    def rethreshold(self, at_least: float) -> Pairs:
        """The pairs that reach a higher threshold, without searching again."""
        return self[self.score >= score(at_least, "at_least")]

    def best_first(self) -> Pairs:
        """The same pairs by falling score."""
        return Pairs(self._array[np.argsort(-self.score, kind="stable")])

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame with the columns left, right and score."""
        import pandas

        frame: pandas.DataFrame = pandas.DataFrame({"left": self.left, "right": self.right, "score": self.score})
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A Polars data frame with the columns left, right and score."""
        import polars

        return polars.DataFrame({"left": self.left, "right": self.right, "score": self.score})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _core.arrow_stream(["left", "right", "score"], [self.left, self.right, self.score])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self._array, dtype=dtype, copy=copy) if dtype or copy else self._array

    def __len__(self) -> int:
        return len(self._array)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        yield from zip(self.left.tolist(), self.right.tolist(), self.score.tolist(), strict=True)

    def __getitem__(self, which: Any) -> Pairs:
        """Some of the pairs: a slice, a mask, or their numbers."""
        if isinstance(which, (int, np.integer)):
            raise TypeError("a single pair is pairs.left[k], pairs.right[k], pairs.score[k]")
        return Pairs(self._array[which])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pairs) and np.array_equal(self._array, other._array)

    __hash__ = None  # type: ignore[assignment]  # an array is inside

    def __repr__(self) -> str:
        if not len(self):
            return "<Pairs: none>"
        return f"<Pairs: {len(self):,}, scores {self.score.min():.3f} to {self.score.max():.3f}>"


@dataclass(frozen=True, eq=False)
class Group:
    """Rows that say the same (``duplicate``) or nearly so (``similar``), the most typical first.

    ``means`` holds the mean similarity of each member to the others, ``best`` the highest score of a pair.
    """

    kind: str
    best: float
    rows: Rows
    means: Scores

    def __len__(self) -> int:
        return len(self.rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Group):
            return NotImplemented
        return (
            (self.kind, self.best) == (other.kind, other.best)
            and np.array_equal(self.rows, other.rows)
            and np.array_equal(self.means, other.means)
        )

    __hash__ = None  # type: ignore[assignment]  # arrays are inside
