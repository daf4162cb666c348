"""The nouns of a map as Python sees them: views that read from the map and write edits to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import EllipsisType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from ._errors import Error

if TYPE_CHECKING:
    from ._map import Map

T = TypeVar("T")


class Attribute(Generic[T]):
    """A field of a noun: reading asks the map, assigning is one edit."""

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc

    def __set_name__(self, owner: type[Noun], name: str) -> None:
        self.name = name

    def __get__(self, noun: Noun | None, owner: type[Noun]) -> T:
        if noun is None:
            return self  # type: ignore[return-value]  # what a class answers is for documentation
        value: T = noun._fields()[self.name]
        return value

    def __set__(self, noun: Noun, value: T) -> None:
        noun._set(self.name, value)


class Noun:
    """Something on a map, named by its id. Two views of one noun are equal.

    A view is cheap and never stale: what others change is seen, and a noun that was removed is an
    :class:`storymap.Error` with the code ``unknown_id``.
    """

    __slots__ = ("_id", "_map")

    _word: ClassVar[str]

    def __init__(self, map: Map, id: str) -> None:
        self._map = map
        self._id = id

    @property
    def id(self) -> str:
        """The id: unique among the nouns of its kind, and never changed."""
        return self._id

    @property
    def map(self) -> Map:
        """The map it stands on."""
        return self._map

    description = Attribute[str]("Markdown; empty when there is none.")

    @property
    def external(self) -> list[dict[str, Any]]:
        """References to the same thing elsewhere: system, key, url and unknown fields."""
        return [
            {key: value for key, value in reference.items() if key != "extra" and value}
            | {name: json.loads(text) for name, text in reference["extra"].items()}
            for reference in self._fields()["external"]
        ]

    @property
    def extra(self) -> dict[str, Any]:
        """Fields that the schema does not know, kept and written back."""
        return {name: json.loads(text) for name, text in self._fields()["extra"].items()}

    def set(self, **fields: Any) -> None:
        """Sets several fields in one step: all of them, or none.

        >>> import storymap
        >>> story = storymap.loads("Pay by card").stories[0]
        >>> story.set(status="done", points=3)
        >>> story.status, story.points
        ('done', 3.0)
        """
        self._map.apply([self._edit("set", field=name, value=value) for name, value in fields.items()])

    def remove(self, *, cascade: bool = False) -> list[dict[str, Any]]:
        """Takes the noun off the map and returns the edits that bring it back.

        With ``cascade`` everything in it and every reference to it goes too; without, such a noun is refused
        (``in_use``).
        """
        if cascade:
            return self._map.apply(self._map._plan_remove(self._word, self._id))
        return self._map.apply([self._edit("remove")])

    def _edit(self, op: str, **members: Any) -> dict[str, Any]:
        return {"op": op, "noun": self._word, "id": self._id, **members}

    def _set(self, name: str, value: Any) -> None:
        if isinstance(value, (set, frozenset)):
            raise TypeError(f"{name} must be a list: a set has no order")
        if isinstance(value, tuple):
            value = list(value)
        try:
            self._map.apply([self._edit("set", field=name, value=value)])
        except Error as error:
            raise Error(error.message, error.code, f"/{self._word}/{self._id}/{name}") from None

    def _fields(self) -> dict[str, Any]:
        return self._map._noun(self._word, self._id)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._map is self._map and other._id == self._id

    def __hash__(self) -> int:
        return hash((self._word, id(self._map), self._id))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._id} {self._title()!r}>"

    def _title(self) -> str:
        fields = self._fields()
        title: str = fields["name"] if "name" in fields else fields["title"]
        return title


class Persona(Noun):
    """Somebody the stories are for."""

    __slots__ = ()
    _word = "persona"
    name = Attribute[str]("What they are called.")


class Release(Noun):
    """A slice of the map: what ships together."""

    __slots__ = ()
    _word = "release"
    title = Attribute[str]("What it is called.")

    @property
    def stories(self) -> list[Story]:
        """The stories in it, in map order."""
        return [story for story in self._map.stories if story.release == self]

    def move(self, *, after: Release | str | None = None) -> None:
        """Moves it behind another release, or to the front."""
        self._map.apply([self._edit("move", after=id_of(after))])


class Activity(Noun):
    """A step of the backbone: a goal of a user, made of tasks."""

    __slots__ = ()
    _word = "activity"
    title = Attribute[str]("What the user does.")

    @property
    def tasks(self) -> list[Task]:
        """Its tasks, from the left."""
        return [Task(self._map, id) for id in self._fields()["tasks"]]

    @property
    def stories(self) -> list[Story]:
        """The stories of its tasks, in map order."""
        return [story for task in self.tasks for story in task.stories]

    def add_task(
        self, title: str, *, id: str | None = None, after: Task | str | EllipsisType | None = ..., **fields: Any
    ) -> Task:
        """Adds a task at the end, or behind ``after`` (None: first), and returns it."""
        made = self._map._add("task", {"title": title, **fields}, id, self._id, after, self._fields()["tasks"])
        return Task(self._map, made)

    def move(self, *, after: Activity | str | None = None) -> None:
        """Moves it, with everything in it, behind another activity, or to the front."""
        self._map.apply([self._edit("move", after=id_of(after))])


class Task(Noun):
    """What a user does to reach the goal of an activity; its stories hang below it."""

    __slots__ = ()
    _word = "task"
    title = Attribute[str]("What the user does.")

    @property
    def activity(self) -> Activity:
        """The activity it belongs to."""
        return Activity(self._map, self._fields()["activity"])

    @property
    def stories(self) -> list[Story]:
        """Its stories, from the top."""
        return [Story(self._map, id) for id in self._fields()["stories"]]

    def add_story(
        self, title: str, *, id: str | None = None, after: Story | str | EllipsisType | None = ..., **fields: Any
    ) -> Story:
        """Adds a story at the end, or behind ``after`` (None: first), and returns it.

        ``fields`` are those of the schema: description, acceptance_criteria, status, points, labels, release...
        """
        if isinstance(fields.get("release"), Release):
            fields["release"] = fields["release"].id
        made = self._map._add("story", {"title": title, **fields}, id, self._id, after, self._fields()["stories"])
        return Story(self._map, made)

    def move(self, to: Activity | str | None = None, *, after: Task | str | None = None) -> None:
        """Moves it, with everything in it, behind ``after`` (None: first), maybe to another activity."""
        parent = id_of(to) if to is not None else self.activity.id
        self._map.apply([self._edit("move", parent=parent, after=id_of(after))])


class Story(Noun):
    """A user story: something a user wants, small enough to build."""

    __slots__ = ()
    _word = "story"
    title = Attribute[str]("What is wanted, in one line.")
    acceptance_criteria = Attribute[list[str]]("When it is done: one statement each.")
    priority = Attribute[str]("The team's own word; empty when there is none.")
    status = Attribute[str]("``todo``, ``in_progress``, ``done`` or ``blocked``.")
    points = Attribute["float | None"]("The estimate, or None.")

    @property
    def task(self) -> Task:
        """The task it belongs to."""
        return Task(self._map, self._fields()["task"])

    @property
    def activity(self) -> Activity:
        """The activity of its task."""
        return self.task.activity

    @property
    def release(self) -> Release | None:
        """The release it is planned for, or None."""
        id = self._fields()["release"]
        return None if id is None else Release(self._map, id)

    @release.setter
    def release(self, release: Release | str | None) -> None:
        self._set("release", id_of(release))

    @property
    def personas(self) -> list[Persona]:
        """Who it is for."""
        return [Persona(self._map, id) for id in self._fields()["personas"]]

    @personas.setter
    def personas(self, personas: Iterable[Persona | str]) -> None:
        self._set("personas", [id_of(persona) for persona in personas])

    @property
    def labels(self) -> list[str]:
        """Its labels, each once."""
        labels: list[str] = self._fields()["labels"]
        return labels

    @labels.setter
    def labels(self, labels: Iterable[str]) -> None:
        if isinstance(labels, str):
            raise TypeError("labels must be a list of str, not one str")
        wanted = list(labels)
        edits = [self._label("remove", label) for label in self.labels]
        for before, label in zip([None, *wanted], wanted, strict=False):
            edits.append(self._label("add", label) | {"after": before})
        self._map.apply(edits)

    def add_label(self, label: str) -> None:
        """Gives it a label that it does not have, behind the others."""
        labels = self.labels
        self._map.apply([self._label("add", label) | {"after": labels[-1] if labels else None}])

    def remove_label(self, label: str) -> None:
        """Takes a label from it."""
        self._map.apply([self._label("remove", label)])

    def move(self, to: Task | str | None = None, *, after: Story | str | None = None) -> None:
        """Moves it behind ``after`` (None: to the top), maybe to another task."""
        parent = id_of(to) if to is not None else self.task.id
        self._map.apply([self._edit("move", parent=parent, after=id_of(after))])

    def _label(self, op: str, label: str) -> dict[str, Any]:
        return {"op": op, "noun": "label", "story": self._id, "value": label}


@dataclass(frozen=True)
class Link:
    """How two stories hang together: ``from_id`` blocks, relates to, or duplicates ``to_id``."""

    kind: str
    from_id: str
    to_id: str
    extra: dict[str, Any] = field(default_factory=dict, compare=False)

    def _value(self) -> dict[str, Any]:
        return {"kind": self.kind, "from": self.from_id, "to": self.to_id}


def id_of(noun: Noun | str | None) -> str | None:
    """The id of a noun that is given as itself or by its id."""
    if noun is None or isinstance(noun, str):
        return noun
    if isinstance(noun, Noun):
        return noun.id
    raise Error(f"expected a noun or its id, found {type(noun).__name__}", "invalid_argument")
