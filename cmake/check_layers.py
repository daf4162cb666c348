#!/usr/bin/env python3
"""Holds every #include against the table of rooms in src/CMakeLists.txt.

A file may include its own room and the rooms that one sees. The room of a public header stands in the table and in the
header's banner; a private header says it there too, and so may a body, which else has the room of the header it is
named after: merge.ipp and merge_fields.ipp that of merge.hpp. Third-party headers appear only where THIRD_PARTY says.

    check_layers.py [root of the repository]
"""

import re
import sys
from pathlib import Path

from sources import ROOT, report, sources

ADAPTER = r"include/storymap/(impl/|detail/)?{0}\w*\.[hi]pp"
THIRD_PARTY = {
    "nlohmann/": ADAPTER.format("nlohmann") + r"|src/formats/nlohmann_\w+\.[hc]pp",
    "simdjson": r"src/formats/simdjson_\w+\.[hc]pp",
    "Eigen/": ADAPTER.format("eigen"),
}
# Standard headers have no dot; the intrinsics belong to the compiler. The command and the files it writes need POSIX.
STANDARD = re.compile(r"\w+|immintrin\.h|arm_neon\.h")
SYSTEM = re.compile(r"\w+|(sys/)?\w+\.h")
ASKS_THE_SYSTEM = re.compile(r"src/cli/.*|include/storymap/impl/files\.ipp")


def read_rooms(root):
    """The table: room -> (its public headers, the rooms it sees)."""
    text = re.sub(r"#.*", "", (root / "src/CMakeLists.txt").read_text())
    rooms = {}
    for name, body in re.findall(r"^storymap_room\((\w+)(.*?)\)", text, re.DOTALL | re.MULTILINE):
        words = dict(re.findall(r"\b(HEADERS|SOURCES|SEES)\b([^A-Z]*)", body))
        rooms[name] = (words.get("HEADERS", "").split(), words.get("SEES", "").split())
    return rooms


def stated_room(path):
    """The room a file states below its banner, in a line of its own."""
    stated = re.match(r"(?://.*\n)+?// Room: (\w+)\.", path.read_text())
    return stated and stated[1]


def check_table(rooms, root):
    """Rooms may look to the left only, and every listed header exists."""
    left = set()
    for room, (headers, sees) in rooms.items():
        for other in set(sees) - left:
            yield f"src/CMakeLists.txt: room {room} sees {other}, which is not to its left"
        for header in headers:
            if not (root / f"include/storymap/{header}.hpp").exists():
                yield f"src/CMakeLists.txt: room {room} lists {header}, but there is no such header"
        left.add(room)


class Layers:
    def __init__(self, root):
        self.root = root
        self.rooms = read_rooms(root)
        self.table = {header: room for room, (headers, _) in self.rooms.items() for header in headers}

    def room(self, path):
        """The room of a file below include/ or src/, or None."""
        parts = path.relative_to(self.root).parts
        if parts[0] == "src":
            return path.stem if len(parts) == 2 else parts[1]
        if len(parts) == 4 and stated_room(path):
            return stated_room(path)
        noun = path.stem
        while parts[2] == "impl" and noun and noun not in self.table:
            noun = noun.rpartition("_")[0]
        return self.table.get(noun)

    def offences(self, path):
        name, room = path.relative_to(self.root).as_posix(), self.room(path)
        if room != "cli" and room not in self.rooms:
            yield f"{name}: in no room; list it in src/CMakeLists.txt or say '// Room: <room>.' below its first line"
            return
        if path.suffix == ".hpp" and room != "cli" and stated_room(path) != room:
            yield f"{name}: the banner does not say '// Room: {room}.'"
        seen = {room, *(self.rooms if room == "cli" else self.rooms[room][1])}
        for line, include in re.findall(r'^(\s*#\s*include\s*[<"]([^>"]+)[>"])', path.read_text(), re.MULTILINE):
            offence = self.check_include(name, room, seen, line.strip(), include)
            if offence:
                yield f"{name}: {line.strip()}: {offence}"

    def check_include(self, name, room, seen, line, include):
        third_party = next((prefix for prefix in THIRD_PARTY if include.startswith(prefix)), None)
        if third_party:
            allowed = THIRD_PARTY[third_party]
            return None if re.fullmatch(allowed, name) else f"allowed only in {allowed}"
        if include.startswith("storymap/"):
            path = self.root / "include" / include
            if not path.exists():
                return "no such file"
            other = self.room(path)
            return None if other in seen else f"room {room} does not see room {other}"
        if '"' in line:
            return None if name.startswith("src/") else "a header is included as <storymap/...>"
        standard = SYSTEM if ASKS_THE_SYSTEM.fullmatch(name) else STANDARD
        return None if standard.fullmatch(include) else "not of the standard library"


def main():
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    layers = Layers(root)
    files = sources(root, ("include", "src"))
    offences = list(check_table(layers.rooms, root))
    for path in files:
        offences += layers.offences(path)
    return report(offences, len(files))


if __name__ == "__main__":
    sys.exit(main())
