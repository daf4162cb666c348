#!/usr/bin/env python3
"""What a call from Python costs beyond the work of the library.

    call_overhead.py <texts, one a line> [--texts 20000] [--runs 30]

Makes a SimilarityIndex of the texts and asks it for the pairs from 0.7 on, again and again. The library says how long
it worked itself; the rest of the time is what Python adds: reading the texts, making arrays. Prints the median share
of that rest for texts as a list of str, as an array of NumPy and as a column of Arrow. Promised are at most 10 % for a
list and 3 % for Arrow (docs/guide/python-duplicates.md).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy
import storymap
from storymap._core import library_seconds

PROMISED = {"list of str": 0.10, "Arrow": 0.03, "Arrow views": 0.03}


def shapes(texts: list[str]) -> dict[str, Any]:
    """The same texts in several shapes; Arrow only where pyarrow is."""
    found: dict[str, Any] = {"list of str": texts, "NumPy objects": numpy.array(texts, dtype=object)}
    try:
        import pyarrow
    except ImportError:
        return found
    found["Arrow"] = pyarrow.array(texts)
    found["Arrow views"] = found["Arrow"].cast(pyarrow.string_view())
    return found


def measure(call: Callable[[], object], runs: int) -> tuple[float, float]:
    """The median time of a call, and the median share of it that is not the library's."""
    times, shares = [], []
    for _ in range(runs):
        worked, begin = library_seconds(), time.perf_counter()
        call()
        took = time.perf_counter() - begin
        times.append(took)
        shares.append(1 - (library_seconds() - worked) / took)
    return statistics.median(times), statistics.median(shares)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--threads", type=int, default=None)
    arguments = parser.parse_args()
    lines = arguments.file.read_text(encoding="utf-8").splitlines()
    texts = list(islice(cycle(lines), arguments.texts))
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts):,} texts, {size:.1f} MB, median of {arguments.runs} runs")
    is_kept = True
    for name, shaped in shapes(texts).items():
        median, share = measure(
            lambda shaped=shaped: storymap.SimilarityIndex(shaped, threads=arguments.threads).pairs(0.7),
            arguments.runs,
        )
        is_kept &= share <= PROMISED.get(name, 1)
        promise = f", promised {PROMISED[name]:.0%}" if name in PROMISED else ""
        print(f"{name:14}  {median * 1e3:7.1f} ms  {share:6.1%} outside the library{promise}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
