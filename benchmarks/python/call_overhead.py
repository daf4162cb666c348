#!/usr/bin/env python3
"""How much of a Python call is spent outside the engine: on taking texts over and giving pairs back.

    call_overhead.py [file with one text a line] [--rows 20000] [--runs 30]

A call is `SimilarityIndex(texts).pairs(0.7)`. The engine's share is the same work on texts that it has already:
counting and comparing, without the texts of Python and without its arrays. Runs of both take turns; shares are of medians.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import storymap
from storymap import _core
from storymap._texts import to_corpus

AT_LEAST = 0.7
OPTIONS = {"analyzer": "word", "ngram_range": (1, 2), "max_df": 0.95, "stop_words": [], "min_df": 1}


def read_texts(path: Path | None, rows: int) -> list[str]:
    """Real issues, repeated in another order when there are fewer than `rows`; or the lines of a file."""
    if path is not None:
        return path.read_text(encoding="utf-8").split("\n")[:rows]
    folder = os.environ.get("STORYMAP_DATA_DIR")
    if folder is None:
        sys.exit("Name a file with one text a line, or set STORYMAP_DATA_DIR")
    texts: list[str] = []
    for name in ("gitbugs/seamonkey.jsonl", "deep-se/issues.open.jsonl"):
        for line in (Path(folder) / name).open(encoding="utf-8"):
            row = json.loads(line)
            texts.append(f"{row['title']} {row.get('description') or ''}")
    source = random.Random(1)
    while len(texts) < rows:
        text = source.choice(texts).split(" ")
        source.shuffle(text)
        texts.append(" ".join(text))
    return texts[:rows]


def seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=30)
    given = parser.parse_args()
    texts = read_texts(given.file, given.rows)
    corpus = to_corpus(texts)

    def engine() -> Any:
        return _core.index_of_counts(corpus, OPTIONS, 1, None).join(AT_LEAST, 1)

    shapes: dict[str, Any] = {"list[str]": texts}
    try:
        import pyarrow

        shapes["Arrow"] = pyarrow.array(texts, pyarrow.large_string())
    except ImportError:
        print("pyarrow is not installed: lists only", file=sys.stderr)
    print(
        f"{len(texts):,} texts, {corpus.bytes() / 1e6:.1f} MB, {len(storymap.similar(texts, AT_LEAST).pairs):,} pairs"
    )
    print("| texts | call (median) | engine (median) | outside |\n|---|---|---|---|")
    for name, shape in shapes.items():
        calls, engines = [], []
        for _ in range(given.runs):
            calls.append(seconds(lambda shape=shape: storymap.SimilarityIndex(shape, threads=1).pairs(AT_LEAST)))
            engines.append(seconds(engine))
        call, inside = statistics.median(calls), statistics.median(engines)
        print(f"| {name} | {call * 1e3:.1f} ms | {inside * 1e3:.1f} ms | {max(0.0, 1 - inside / call):.1%} |")


if __name__ == "__main__":
    main()
