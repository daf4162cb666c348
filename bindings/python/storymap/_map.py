"""The story map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from . import _core, _values
from ._activity import Activity
from ._edits import AnyEdits, Edits
from ._errors import Error
from ._external import decode_fields
from ._html import map_html
from ._language import counted
from ._link import Link, LinkKind
from ._noun import After, ExtraFields, Noun, NounT, reference, refuse, set_extra_fields
from ._persona import Persona
from ._records import story_records
from ._release import Release
from ._story import Story, story_value
from ._task import Task

if TYPE_CHECKING:
    from ._import_report import ImportReport

MadeUpIds: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The ids of personas, releases, activities, tasks and stories that a file did not give."""

NO_IDS: MadeUpIds = ((), (), (), (), ())


class Map:
    """A user story map: activities, their tasks (the backbone), and the stories below them.

    Attributes of the map and of the nouns on it are read from it and written to it; whatever changes it is a list of
    edits (`Edits`), and `apply` returns what undoes them. A map may be read by several threads; long work like
    `analyze` sees it as it was when the work began.

    Parameters
    ----------
    name
        What the map is called.
    description
        Markdown.

    Examples
    --------
    >>> map = Map("Shop")
    >>> pay = map.add_activity("Buy a product").add_task("Pay for the order")
    >>> story = pay.add_story("Pay by card", points=3)
    >>> map.stories
    (<Story s1: Pay by card>,)
    >>> undo = map.apply([{"op": "set", "noun": "story", "id": "s1", "field": "status", "value": "done"}])
    >>> story.status
    'done'
    >>> redo = map.apply(undo)
    >>> story.status
    'todo'
    """

    __slots__ = ("__weakref__", "_handle", "_made_up", "_report")
    __hash__ = None  # type: ignore[assignment]  # it changes

    _handle: _core.MapHandle
    _report: ImportReport | None
    _made_up: MadeUpIds  # shared by copies: among them, made-up ids are ids like all others

    def __init__(self, name: str = "", *, description: str = "") -> None:
        self._handle = _core.MapHandle()
        self._report = None
        self._made_up = NO_IDS
        if _values.text(name, "name"):
            self.name = name
        if _values.text(description, "description"):
            self.description = description

    @classmethod
    def _of(cls, handle: _core.MapHandle, report: ImportReport | None = None, made_up: MadeUpIds | None = None) -> Map:
        map = cls.__new__(cls)
        map._handle = handle
        map._report = report
        map._made_up = made_up if made_up is not None else report._made_up if report is not None else NO_IDS
        return map

    @property
    def report(self) -> ImportReport | None:
        """What happened to its file on the way in; None for a map that was read from none."""
        return self._report

    @property
    def revision(self) -> int:
        """How many times it was changed since it was made, read or copied."""
        return self._handle.revision

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._handle.map_field("name"))

    @name.setter
    def name(self, value: str) -> None:
        self._set("name", _values.text(value, "/name"))

    @property
    def description(self) -> str:
        """Markdown; empty when there is none."""
        return str(self._handle.map_field("description"))

    @description.setter
    def description(self, value: str) -> None:
        self._set("description", _values.text(value, "/description"))

    @property
    def extra(self) -> ExtraFields:
        """The fields of the map that the schema does not know. Assigning an item is an edit."""
        return ExtraFields(self)

    @extra.setter
    def extra(self, value: Mapping[str, Any]) -> None:
        set_extra_fields(self, value)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """From the left."""
        return self._all(Activity)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The backbone: the tasks of all activities, from the left."""
        return self._all(Task)

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, in map order: activities and tasks from the left, their stories from the top."""
        return self._all(Story)

    @property
    def releases(self) -> tuple[Release, ...]:
        """The first one ships first."""
        return self._all(Release)

    @property
    def personas(self) -> tuple[Persona, ...]:
        """For whom the stories are written."""
        return self._all(Persona)

    @property
    def links(self) -> tuple[Link, ...]:
        """What stories say about each other."""
        return tuple(
            Link(kind, Story(self, begin), Story(self, end), decode_fields(extra))  # type: ignore[arg-type]
            for kind, begin, end, extra in self._handle.links()
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many personas, releases, links, activities, tasks and stories it holds."""
        return self._handle.counts()

    @property
    def texts(self) -> list[str]:
        """The text of each story that is compared, in map order: title, description and criteria, cleaned."""
        return _core.comparable_texts(self._handle)

    def activity(self, id: str) -> Activity:
        """The activity with this id. `Error` ``unknown_id`` when there is none."""
        return self._one(Activity, id)

    def task(self, id: str) -> Task:
        """The task with this id. `Error` ``unknown_id`` when there is none."""
        return self._one(Task, id)

    def story(self, id: str) -> Story:
        """The story with this id. `Error` ``unknown_id`` when there is none."""
        return self._one(Story, id)

    def release(self, id: str) -> Release:
        """The release with this id. `Error` ``unknown_id`` when there is none."""
        return self._one(Release, id)

    def persona(self, id: str) -> Persona:
        """The persona with this id. `Error` ``unknown_id`` when there is none."""
        return self._one(Persona, id)

    def apply(self, edits: AnyEdits) -> Edits:
        """Applies all edits in order, or none of them, and returns the edits that undo them.

        Raises
        ------
        Error
            The first edit that is refused, with its place: ``/3/value/release``. The map is what it was.
        """
        return self._apply_log(Edits(edits).log)

    def add_activity(
        self, title: str, *, id: str | None = None, description: str = "", after: After[Activity] = ...
    ) -> Activity:
        """Adds an activity and returns it.

        Parameters
        ----------
        title
            What it is called.
        id
            Its id; by default the next free of a1, a2, ...
        description
            Markdown.
        after
            The activity to the left, or its id; None for the first place, ``...`` for the last.
        """
        value = {"title": _values.text(title, "title"), "description": _values.text(description, "description")}
        return self._add(Activity, id, value, None, after)

    def add_release(
        self, title: str, *, id: str | None = None, description: str = "", after: After[Release] = ...
    ) -> Release:
        """Adds a release and returns it; the parameters are those of `add_activity`, ids are r1, r2, ..."""
        value = {"title": _values.text(title, "title"), "description": _values.text(description, "description")}
        return self._add(Release, id, value, None, after)

    def add_persona(
        self, name: str, *, id: str | None = None, description: str = "", after: After[Persona] = ...
    ) -> Persona:
        """Adds a persona and returns it; the parameters are those of `add_activity`, ids are p1, p2, ..."""
        value = {"name": _values.text(name, "name"), "description": _values.text(description, "description")}
        return self._add(Persona, id, value, None, after)

    def add_link(self, kind: LinkKind, from_story: Story | str, to_story: Story | str) -> Link:
        """Links two stories and returns the link, which becomes the last one."""
        link = self._link(kind, from_story, to_story)
        last = self._handle.links()[-1:]
        after = [dict(zip(("kind", "from", "to"), found, strict=False)) for found in last]
        self._edit({"op": "add", "noun": "link", "value": link, "after": after[0] if after else None}, "/link")
        return Link(kind, self.story(link["from"]), self.story(link["to"]))

    def remove_link(self, kind: LinkKind, from_story: Story | str, to_story: Story | str) -> Edits:
        """Takes a link away and returns the undo."""
        link = self._link(kind, from_story, to_story)
        return self._edit({"op": "remove", "noun": "link", "value": link}, "/link")

    def copy(self) -> Map:
        """A map of its own. Copying takes no time: both share what neither has changed."""
        return Map._of(self._handle.copy(), self._report, self._made_up)

    def check(self) -> None:
        """Checks what every map keeps (ids, references, text); raises the first offence. For maps of doubtful origin:
        reading and editing keep it true."""
        self._handle.check()

    def to_dict(self) -> dict[str, Any]:
        """The object of the JSON schema (docs/schema/map.v1.schema.json)."""
        document: dict[str, Any] = json.loads(self._handle.to_json())
        return document

    def to_records(self) -> list[dict[str, Any]]:
        """A dict for each story, in map order: ready for ``pandas.DataFrame`` or ``polars.DataFrame``.

        Examples
        --------
        >>> map = Map("Shop")
        >>> story = map.add_activity("Buy").add_task("Pay").add_story("Pay by card")
        >>> [(row["activity"], row["task"], row["title"]) for row in map.to_records()]
        [('Buy', 'Pay', 'Pay by card')]
        """
        return story_records(self.to_dict())

    def _repr_html_(self) -> str:
        return map_html(self.to_dict())

    def __copy__(self) -> Map:
        return self.copy()

    def __deepcopy__(self, memo: dict[int, Any]) -> Map:
        return self.copy()

    def __eq__(self, other: object) -> bool:
        return self._handle.equals(other._handle) if isinstance(other, Map) else NotImplemented

    def __repr__(self) -> str:
        counts = self.counts
        activities = counted(counts["activities"], "activity", "activities")
        return f"<Map {self.name!r}: {activities}, {counted(counts['stories'], 'story', 'stories')}>"

    def __reduce__(self) -> Any:
        return _unpickle, (self._handle.to_json(), self._report, self._made_up)

    def _all(self, kind: type[NounT]) -> tuple[NounT, ...]:
        return tuple([kind(self, id) for id in self._handle.ids(kind.kind)])

    def _one(self, kind: type[NounT], id: str) -> NounT:
        if not isinstance(id, str):
            raise TypeError(f"id must be str, not {type(id).__name__}")
        if not self._handle.contains(kind.kind, id):
            raise Error(f"no {kind.kind} has the id '{id}'", "unknown_id", "id")
        return kind(self, id)

    def _apply_log(self, log: str) -> Edits:
        return Edits._of(self._handle.apply(log))

    def _edit(self, edit: Mapping[str, Any], place: str) -> Edits:
        """Applies one edit; errors name `place`."""
        return self._edit_all([edit], place)

    def _edit_all(self, edits: Iterable[Mapping[str, Any]], place: str) -> Edits:
        try:
            return self.apply(edits)
        except Error as error:
            raise refuse(error, place) from None

    def _set(self, field: str, value: object) -> None:
        self._edit({"op": "set", "noun": "map", "field": field, "value": value}, f"/{field}")

    def _extra_fields(self) -> tuple[tuple[str, str], ...]:
        fields: tuple[tuple[str, str], ...] = self._handle.map_field("extra")
        return fields

    def _write_extra(self, name: str, value: object, *, clear: bool = False) -> None:
        edit = {"op": "set", "noun": "map", "field": name}
        self._edit(edit if clear else edit | {"value": value}, f"/{name}")

    def _link(self, kind: str, from_story: Story | str, to_story: Story | str) -> dict[str, str]:
        ends = {"from": reference(from_story, Story, "from_story"), "to": reference(to_story, Story, "to_story")}
        return {"kind": _values.text(kind, "kind")} | ends

    def _add(
        self, kind: type[NounT], id: str | None, value: Mapping[str, object], parent: str | None, after: object
    ) -> NounT:
        name = self._free_id(kind) if id is None else _values.text(id, "id")
        edit = {"op": "add", "noun": kind.kind, "value": {"id": name, **value}}
        self._edit(edit | self._place(kind, parent, after, ""), kind(self, name)._path())
        return kind(self, name)

    def _add_task(self, home: Activity, title: str, id: str | None, description: str, after: After[Task]) -> Task:
        value = {"title": _values.text(title, "title"), "description": _values.text(description, "description")}
        return self._add(Task, id, value, home.id, after)

    def _add_story(
        self, home: Task, id: str | None, fields: dict[str, object], extra: dict[str, Any], after: After[Story]
    ) -> Story:
        return self._add(Story, id, extra | story_value(fields), home.id, after)

    def _place(self, kind: type[Noun], parent: str | None, after: object, apart: str) -> dict[str, object]:
        """A place as an edit says it; the last one is behind all but the noun `apart`."""
        if after is ...:
            above = self._handle.last(kind.kind, parent or "", apart)
        else:
            above = None if after is None else reference(after, kind, "after")
        return {"after": above} if parent is None else {"parent": parent, "after": above}

    def _free_id(self, kind: type[Noun]) -> str:
        return self._handle.free_id(kind.kind)


def _unpickle(text: str, report: ImportReport | None, made_up: MadeUpIds) -> Map:
    return Map._of(_core.MapHandle.from_json(text), report, made_up)
