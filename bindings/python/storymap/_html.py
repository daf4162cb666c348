"""Small pictures of results for notebooks: plain HTML, readable on light and dark pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._map import Map
    from ._nouns import Story, Task

_CELL = "border:1px solid rgba(128,128,128,.35);padding:4px 8px;text-align:left;vertical-align:top"
_COLORS = {"done": "#2e9e5b", "in_progress": "#c98a10", "blocked": "#d04545", "todo": "rgba(128,128,128,.7)"}
_MOST_COLUMNS = 24
_MOST_STORIES = 12


def table(head: list[str], rows: list[list[str]], caption: str = "") -> str:
    """A table of cells that are HTML already."""
    top = "".join(f'<th style="{_CELL}">{cell}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    title = f'<caption style="text-align:left;padding:4px 0">{caption}</caption>' if caption else ""
    return f'<table style="border-collapse:collapse">{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def _story(story: Story) -> str:
    color = _COLORS[story.status]
    return f'<div style="margin:2px 0"><span style="color:{color}" title="{story.status}">&#9679;</span> {escape(story.title)}</div>'


def _cell(stories: list[Story]) -> str:
    more = f"<div><i>{len(stories) - _MOST_STORIES} more</i></div>" if len(stories) > _MOST_STORIES else ""
    return "".join(_story(story) for story in stories[:_MOST_STORIES]) + more


def _columns(tasks: list[Task]) -> tuple[list[Task], str]:
    if len(tasks) <= _MOST_COLUMNS:
        return tasks, ""
    return tasks[:_MOST_COLUMNS], f" &middot; the first {_MOST_COLUMNS} of {len(tasks)} tasks"


def map_html(map: Map) -> str:
    """The map as a table: the backbone on top, a row for each release."""
    tasks, more = _columns(map.tasks)
    counts = map.counts
    caption = f"<b>{escape(map.name or 'Story map')}</b> &middot; {counts['stories']} stories{more}"
    head = [
        "",
        *(f"<small>{escape(task.activity.title)}</small><br>{escape(task.title)}" for task in tasks),
    ]
    stories = {task.id: task.stories for task in tasks}
    slices = [(release.title, release.id) for release in map.releases]
    rows = []
    for title, id in [*slices, ("No release", None)]:
        cells = [_in_release(stories[task.id], id) for task in tasks]
        if id is not None or any(cells):
            rows.append([f"<b>{escape(title)}</b>", *(_cell(cell) for cell in cells)])
    return table(head, rows, caption)


def _in_release(stories: list[Story], id: str | None) -> list[Story]:
    return [story for story in stories if story._fields()["release"] == id]
