"""Tasks: the backbone of the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ._noun import After, TitledNoun, reference

if TYPE_CHECKING:
    from ._activity import Activity
    from ._edits import Edits
    from ._external import External
    from ._persona import Persona
    from ._release import Release
    from ._story import Status, Story


class Task(TitledNoun):
    """A step of an activity; the tasks, left to right, are the backbone of the map."""

    __slots__ = ()
    kind = "task"

    @property
    def activity(self) -> Activity:
        """What it is a step of."""
        return self._map.activity(self._map._handle.parent(self.kind, self._id))

    @property
    def stories(self) -> tuple[Story, ...]:
        """Its stories, from the top."""
        return tuple(map(self._map.story, self._map._handle.children(self.kind, self._id)))

    def add_story(
        self,
        title: str,
        *,
        id: str | None = None,
        description: str = "",
        acceptance_criteria: Iterable[str] = (),
        priority: str = "",
        status: Status = "todo",
        points: float | None = None,
        labels: Iterable[str] = (),
        personas: Iterable[Persona | str] = (),
        release: Release | str | None = None,
        external: Iterable[External | Mapping[str, Any]] = (),
        extra: Mapping[str, Any] | None = None,
        after: After[Story] = ...,
    ) -> Story:
        """Adds a story and returns it.

        Parameters
        ----------
        title
            What it is called; the fields of `Story` follow.
        id
            Its id; by default the next free of s1, s2, ...
        extra
            Fields that the schema does not know.
        after
            The story above it, or its id; None for the first place, ``...`` for the last.
        """
        fields: dict[str, object] = {
            "title": title,
            "description": description,
            "acceptance_criteria": acceptance_criteria,
            "priority": priority,
            "status": status,
            "points": points,
            "labels": labels,
            "personas": personas,
            "release": release,
            "external": external,
        }
        return self._map._add_story(self, id, fields, dict(extra or {}), after)

    def move(self, activity: Activity | str | None = None, *, after: After[Task] = ...) -> Edits:
        """Moves it, with its stories: to another activity (None: its own), behind another task. Returns the undo."""
        from ._activity import Activity

        home = self.activity if activity is None else self._map.activity(reference(activity, Activity, "activity"))
        return self._move(home.id, after)
