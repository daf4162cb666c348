"""One peer, one stage, as one line of JSON: the twin of `engine_task`.

    python benchmarks/peers/peer_task.py <peer> <file> [--at-least T] [--threads K] [--rows N] [--repeat R]
                                         [--stop-words none|en] [--pairs-out <file>]

<file> holds texts, one a line, or for peers of the stage `pairs` the vectors that scikit-learn made (an .npz file).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import resource
import statistics
from pathlib import Path

from tasks import Outcome, Peer, Task

# The module, its function, and the package whose version to report.
PEERS = {
    "sklearn-vectorize": ("exact_peers", "sklearn_vectorize", "scikit-learn"),
    "sklearn-groups": ("exact_peers", "sklearn_groups", "scikit-learn"),
    "sklearn-pairs": ("exact_peers", "sklearn_pairs", "scikit-learn"),
    "sklearn-sparse": ("exact_peers", "sklearn_sparse_pairs", "scikit-learn"),
    "sparse_dot_topn": ("exact_peers", "sparse_dot_topn_pairs", "sparse-dot-topn"),
    "sp_matmul_rs": ("exact_peers", "sp_matmul_rs_pairs", "sp-matmul-rs"),
    "scipy-jaccard": ("exact_peers", "scipy_jaccard", "scipy"),
    "rapidfuzz": ("near_peers", "rapidfuzz_pairs", "rapidfuzz"),
    "datasketch": ("near_peers", "datasketch_jaccard", "datasketch"),
    "usearch": ("near_peers", "usearch_pairs", "usearch"),
}


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("source", type=Path)
    parser.add_argument("--at-least", type=float, default=0.7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rows", type=int, help="do only so many rows, and say what all would take")
    parser.add_argument("--stop-words", choices=("none", "en"), default="none")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--pairs-out", type=Path)
    return parser.parse_args()


def peak_kib() -> int:
    """The most memory this process has held. Not ru_maxrss of getrusage: on Linux that begins with what the process
    held that started this one."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def describe(peer: str, outcome: Outcome, seconds: list[float]) -> dict[str, object]:
    return {
        "peer": peer,
        "version": importlib.metadata.version(PEERS[peer][2]),
        "rows": outcome.rows,
        "rows_done": len(outcome.done),
        "columns": outcome.columns,
        "entries": outcome.entries,
        "count": outcome.groups if outcome.groups is not None else len(outcome.pairs),
        "peak_kib": peak_kib(),
        "median": statistics.median(seconds),
        "seconds": seconds,
    }


def main() -> None:
    arguments = parse()
    module, name, _ = PEERS[arguments.peer]
    work: Peer = getattr(importlib.import_module(module), name)
    task = Task(arguments.source, arguments.at_least, arguments.threads, arguments.rows, arguments.stop_words)
    outcomes = [work(task) for _ in range(arguments.repeat)]
    print(json.dumps(describe(arguments.peer, outcomes[-1], [outcome.seconds for outcome in outcomes])))
    if arguments.pairs_out:
        outcomes[-1].pairs.tofile(arguments.pairs_out)


if __name__ == "__main__":
    main()
