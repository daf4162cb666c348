"""Maps in Python: what they hold, how they change, as values."""

from __future__ import annotations

import copy
import pickle
import threading
from pathlib import Path

import pytest
import storymap
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture
def shop(root: Path) -> storymap.Map:
    return storymap.load(root / "examples/shop-en.json")


def small() -> storymap.Map:
    made = storymap.Map("Shop")
    paying = made.add_activity("Buy").add_task("Pay")
    paying.add_story("Pay by card", points=3, labels=["ux"])
    paying.add_story("Pay by invoice")
    return made


def test_nouns_read_from_the_map(shop: storymap.Map) -> None:
    assert repr(shop) == "<Map 'Hearthside Shop': 7 activities, 20 tasks, 60 stories>"
    assert shop.counts["stories"] == len(shop.stories) == 60
    story = shop.story("s1")
    assert story == shop.activities[0].tasks[0].stories[0] == shop.stories[0]
    assert (story.title, story.status, story.points) == ("Browse products by category", "done", 3.0)
    assert story.task == shop.tasks[0] and story.activity == shop.activities[0]
    assert story.release is not None and story.release.title == "MVP"
    assert [persona.name for persona in story.personas] == [shop.persona(story.personas[0].id).name]
    assert story in story.release.stories
    assert shop.links[0].kind in ("blocks", "relates", "duplicates")
    assert repr(story) == "<Story s1 'Browse products by category'>"


def test_every_assignment_is_an_edit() -> None:
    shop = small()
    mvp, buyer = shop.add_release("MVP"), shop.add_persona("Buyer")
    story = shop.story("s1")
    story.title, story.status, story.points, story.priority = "Pay", "done", 5, "Must"
    story.description, story.acceptance_criteria = "As a buyer", ["Paid", "Mailed"]
    story.release, story.personas, story.labels = mvp, [buyer], ["a", "b"]
    shop.name, shop.description = "Market", "All of it"
    buyer.name, mvp.title = "Customer", "First"
    assert storymap.loads(storymap.dumps(shop)) == shop
    record = shop.to_records()[0]
    assert record == {
        "id": "s1",
        "activity": "Buy",
        "task": "Pay",
        "title": "Pay",
        "description": "As a buyer",
        "acceptance_criteria": ["Paid", "Mailed"],
        "status": "done",
        "priority": "Must",
        "points": 5.0,
        "labels": ["a", "b"],
        "personas": ["Customer"],
        "release": "First",
    }
    story.points, story.release, story.labels = None, None, []
    assert (story.points, story.release, story.labels) == (None, None, [])


def test_adding_moving_removing() -> None:
    shop = small()
    first = shop.activities[0].tasks[0]
    top = first.add_story("On top", after=None)
    middle = first.add_story("Behind the first", after=top, id="x1")
    assert [story.id for story in first.stories] == ["s3", "x1", "s1", "s2"]
    second = shop.activities[0].add_task("Search", after=None)
    middle.move(second)
    top.move(after="s2")
    second.move(after=first)
    assert [story.id for story in shop.stories] == ["s1", "s2", "s3", "x1"]
    link = shop.add_link("blocks", "s1", middle)
    with pytest.raises(storymap.Error) as refused:
        middle.remove()
    assert refused.value.code == "in_use"
    undo = middle.remove(cascade=True)
    assert shop.links == []
    shop.apply(undo)
    assert shop.links == [link]
    shop.remove_link(link)
    shop.story("s1").add_label("new")
    shop.story("s1").remove_label("ux")
    assert shop.story("s1").labels == ["new"]
    shop.story("s1").set(status="done", points=8)
    assert (shop.story("s1").status, shop.story("s1").points) == ("done", 8.0)


def test_a_removed_noun_is_an_error() -> None:
    shop = small()
    story = shop.story("s1")
    story.remove()
    for use in (lambda: story.title, lambda: story.remove(), lambda: shop.story("s1"), lambda: repr(story)):
        with pytest.raises(storymap.Error) as refused:
            use()
        assert refused.value.code == "unknown_id"


def test_all_edits_or_none() -> None:
    shop = small()
    before = shop.copy()
    with pytest.raises(storymap.Error) as refused:
        shop.apply(
            [
                {"op": "set", "noun": "story", "id": "s1", "field": "title", "value": "X"},
                {"op": "set", "noun": "story", "id": "s9", "field": "title", "value": "X"},
            ]
        )
    assert (refused.value.code, refused.value.path) == ("unknown_id", "/1/id")
    assert shop == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda story: setattr(story, "points", float("nan")), "invalid_field"),
        (lambda story: setattr(story, "points", "many"), "invalid_field"),
        (lambda story: setattr(story, "status", "odd"), "invalid_field"),
        (lambda story: setattr(story, "title", None), "invalid_field"),
        (lambda story: setattr(story, "release", "r9"), "unknown_id"),
        (lambda story: story.add_label("ux"), "duplicate_id"),
        (lambda story: story.move("t9"), "unknown_id"),
        (lambda story: setattr(story, "title", "\ud800"), "invalid_encoding"),
    ],
)
def test_values_that_are_refused(change, code: str) -> None:  # type: ignore[no-untyped-def]
    shop = small()
    before = shop.copy()
    with pytest.raises(storymap.Error) as refused:
        change(shop.story("s1"))
    assert refused.value.code == code
    assert shop == before


def test_wrong_types_are_type_errors() -> None:
    shop = small()
    with pytest.raises(TypeError, match="edits must be a list"):
        shop.apply({"op": "set"})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match=r"edits\[0\] must be a dict"):
        shop.apply([3])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="labels must be a list"):
        shop.story("s1").labels = "ux"
    with pytest.raises(TypeError, match="a set has no order"):
        shop.story("s1").acceptance_criteria = {"a"}  # type: ignore[assignment]


def test_as_a_value(shop: storymap.Map) -> None:
    for other in (shop.copy(), copy.copy(shop), copy.deepcopy(shop), pickle.loads(pickle.dumps(shop))):
        assert other == shop and other is not shop
        other.name = "Other"
        assert other != shop
    assert shop.to_dict()["name"] == "Hearthside Shop"
    with pytest.raises(TypeError):
        hash(shop)


def test_the_picture_escapes_what_stories_say() -> None:
    shop = small()
    shop.story("s1").title = "<script>alert(1)</script>"
    page = shop._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["title", "description", "priority"]), words), max_size=8))
@settings(max_examples=60, deadline=None)
def test_undo_brings_everything_back(changes: list[tuple[str, str]]) -> None:
    shop = small()
    before = shop.copy()
    edits = [{"op": "set", "noun": "story", "id": "s1", "field": field, "value": value} for field, value in changes]
    try:
        undo = shop.apply(edits)
    except storymap.Error:
        assert shop == before
        return
    assert pickle.loads(pickle.dumps(shop)) == shop
    patched = storymap.apply(before, storymap.diff(before, shop))
    assert patched == shop
    shop.apply(undo)
    assert shop == before


def test_threads_analyse_while_another_edits(shop: storymap.Map) -> None:
    scores: list[int] = []
    readers = [
        threading.Thread(
            target=lambda: scores.extend(storymap.analyze(shop, threads=1).overall_score for _ in range(5))
        )
        for _ in range(4)
    ]
    for reader in readers:
        reader.start()
    for number in range(200):
        shop.story("s1").title = f"Title {number}"
    for reader in readers:
        reader.join()
    assert len(scores) == 20 and all(0 <= score <= 100 for score in scores)
