"""The analysis in Python is that of the command, byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import storymap


@pytest.fixture(scope="module")
def command() -> Path:
    """The storymap command, which comes with the package."""
    found = Path(sys.executable).with_name("storymap")
    assert found.exists()
    return found


def run(command: Path, *arguments: str) -> str:
    return subprocess.run([command, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("file", ["shop-en.json", "clinic-ru.md", "trello/de-amirite.json"])
def test_reports_are_those_of_the_command(root: Path, command: Path, file: str, language: str) -> None:
    path = str(root / "examples" / file)
    shop = storymap.load(path)
    ours = storymap.analyze(shop)
    options = ("--format", "json", "--lang", language)
    assert ours.to_json(language) == run(command, "analyze", path, *options)  # type: ignore[arg-type]
    validation = storymap.validate(shop)
    assert validation.to_json(language) == run(command, "validate", path, *options)  # type: ignore[arg-type]
    markdown = run(command, "analyze", path, "--format", "markdown", "--lang", language)
    assert ours.to_markdown(language) == markdown  # type: ignore[arg-type]


def test_results_as_objects(root: Path) -> None:
    shop = storymap.load(root / "examples/shop-en.json")
    analysis = storymap.analyze(shop)
    assert (analysis.overall_score, analysis.validation_score, analysis.is_valid) == (81, 78, True)
    assert [(pair.a, pair.b, pair.kind) for pair in analysis.pairs] == [("s40", "s57", "role"), ("s37", "s38", "slot")]
    assert [group.kind for group in analysis.groups] == ["duplicate", "similar"]
    assert analysis.duplicates[0].stories[0].id == "s40"
    finding = analysis.findings[0]
    assert (finding.type, finding.severity) == ("missing_criteria", "warning")
    assert finding.location is not None and finding.location["story_id"] == "s12"
    assert analysis.stats["total_stories"] == 60
    assert "81 of 100" in analysis.summary() and "81 из 100" in analysis.summary("ru")
    assert repr(storymap.validate(shop)) == f"<Validation 78 of 100, {len(analysis.findings)} findings>"
    assert "Cancel an order" in analysis._repr_html_()
    assert json.loads(analysis.to_json()) == analysis.to_dict()
    assert "81 of 100" in str(analysis)


def test_several_maps_are_compared_with_each_other() -> None:
    first, second = storymap.loads("Pay an order by card\nSearch"), storymap.loads("Pay an order by card\nFilter")
    analysis = storymap.analyze([first, second], measure="jaccard")
    assert [(pair.a, pair.b, pair.score) for pair in analysis.pairs] == [("s1", "s1", 1.0)]


def test_the_answer_does_not_depend_on_threads(root: Path) -> None:
    shop = storymap.load(root / "examples/shop-en.json")
    assert len({storymap.analyze(shop, threads=threads).to_json() for threads in (1, 2, 4, None)}) == 1


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"similar": 0}, "thresholds"),
        ({"similar": 0.9, "duplicate": 0.5}, "thresholds"),
        ({"profile": "nobody"}, "profile"),
        ({"measure": "angle"}, "measure"),
        ({"stop_words": "klingon"}, "stop_words"),
        ({"threads": -1}, "threads"),
        ({"ngram_range": (2, 1)}, "ngram_range"),
    ],
)
def test_options_that_are_refused(options: dict, path: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(storymap.Error) as refused:
        storymap.analyze(storymap.loads("Pay by card\nPay by invoice"), **options)
    assert refused.value.path == path


def test_wrong_types() -> None:
    with pytest.raises(TypeError, match=r"maps\[0\] must be a storymap\.Map, not str"):
        storymap.analyze(["x"])  # type: ignore[list-item]
    with pytest.raises(storymap.Error, match="at least one map"):
        storymap.analyze([])
    with pytest.raises(storymap.Error) as refused:
        storymap.validate(storymap.Map(), profile="x")
    assert refused.value.path == "profile"
    with pytest.raises(storymap.Error):
        storymap.validate(storymap.Map()).to_json("de")  # type: ignore[arg-type]


def test_merge_and_rebase() -> None:
    base = storymap.loads(
        '{"storymap":1,"name":"Shop","activities":[{"id":"a1","title":"Buy","tasks":[{"id":"t1",'
        '"title":"Pay","stories":[{"id":"s1","title":"Pay by card"}]}]}]}'
    )
    ours, theirs = base.copy(), base.copy()
    ours.story("s1").title = "Ours"
    theirs.story("s1").title = "Theirs"
    theirs.story("s1").points = 3
    merged = storymap.merge(base, ours, theirs)
    assert (merged.map.story("s1").title, merged.map.story("s1").points) == ("Ours", 3.0)
    assert [(conflict.kind, conflict.path) for conflict in merged.conflicts] == [("field", "/story/s1/title")]
    rebased = storymap.rebase(storymap.diff(base, ours), base, theirs)
    assert [(note.kind, note.path) for note in rebased.notes] == [("overwritten", "/story/s1/title")]
    assert storymap.apply(theirs, rebased.edits).story("s1").title == "Ours"
    assert theirs.story("s1").title == "Theirs"
