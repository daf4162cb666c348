#!/usr/bin/env python3
"""Scores are the same bits whatever compiler and flags an embedding program is built with.

Builds tests/same_bits header-only in every combination, runs each program and compares what they print.
"""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from sources import ROOT, need

COMPILERS = ["g++", "clang++-14"]
FLAGS = ["-O0", "-O2", "-O3 -march=native", "-O3 -march=native -ffp-contract=fast"]


def output_of(folder, number, compiler, flags):
    program = Path(folder, f"program{number}")
    source = ROOT / "tests/same_bits/main.cpp"
    command = [compiler, "-std=c++20", *flags.split(), "-I", ROOT / "include", source, "-o", program, "-pthread"]
    subprocess.run(command, check=True)
    return subprocess.run([program], check=True, capture_output=True, text=True).stdout


def main():
    need(*COMPILERS)
    builds = list(product(COMPILERS, FLAGS))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        outputs = list(pool.map(lambda item: output_of(folder, item[0], *item[1]), enumerate(builds)))
    expected = outputs[0].splitlines()
    different = 0
    for build, output in zip(builds, outputs):
        lines = output.splitlines()
        differing = [pair for pair in zip(expected, lines) if pair[0] != pair[1]]
        if differing or len(lines) != len(expected):
            different += 1
            print(" ".join(build), "differs:", *differing[:3], f"({len(lines)} lines)")
    print(f"{len(expected)} numbers from {len(builds)} builds, {different} builds differ")
    return 1 if different or not expected else 0


if __name__ == "__main__":
    sys.exit(main())
