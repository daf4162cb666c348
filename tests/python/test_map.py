"""Map and its nouns: reading, editing, copying."""

from __future__ import annotations

import copy
import pickle
from html.parser import HTMLParser

import pytest
import storymap
from hypothesis import given
from some_maps import maps, shop
from storymap import Error, Map


def test_attributes_read_from_the_map() -> None:
    map = shop()
    assert (map.name, map.description) == ("Shop", "What we sell, and how")
    story = map.activities[0].tasks[1].stories[0]
    assert (story.id, story.title, story.points, story.status) == ("s2", "Pay by card", 5, "todo")
    assert story.task.title == "Pay for it" and story.activity.title == "Buy a product"
    assert story.release == map.releases[0] and story.personas == map.personas
    assert [task.id for task in map.tasks] == ["t1", "t2", "t3"]
    assert [each.title for each in map.stories] == [
        "Search by name", "Pay by card", "Pay by invoice", "See where the parcel is"
    ]  # fmt: skip
    assert map.activities[0].stories == map.stories[:3]
    assert [each.id for each in map.release("r1").stories] == ["s1", "s2"]
    assert [each.id for each in map.persona("p1").stories] == ["s2"]
    assert map.counts == {"personas": 1, "releases": 2, "links": 1, "activities": 2, "tasks": 3, "stories": 4}


def test_every_field_can_be_assigned() -> None:
    map = shop()
    story = map.story("s4")
    story.title, story.description = "Follow the parcel", "On a map"
    story.acceptance_criteria = ["It moves"]
    story.priority, story.status, story.points = "Must", "in_progress", 3
    story.labels, story.personas, story.release = ["b", "a", "b"], [map.persona("p1")], "r2"
    story.external = [storymap.External("jira", "SHOP-1", fields={"type": "Bug"}), {"system": "trello", "key": "c"}]
    story.extra = {"risk": [1, {"high": True}]}
    story.extra["size"] = "L"
    record = map.to_dict()["activities"][1]["tasks"][0]["stories"][0]
    assert record == {
        "id": "s4",
        "title": "Follow the parcel",
        "description": "On a map",
        "acceptance_criteria": ["It moves"],
        "priority": "Must",
        "status": "in_progress",
        "points": 3,
        "labels": ["b", "a"],
        "personas": ["p1"],
        "release": "r2",
        "external": [{"system": "jira", "key": "SHOP-1", "type": "Bug"}, {"system": "trello", "key": "c"}],
        "risk": [1, {"high": True}],
        "size": "L",
    }
    assert story.external[0].fields == {"type": "Bug"} and story.external[1].key == "c"
    assert story.labels == ("b", "a") and dict(story.extra) == {"risk": [1, {"high": True}], "size": "L"}
    story.extra = {}
    assert not story.extra and "risk" not in story.extra


def test_fields_are_cleared_and_never_deleted() -> None:
    story = shop().story("s2")
    story.points = story.release = None
    story.labels = story.personas = ()
    assert (story.points, story.release, story.labels, story.personas) == (None, None, (), ())
    with pytest.raises(AttributeError):
        del story.title


def test_labels_keep_what_stays_and_follow_the_order_given() -> None:
    story = shop().story("s2")
    story.labels = ["a", "payment", "z"]
    assert list(story.labels) == ["a", "payment", "z"]
    story.labels = ["z", "a"]
    assert list(story.labels) == ["z", "a"]
    story.remove_label("z")
    story.add_label("first", after=None)
    undo = story.add_label("last")
    assert list(story.labels) == ["first", "a", "last"]
    story.map.apply(undo)
    assert list(story.labels) == ["first", "a"]


def test_nouns_are_added_where_they_are_wanted() -> None:
    map = shop()
    pay = map.task("t2")
    pay.add_story("Top", id="top", after=None)
    pay.add_story("Below the top", after="top")
    pay.add_story("Bottom")
    titles = [story.title for story in pay.stories]
    assert titles == ["Top", "Below the top", "Pay by card", "Pay by invoice", "Bottom"]
    assert [story.id for story in pay.stories] == ["top", "s5", "s2", "s3", "s6"]
    map.add_activity("Before all", after=None).add_task("A task", after=None)
    assert [activity.title for activity in map.activities] == ["Before all", "Buy a product", "Get it"]
    map.add_release("Between", after=map.releases[0])
    assert [release.title for release in map.releases] == ["MVP", "Between", "Later"]


def test_new_ids_are_the_next_that_are_free() -> None:
    map = storymap.loads('{"storymap": 1, "activities": [{"id": "a2", "title": "x", "tasks": []}]}', "json")
    assert [map.add_activity("y").id, map.add_activity("z").id] == ["a1", "a3"]


def test_nouns_move_with_all_that_is_in_them() -> None:
    map = shop()
    undo = map.task("t2").move("a2", after=None)
    assert [task.id for task in map.activity("a2").tasks] == ["t2", "t3"]
    assert map.story("s2").activity.id == "a2"
    map.apply(undo)
    assert map == shop()
    map.story("s2").move()
    assert [story.id for story in map.task("t2").stories] == ["s3", "s2"]
    map.story("s2").move(map.task("t3"))
    assert [story.id for story in map.task("t3").stories] == ["s4", "s2"]
    map.release("r2").move(after=None)
    map.activity("a1").move()
    assert [release.id for release in map.releases] == ["r2", "r1"]
    assert [activity.id for activity in map.activities] == ["a2", "a1"]


def test_what_is_in_use_is_removed_only_with_all_that_uses_it() -> None:
    map = shop()
    for noun in (map.story("s2"), map.task("t2"), map.activity("a1"), map.release("r1"), map.persona("p1")):
        with pytest.raises(Error) as caught:
            noun.remove()
        assert caught.value.code == "in_use" and caught.value.path == f"/{noun.kind}/{noun.id}"
    undo = map.activity("a1").remove(cascade=True)
    assert map.counts == {"personas": 1, "releases": 2, "links": 0, "activities": 1, "tasks": 1, "stories": 1}
    map.apply(undo)
    assert map == shop()
    map.release("r1").remove(cascade=True)
    assert map.story("s2").release is None


def test_links_join_two_stories() -> None:
    map = shop()
    assert [(link.kind, link.from_story.id, link.to_story.id) for link in map.links] == [("blocks", "s2", "s3")]
    link = map.add_link("relates", "s1", map.story("s4"))
    assert map.links[-1] == link and map.story("s4").links == (link,)
    undo = map.remove_link("relates", "s1", "s4")
    assert len(map.links) == 1
    map.apply(undo)
    assert len(map.links) == 2
    with pytest.raises(Error, match="already"):
        map.add_link("relates", "s1", "s4")
    with pytest.raises(Error) as caught:
        map.add_link("blocks", "s1", "nobody")
    assert (caught.value.code, caught.value.path) == ("unknown_id", "/link/to")


def test_a_view_of_a_removed_noun_is_an_error() -> None:
    map = shop()
    story = map.story("s4")
    story.remove()
    assert not story.exists and "removed" in repr(story)
    for use in (
        lambda: story.title,
        lambda: story.task,
        lambda: story.links,
        lambda: setattr(story, "title", "x"),
        lambda: setattr(story, "labels", ["x"]),
        lambda: story.move(after=None),
        lambda: story.remove(),
        lambda: story.remove(cascade=True),
        lambda: map.story("s4"),
    ):
        with pytest.raises(Error) as caught:
            use()
        assert caught.value.code == "unknown_id" and "s4" in str(caught.value)


def test_views_of_one_noun_are_equal() -> None:
    map = shop()
    assert map.story("s1") == map.stories[0] and len({map.story("s1"), map.stories[0]}) == 1
    assert map.story("s1") != map.copy().story("s1")
    assert map.story("s1") != "s1"
    assert repr(map.story("s1")) == "<Story s1: Search by name>" and repr(map.persona("p1")) == "<Persona p1: Buyer>"
    assert repr(map) == "<Map 'Shop': 2 activities, 4 stories>"


def test_copies_share_nothing_that_changes() -> None:
    map = shop()
    for other in (map.copy(), copy.copy(map), copy.deepcopy(map), pickle.loads(pickle.dumps(map))):
        assert other == map and other is not map
        other.story("s1").title = "Something else"
        assert other != map and map.story("s1").title == "Search by name"
        map.story("s1").points = 8
        assert other.story("s1").points == 2
        map.story("s1").points = 2


def test_revisions_count_changes() -> None:
    map = shop()
    before = map.revision
    map.story("s1").title = "x"
    map.apply([])
    assert map.revision == before + 1 and map.copy().revision == 0


@given(maps())
def test_pickling_and_json_keep_everything(map: Map) -> None:
    map.check()
    assert pickle.loads(pickle.dumps(map)) == map
    assert storymap.loads(storymap.dumps(map), "json") == map


class _Tables(HTMLParser):
    """The text in the cells, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)
        if tag in ("td", "th", "caption"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data


def test_a_notebook_shows_backbone_and_releases() -> None:
    cells = _Tables(shop()._repr_html_()).cells
    assert cells[:7] == ["Shop \u00b7 4 stories", "", "Buy a product", "Get it", "", "Find it", "Pay for it"]
    assert cells[8:12] == ["MVP", "\u25cf Search by name", "\u25cb Pay by card", ""]
    assert cells[-4:] == ["No release", "", "", "\u25cb See where the parcel is"]


def test_what_stories_say_is_no_html() -> None:
    map = Map("<script>alert(1)</script>")
    map.add_activity("<b>").add_task("</table>").add_story("<img src=x onerror=alert(1)> & more")
    html = map._repr_html_()
    assert "<script" not in html and "<img" not in html and "&lt;img" in html
    assert _Tables(html).cells[-1] == "\u25cb <img src=x onerror=alert(1)> & more"


def test_a_large_map_says_what_is_not_shown() -> None:
    map = Map("Large")
    activity = map.add_activity("All")
    for number in range(30):
        activity.add_task(f"Task {number}")
    for number in range(15):
        map.tasks[0].add_story(f"Story {number}")
    html = map._repr_html_()
    assert "the first 24 of 30 tasks" in html and "and 3 more" in html
    assert "<table" in Map()._repr_html_()


def test_records_are_ready_for_tables() -> None:
    records = shop().to_records()
    assert records[1] == {
        "id": "s2",
        "title": "Pay by card",
        "description": "",
        "acceptance_criteria": [],
        "priority": "",
        "status": "todo",
        "points": 5,
        "labels": ["payment"],
        "personas": ["Buyer"],
        "release": "MVP",
        "task": "Pay for it",
        "task_id": "t2",
        "activity": "Buy a product",
        "activity_id": "a1",
    }
    pandas = pytest.importorskip("pandas")
    assert list(pandas.DataFrame(records)["points"].fillna(0)) == [2, 5, 0, 0]
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(records)["release"].to_list() == ["MVP", "MVP", "Later", None]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda map: setattr(map, "name", 5), "/name"),
        (lambda map: setattr(map.story("s1"), "title", None), "/story/s1/title"),
        (lambda map: setattr(map.story("s1"), "labels", "ux"), "/story/s1/labels"),
        (lambda map: setattr(map.story("s1"), "labels", ["a", 5]), r"/story/s1/labels\[1\]"),
        (lambda map: setattr(map.story("s1"), "acceptance_criteria", "one"), "acceptance_criteria"),
        (lambda map: setattr(map.story("s1"), "points", "3"), "/story/s1/points"),
        (lambda map: setattr(map.story("s1"), "points", True), "/story/s1/points"),
        (lambda map: setattr(map.story("s1"), "personas", "p1"), "/story/s1/personas"),
        (lambda map: setattr(map.story("s1"), "release", map.persona("p1")), "/story/s1/release"),
        (lambda map: setattr(map.story("s1"), "external", [5]), r"/story/s1/external\[0\]"),
        (lambda map: setattr(map.story("s1"), "extra", [5]), "extra"),
        (lambda map: map.story(5), "id"),
        (lambda map: map.add_activity(5), "title"),
        (lambda map: map.add_activity("x", after=5), "after"),
        (lambda map: map.task("t1").add_story("x", points="many"), "points"),
        (lambda map: map.story("s1").move(map.activity("a1")), "task"),
        (lambda map: map.add_link("blocks", 1, 2), "from_story"),
        (lambda map: map.apply("[]"), "edits"),
        (lambda map: map.apply([5]), r"edits\[0\]"),
        (lambda map: Map(map), "name"),
    ],
)
def test_wrong_types_are_type_errors_that_name_the_argument(change: object, name: str) -> None:
    map = shop()
    with pytest.raises(TypeError, match=name):
        change(map)  # type: ignore[operator]
    assert map == shop()


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (lambda map: setattr(map.story("s1"), "points", float("nan")), "invalid_field", "/story/s1/points"),
        (lambda map: setattr(map.story("s1"), "points", -1), "invalid_field", "/story/s1/points"),
        (lambda map: setattr(map.story("s1"), "status", "odd"), "invalid_field", "/story/s1/status"),
        (lambda map: setattr(map.story("s1"), "release", "r9"), "unknown_id", "/story/s1/release"),
        (lambda map: setattr(map.story("s1"), "personas", ["p1", "p9"]), "unknown_id", "/story/s1/personas/1"),
        (lambda map: map.story("s1").extra.update(labels=1), "invalid_field", "/story/s1/labels"),
        (lambda map: map.story("s1").extra.update(size=float("inf")), "invalid_field", "/story/s1/size"),
        (lambda map: map.story("s1").add_label("x", after="y"), "unknown_id", "/story/s1/labels/after"),
        (lambda map: map.story("s2").add_label("payment"), "duplicate_id", "/story/s2/labels"),
        (lambda map: map.add_activity("x", id="a1"), "duplicate_id", "/activity/a1/id"),
        (lambda map: map.add_activity("x", id=""), "invalid_field", "/activity//id"),
        (lambda map: map.add_activity("x", after="a9"), "unknown_id", "/activity/a3/after"),
        (lambda map: map.task("t1").add_story("x", release="r9"), "unknown_id", "/story/s5/release"),
        (lambda map: map.story("s1").move("t9"), "unknown_id", "id"),
        (lambda map: map.story("s1").move("t1", after="s1"), "invalid_field", "/story/s1/after"),
        (lambda map: map.story("\ud800"), "invalid_encoding", "id"),
    ],
)
def test_wrong_values_are_errors_that_name_the_place(change: object, code: str, path: str) -> None:
    map = shop()
    with pytest.raises(Error) as caught:
        change(map)  # type: ignore[operator]
    assert (caught.value.code, caught.value.path) == (code, path)
    assert map == shop()


def test_text_without_characters_is_refused() -> None:
    map = shop()
    with pytest.raises(Error) as caught:
        map.story("s1").title = "half \ud800 of a pair"
    assert caught.value.code == "invalid_encoding" and caught.value.path == "/story/s1/title"
    assert map == shop()
