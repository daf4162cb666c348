"""Backlogs, boards and maps that people made, when STORYMAP_DATA_DIR names the folder with them."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STORYMAP_DATA_DIR") or "/nonexistent")

_SETS = (
    "trello_boards/open/*.json",
    "story_maps/*",
    "jira_csv/open/*",
    "dalpiaz/raw.open/*.txt",
    "azure_devops/*.csv",
    "github_issues/*.json",
    "acceptance_criteria/*",
    "aqusa/*.txt",
    "other_lang/*.jsonl",
    "ru_native/*.jsonl",
    "ustai/stories*.jsonl",
    "gitbugs/seamonkey.jsonl",
)


def real_files() -> list[Path]:
    """The files, and the examples that come with the project."""
    own = [*(ROOT / "examples").glob("*.json"), *(ROOT / "examples").glob("*-ru.md"), ROOT / "examples/backlog-500.csv"]
    boards = (ROOT / "examples/trello").glob("*.json")
    return sorted([*own, *boards]) + [path for pattern in _SETS for path in sorted(DATA.glob(pattern))]
