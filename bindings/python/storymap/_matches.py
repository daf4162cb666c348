"""What is closest to a text, and why two are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ._rows import Rows, html_table


class Match(NamedTuple):
    """A row that is like what was asked for; `id` names the story when it came from a map."""

    row: int
    score: float
    text: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class Explanation:
    """Why two texts have the score they have.

    Attributes
    ----------
    score
        How alike they are.
    terms
        The terms both have with what each adds, the largest first. They sum to the score, but for rounding.
    kind
        In what way they are alike: ``"copy"`` (the same words), ``"role"`` (the same story for another role),
        ``"slot"`` (the same but for one phrase), ``"contained"`` (one says all of the other and more) or
        ``"reworded"``. Empty without texts.
    only_left, only_right
        What only one of them says.
    """

    score: float
    terms: list[tuple[str, float]]
    kind: str = ""
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.score:.3f} {self.kind}".rstrip()]
        lines += [f"  {part:.3f}  {term}" for term, part in self.terms]
        lines += [f"  only left:  {text}" for text in self.only_left]
        lines += [f"  only right: {text}" for text in self.only_right]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        lines = [(term, f"{part:.3f}") for term, part in self.terms]
        lines += [("only left: " + text, "") for text in self.only_left]
        lines += [("only right: " + text, "") for text in self.only_right]
        return html_table(f"{self.score:.3f} {self.kind}".rstrip(), ("term", "adds"), lines)


def matches_of(found: list[tuple[int, float]], rows: Rows) -> list[Match]:
    """Rows with their texts."""
    return [Match(row, score, rows.text(row), rows.id(row)) for row, score in found]
