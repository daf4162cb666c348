"""Stories: what the product does, one thing each."""

from __future__ import annotations

from collections.abc import Iterable
from types import EllipsisType
from typing import TYPE_CHECKING, Literal

from . import _values
from ._noun import After, TitledNoun, reference
from ._persona import Persona
from ._release import Release

if TYPE_CHECKING:
    from ._activity import Activity
    from ._edits import Edits
    from ._link import Link
    from ._task import Task

Status = Literal["todo", "in_progress", "done", "blocked"]


class Story(TitledNoun):
    """One thing the product does for someone.

    Examples
    --------
    >>> import storymap
    >>> map = storymap.Map("Shop")
    >>> story = map.add_activity("Buy").add_task("Pay").add_story("Pay by card", points=3)
    >>> story.status = "done"
    >>> story.labels = ["payment", "mobile"]
    >>> story.status, story.points, story.labels
    ('done', 3.0, ('payment', 'mobile'))
    """

    __slots__ = ()
    kind = "story"

    @property
    def task(self) -> Task:
        """The task it stands below."""
        return self._map.task(self._map._handle.parent(self.kind, self._id))

    @property
    def activity(self) -> Activity:
        """The activity of its task."""
        return self.task.activity

    @property
    def acceptance_criteria(self) -> tuple[str, ...]:
        """What must hold when it is done, one statement each."""
        return tuple(self._read("acceptance_criteria"))

    @acceptance_criteria.setter
    def acceptance_criteria(self, value: Iterable[str]) -> None:
        self._write("acceptance_criteria", _values.texts(value, self._path("acceptance_criteria")))

    @property
    def priority(self) -> str:
        """The team's own word ("MVP", "Must", "High"); empty when there is none."""
        return str(self._read("priority"))

    @priority.setter
    def priority(self, value: str) -> None:
        self._write_text("priority", value)

    @property
    def status(self) -> Status:
        """``todo``, ``in_progress``, ``done`` or ``blocked``."""
        status: Status = self._read("status")
        return status

    @status.setter
    def status(self, value: Status) -> None:
        self._write_text("status", value)

    @property
    def points(self) -> float | None:
        """The estimate, finite and not negative."""
        points: float | None = self._read("points")
        return points

    @points.setter
    def points(self, value: float | None) -> None:
        self._write("points", None if value is None else _values.number(value, self._path("points")))

    @property
    def labels(self) -> tuple[str, ...]:
        """Each once, in order."""
        labels: tuple[str, ...] = self._read("labels")
        return labels

    @labels.setter
    def labels(self, value: Iterable[str]) -> None:
        wanted = list(dict.fromkeys(_values.texts(value, self._path("labels"))))
        staying = [label for label in self.labels if label in wanted]
        if staying != [label for label in wanted if label in staying]:
            staying = []
        edits = [self._label_edit("remove", label) for label in self.labels if label not in staying]
        for above, label in zip([None, *wanted], wanted, strict=False):
            if label not in staying:
                edits.append(self._label_edit("add", label) | {"after": above})
        self._map._edit_all(edits, self._path("labels"))

    @property
    def personas(self) -> tuple[Persona, ...]:
        """For whom it is written, each once."""
        return tuple(map(self._map.persona, self._read("personas")))

    @personas.setter
    def personas(self, value: Iterable[Persona | str]) -> None:
        self._write("personas", _ids(value, self._path("personas")))

    @property
    def release(self) -> Release | None:
        """The release it is planned for."""
        release = self._read("release")
        return None if release is None else self._map.release(release)

    @release.setter
    def release(self, value: Release | str | None) -> None:
        self._write("release", None if value is None else reference(value, Release, self._path("release")))

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the map that begin or end here."""
        self._read("title")
        return tuple(link for link in self._map.links if self in (link.from_story, link.to_story))

    def add_label(self, label: str, *, after: str | EllipsisType | None = ...) -> Edits:
        """Gives it a label that it does not have: last, behind another one, or first (None). Returns the undo."""
        labels = self.labels
        above = (labels[-1] if labels else None) if after is ... else after
        edit = self._label_edit("add", _values.text(label, "label")) | {"after": above}
        return self._map._edit(edit, self._path("labels"))

    def remove_label(self, label: str) -> Edits:
        """Takes a label away. Returns the undo."""
        return self._map._edit(self._label_edit("remove", _values.text(label, "label")), self._path("labels"))

    def move(self, task: Task | str | None = None, *, after: After[Story] = ...) -> Edits:
        """Moves it: below another task (None: its own), behind another story, None for the top. Returns the undo."""
        from ._task import Task

        home = self.task if task is None else self._map.task(reference(task, Task, "task"))
        return self._move(home.id, after)

    def _label_edit(self, op: str, label: str) -> dict[str, object]:
        return {"op": op, "noun": "label", "story": self._id, "value": label}


def _ids(personas: object, name: str) -> list[str]:
    """The ids of personas given by views or ids."""
    if isinstance(personas, str) or not isinstance(personas, Iterable):
        raise TypeError(f"{name} must be a list of Persona or str, not {type(personas).__name__}")
    return [reference(persona, Persona, f"{name}[{row}]") for row, persona in enumerate(personas)]


def story_value(fields: dict[str, object]) -> dict[str, object]:
    """The fields of a new story as the JSON schema has them; absent ones are left out."""
    points, release = fields["points"], fields["release"]
    value: dict[str, object] = {
        "title": _values.text(fields["title"], "title"),
        "description": _values.text(fields["description"], "description"),
        "acceptance_criteria": _values.texts(fields["acceptance_criteria"], "acceptance_criteria"),
        "priority": _values.text(fields["priority"], "priority"),
        "status": _values.text(fields["status"], "status"),
        "points": None if points is None else _values.number(points, "points"),
        "labels": _values.texts(fields["labels"], "labels"),
        "personas": _ids(fields["personas"], "personas"),
        "release": None if release is None else reference(release, Release, "release"),
        "external": _values.external(fields["external"], "external"),
    }
    return {word: field for word, field in value.items() if field not in (None, "", [])}
