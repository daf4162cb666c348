#!/usr/bin/env python3
"""Every C++ source says in its first line where it lives and what it is for.

The room of a header has a line of its own below that: a formatter that fills comments joins what it finds together.
"""

import re
import sys

from sources import ROOT, report, sources


def offences(path):
    place = path.relative_to(ROOT).as_posix()
    name = place.removeprefix("include/")
    lines = path.read_text().splitlines()
    if not lines or not re.match(rf"// {re.escape(name)} - \S", lines[0]):
        yield f"{place}:1: expected '// {name} - <what lives here>'"
    if path.suffix in (".hpp", ".ipp") and "#pragma once" not in lines:
        yield f"{place}: no #pragma once"
    if place.startswith(("include/", "src/")):
        yield from room_offences(path, place, lines)


def room_offences(path, place, lines):
    rooms = [number for number, line in enumerate(lines, 1) if re.match(r"//.*\bRoom:", line)]
    for number in rooms:
        if number == 1 or not lines[number - 1].startswith("// Room: "):
            yield f"{place}:{number}: 'Room:' does not begin the line"
    if path.suffix == ".hpp" and not rooms:
        yield f"{place}: no line '// Room: <room>.' below the first"


def main():
    files = sources()
    return report([offence for path in files for offence in offences(path)], len(files))


if __name__ == "__main__":
    sys.exit(main())
