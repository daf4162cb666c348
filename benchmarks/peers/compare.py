"""Measures the engine next to what users would pick instead, on the same texts, in turns, on one machine.

    ./dev compare [--quick|--full] [--threads K] [--corpora NAME ...]

or, in an environment made from `benchmarks/peers/requirements.txt`, with the preset `bench` built:

    python benchmarks/peers/compare.py

`quick`: 1,000 generated texts, 2,000 and 18,453 real issues, these also without English stop words. `full`: generated texts as well, up to a million. Every run is a process of its
own; times are those of the work, without starting, importing and reading. Exact peers must find the same pairs as we
do, or the comparison fails. Where a peer would take too long it does a part of the rows, evenly spread, and its time is
extrapolated: the tables mark it with ~. Writes build/results/peers.json, from which `benchmarks/write_performance.py`
makes docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import exact_peers
import scipy.sparse
from agreement import disagreement, of_rows, read_pairs, recall
from corpora import Corpora, Corpus
from runs import Side, interleave
from tasks import read_texts

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "build/bench/benchmarks"
RESULTS = ROOT / "build/results"


@dataclass(frozen=True)
class Peer:
    """`whole`: the most rows it does in full; beyond them it does `part` rows, or is left out when that is 0."""

    name: str
    tool: str
    exact: bool = True
    whole: int = 25_000
    part: int = 0


VECTORIZE = (Peer("sklearn-vectorize", "scikit-learn TfidfVectorizer", whole=1_000_000),)
PAIRS = (
    Peer("sp_matmul_rs", "sp_matmul_rs", part=2_000),
    Peer("sparse_dot_topn", "sparse_dot_topn", part=1_000),
    Peer("sklearn-pairs", "scikit-learn cosine_similarity", part=500),
    Peer("sklearn-sparse", "scikit-learn cosine_similarity, sparse"),
    Peer("usearch", "usearch (HNSW on SVD)", exact=False),
)
GROUPS = (Peer("sklearn-groups", "scikit-learn and connected_components"),)
OTHER = (Peer("rapidfuzz", "RapidFuzz token_sort_ratio", exact=False, whole=2_000),)
JACCARD = (
    Peer("scipy-jaccard", "SciPy sparse product", part=500),
    Peer("datasketch", "datasketch MinHash LSH", exact=False),
)


@dataclass(frozen=True)
class Settings:
    threads: int
    runs: int
    budget: float
    folder: Path


@dataclass(frozen=True)
class Case:
    corpus: Corpus
    stage: str
    peers: tuple[Peer, ...] = ()
    at_least: float | None = None


def our_side(case: Case, settings: Settings) -> Side:
    command = [str(PROGRAMS / "engine_task"), str(case.corpus.texts), "--stage", case.stage]
    command += ["--threads", str(settings.threads), "--repeat", inner_runs(case)]
    command += ["--stop-words", case.corpus.stop_words]
    if case.at_least is not None:
        command += ["--at-least", str(case.at_least)]
    compares = case.stage in ("pairs", "jaccard")
    return Side("storymap", command, settings.folder / f"{case.corpus.name}-ours.pairs" if compares else None)


def inner_runs(case: Case) -> str:
    """Runs within a process; the first of a short one would measure cold memory."""
    return "5" if case.corpus.rows <= 2_000 else "3" if case.corpus.rows <= 25_000 else "1"


def peer_side(peer: Peer, case: Case, settings: Settings) -> Side:
    source = case.corpus.vectors if peer.name in {known.name for known in PAIRS} else case.corpus.texts
    command = [sys.executable, str(Path(__file__).with_name("peer_task.py")), peer.name, str(source)]
    command += ["--threads", str(settings.threads), "--repeat", inner_runs(case) if peer.exact else "1"]
    command += ["--stop-words", case.corpus.stop_words]
    if case.at_least is not None:
        command += ["--at-least", str(case.at_least)]
    if case.corpus.rows > peer.whole:
        command += ["--rows", str(peer.part)]
    compares = case.stage in ("pairs", "jaccard")
    pairs = settings.folder / f"{case.corpus.name}-{peer.name}.pairs" if compares else None
    # What is not exact stands beside the comparison: one run says enough.
    return Side(peer.tool, command, pairs, most_runs=settings.runs if peer.exact else 1)


def make_vectors(corpus: Corpus) -> None:
    if not corpus.vectors.exists() or corpus.vectors.stat().st_mtime < corpus.texts.stat().st_mtime:
        matrix = exact_peers.vectorizer(corpus.stop_words).fit_transform(read_texts(corpus.texts))
        scipy.sparse.save_npz(corpus.vectors, matrix, compressed=False)


def measure(case: Case, settings: Settings) -> dict[str, Any]:
    label = f"{case.corpus.name} {case.stage}" + (f" at {case.at_least}" if case.at_least is not None else "")
    print(label, file=sys.stderr, flush=True)
    peers = [peer for peer in case.peers if case.corpus.rows <= peer.whole or peer.part]
    if case.stage == "pairs" and peers:
        make_vectors(case.corpus)
    ours = our_side(case, settings)
    sides = {peer: peer_side(peer, case, settings) for peer in peers}
    interleave([ours, *sides.values()], settings.runs, settings.budget, settings.threads)
    tools = [ours.summary() | {"exact": True, "ratio": 1.0}]
    for peer, side in sides.items():
        tools.append(side.summary() | judge(case, peer, ours, side) | {"exact": peer.exact})
        tools[-1]["ratio"] = tools[-1]["median"] / tools[0]["median"]
    first = ours.last
    return {
        "corpus": case.corpus.name,
        "stage": case.stage,
        "at_least": case.at_least,
        "compiler": first["compiler"],
        "columns": first["columns"],
        "entries": first["entries"],
        "tools": tools,
    }


def judge(case: Case, peer: Peer, ours: Side, theirs: Side) -> dict[str, Any]:
    """The recall of a peer that may miss pairs; for an exact one that it found the same, or the comparison fails."""
    if case.stage == "groups":
        if ours.last["count"] != theirs.last["count"]:
            sys.exit(f"{theirs.tool} found {theirs.last['count']} groups, we {ours.last['count']}")
        return {}
    if ours.pairs is None or theirs.pairs is None:
        same = all(ours.last[key] == theirs.last[key] for key in ("rows", "columns", "entries"))
        if not same:
            sys.exit(f"{theirs.tool} made another matrix: {theirs.last}, ours {ours.last}")
        return {}
    exact, found = read_pairs(ours.pairs), read_pairs(theirs.pairs)
    if not peer.exact:
        return {"recall": recall(exact, found)}
    assert case.at_least is not None
    seen = of_rows(exact, case.corpus.rows, theirs.last["rows_done"])
    if difference := disagreement(seen, found, case.at_least):
        sys.exit(f"{theirs.tool} disagrees on {case.corpus.name} at {case.at_least}: {difference}")
    return {"compared_pairs": len(seen)}


def cases_of(corpus: Corpus, thresholds: tuple[float, ...]) -> list[Case]:
    cases = [Case(corpus, "tokens"), Case(corpus, "vectorize", VECTORIZE)]
    if corpus.rows <= MATRIX_ROWS:
        cases.append(Case(corpus, "matrix", VECTORIZE))
    for at_least in thresholds:
        others = OTHER if corpus.rows <= OTHER[0].whole else ()
        cases.append(Case(corpus, "pairs", PAIRS + others, at_least))
        cases.append(Case(corpus, "components", (), at_least))
        cases.append(Case(corpus, "groups", GROUPS, at_least))
    # Sets of words are compared with all their words.
    if corpus.rows <= JACCARD_ROWS and corpus.stop_words == "none":
        cases += [Case(corpus, "jaccard", JACCARD, at_least) for at_least in thresholds]
    return cases


# Measuring the peer once more would take minutes.
MATRIX_ROWS = 100_000
# What the peers need for a million sets takes too long to be measured on the side.
JACCARD_ROWS = 100_000


def corpora_of(profile: str, names: list[str] | None, corpora: Corpora) -> list[Corpus]:
    """Those of the profile, or of them only the named ones; made when they are chosen."""
    makers: dict[str, Callable[[], Corpus]] = {
        "generated-1000": partial(corpora.generated, 1_000),
        "issues-2000": lambda: corpora.real(2_000),
        "issues": lambda: corpora.real(None),
        "issues-en": lambda: corpora.real(None).without("en"),
    }
    if profile == "full":
        for rows in (20_000, 100_000, 1_000_000):
            makers[f"generated-{rows}"] = partial(corpora.generated, rows)
    if unknown := set(names or ()) - set(makers):
        sys.exit(f"no such corpora: {', '.join(sorted(unknown))}; there are {', '.join(makers)}")
    return [maker() for name, maker in makers.items() if not names or name in names]


def machine() -> dict[str, Any]:
    release = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(pages * size / 2**30),
        "system": release,
        "python": platform.python_version(),
    }


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def print_table(results: list[dict[str, Any]]) -> None:
    for result in results:
        threshold = f" at {result['at_least']}" if result["at_least"] is not None else ""
        print(f"\n{result['corpus']}, {result['stage']}{threshold}")
        for tool in result["tools"]:
            about = "~" if tool["extrapolated"] else " "
            recalled = f"  recall {tool['recall']:.3f}" if "recall" in tool else ""
            print(
                f"  {tool['tool']:32} {about}{tool['median'] * 1000:12.1f} ms {tool['ratio']:9.2f}x"
                f" {tool['count']:>10,} {tool['peak_mib']:8.0f} MiB{recalled}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", choices=("quick", "full"), default="quick")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--budget", type=float, default=60, help="seconds after which a side does no further run")
    parser.add_argument("--corpora", nargs="*", help="only these, by name")
    parser.add_argument("--stages", nargs="*", help="only these, by name")
    parser.add_argument("--out", type=Path, default=RESULTS / "peers.json")
    arguments = parser.parse_args()
    corpora = Corpora(RESULTS / "corpora", PROGRAMS)
    settings = Settings(arguments.threads, arguments.runs, arguments.budget, corpora.folder)
    chosen = corpora_of(arguments.profile, arguments.corpora, corpora)
    thresholds = (0.9, 0.7) if arguments.profile == "quick" else (0.9, 0.7, 0.5)
    results: list[dict[str, Any]] = []
    for corpus in chosen:
        for case in cases_of(corpus, thresholds):
            if arguments.stages and case.stage not in arguments.stages:
                continue
            results.append(measure(case, settings))
            write(arguments, chosen, results)
    print_table(results)


def command_of(arguments: argparse.Namespace) -> str:
    """What to type to measure this again."""
    words = ["./dev compare", f"--{arguments.profile}", f"--threads {arguments.threads}"]
    chosen = {"--corpora": arguments.corpora, "--stages": arguments.stages}
    return " ".join(words + [word for name, values in chosen.items() if values for word in (name, *values)])


def write(arguments: argparse.Namespace, corpora: list[Corpus], results: list[dict[str, Any]]) -> None:
    document = {
        "machine": machine(),
        "command": command_of(arguments),
        "threads": arguments.threads,
        "corpora": [
            {
                "name": corpus.name,
                "what": corpus.what,
                "rows": corpus.rows,
                "bytes": corpus.texts.stat().st_size,
                "threads": arguments.threads,
            }
            for corpus in corpora
        ],
        "results": results,
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
