"""`similar` and `closest`: the numbers are those of the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import storymap

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "storymap"
EXAMPLES = ["shop-en.json", "clinic-ru.md", "backlog-500.csv", "trello/de-amirite.json", "saas-backlog-bilingual.json"]


def command(*arguments: str) -> Any:
    """What the command answers in JSON."""
    done = subprocess.run([COMMAND, *arguments, "--format=json"], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("options", [{}, {"at_least": 0.4, "duplicate": 0.6}, {"measure": "jaccard", "at_least": 0.5}])
def test_the_numbers_are_those_of_the_command(name: str, options: dict[str, Any]) -> None:
    path = str(ROOT / "examples" / name)
    words = {"at_least": "similar", "duplicate": "duplicate", "measure": "measure"}
    flags = [f"--{words[option]}={value}" for option, value in options.items()]
    expected = command("similar", "--limit=0", *flags, path)
    map = storymap.load(path)
    found = storymap.similar(map, **options)
    assert found.ids == [story.id for story in map.stories]
    assert {"cosine": "tfidf"}.get(found.index.measure, "jaccard") == expected["algorithm"]
    pairs = [(found.ids[a], found.ids[b], round(score, 9)) for a, b, score in found.pairs.best_first()]
    assert pairs == [(p["a"], p["b"], round(p["score"], 9)) for p in expected["pairs"]]
    groups = [[(found.ids[row], mean) for row, mean in zip(g.rows, g.means, strict=True)] for g in found.groups]
    assert groups == [[(s["id"], s["similarity"]) for s in g["stories"]] for g in expected["similar_groups"]]
    assert [g.kind for g in found.groups] == [g["group_type"] for g in expected["similar_groups"]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_closest_is_that_of_the_command(name: str) -> None:
    path = ROOT / "examples" / name
    map = storymap.load(path)
    for text in ("As a customer I want to pay by card", "запись к врачу"):
        expected = command("closest", f"--text={text}", "--limit=5", str(path))["matches"]
        found = storymap.closest(map, text, limit=5)
        assert [map.stories[match.row].id for match in found] == [match["id"] for match in expected]
        assert [round(match.score, 9) for match in found] == [round(match["score"], 9) for match in expected]


def test_texts_that_say_the_same_are_found_where_no_term_is_left() -> None:
    index = storymap.SimilarityIndex(["Pay by card", "pay by card!"])
    assert index.measure == "jaccard" and list(index.pairs(1.0)) == [(0, 1, 1.0)]
    assert [match.row for match in index.closest("PAY, by card")] == [0, 1]
