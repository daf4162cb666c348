"""Activities: goals of the user, left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._noun import After, TitledNoun

if TYPE_CHECKING:
    from ._edits import Edits
    from ._story import Story
    from ._task import Task


class Activity(TitledNoun):
    """A goal of the user that takes several tasks."""

    __slots__ = ()
    kind = "activity"

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Its tasks, from the left."""
        return tuple(map(self._map.task, self._map._handle.children(self.kind, self._id)))

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories of all its tasks, in map order."""
        return tuple(story for task in self.tasks for story in task.stories)

    def add_task(self, title: str, *, id: str | None = None, description: str = "", after: After[Task] = ...) -> Task:
        """Adds a task and returns it; the parameters are those of `Map.add_activity`."""
        return self._map._add_task(self, title, id, description, after)

    def move(self, *, after: After[Activity] = ...) -> Edits:
        """Moves it, with everything in it: behind another activity, None for the first place. Returns the undo."""
        return self._move(None, after)
