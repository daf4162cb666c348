"""Times whole processes: `storymap similar` and the same work with scikit-learn, interleaved, on one machine.

    python benchmarks/peers/analyze_process.py build/release/bin/storymap [--stories 1000] [--runs 15]

The input is made here from a seeded generator, so that anyone gets the same one. Prints a table with the median and the
spread of the wall time, the peak memory, and the number of pairs each side found.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROLES = "buyer seller courier guest accountant editor support-agent warehouse-worker".split()
VERBS = "see search filter export print archive compare approve cancel edit share track".split()
NOUNS = "orders invoices products reviews parcels discounts customers reports messages payments returns labels".split()
DETAILS = "by-name by-date by-price weekly monthly abroad offline on-a-phone in-bulk with-comments as-a-table".split()
ENDS = "save time|pay less|know what to do next|avoid mistakes|answer customers|plan the week|trust the numbers".split(
    "|"
)


def make_story(source: random.Random, number: int) -> dict[str, Any]:
    verb, noun, detail = source.choice(VERBS), source.choice(NOUNS), source.choice(DETAILS).replace("-", " ")
    role, end, extra = source.choice(ROLES), source.choice(ENDS), source.randrange(10_000)
    return {
        "id": f"s{number}",
        "title": f"{verb.capitalize()} {noun} {detail}",
        "description": f"As a {role}, I want to {verb} {noun} {detail} ({extra}), so that I can {end}.",
        "acceptance_criteria": [f"Given {source.choice(NOUNS)} {number}, the {noun} are shown {detail}"],
        "status": "todo",
    }


def make_map(stories: int) -> dict[str, Any]:
    source = random.Random(stories)
    rows: list[dict[str, Any]] = []
    for number in range(stories):
        story = make_story(source, number)
        if rows and source.random() < 0.08:  # a planted near-duplicate
            story = {**source.choice(rows), "id": f"s{number}"}
            story["description"] += f" Note {source.randrange(100)}."
        rows.append(story)
    tasks = [
        {"id": f"t{k}", "title": f"Task {k}", "stories": rows[first : first + 25]}
        for k, first in enumerate(range(0, stories, 25))
    ]
    return {"storymap": 1, "name": "Generated", "activities": [{"id": "a1", "title": "All", "tasks": tasks}]}


def run(command: list[str]) -> tuple[float, int, str]:
    """Wall seconds, peak resident KiB, standard output."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{command[0]} failed with {process.returncode}")
        out.seek(0)
        return seconds, usage.ru_maxrss, out.read().decode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("storymap")
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.json"
        path.write_text(json.dumps(make_map(arguments.stories)), encoding="utf-8")
        peer = str(Path(__file__).with_name("sklearn_analyze.py"))
        sides = {
            "storymap analyze": [arguments.storymap, "analyze", "--stop-words", "none", "--format", "json", str(path)],
            "python + scikit-learn": [sys.executable, peer, str(path)],
            "python -c 'import sklearn...' alone": [
                sys.executable,
                "-c",
                "import sklearn.feature_extraction.text, sklearn.metrics.pairwise",
            ],
        }
        measured: dict[str, list[tuple[float, int, str]]] = {name: [] for name in sides}
        for _ in range(arguments.runs):
            for name, command in sides.items():
                measured[name].append(run(command))
        print_table(arguments.stories, measured)


def pairs_found(output: str) -> str:
    if not output.strip():
        return "-"
    document = json.loads(output)
    pairs = document["similarity"]["pairs"] if "similarity" in document else document["pairs"]
    return str(len(pairs) if isinstance(pairs, list) else pairs)


def print_table(stories: int, measured: dict[str, list[tuple[float, int, str]]]) -> None:
    first = statistics.median(seconds for seconds, _, _ in next(iter(measured.values())))
    print(f"{stories} stories, medians of {len(next(iter(measured.values())))} interleaved runs\n")
    print("| process | ms (min - max) | ratio | peak MiB | pairs |")
    print("|---|---|---|---|---|")
    for name, runs in measured.items():
        times = sorted(seconds * 1000 for seconds, _, _ in runs)
        median = statistics.median(times)
        memory = max(kib for _, kib, _ in runs) / 1024
        print(
            f"| {name} | {median:.1f} ({times[0]:.1f} - {times[-1]:.1f}) | {median / (first * 1000):.1f} "
            f"| {memory:.0f} | {pairs_found(runs[0][2])} |"
        )


if __name__ == "__main__":
    main()
