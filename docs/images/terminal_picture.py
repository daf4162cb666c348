#!/usr/bin/env python3
"""Draws the output of a command as it looks in a terminal: ANSI colours to SVG.

    docs/images/terminal_picture.py OUT.svg COLUMNS COMMAND [ARGUMENT...]

The command is shown as it would be typed, with the folders of the program left out. Python's standard library only.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

CHARACTER, LINE, MARGIN = 8.43, 18, 16
COLORS = {30: "#24292f", 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#56d4dd",
          37: "#e6edf3", 90: "#8b949e"}
ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")


def width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def style(codes: set[int]) -> str:
    color = next((COLORS[code] for code in codes if code in COLORS), "#e6edf3")
    parts = [f'fill="{color}"']
    if 1 in codes:
        parts.append('font-weight="bold"')
    if 2 in codes:
        parts.append('fill-opacity="0.6"')
    if 4 in codes:
        parts.append('text-decoration="underline"')
    return " ".join(parts)


def apply(codes: set[int], sequence: str) -> set[int]:
    for code in (int(part or 0) for part in sequence.split(";")):
        if code == 0:
            codes = set()
        elif code == 39:
            codes = {c for c in codes if c not in COLORS}
        elif code in (22, 24):
            codes = codes - ({1, 2} if code == 22 else {4})
        else:
            codes = ({c for c in codes if c not in COLORS} if code in COLORS else codes) | {code}
    return codes


def draw(lines: list[str], columns: int) -> str:
    size = (columns * CHARACTER + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN + 14)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:.0f} {size[1]:.0f}" font-size="14" '
        'font-family="ui-monospace, SFMono-Regular, Menlo, DejaVu Sans Mono, Consolas, monospace">',
        f'<rect width="{size[0]:.0f}" height="{size[1]:.0f}" rx="8" fill="#0d1117"/>',
        *(f'<circle cx="{MARGIN + 6 + 18 * k}" cy="15" r="5" fill="{c}"/>'
          for k, c in enumerate(["#ff5f57", "#febc2e", "#28c840"])),
    ]
    codes: set[int] = set()
    for row, line in enumerate(lines):
        column, y = 0, MARGIN + 14 + (row + 0.8) * LINE
        for position, part in enumerate(ESCAPE.split(line)):
            if position % 2:
                codes = apply(codes, part)
            elif part:
                x = MARGIN + column * CHARACTER
                length = width(part)
                out.append(
                    f'<text x="{x:.1f}" y="{y:.1f}" textLength="{length * CHARACTER:.1f}" xml:space="preserve" '
                    f"{style(codes)}>{html.escape(part)}</text>"
                )
                column += length
    return "\n".join([*out, "</svg>", ""])


def main() -> None:
    target, columns, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    shown = " ".join([Path(command[0]).name, *(argument for argument in command[1:] if argument != "--color=always")])
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = [f"\x1b[32m$\x1b[0m \x1b[1m{shown}\x1b[0m", *result.stdout.rstrip("\n").split("\n")]
    Path(target).write_text(draw(lines, columns), encoding="utf-8")


if __name__ == "__main__":
    main()
