"""The story map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import _core
from ._errors import Error
from ._json import Edit, edits_from_json, edits_to_json
from ._nouns import Activity, Link, Noun, Persona, Release, Story, Task, id_of

_LETTERS = {"activity": "a", "task": "t", "story": "s", "release": "r", "persona": "p"}


@dataclass(frozen=True)
class ImportNote:
    """One thing the reader did that the file did not literally say."""

    kind: str
    message: str
    path: str
    line: int
    times: int


@dataclass(frozen=True)
class ImportReport:
    """What a file held, and what happened to it on its way into a map."""

    format: str
    encoding: str
    counts: dict[str, int]
    notes: tuple[ImportNote, ...]


class Map:
    """A user story map: activities and their tasks from left to right, stories below, sliced by releases.

    Attributes read from the map; whatever changes it is a list of edits, also an assignment:

    >>> import storymap
    >>> shop = storymap.Map("Shop")
    >>> paying = shop.add_activity("Buy").add_task("Pay")
    >>> story = paying.add_story("Pay by card", points=3)
    >>> story.status = "done"
    >>> [(story.id, story.title, story.status) for story in shop.stories]
    [('s1', 'Pay by card', 'done')]
    >>> undo = shop.apply([{"op": "set", "noun": "story", "id": "s1", "field": "title", "value": "Pay"}])
    >>> _ = shop.apply(undo)
    >>> shop.story("s1").title
    'Pay by card'

    A map can be pickled, copied and compared. Different maps may be used by different threads at once.
    """

    __slots__ = ("__weakref__", "_file", "_handle")

    def __init__(self, name: str = "") -> None:
        self._handle = _core.MapHandle(name)
        self._file = ""

    @classmethod
    def _of(cls, handle: _core.MapHandle, file: str = "") -> Map:
        made = cls.__new__(cls)
        made._handle = handle
        made._file = file
        return made

    # What it holds.

    @property
    def name(self) -> str:
        """What the map is called."""
        name: str = self._handle.own()["name"]
        return name

    @name.setter
    def name(self, name: str) -> None:
        self.apply([{"op": "set", "noun": "map", "field": "name", "value": name}])

    @property
    def description(self) -> str:
        """Markdown; empty when there is none."""
        description: str = self._handle.own()["description"]
        return description

    @description.setter
    def description(self, description: str) -> None:
        self.apply([{"op": "set", "noun": "map", "field": "description", "value": description}])

    @property
    def extra(self) -> dict[str, Any]:
        """Fields that the schema does not know, kept and written back."""
        return {name: json.loads(text) for name, text in self._handle.own()["extra"].items()}

    @property
    def activities(self) -> list[Activity]:
        """The backbone, from the left."""
        return [Activity(self, id) for id in self._handle.activity_ids()]

    @property
    def tasks(self) -> list[Task]:
        """All tasks, from the left."""
        return [task for activity in self.activities for task in activity.tasks]

    @property
    def stories(self) -> list[Story]:
        """All stories in map order: from the left, below each task from the top."""
        return [Story(self, id) for id in self._handle.story_ids()]

    @property
    def releases(self) -> list[Release]:
        """The releases, the next one first."""
        return [Release(self, id) for id in self._handle.release_ids()]

    @property
    def personas(self) -> list[Persona]:
        """Who the stories are for."""
        return [Persona(self, id) for id in self._handle.persona_ids()]

    @property
    def links(self) -> list[Link]:
        """How stories hang together."""
        return [
            Link(link["kind"], link["from"], link["to"], {name: json.loads(text) for name, text in link["extra"].items()})
            for link in self._handle.links()
        ]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each noun it holds."""
        return dict(self._handle.counts())

    @property
    def report(self) -> ImportReport | None:
        """How the map was read, or None for one that was not."""
        report = self._handle.report()
        if report is None:
            return None
        notes = tuple(ImportNote(**note) for note in report["notes"])
        return ImportReport(report["format"], report["encoding"], dict(report["counts"]), notes)

    def activity(self, id: str) -> Activity:
        """The activity with an id."""
        return self._existing(Activity(self, id))

    def task(self, id: str) -> Task:
        """The task with an id."""
        return self._existing(Task(self, id))

    def story(self, id: str) -> Story:
        """The story with an id."""
        return self._existing(Story(self, id))

    def release(self, id: str) -> Release:
        """The release with an id."""
        return self._existing(Release(self, id))

    def persona(self, id: str) -> Persona:
        """The persona with an id."""
        return self._existing(Persona(self, id))

    # How it changes.

    def apply(self, edits: Iterable[Edit] | str) -> list[dict[str, Any]]:
        """Applies edits, all of them or none, and returns those that undo them.

        Edits are dicts in the words of docs/schema/edits.v1.schema.json, or an edit log as text. An error names the edit
        and its member: ``/3/id``.
        """
        return edits_from_json(_core.apply(self._handle, edits_to_json(edits)))

    def add_activity(self, title: str, *, id: str | None = None, after: Activity | str | None = ..., **fields: Any) -> Activity:  # type: ignore[assignment]
        """Adds an activity at the end, or behind ``after`` (None: first), and returns it."""
        siblings = self._handle.activity_ids()
        return Activity(self, self._add("activity", {"title": title, **fields}, id, None, after, siblings))

    def add_release(self, title: str, *, id: str | None = None, after: Release | str | None = ..., **fields: Any) -> Release:  # type: ignore[assignment]
        """Adds a release at the end, or behind ``after`` (None: first), and returns it."""
        siblings = self._handle.release_ids()
        return Release(self, self._add("release", {"title": title, **fields}, id, None, after, siblings))

    def add_persona(self, name: str, *, id: str | None = None, after: Persona | str | None = ..., **fields: Any) -> Persona:  # type: ignore[assignment]
        """Adds a persona at the end, or behind ``after`` (None: first), and returns it."""
        siblings = self._handle.persona_ids()
        return Persona(self, self._add("persona", {"name": name, **fields}, id, None, after, siblings))

    def add_link(self, kind: str, from_story: Story | str, to_story: Story | str) -> Link:
        """Links two stories: ``blocks``, ``relates`` or ``duplicates``."""
        link = Link(kind, str(id_of(from_story)), str(id_of(to_story)))
        links = self.links
        after = links[-1]._value() if links else None
        self.apply([{"op": "add", "noun": "link", "value": link._value(), "after": after}])
        return link

    def remove_link(self, link: Link) -> None:
        """Takes a link away."""
        self.apply([{"op": "remove", "noun": "link", "value": link._value()}])

    # As a value.

    def copy(self) -> Map:
        """Another map with the same content."""
        return Map._of(self._handle.copy(), self._file)

    def to_dict(self) -> dict[str, Any]:
        """The map as the object that its JSON says (docs/schema/map.v1.schema.json)."""
        document: dict[str, Any] = json.loads(self._handle.json())
        return document

    def to_records(self) -> list[dict[str, Any]]:
        """A dict for each story, with the titles of what it stands in: ready for a data frame."""
        return [_record(story) for story in self.stories]

    def __copy__(self) -> Map:
        return self.copy()

    def __deepcopy__(self, memo: dict[int, Any]) -> Map:
        return self.copy()

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self._handle.json(), self._file)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Map) and bool(self._handle == other._handle)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        counts = self.counts
        held = ", ".join(f"{counts[noun]} {noun}" for noun in ("activities", "tasks", "stories"))
        return f"<Map {self.name!r}: {held}>"

    def _repr_html_(self) -> str:
        from ._html import map_html

        return map_html(self)

    # For the views.

    def _noun(self, word: str, id: str) -> dict[str, Any]:
        fields: dict[str, Any] = getattr(self._handle, word)(id)
        return fields

    def _existing(self, noun: Any) -> Any:
        noun._fields()
        return noun

    def _plan_remove(self, word: str, id: str) -> str:
        self._noun(word, id)
        plan: str = getattr(_core, f"plan_remove_{word}")(self._handle, id)
        return plan

    def _add(
        self,
        word: str,
        value: Mapping[str, Any],
        id: str | None,
        parent: str | None,
        after: Noun | str | None,
        siblings: list[str],
    ) -> str:
        made = self._free_id(word) if id is None else id
        last = siblings[-1] if siblings else None
        edit: dict[str, Any] = {"op": "add", "noun": word, "value": {"id": made, **value}}
        if parent is not None:
            edit["parent"] = parent
        edit["after"] = last if after is ... else id_of(after)
        self.apply([edit])
        return made

    def _free_id(self, word: str) -> str:
        """The ordinal behind the highest of its kind: s8 behind s7."""
        letter = _LETTERS[word]
        number = int(self._handle.highest_ordinal(letter)) + 1
        return f"{letter}{number}"


def _record(story: Story) -> dict[str, Any]:
    fields = story._fields()
    task = story.task
    release = story.release
    return {
        "id": story.id,
        "activity": task.activity.title,
        "task": task.title,
        "title": fields["title"],
        "description": fields["description"],
        "acceptance_criteria": fields["acceptance_criteria"],
        "status": fields["status"],
        "priority": fields["priority"],
        "points": fields["points"],
        "labels": fields["labels"],
        "personas": [persona.name for persona in story.personas],
        "release": None if release is None else release.title,
    }


def _unpickle(document: str, file: str) -> Map:
    options = _core.read_options("json", "", "utf-8", True)
    return Map._of(_core.read_map(document.encode(), options), file)


def check_map(value: object, argument: str) -> Map:
    """The value, which must be a map."""
    if not isinstance(value, Map):
        raise TypeError(f"{argument} must be a storymap.Map, not {type(value).__name__}")
    return value


__all__ = ["Error", "ImportNote", "ImportReport", "Map", "check_map"]
