"""Maps for tests: a small one, and any that Hypothesis likes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import storymap
from hypothesis import strategies as st
from storymap import Map, Story
from storymap._story import Status

#: What is text in a map: characters, which lone surrogates are not.
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
STATUS: st.SearchStrategy[Status] = st.sampled_from(get_args(Status))
POINTS = st.none() | st.floats(0, 1e9) | st.integers(0, 100)
LABELS = st.lists(st.sampled_from(["ux", "api", "payment", "später"]), unique=True, max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


def shop() -> Map:
    """Two activities, three tasks, four stories, two releases, a persona and a link."""
    map = Map("Shop", description="What we sell, and how")
    first, second = map.add_release("MVP"), map.add_release("Later")
    buyer = map.add_persona("Buyer")
    buy = map.add_activity("Buy a product")
    find, pay = buy.add_task("Find it"), buy.add_task("Pay for it")
    find.add_story("Search by name", release=first, points=2, status="done")
    card = pay.add_story("Pay by card", release=first, personas=[buyer], labels=["payment"], points=5)
    invoice = pay.add_story("Pay by invoice", release=second, acceptance_criteria=["The invoice is sent", "It is paid"])
    map.add_activity("Get it").add_task("Follow the order").add_story("See where the parcel is")
    map.add_link("blocks", card, invoice)
    return map


@st.composite
def maps(draw: st.DrawFn) -> Map:
    """Any map: a few nouns of each kind with any fields."""
    map = Map(draw(TEXT), description=draw(TEXT))
    for _ in range(draw(st.integers(0, 2))):
        map.add_release(draw(TEXT), description=draw(TEXT))
    for _ in range(draw(st.integers(0, 2))):
        map.add_persona(draw(TEXT))
    for _ in range(draw(st.integers(0, 3))):
        activity = map.add_activity(draw(TEXT))
        for _ in range(draw(st.integers(0, 2))):
            task = activity.add_task(draw(TEXT), description=draw(TEXT))
            for _ in range(draw(st.integers(0, 3))):
                task.add_story(draw(TEXT))
    for story in map.stories:
        change(draw, story)
    return map


def change(draw: st.DrawFn, story: Story) -> None:
    """Sets any fields of a story."""
    map = story.map
    story.title, story.description = draw(TEXT), draw(TEXT)
    story.status, story.points, story.labels = draw(STATUS), draw(POINTS), draw(LABELS)
    story.acceptance_criteria = draw(st.lists(TEXT, max_size=2))
    story.release = draw(st.sampled_from([None, *map.releases]))
    story.personas = draw(st.lists(st.sampled_from(map.personas), unique=True)) if map.personas else []
    story.external = draw(st.lists(st.builds(storymap.External, TEXT, TEXT), max_size=1))
    story.extra["size"] = draw(JSON)


@st.composite
def a_change(draw: st.DrawFn, map: Map) -> storymap.Edits:
    """Changes the map in place; the edits that undo it."""
    return draw(st.sampled_from(CHANGES))(draw, map)


@st.composite
def changed(draw: st.DrawFn, map: Map) -> tuple[Map, storymap.Edits]:
    """The map after some changes, and the edits that undo them, latest first."""
    after = map.copy()
    undo = storymap.Edits()
    for _ in range(draw(st.integers(0, 6))):
        undo = draw(a_change(after)) + undo
    return after, undo


def _rename(draw: st.DrawFn, map: Map) -> storymap.Edits:
    return map.apply([{"op": "set", "noun": "map", "field": "name", "value": draw(TEXT)}])


def _set(draw: st.DrawFn, map: Map) -> storymap.Edits:
    if not map.stories:
        return storymap.Edits()
    fields: dict[str, Any] = {"title": draw(TEXT), "status": draw(STATUS), "points": draw(POINTS), "size": draw(JSON)}
    story = draw(st.sampled_from(map.stories))
    set_all = [{"op": "set", "noun": "story", "id": story.id, "field": f, "value": v} for f, v in fields.items()]
    return map.apply(set_all)


def _add(draw: st.DrawFn, map: Map) -> storymap.Edits:
    if not map.tasks:
        return storymap.Edits()
    before = map.copy()
    draw(st.sampled_from(map.tasks)).add_story(draw(TEXT), points=draw(POINTS), after=None)
    return storymap.diff(map, before)


def _move(draw: st.DrawFn, map: Map) -> storymap.Edits:
    if not map.stories:
        return storymap.Edits()
    story, task = draw(st.sampled_from(map.stories)), draw(st.sampled_from(map.tasks))
    return story.move(task, after=draw(st.sampled_from([None, *(s for s in task.stories if s != story)])))


def _remove(draw: st.DrawFn, map: Map) -> storymap.Edits:
    nouns = [*map.activities, *map.tasks, *map.stories, *map.releases, *map.personas]
    return draw(st.sampled_from(nouns)).remove(cascade=True) if nouns else storymap.Edits()


def _link(draw: st.DrawFn, map: Map) -> storymap.Edits:
    if len(map.stories) < 2 or map.links:
        return storymap.Edits()
    first, last = map.stories[0], map.stories[-1]
    map.add_link(draw(st.sampled_from(["blocks", "relates"])), first, last)
    link = map.links[-1]
    key = {"kind": link.kind, "from": first.id, "to": last.id}
    return storymap.Edits([{"op": "remove", "noun": "link", "value": key}])


CHANGES: list[Callable[[st.DrawFn, Map], storymap.Edits]] = [_rename, _set, _add, _move, _remove, _link]
