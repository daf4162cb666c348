#!/usr/bin/env python3
"""Every function of the C interface is among the calls that are fuzzed."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main():
    sources = "".join(file.read_text() for file in (ROOT / "tests/fuzz").glob("*c_calls*"))
    called = set(re.findall(r"\bstorymap_\w+", sources))
    symbols = (ROOT / "bindings/c/abi/symbols.txt").read_text().split()
    missing = [symbol for symbol in symbols if symbol not in called]
    print(*(f"{symbol} is not fuzzed" for symbol in missing), sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
