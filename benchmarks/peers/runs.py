"""Runs programs in turn, ours and the peers', until each has its runs or its time is up."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Answer = dict[str, Any]

# Every library that might start threads of its own asks one of these.
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "RAYON_NUM_THREADS",
)


@dataclass
class Side:
    """One program with its arguments; `tool` is what the tables call it."""

    tool: str
    command: list[str]
    pairs: Path | None = None
    most_runs: int = 1000
    answers: list[Answer] = field(default_factory=list)
    spent: float = 0.0

    def run(self, threads: int) -> None:
        environment = dict(os.environ) | dict.fromkeys(THREAD_VARIABLES, str(threads))
        out = ["--pairs-out", str(self.pairs)] if self.pairs else []
        start = time.monotonic()
        done = subprocess.run(self.command + out, env=environment, stdout=subprocess.PIPE, text=True, check=False)
        self.spent += time.monotonic() - start
        if done.returncode:
            sys.exit(f"{self.tool} failed with {done.returncode}: {' '.join(self.command)}")
        self.answers.append(json.loads(done.stdout))

    @property
    def last(self) -> Answer:
        return self.answers[-1]

    def summary(self) -> Answer:
        seconds = [answer["median"] for answer in self.answers]
        done = self.last.get("rows_done", self.last["rows"])
        return {
            "tool": self.tool,
            "version": self.last.get("version"),
            "seconds": seconds,
            "median": statistics.median(seconds),
            "least": min(seconds),
            "most": max(seconds),
            "rows_done": done,
            "extrapolated": done < self.last["rows"],
            "count": self.last["count"],
            "peak_mib": max(answer["peak_kib"] for answer in self.answers) / 1024,
        }


def interleave(sides: list[Side], runs: int, budget: float, threads: int) -> None:
    """Ours, peer, peer, ours, ...: noise of the machine falls on all alike. A side that has spent its budget of seconds
    leaves the rounds, but not before its first run."""
    for round_ in range(runs):
        for side in sides:
            if round_ == 0 or (round_ < side.most_runs and side.spent < budget):
                side.run(threads)
