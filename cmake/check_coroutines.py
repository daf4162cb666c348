#!/usr/bin/env python3
"""No temporaries that g++ 12 destroys twice, or too early, in the coroutines of the server.

Inside an expression that is awaited a braced list and a lambda are destroyed twice; what is awaited in the condition of
a while loop, or as the range of a for loop, is destroyed before it is used. All of them get a name in a line of their
own.

    check_coroutines.py [root of the repository]
"""

import re
import sys
from pathlib import Path

from sources import ROOT, report, sources

# An awaited call up to the end of its arguments: parentheses nest a few levels deep.
ARGUMENTS = r"\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)"
AWAITED = re.compile(r"co_await\s+[\w:.>\-*<]+[\w>]\s*(" + ARGUMENTS + ")")
FORBIDDEN = (
    (re.compile(r"[(,]\s*[\w:]*(?:<[^<>]*>)?\{"), "a braced list inside an awaited expression"),
    (re.compile(r"[(,]\s*\[[^\]]*\]\s*\("), "a lambda inside an awaited expression"),
)
LOOPS = (
    (re.compile(r"\bwhile\s*\([^;{]*co_await[^;{]*\)\s*\.\w"), "an awaited object in the condition of a loop"),
    (re.compile(r"\bfor\s*\([^;{}]*:\s*co_await"), "an awaited range of a loop"),
)


def offences(path, root):
    text = re.sub(r"//.*", lambda comment: " " * len(comment[0]), path.read_text())
    name = path.relative_to(root).as_posix()
    for awaited in AWAITED.finditer(text):
        for pattern, what in FORBIDDEN:
            if pattern.search(awaited[1]):
                yield f"{name}:{text.count(chr(10), 0, awaited.start()) + 1}: {what}: name it first"
    for pattern, what in LOOPS:
        for loop in pattern.finditer(text):
            yield f"{name}:{text.count(chr(10), 0, loop.start()) + 1}: {what}: name it first"


def main():
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    files = sources(root, ("server", "tests/server"))
    return report([offence for path in files for offence in offences(path, root)], len(files))


if __name__ == "__main__":
    sys.exit(main())
