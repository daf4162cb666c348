"""Pictures for notebooks: plain tables in the colours of the page, so that they suit light and dark ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from ._language import counted

MOST_COLUMNS = 24
"""Tasks that a picture of a map shows; it says how many more there are."""
MOST_STORIES = 12
"""Stories that one cell shows; it says how many more there are."""

_CELL = "border:1px solid rgba(128,128,128,.4);padding:4px 8px;text-align:left;vertical-align:top"
_DOTS = {"todo": "\u25cb", "in_progress": "\u25d0", "done": "\u25cf", "blocked": "\u2298"}


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; caption and cells are text."""
    return _table(
        f"<b>{escape(caption)}</b>",
        "<tr>" + "".join(_cell("th", escape(cell)) for cell in head) + "</tr>",
        ("<tr>" + "".join(_cell("td", escape(cell)) for cell in row) + "</tr>" for row in rows),
    )


def map_html(document: dict[str, Any]) -> str:
    """A map in the JSON schema as a table: activities and tasks on top, a row for each release."""
    columns = [(activity, task) for activity in document["activities"] for task in activity.get("tasks", ())]
    shown = columns[:MOST_COLUMNS]
    stories = sum(len(task.get("stories", ())) for _, task in columns)
    caption = f"<b>{escape(document.get('name', '') or 'Story map')}</b> \u00b7 {counted(stories, 'story', 'stories')}"
    if len(columns) > len(shown):
        caption += f" \u00b7 the first {len(shown)} of {len(columns)} tasks"
    head = _activity_row(shown) + "<tr>" + _cell("th", "") + "".join(_title_cell(task) for _, task in shown) + "</tr>"
    slices = [(release["id"], release.get("title", "")) for release in document.get("releases", ())]
    rows = []
    for release, title in [*slices, (None, "No release" if slices else "")]:
        cells = [[s for s in task.get("stories", ()) if s.get("release") == release] for _, task in shown]
        if release is not None or any(cells):
            rows.append("<tr>" + _cell("th", escape(title)) + "".join(map(_stories_cell, cells)) + "</tr>")
    return _table(caption, head, rows)


def _activity_row(columns: list[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    row = "<tr>" + _cell("th", "")
    for column, (activity, _) in enumerate(columns):
        if column == 0 or columns[column - 1][0] is not activity:
            span = sum(1 for other, _ in columns if other is activity)
            row += _cell("th", escape(activity.get("title", "")), f' colspan="{span}"')
    return row + "</tr>"


def _title_cell(task: dict[str, Any]) -> str:
    return _cell("th", escape(task.get("title", "")))


def _stories_cell(stories: list[dict[str, Any]]) -> str:
    lines = [f"{_DOTS[s.get('status', 'todo')]} {escape(s.get('title', ''))}" for s in stories[:MOST_STORIES]]
    if len(stories) > MOST_STORIES:
        lines.append(f"<i>and {len(stories) - MOST_STORIES} more</i>")
    return _cell("td", "<br>".join(lines))


def _cell(tag: str, content: str, attributes: str = "") -> str:
    return f'<{tag}{attributes} style="{_CELL}">{content}</{tag}>'


def _table(caption: str, head: str, rows: Iterable[str]) -> str:
    return (
        '<table style="border-collapse:collapse"><caption style="text-align:left;padding:4px 0">'
        f"{caption}</caption><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    )
