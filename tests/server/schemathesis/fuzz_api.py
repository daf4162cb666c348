#!/usr/bin/env python3
"""Requests made from the description of the API, good and bad ones, and whether the answers are what it says.

    fuzz_api.py [--cases N] [--seed N] [--junit FILE] [--program schemathesis]

Starts a server of its own on a SQLite file. Operations run in passes: what would take away what the others need (the
account, the project) comes last, each with a server and data of its own. Every pass checks all that Schemathesis knows
to check; besides, at least 60 % of the reads must be answered 2xx: a wall of refusals is no pass.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from services.server import PASSWORD, Server

BOARD = HERE.parents[2] / "examples/trello/de-amirite.json"
#: What ends the session, the account or the project that all other operations need.
ENDING = ("logout", "delete_me", "change_password", "delete_project", "confirm_password_reset", "refresh")
LEAST_READS = 0.6
#: Whose bodies say more than a schema can: what is known of the map, the account or the time, and of other members.
#: There a request that fits the schema may be answered 400 or 422; everywhere else it must be taken.
MEANINGFUL = {
    "tokens of letters": "confirm_password_reset verify_email accept_invitation",
    "addresses of the forms that people have": "register login request_password_reset resend_verification add_member",
    "passwords": "change_password",
    "ids of batches, and of nouns on the map": "edit_map undo_map redo_map restore_version import_map make_link"
    + "".join(f" {verb}_{noun}" for verb in ("make", "change", "move", "delete")
              for noun in ("activity", "task", "story", "release", "persona")),
    "similar <= duplicate": "analyze_map validate_map find_duplicates find_closest",
    "cursors": "list_projects list_my_audit",
    "a revision that is still to come": "get_map list_changes",
}  # fmt: skip


@dataclass
class Counts:
    cases: int = 0
    reads: Counter[bool] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def share_of_reads(self) -> float:
        return self.reads[True] / max(1, sum(self.reads.values()))


class Data:
    """A user with a project in which there is something of everything, and the ids that paths need."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.token = server.register("anna")
        other = server.register("boris")
        project = server.project(self.token, "Board")
        base = f"/api/v1/projects/{project}"
        imported = server.call("POST", f"{base}/import?format=auto", BOARD.read_bytes(), self.token)
        assert imported.status == 200, imported
        server.post(f"{base}/members", {"email": "boris@example.com", "role": "editor"}, self.token)
        invited = server.post(f"{base}/members", {"email": "carla@example.com", "role": "viewer"}, self.token)
        assert invited.status == 202, invited
        map_now = server.get(f"{base}/map", self.token).json
        activity = map_now["activities"][0]
        task = next(task for each in map_now["activities"] for task in each["tasks"] if task["stories"])
        persona = server.post(f"{base}/personas", {"value": {"name": "Reader"}}, self.token)
        release = server.post(f"{base}/releases", {"value": {"name": "First"}}, self.token)
        stories = [story["id"] for each in map_now["activities"] for one in each["tasks"] for story in one["stories"]]
        link = {"kind": "relates", "from": stories[0], "to": stories[1]}
        linked = server.post(f"{base}/links", {"value": link}, self.token)
        assert linked.status == 201, linked
        self.ids = link | {
            "project": project,
            "activity": activity["id"],
            "task": task["id"],
            "story": task["stories"][0]["id"],
            "persona": persona["id"],
            "release": release["id"],
            "user": server.get("/api/v1/me", other)["id"],
            "version": server.post(f"{base}/versions", {"name": "kept"}, self.token)["id"],
            "link": server.post(f"{base}/share-links", {}, self.token)["id"],
            "key": server.post("/api/v1/me/api-keys", {"name": "bot", "scopes": ["read"]}, self.token)["id"],
            "invitation": server.get(f"{base}/invitations", self.token)["invitations"][0]["id"],
            "session": server.get("/api/v1/me/sessions", other)["sessions"][0]["id"],
        }


def paths_of(document: dict[str, Any]) -> set[str]:
    """The names of all parameters of paths."""
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    return {each["name"] for one in operations for each in one.get("parameters", []) if each["in"] == "path"}


def count(report: Path, counts: Counts) -> None:
    """Adds what a run did, by its events."""
    for line in report.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for kind, body in event.items():
            if kind != "ScenarioFinished":
                continue
            recorder = body["recorder"]
            for name, interaction in recorder.get("interactions", {}).items():
                counts.cases += 1
                request, response = interaction["request"], interaction.get("response")
                case = recorder["cases"].get(name, {}).get("value", {})
                if request["method"] != "GET" or response is None or is_bad(case):
                    continue
                counts.reads[200 <= response["status_code"] < 300] += 1


def is_bad(case: dict[str, Any]) -> bool:
    """Whether the request was made to be refused."""
    meta = case.get("meta") or {}
    return (meta.get("generation") or {}).get("mode") == "negative"


def run(arguments: argparse.Namespace, chosen: list[str], examples: int, counts: Counts) -> None:
    server = Server("", "--registration=true")
    try:
        data = Data(server)
        document = server.get("/api/openapi.json").json
        with tempfile.TemporaryDirectory(prefix="storymap-schemathesis-") as folder:
            unknown = paths_of(document) - data.ids.keys()
            assert not unknown, f"{__file__}: Data has no id for {unknown}"
            configuration = Path(folder) / "schemathesis.toml"
            lines = ["[parameters]"]
            lines += [f'"path.{name}" = {json.dumps(value)}' for name, value in data.ids.items()]
            names = [name for text in MEANINGFUL.values() for name in text.split()]
            for name in names:
                lines += ["[[operations]]", f'include-operation-id = "{name}"', "[operations.checks.positive_data_acceptance]",
                          'expected-statuses = ["2xx", "3xx", 400, 401, 403, 404, 409, 410, 422, 429]']  # fmt: skip
            configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")
            report = Path(folder) / "events.ndjson"
            done = subprocess.run(
                [arguments.program, "--config-file", configuration, "run", f"http://127.0.0.1:{server.port}/api/openapi.json",
                 "--checks=all", f"--max-examples={examples}", f"--seed={arguments.seed}", "--no-color", "--continue-on-failure",
                 "--generation-database=none", "--suppress-health-check=all", "--warnings=off", "--request-timeout=30",
                 "--report=ndjson", f"--report-ndjson-path={report}", f"--header=Authorization: Bearer {data.token}",
                 *chosen],
                capture_output=True, text=True, check=False, cwd=folder,
                env=os.environ | {"SCHEMATHESIS_HOOKS": ""},
            )  # fmt: skip
            if report.exists():
                count(report, counts)
            if done.returncode != 0:
                counts.failures.append(done.stdout[-60_000:] + done.stderr[-4_000:])
    finally:
        server.stop()


def write_junit(path: Path, counts: Counts, seconds: float) -> None:
    suite = ElementTree.Element("testsuite", name="api-fuzz", tests="1", time=str(seconds))
    case = ElementTree.SubElement(suite, "testcase", name=f"{counts.cases} requests", classname="api-fuzz")
    for failure in counts.failures:
        ElementTree.SubElement(case, "failure", message="see the text").text = failure
    ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=600, help="requests in all, at least")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--junit", type=Path)
    parser.add_argument("--program", default="st")
    arguments = parser.parse_args()
    arguments.program = str(Path(shutil.which(arguments.program) or arguments.program).absolute())
    begin = time.monotonic()
    counts = Counts()
    print(f"seed {arguments.seed}", flush=True)
    others = [f"--exclude-operation-id={name}" for name in ENDING]
    examples = max(2, arguments.cases // 60)
    run(arguments, others, examples, counts)
    for name in ENDING:
        run(arguments, [f"--include-operation-id={name}"], max(2, examples // 4), counts)
    if counts.share_of_reads < LEAST_READS:
        counts.failures.append(f"only {counts.share_of_reads:.0%} of the reads were answered 2xx")
    if counts.cases < arguments.cases:
        counts.failures.append(f"only {counts.cases} of {arguments.cases} requests were made")
    for failure in counts.failures:
        print(failure)
    print(f"{counts.cases} requests, {counts.share_of_reads:.0%} of the reads answered 2xx, "
          f"{len(counts.failures)} passes failed, seed {arguments.seed}")  # fmt: skip
    if arguments.junit is not None:
        write_junit(arguments.junit, counts, time.monotonic() - begin)
    return 1 if counts.failures else 0


if __name__ == "__main__":
    sys.exit(main())
