#!/usr/bin/env python3
"""Holds every #include of the server against the table of rooms in server/CMakeLists.txt.

A file includes headers of its own room and of the rooms that one sees. What comes from outside has one place: Beast in
http, OpenSSL and libsodium in base/crypto, SQLite and libpq below store, curl in net. SQL stands in store alone.

    check_server_layers.py [root of the repository]
"""

import re
import sys
from pathlib import Path

from sources import ROOT, report, sources

THIRD_PARTY = {
    "boost/beast": r"server/http/.*",
    "openssl/": r"server/(base/crypto|cache|http)/.*",
    "sodium": r"server/base/crypto/.*",
    "zlib.h": r"server/http/gzip\.cpp",
    "crypt.h": r"server/base/crypto/.*",
    "sqlite3": r"server/store/sqlite/.*",
    "libpq": r"server/store/postgres/.*",
    "curl/": r"server/net/.*",
    "spdlog/": r"server/base/.*",
    "hiredis/": r"server/cache/.*",
}
SQL = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\s')


def read_rooms(root):
    """room -> the rooms it sees."""
    text = re.sub(r"#.*", "", (root / "server/CMakeLists.txt").read_text())
    rooms = {}
    for name, body in re.findall(r"^storymap_server_room\((\w+)(.*?)\)", text, re.DOTALL | re.MULTILINE):
        sees = re.search(r"\bSEES\b([^A-Z]*)", body)
        rooms[name] = sees[1].split() if sees else []
    return rooms


def check_table(rooms):
    """A room sees only rooms that stand above it in the table, so that there is no circle."""
    above = set()
    for room, sees in rooms.items():
        for other in set(sees) - above:
            yield f"server/CMakeLists.txt: room {room} sees {other}, which does not stand before it"
        above.add(room)


def check_file(path, rooms, root):
    name = path.relative_to(root).as_posix()
    room = path.relative_to(root).parts[1]
    text = path.read_text()
    # The program itself puts everything together.
    seen = set(rooms) if room == "cli" else {room, *rooms.get(room, ())}
    if room != "cli" and room not in rooms:
        yield f"{name}: room {room} is not in server/CMakeLists.txt"
    if path.suffix == ".hpp" and f"\n// Room: {room}." not in text:
        yield f"{name}: the banner does not say '// Room: {room}.'"
    if room != "store" and SQL.search(text):
        yield f"{name}: SQL stands in server/store alone"
    for include in re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text, re.MULTILINE):
        other = re.match(r"server/(\w+)/", include)
        if other and other[1] not in seen:
            yield f"{name}: {include}: room {room} does not see room {other[1]}"
        for prefix, allowed in THIRD_PARTY.items():
            if include.startswith(prefix) and not re.fullmatch(allowed, name):
                yield f"{name}: {include}: allowed only in {allowed}"


def main():
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    rooms = read_rooms(root)
    files = sources(root, ("server",))
    offences = list(check_table(rooms))
    for path in files:
        offences += check_file(path, rooms, root)
    return report(offences, len(files))


if __name__ == "__main__":
    sys.exit(main())
