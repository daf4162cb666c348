#!/usr/bin/env python3
"""docs/server/security.md has all 47 statements, and every test that it names is there."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEST = re.compile(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", re.MULTILINE)


def main():
    page = (ROOT / "docs/server/security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", page, re.MULTILINE)
    offences = []
    if [int(number) for number, _ in rows] != list(range(1, 48)):
        offences.append("the statements are not 1 to 47")
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.cpp"))
    known = {f"{suite}.{name}" for suite, name in TEST.findall(sources)}
    for number, tests in rows:
        named = re.findall(r"`([^`]+)`", tests)
        if not named and not tests.startswith("No test"):
            offences.append(f"{number} names no test and no reason")
        for name in named:
            if "/" in name and not (ROOT / name).exists() or "." in name and "/" not in name and name not in known:
                offences.append(f"{number}: there is no {name}")
    tested = sum("No test" not in tests for _, tests in rows)
    print(*offences, f"{tested} of {len(rows)} statements have tests", sep="\n")
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main())
