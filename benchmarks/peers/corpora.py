"""The texts to measure on: real issues where the data is at hand, generated ones of any size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

ISSUES = "deep-se/issues.open.jsonl"


@dataclass(frozen=True)
class Corpus:
    """`vectors` are scikit-learn's, made when a peer first asks for them."""

    name: str
    what: str
    rows: int
    texts: Path
    stop_words: str = "none"

    @property
    def vectors(self) -> Path:
        return self.texts.with_name(f"{self.name}.npz")

    def without(self, stop_words: str) -> Corpus:
        """The same texts, of which some words do not count."""
        what = f"{self.what}, stop words {stop_words!r}"
        return replace(self, name=f"{self.name}-{stop_words}", what=what, stop_words=stop_words)


def issue_lines() -> list[str] | None:
    folder = os.environ.get("STORYMAP_DATA_DIR")
    if not folder or not Path(folder, ISSUES).exists():
        return None
    issues = map(json.loads, Path(folder, ISSUES).read_text(encoding="utf-8").rstrip("\n").split("\n"))
    texts = (f"{issue['title']} {issue.get('description') or ''}" for issue in issues)
    return [text.replace("\r", " ").replace("\n", " ") for text in texts]


class Corpora:
    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        folder.mkdir(parents=True, exist_ok=True)
        self.issues = issue_lines()

    def real(self, rows: int | None) -> Corpus:
        """The first issues, or all; generated ones stand in where the data is missing."""
        if self.issues is None:
            print(f"no {ISSUES} in STORYMAP_DATA_DIR: generated texts instead", file=sys.stderr)
            return self.generated(rows or 20_000)
        lines = self.issues[:rows]
        path = self.folder / f"issues-{len(lines)}.txt"
        path.write_bytes("".join(line + "\n" for line in lines).encode())
        return Corpus(f"issues-{len(lines)}", f"{len(lines):,} real issues", len(lines), path)

    def generated(self, rows: int) -> Corpus:
        path = self.folder / f"generated-{rows}.txt"
        subprocess.run([self.programs / "generate_corpus", str(rows), path], check=True)
        return Corpus(f"generated-{rows}", f"{rows:,} generated texts", rows, path)
