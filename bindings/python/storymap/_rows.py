"""What rows stand for, and how results show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from . import _core


@dataclass(frozen=True)
class Rows:
    """The texts of rows, when there are any, and the ids of the stories they came from, when they came from a map."""

    texts: _core.Corpus | Sequence[str] | None = None
    ids: Sequence[str] | None = None

    def text(self, row: int) -> str | None:
        return None if self.texts is None else self.texts[row]

    def id(self, row: int) -> str | None:
        return None if self.ids is None else self.ids[row]

    def label(self, row: int) -> str:
        """A row as tables show it."""
        return str(row) if self.ids is None else self.ids[row]


def html_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], more: str = "") -> str:
    """A table for notebooks; every cell is escaped."""
    cells = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    below = f"<p>{escape(more)}</p>" if more else ""
    head_and_body = f"<thead><tr>{cells}</tr></thead><tbody>{body}</tbody>"
    return f"<table><caption>{escape(caption)}</caption>{head_and_body}</table>{below}"


def shortened(text: str | None, most: int = 200) -> str:
    """The beginning of a text."""
    if text is None:
        return ""
    return text if len(text) <= most else text[: most - 1] + "\u2026"


def counted(number: int, noun: str) -> str:
    """ "1 pair", "2 pairs"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
