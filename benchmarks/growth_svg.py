"""Draws how times grow with the number of texts: both axes logarithmic, a line each, dashed where extrapolated."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 230, 40, 50
COLOURS = ("#0b6e4f", "#c8553d", "#3d5a98", "#8f6a00", "#7b3f98", "#4a4a4a")


@dataclass
class Series:
    """Points are texts, seconds, and whether the seconds are extrapolated; by ascending texts."""

    name: str
    points: list[tuple[int, float, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Axis:
    """Whole decades of values on pixels."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: list[float], start: float, end: float) -> Axis:
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        return cls(low, max(high, low + 1), start, end)

    def at(self, value: float) -> float:
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def decades(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def draw(title: str, series: list[Series]) -> str:
    series = [one for one in series if one.points]
    across = Axis.over([point[0] for one in series for point in one.points], LEFT, WIDTH - RIGHT)
    up = Axis.over([point[1] for one in series for point in one.points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{escape(title)}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="22" font-size="14">{escape(title)}</text>',
        *_grid(across, up),
        *_lines(series, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(across: Axis, up: Axis) -> list[str]:
    lines = []
    for texts in across.decades():
        x = across.at(texts)
        lines.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
        lines.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{texts:,.0f}</text>')
    for seconds in up.decades():
        y = up.at(seconds)
        lines.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{seconds:,g} s</text>')
    lines.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">texts</text>')
    return lines


def _lines(series: list[Series], across: Axis, up: Axis) -> list[str]:
    lines = []
    labels = _spread([up.at(one.points[-1][1]) for one in series])
    for number, (one, label) in enumerate(zip(series, labels, strict=True)):
        colour = COLOURS[number % len(COLOURS)]
        places = [(across.at(texts), up.at(seconds), guessed) for texts, seconds, guessed in one.points]
        for (x, y, _), (next_x, next_y, guessed) in zip(places, places[1:], strict=False):
            dashes = ' stroke-dasharray="6 4"' if guessed else ""
            lines.append(
                f'<path d="M{x:.1f} {y:.1f}L{next_x:.1f} {next_y:.1f}" stroke="{colour}" stroke-width="2"{dashes}/>'
            )
        lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y, _ in places]
        lines.append(f'<text x="{WIDTH - RIGHT + 12}" y="{label + 4:.1f}" fill="{colour}">{escape(one.name)}</text>')
    return lines


def _spread(heights: list[float]) -> list[float]:
    """Heights for labels, each near its own and none over another."""
    placed = list(heights)
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    for before, after in zip(order, order[1:], strict=False):
        placed[after] = max(placed[after], placed[before] + 15)
    return placed
