"""Groups of rows that are alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy
from numpy.typing import NDArray

from . import _core
from ._rows import Rows, counted, html_table, shortened

_SHOWN = 10


class Groups:
    """Rows in groups: two are in one when a chain of pairs that reach the threshold leads from one to the other.

    Attributes
    ----------
    labels
        The number of the group of each row, -1 for rows that are alone (int64). Groups are numbered by their first row.
    at_least
        The threshold.

    Examples
    --------
    >>> import storymap
    >>> groups = storymap.SimilarityIndex(["pay by card", "reset the password", "pay by card"]).groups(0.9)
    >>> groups.labels.tolist()
    [0, -1, 0]
    >>> [group.tolist() for group in groups]
    [[0, 2]]
    """

    labels: NDArray[numpy.int64]
    at_least: float

    def __init__(self, first: NDArray[numpy.uint32], at_least: float, rows: Rows) -> None:
        """`first` is the first row of the group of each row."""
        self.at_least = at_least
        self._rows = rows
        sizes = numpy.bincount(first, minlength=len(first))
        self._firsts = numpy.flatnonzero(sizes >= 2)
        number = numpy.full(len(first), -1, dtype=numpy.int64)
        number[self._firsts] = numpy.arange(len(self._firsts))
        self.labels = number[first]
        order = numpy.argsort(self.labels, kind="stable")[int((self.labels < 0).sum()) :].astype(numpy.uint32)
        self._members = numpy.split(order, numpy.cumsum(sizes[self._firsts])[:-1]) if len(self._firsts) else []

    @property
    def members(self) -> list[NDArray[numpy.uint32]]:
        """The rows of each group, ascending."""
        return list(self._members)

    @property
    def firsts(self) -> NDArray[numpy.uint32]:
        """The first row of each group."""
        return self._firsts.astype(numpy.uint32)

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[NDArray[numpy.uint32]]:
        return iter(self._members)

    def __getitem__(self, group: int) -> NDArray[numpy.uint32]:
        return self._members[group]

    def texts(self, group: int) -> list[str | None]:
        """The texts of a group."""
        return [self._rows.text(row) for row in self._members[group].tolist()]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """An Arrow stream of group (int64) and row (uint32), a line for each row that is in a group."""
        rows = numpy.concatenate(self._members) if self._members else numpy.empty(0, dtype=numpy.uint32)
        return _core.export_arrow_stream([("group", self.labels[rows]), ("row", rows)])

    def __repr__(self) -> str:
        rows = sum(len(members) for members in self._members)
        return f"<Groups: {counted(len(self), 'group')} of {counted(rows, 'row')}, scores from {self.at_least:g} on>"

    def _repr_html_(self) -> str:
        largest = sorted(range(len(self)), key=lambda group: -len(self._members[group]))[:_SHOWN]
        lines: list[tuple[str, str, str]] = []
        for group in largest:
            members: list[Any] = self._members[group].tolist()
            for row in members[:_SHOWN]:
                lines.append((str(group), self._rows.label(row), shortened(self._rows.text(row))))
            if len(members) > _SHOWN:
                lines.append((str(group), "\u2026", f"and {counted(len(members) - _SHOWN, 'more row')}"))
        more = f"and {counted(len(self) - _SHOWN, 'more group')}" if len(self) > _SHOWN else ""
        return html_table(counted(len(self), "group"), ("group", "row", ""), lines, more)
