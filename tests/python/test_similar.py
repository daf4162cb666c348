"""`similar` and `closest`: duplicates and look-alikes in one call, with the numbers of the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import storymap
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "storymap"
EXAMPLES = ["shop-en.json", "clinic-ru.md", "backlog-500.csv", "trello/de-amirite.json", "saas-backlog-bilingual.json"]
STORIES = [
    "Pay for the order by card",
    "Reset the password",
    "pay for the order by card!",
    "Pay for the order by card or by invoice",
    "Export the report to PDF",
    "Reset the password",
    "Export the report to Excel",
]
WORDS = st.sampled_from(["pay", "card", "bank", "invoice", "reset", "password", "mail", "report", "order"])
CORPORA = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=25)


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
    assert found.algorithm == expected["algorithm"]
    ids = [story.id for story in map.stories]
    pairs = [(ids[a], ids[b], round(score, 9)) for a, b, score in found.pairs]
    assert pairs == [(p["a"], p["b"], round(p["score"], 9)) for p in expected["pairs"]]
    assert found.pairs.kinds() == [pair["kind"] for pair in expected["pairs"]]
    groups = [[(id, mean) for id, mean in zip(g.ids, g.similarities, strict=True)] for g in found.groups]
    assert groups == [[(s["id"], s["similarity"]) for s in g["stories"]] for g in expected["similar_groups"]]
    assert [g.kind for g in found.groups] == [g["group_type"] for g in expected["similar_groups"]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_closest_is_that_of_the_command(name: str) -> None:
    path = ROOT / "examples" / name
    for text in ("As a customer I want to pay by card", "запись к врачу"):
        expected = command("closest", f"--text={text}", "--limit=5", str(path))["matches"]
        found = storymap.closest(path, text, limit=5)
        assert [match.id for match in found] == [match["id"] for match in expected]
        assert [round(match.score, 9) for match in found] == [round(match["score"], 9) for match in expected]


def test_texts_without_their_duplicates() -> None:
    found = storymap.similar(STORIES)
    assert found.selected == [STORIES[row] for row in (0, 1, 3, 4, 6)]
    assert [(one.row, one.kept, one.score, one.text) for one in found.filtered] == [
        (2, 0, 1.0, STORIES[2]),
        (5, 1, 1.0, STORIES[5]),
    ]
    assert found.duplicate_ratio == pytest.approx(2 / 7)
    assert repr(found) == "<Similar: 7 texts, 4 pairs, 2 groups; 2 duplicates to drop>"
    assert [group.kind for group in found.groups] == ["duplicate", "duplicate"]
    assert found.explain(0, 3).kind == "contained"


@given(CORPORA, st.sampled_from([0.3, 0.7]), st.sampled_from([0.7, 0.9, 1.0]))
def test_what_is_selected_and_what_is_dropped(texts: list[str], at_least: float, duplicate: float) -> None:
    found = storymap.similar(texts, at_least, duplicate)
    dropped = [one.row for one in found.filtered]
    assert sorted(found.selected_rows.tolist() + dropped) == list(range(len(texts)))
    assert found.selected == [texts[row] for row in found.selected_rows]
    assert found.duplicate_ratio == (len(dropped) / len(texts) if texts else 0)
    labels = found.duplicates.labels
    for one in found.filtered:
        assert one.kept in found.selected_rows and labels[one.kept] == labels[one.row] and one.kept < one.row
        assert one.score == found.index.score(one.kept, one.row)
    for left, right, score in found.pairs:
        assert score < duplicate or labels[left] == labels[right] >= 0
    scores = found.pairs.score
    assert (np.diff(scores) <= 0).all()
    higher = found.rethreshold(1.0)
    assert higher.selected == storymap.similar(texts, at_least, 1.0).selected
    assert [group.rows for group in higher.groups] != [] or len(found.pairs) == 0


def test_the_least_similar_duplicates_are_how_people_choose_a_threshold() -> None:
    found = storymap.similar(STORIES, 0.5, 0.5)
    least = found.least_similar_duplicates(3)
    assert len(least) == 3 and least.score.tolist() == sorted(found.pairs.score.tolist())[:3]
    assert len(found.least_similar_duplicates()) == len(found.pairs)


def test_thresholds() -> None:
    assert storymap.similar(STORIES, 0.95).duplicate == 0.95
    with pytest.raises(storymap.Error, match=r"expected at least 0\.8") as raised:
        storymap.similar(STORIES, 0.8, 0.7)
    assert raised.value.path == "duplicate"
    with pytest.raises(storymap.Error) as raised:
        storymap.similar(STORIES, 0.8).rethreshold(0.7)
    assert raised.value.path == "duplicate"


@pytest.mark.parametrize("texts", [[], ["one"]])
def test_nothing_to_compare(texts: list[str]) -> None:
    found = storymap.similar(texts)
    assert (found.algorithm, found.selected, found.filtered, found.groups) == ("skipped", texts, [], [])
    assert found.duplicate_ratio == 0.0 and len(found.least_similar_duplicates()) == 0
    assert storymap.closest(texts, "two") == []


def test_stories_carry_their_ids() -> None:
    map = storymap.loads("Pay by card\nReset the password\nPay by card\nFind a book\n")
    found = storymap.similar(map)
    ids = tuple(story.id for story in map.stories)
    assert found.groups[0].ids == (ids[0], ids[2]) and found.filtered[0].id == ids[2]
    assert found.pairs.to_pandas()[["left_id", "right_id"]].values.tolist() == [[ids[0], ids[2]]]
    assert storymap.closest(map, "password")[0].id == ids[1]
    assert ids[2] in found._repr_html_()


def test_a_map_that_changes_later_changes_no_result() -> None:
    map = storymap.loads("Pay by card\nReset the password\nPay by card\n")
    found = storymap.similar(map)
    map.stories[0].title = "Something else"
    assert found.selected == ["Pay by card", "Reset the password"]


def test_tables_are_escaped() -> None:
    found = storymap.similar(["<b>pay</b> & <i>go</i>", "<b>pay</b> & <i>go</i>", "other"])
    html = found._repr_html_()
    assert "<b>" not in html and "&lt;b&gt;pay&lt;/b&gt; &amp; " in html
    assert "and 90 more" in storymap.similar(["pay by card"] * 100 + ["x y"] * 10)._repr_html_()


def test_wrong_types() -> None:
    with pytest.raises(TypeError, match="text must be str, not list"):
        storymap.closest(STORIES, ["one"])  # type: ignore[arg-type]
    with pytest.raises(storymap.Error, match="expected many texts"):
        storymap.similar("one")
