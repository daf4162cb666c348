"""Pairs of rows that are alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, overload

import numpy
from numpy.typing import NDArray

from . import _core
from ._errors import Error
from ._optional import load
from ._options import threshold
from ._rows import Rows, counted, html_table, shortened

#: The kinds of likeness, by the numbers of the compiled part.
KINDS = ("copy", "role", "slot", "contained", "reworded")

_SHOWN = 10


class Pair(NamedTuple):
    """Two rows and how alike they are."""

    left: int
    right: int
    score: float


class Pairs:
    """Pairs of rows with their scores: three NumPy arrays in the memory in which the pairs were found.

    Examples
    --------
    >>> import storymap
    >>> pairs = storymap.SimilarityIndex(["pay by card", "pay by card", "reset the password"]).pairs(0.5)
    >>> pairs
    <Pairs: 1 pair, scores from 1.00 to 1.00>
    >>> pairs[0]
    Pair(left=0, right=1, score=1.0)
    >>> pairs[pairs.left == 1]
    <Pairs: 0 pairs>
    """

    def __init__(self, records: NDArray[Any], at_least: float, left: Rows, right: Rows | None = None) -> None:
        self._records = records
        self._at_least = at_least
        self._left_rows = left
        self._right_rows = left if right is None else right

    @property
    def left(self) -> NDArray[numpy.uint32]:
        """The rows on the left; a view, no copy."""
        return self._records["left"]

    @property
    def right(self) -> NDArray[numpy.uint32]:
        """The rows on the right."""
        return self._records["right"]

    @property
    def score(self) -> NDArray[numpy.float64]:
        """How alike they are."""
        return self._records["score"]

    @property
    def at_least(self) -> float:
        """The threshold the pairs were found by."""
        return self._at_least

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Pair]:
        return (Pair(*record) for record in self._records.tolist())

    @overload
    def __getitem__(self, at: int | numpy.integer[Any]) -> Pair: ...
    @overload
    def __getitem__(self, at: slice | NDArray[Any] | list[int] | list[bool]) -> Pairs: ...
    def __getitem__(self, at: Any) -> Pair | Pairs:
        found = self._records[at]
        if isinstance(found, numpy.void):
            return Pair(*found.tolist())
        return self._with(found, self._at_least)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pairs):
            return NotImplemented
        return numpy.array_equal(self._records, other._records)

    __hash__ = None  # type: ignore[assignment]

    def rethreshold(self, at_least: float) -> Pairs:
        """The pairs that reach a higher threshold, by the scores that are kept.

        Raises
        ------
        storymap.Error
            For a lower threshold than the pairs were found by.
        """
        least = threshold(at_least)
        if least < self._at_least:
            raise Error(f"pairs below {self._at_least:g} were not kept; search again for {least:g}", path="at_least")
        return self._with(self._records[self.score >= least], least)

    def best_first(self) -> Pairs:
        """The same pairs, those with the highest score first, else in the order they have."""
        return self._with(self._records[numpy.argsort(-self.score, kind="stable")], self._at_least)

    def texts(self) -> list[tuple[str | None, str | None]]:
        """The two texts of each pair."""
        left, right = self._left_rows, self._right_rows
        return [(left.text(a), right.text(b)) for a, b, _ in self._records.tolist()]

    def kinds(self, *, threads: int = 0) -> list[str]:
        """In what way the two texts of each pair are alike: copy, role, slot, contained or reworded."""
        texts = self._left_rows.texts
        if not isinstance(texts, _core.Corpus) or self._right_rows is not self._left_rows:
            raise Error("the kinds are known for pairs of one list of texts", "unsupported")
        return [KINDS[kind] for kind in _core.SimilarityIndex.kinds(texts, self._records, threads).tolist()]

    def to_pandas(self, *, texts: bool = False) -> Any:
        """A DataFrame of left, right and score; of stories with their ids, and with both texts if asked."""
        return load("pandas", "pandas", "to_pandas").DataFrame(self._columns(texts))

    def to_polars(self, *, texts: bool = False) -> Any:
        """The same as a DataFrame of Polars."""
        return load("polars", "polars", "to_polars").DataFrame(self._columns(texts))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """An Arrow stream of left (uint32), right (uint32) and score (double)."""
        return _core.export_arrow_stream([(name, self._records[name]) for name in ("left", "right", "score")])

    def __repr__(self) -> str:
        if len(self) == 0:
            return "<Pairs: 0 pairs>"
        return f"<Pairs: {counted(len(self), 'pair')}, scores from {self.score.min():.2f} to {self.score.max():.2f}>"

    def _repr_html_(self) -> str:
        shown = self.best_first()[:_SHOWN]
        rows = [
            (f"{score:.2f}", self._left_rows.label(left), shortened(a), self._right_rows.label(right), shortened(b))
            for (left, right, score), (a, b) in zip(shown, shown.texts(), strict=True)
        ]
        more = f"and {counted(len(self) - _SHOWN, 'more pair')}" if len(self) > _SHOWN else ""
        return html_table(counted(len(self), "pair"), ("score", "left", "", "right", ""), rows, more)

    def _with(self, records: NDArray[Any], at_least: float) -> Pairs:
        return Pairs(records, at_least, self._left_rows, self._right_rows)

    def _columns(self, texts: bool) -> dict[str, Any]:
        columns: dict[str, Any] = {name: self._records[name].copy() for name in ("left", "right", "score")}
        if self._left_rows.ids is not None and self._right_rows.ids is not None:
            columns["left_id"] = [self._left_rows.ids[row] for row in self.left.tolist()]
            columns["right_id"] = [self._right_rows.ids[row] for row in self.right.tolist()]
        if texts:
            both = self.texts()
            columns["left_text"] = [left for left, _ in both]
            columns["right_text"] = [right for _, right in both]
        return columns
