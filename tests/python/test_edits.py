"""Edits as values: apply, undo, diff, rebase, merge."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import storymap
from hypothesis import given, settings
from hypothesis import strategies as st
from some_maps import a_change, changed, maps, shop
from storymap import Edits, Error, Map

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
RENAME = {"op": "set", "noun": "story", "id": "s1", "field": "title", "value": "Find by name"}


@given(st.data())
@settings(max_examples=150)
def test_undoing_is_the_identity(data: st.DataObject) -> None:
    map = data.draw(maps())
    after, undo = data.draw(changed(map))
    after.check()
    after.apply(undo)
    assert after == map


@given(st.data())
@settings(max_examples=150)
def test_the_difference_of_two_maps_leads_from_one_to_the_other(data: st.DataObject) -> None:
    map = data.draw(maps())
    after, _ = data.draw(changed(map))
    edits = storymap.diff(map, after)
    assert storymap.apply(map, edits) == after
    assert Edits(list(edits)).log == Edits.from_log(edits.log).log
    assert len(storymap.diff(after, after)) == 0


@given(st.data())
def test_merging_with_what_did_not_change_gives_the_other_side(data: st.DataObject) -> None:
    map = data.draw(maps())
    after, _ = data.draw(changed(map))
    for merged in (storymap.merge(map, after, map), storymap.merge(map, map, after)):
        assert merged.map == after and merged.conflicts == ()


@given(st.data())
def test_copies_stay_as_they_were_while_the_map_changes(data: st.DataObject) -> None:
    map = data.draw(maps())
    kept = []
    for _ in range(data.draw(st.integers(1, 4))):
        kept.append((map.copy(), storymap.dumps(map)))
        for _ in range(data.draw(st.integers(0, 3))):
            data.draw(a_change(map))
            map.check()
            assert [story.task.activity.map for story in map.stories] == [map] * len(map.stories)
    for copy, text in kept:
        assert storymap.dumps(copy) == text
        copy.name += "!"
        assert storymap.dumps(copy) != text


def test_edits_apply_all_or_not_at_all() -> None:
    map = shop()
    with pytest.raises(Error) as caught:
        map.apply([RENAME, {"op": "remove", "noun": "story", "id": "s9"}])
    assert (caught.value.code, caught.value.path) == ("unknown_id", "/1/id")
    assert map == shop() and map.revision == shop().revision


def test_applying_to_a_copy_leaves_the_map_as_it_is() -> None:
    map = shop()
    assert storymap.apply(map, [RENAME]).story("s1").title == "Find by name"
    assert map == shop()


def test_the_golden_log_replays() -> None:
    map = storymap.load(GOLDEN / "edit_log.base.json")
    map.apply(Edits.from_log((GOLDEN / "edit_log.v1.jsonl").read_text()))
    assert map == storymap.load(GOLDEN / "edit_log.result.json")


def test_edits_are_a_list_of_dicts() -> None:
    edits = Edits([RENAME, {"v": 1, "op": "remove", "noun": "release", "id": "r2"}])
    assert len(edits) == 2 and edits[0] == {"v": 1, **RENAME} and edits[-1]["op"] == "remove"
    assert list(edits) == [edits[0], edits[1]] == edits and edits[:1] == [{"v": 1, **RENAME}]
    assert edits[:1] + list(edits[1:]) == edits and edits[:1] + edits[1:] == edits and edits != [RENAME] and edits != 5
    assert pickle.loads(pickle.dumps(edits)) == edits
    assert repr(edits[:1]) == f"Edits([{edits[0]!r}])"
    with pytest.raises(TypeError):
        hash(edits)
    with pytest.raises(IndexError):
        edits[2]


def test_undoing_restores_numbers_that_python_writes_in_another_way() -> None:
    map = storymap.loads('{"storymap":1,"activities":[],"ratio":1.50,"large":123456789012345678901234567890}', "json")
    before = storymap.dumps(map)
    undo = map.apply([{"op": "set", "noun": "map", "field": field, "value": 0} for field in ("ratio", "large")])
    map.apply(undo)
    assert storymap.dumps(map) == before
    assert map.extra == {"ratio": 1.5, "large": 123456789012345678901234567890}


def test_lines_of_a_log_end_where_the_log_says() -> None:
    map = shop()
    separators = "a\u2028b\u2029c\x85d\x0be\x0cf\x1c"
    undo = map.apply([RENAME | {"value": separators}])
    again = map.apply(undo)
    assert len(again) == 1 and again[0]["value"] == separators


@pytest.mark.parametrize(
    ("edits", "code", "path"),
    [
        ([{"op": "paint", "noun": "story", "id": "s1"}], "invalid_field", "/0/op"),
        ([{"op": "remove", "noun": "cloud", "id": "s1"}], "invalid_field", "/0/noun"),
        ([RENAME, RENAME | {"v": 2}], "unsupported", "/1/v"),
        ([RENAME, RENAME | {"colour": "red"}], "invalid_field", "/1/colour"),
        ([RENAME | {"value": 5}], "invalid_field", "/0/value"),
        ([RENAME | {"value": "\ud800"}], "invalid_encoding", "/0/value"),
        ([RENAME | {"field": "size", "value": {"a/b": [1, float("nan")]}}], "invalid_field", "/0/value/a~1b/1"),
        ([{}], "invalid_field", "/0"),
    ],
)
def test_what_is_no_edit_is_an_error_with_its_place(edits: list[dict[str, object]], code: str, path: str) -> None:
    with pytest.raises(Error) as caught:
        shop().apply(edits)
    assert (caught.value.code, caught.value.path) == (code, path)


def test_what_json_cannot_hold_is_an_error() -> None:
    with pytest.raises(TypeError):
        Edits([RENAME | {"value": object()}])
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(Error, match="/0/value/0: a value cannot contain itself"):
        Edits([RENAME | {"field": "size", "value": circle}])
    with pytest.raises(TypeError, match="log"):
        Edits.from_log(5)  # type: ignore[arg-type]
    with pytest.raises(Error, match="line 2"):
        Edits.from_log('{"v":1,"op":"remove","noun":"release","id":"r2"}\n{"v":1\n')


def test_nouns_without_ids_are_matched_by_what_they_say() -> None:
    old = storymap.loads("# Shop\n\n## Buy\n\n### Pay\n\n- Pay by card\n- Pay by invoice\n", "markdown")
    new = storymap.loads("# Shop\n\n## Buy\n\n### Pay\n\n- Search\n- Pay by card\n- Pay by invoice\n", "markdown")
    edits = storymap.diff(old, new)
    assert [(edit["op"], edit["noun"], edit["value"]["title"]) for edit in edits] == [("add", "story", "Search")]
    assert [story.title for story in storymap.apply(old, edits).stories] == ["Search", "Pay by card", "Pay by invoice"]


def test_edits_apply_to_the_first_map_whichever_file_gave_ids() -> None:
    without = storymap.loads("# Shop\n\n## Buy\n\n### Pay\n\n- Pay by card\n", "markdown")
    given = Map("Shop")
    task = given.add_activity("Buy", id="A").add_task("Pay", id="T")
    task.add_story("Pay by card", id="S")
    task.add_story("Pay by invoice", id="s1")
    for before, after in ((without, given), (given, without)):
        changed = storymap.apply(before, storymap.diff(before, after))
        assert [story.title for story in changed.stories] == [story.title for story in after.stories]
        assert changed.story(before.stories[0].id).title == "Pay by card"


def test_copies_of_a_file_without_ids_are_matched_by_id() -> None:
    base = storymap.loads("Pay by card\nPay by invoice\n", "text")
    after = base.copy()
    after.stories[0].title = "Something quite different"
    after.stories[0].move()
    edits = storymap.diff(base, after)
    assert sorted(edit["op"] for edit in edits) == ["move", "set"]
    assert storymap.apply(base, edits) == after
    assert storymap.merge(base, after, base).map == after


def test_rebased_edits_apply_to_what_others_changed() -> None:
    base, current = shop(), shop()
    current.story("s1").title = "Look for it"
    current.story("s2").remove(cascade=True)
    moved = {"op": "move", "noun": "story", "id": "s4", "parent": "t2", "after": "s2"}
    rebased = storymap.rebase([RENAME, moved], base, current)
    assert [(note.kind, note.edit, note.path) for note in rebased.notes] == [
        ("overwritten", 0, "/story/s1/title"),
        ("place_lost", 1, "/story/s4/place"),
    ]
    current.apply(rebased.edits)
    assert current.story("s1").title == "Find by name"
    assert [story.id for story in current.task("t2").stories] == ["s3", "s4"]
    with pytest.raises(Error) as caught:
        storymap.rebase([{"op": "remove", "noun": "story", "id": "s2"}, RENAME | {"id": "s2"}], base, current)
    assert caught.value.path.startswith("/0") or caught.value.path.startswith("/1")


def test_merging_reports_what_both_sides_changed() -> None:
    base = shop()
    ours, theirs = base.copy(), base.copy()
    ours.story("s1").title, theirs.story("s1").title = "Find it", "Look for it"
    theirs.story("s1").points = 8
    theirs.story("s4").remove()
    ours.story("s4").status = "done"
    merged = storymap.merge(base, ours, theirs)
    assert [(c.kind, c.path, c.base, c.ours, c.theirs) for c in merged.conflicts] == [
        ("field", "/story/s1/title", "Search by name", "Find it", "Look for it"),
        ("removed_changed", "/story/s4", "See where the parcel is", "See where the parcel is", ""),
    ]
    assert (merged.map.story("s1").title, merged.map.story("s1").points) == ("Find it", 8)
    assert base == shop() and merged.map.report is None


def test_stories_added_twice_in_other_words_are_one() -> None:
    base = shop()
    ours, theirs = base.copy(), base.copy()
    ours.task("t3").add_story("Tell me by mail when the parcel arrives", id="x1")
    theirs.task("t3").add_story("Tell me by mail when my parcel arrives", id="x2")
    assert len(storymap.merge(base, ours, theirs, similar=0.2).map.stories) == 5
    assert len(storymap.merge(base, ours, theirs, similar=None).map.stories) == 6


def test_other_types_than_maps_are_refused() -> None:
    map = shop()
    for call, name in (
        (lambda: storymap.diff(map, "x"), "after"),  # type: ignore[arg-type]
        (lambda: storymap.merge(map, None, map), "ours"),  # type: ignore[arg-type]
        (lambda: storymap.apply([], []), "map"),  # type: ignore[arg-type]
        (lambda: storymap.rebase([], map, 5), "current"),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match=name):
            call()
    with pytest.raises(Error) as caught:
        storymap.merge(map, map, map, similar=2)
    assert caught.value.path == "similar"
