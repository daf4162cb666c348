"""People who edit a map all the time, and remember what they were told."""

from __future__ import annotations

import http.client
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from services.server import Answer, Server


def persona(name: str) -> list[dict[str, Any]]:
    """The smallest edit there is: it needs nothing else in the map."""
    return [{"v": 1, "op": "add", "noun": "persona", "value": {"id": name, "name": name}, "after": None}]


def edit(server: Server, project: str, token: str, name: str, batch: str = "", **options: Any) -> Answer:
    body = {"batch_id": batch or str(uuid.uuid4()), "base_revision": 1, "edits": persona(name)}
    return server.post(f"/api/v1/projects/{project}/edits", body, token, **options)


def personas(server: Server, project: str, token: str) -> set[str]:
    answer = server.get(f"/api/v1/projects/{project}/map", token)
    assert answer.status == 200, answer
    return {each["id"] for each in answer.json.get("personas", [])}


@dataclass
class Editors:
    """Adds personas with some threads, each to a project of its own, until `stop`."""

    server: Server
    token: str
    projects: list[str]
    acknowledged: dict[str, set[str]] = field(default_factory=dict)  #: the personas of each project that are there
    failures: list[str] = field(default_factory=list)
    last_success: float = 0
    _threads: list[threading.Thread] = field(default_factory=list)
    _is_stopping: bool = False

    def start(self) -> None:
        self._is_stopping = False
        for project in self.projects:
            self.acknowledged.setdefault(project, set())
            thread = threading.Thread(target=self._edit, args=(project,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        self._is_stopping = True
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def count(self) -> int:
        """How many edits were acknowledged."""
        return sum(map(len, self.acknowledged.values()))

    def missing(self) -> list[str]:
        """What was acknowledged and is not there."""
        found = {project: personas(self.server, project, self.token) for project in self.projects}
        return [name for project, names in self.acknowledged.items() for name in names - found[project]]

    def _edit(self, project: str) -> None:
        while not self._is_stopping:
            name = str(uuid.uuid4())
            try:
                answer = edit(self.server, project, self.token, name, timeout=15)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(type(error).__name__)
                time.sleep(0.02)
                continue
            if answer.status == 200:
                self.acknowledged[project].add(name)
                self.last_success = time.monotonic()
            else:
                self.failures.append(f"{answer.status} {answer['code']}")
                time.sleep(0.02)
