"""The stories of a map as rows of a table."""

from __future__ import annotations

from typing import Any


def story_records(document: dict[str, Any]) -> list[dict[str, Any]]:
    """A dict for each story of a map in the JSON schema; every row has the same members."""
    releases = {release["id"]: release.get("title", "") for release in document.get("releases", ())}
    personas = {persona["id"]: persona.get("name", "") for persona in document.get("personas", ())}
    return [
        {
            "id": story["id"],
            "title": story.get("title", ""),
            "description": story.get("description", ""),
            "acceptance_criteria": story.get("acceptance_criteria", []),
            "priority": story.get("priority", ""),
            "status": story.get("status", "todo"),
            "points": story.get("points"),
            "labels": story.get("labels", []),
            "personas": [personas[id] for id in story.get("personas", ())],
            "release": releases.get(story.get("release")),
            "task": task.get("title", ""),
            "task_id": task["id"],
            "activity": activity.get("title", ""),
            "activity_id": activity["id"],
        }
        for activity in document.get("activities", ())
        for task in activity.get("tasks", ())
        for story in task.get("stories", ())
    ]
