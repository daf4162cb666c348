"""The texts the parity suite runs on: every real backlog there is, and a zoo of awkward characters."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2003\u2028\u2029\u202f\u3000"
SIGMA = ["ΟΔΥΣΣΕΥΣ", "Σ", "aΣ", "aΣb", "ΑΣ.", "ΑΣ\u0301", "İstanbul", "ǅungla", "ﬁle", "ß", "Ⅷ", "½", "e\u0301te\u0301"]


def plane_zoo(source: random.Random) -> str:
    """A text of random characters of all planes, white space and words with special case mappings."""
    parts: list[str] = []
    for _ in range(source.randint(0, 30)):
        kind = source.random()
        if kind < 0.3:
            parts.append(source.choice(SPACES) * source.randint(1, 3))
        elif kind < 0.5:
            parts.append(source.choice(SIGMA))
        elif kind < 0.8:
            parts.append("".join(source.choice("abcАБВгдё_019'-") for _ in range(source.randint(1, 4))))
        else:
            point = source.choice([source.randrange(0x20, 0x3000), source.randrange(0x3000, 0x110000)])
            parts.append("x" if 0xD800 <= point <= 0xDFFF else chr(point))
    return "".join(parts)


def _json_lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [f"{row['title']} {row.get('description') or ''}".strip() for row in rows]


def load_corpora() -> dict[str, list[str]]:
    """All corpora by name. Without the real data only the zoo is left, and that is a failure in CI."""
    zoo = random.Random(1)
    corpora = {"zoo": [plane_zoo(zoo) for _ in range(200)]}
    folder = Path(os.environ.get("STORYMAP_DATA_DIR", ""))
    if not os.environ.get("STORYMAP_DATA_DIR") or not folder.is_dir():
        message = "no real data: STORYMAP_DATA_DIR does not name a folder"
        if os.environ.get("CI") == "true":
            raise RuntimeError(message)
        pytest.skip(message, allow_module_level=True)
    for path in sorted((folder / "dalpiaz" / "raw.open").glob("*.txt")):
        corpora[f"dalpiaz-{path.stem}"] = path.read_text(encoding="utf-8").splitlines()
    for name, file in {
        "ustai": "ustai/stories_all.open.jsonl",
        "ru_native": "ru_native/stories.open.jsonl",
        "ru_requirements": "ru_requirements/parallel_ru_en.open.jsonl",
        "ru_stories": "ru_requirements/user_stories_ru.open.jsonl",
        "ru_test_cases": "ru_requirements/test_cases_ru.jsonl",
        "other_lang": "other_lang/stories.jsonl",
        "trello": "trello_boards/cards.open.jsonl",
        "openoffice": "openoffice_dups/issues.open.jsonl",
        "seamonkey": "gitbugs/seamonkey.jsonl",
        "deep-se": "deep-se/issues.open.jsonl",
    }.items():
        corpora[name] = _json_lines(folder / file)
    return corpora
