#!/usr/bin/env python3
"""The commands next to serve: doctor, migrate, backup, move, openapi."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from services.editors import Editors, personas
from services.postgres import Postgres
from services.server import PASSWORD, PROGRAM, Server


def command(*arguments: str, expect: int = 0) -> str:
    """What a command prints."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == expect, (arguments, done)
    return done.stdout + done.stderr


class Commands(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="storymap-commands-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def server(self, database: str = "", **options: str) -> Server:
        server = Server(database, **options)
        self.addCleanup(server.stop)
        return server

    def test_doctor_says_what_is_wrong(self) -> None:
        file = f"--database=sqlite:{self.folder}/a.db"
        self.assertIn("the database answers", command("doctor", file))
        self.assertIn("FAIL", command("doctor", file, "--public-url=http://maps.example", expect=1))
        self.assertIn("cannot be used", command("doctor", "--database=postgresql://127.0.0.1:1/x", expect=1))

    def test_the_first_administrator_comes_from_the_command_line(self) -> None:
        server = self.server()
        token = server.register("anna")
        file = f"--database={server.database}"
        self.assertEqual(command("admin", "list", file), "")
        self.assertIn("no account", command("admin", "grant", "--email", "x@example.com", file, expect=2))
        self.assertIn("is an administrator", command("admin", "grant", "--email", "Anna@example.com", file))
        self.assertEqual(command("admin", "list", file), "anna@example.com\n")
        other = server.register("boris")
        boris = server.get("/api/v1/me", other)["id"]
        until = time.monotonic() + 10
        while server.post(f"/api/v1/admin/users/{boris}/disable", None, token).status != 204:
            self.assertLess(time.monotonic(), until, "a running server has not noticed")
            time.sleep(0.1)
        self.assertEqual(server.get("/api/v1/me", other).status, 401)
        self.assertIn("is disabled", command("admin", "disable", "--email", "anna@example.com", file))
        while server.get("/api/v1/me", token).status != 401:
            self.assertLess(time.monotonic(), until, "a running server has not noticed")
            time.sleep(0.1)
        self.assertIn("is no administrator", command("admin", "revoke", "--email", "anna@example.com", file))
        self.assertEqual(command("admin", "list", file), "")

    def test_migrate_is_done_once(self) -> None:
        file = f"--database=sqlite:{self.folder}/a.db"
        self.assertNotIn("0 migrations", command("migrate", file))
        self.assertIn("0 migrations", command("migrate", file))
        self.assertIn("up to date", command("doctor", file))

    def test_a_backup_of_a_server_at_work_is_whole(self) -> None:
        server = self.server()
        token = server.register("anna")
        editors = Editors(server, token, [server.project(token) for _ in range(3)])
        editors.start()
        time.sleep(0.5)
        known = {project: set(names) for project, names in editors.acknowledged.items()}
        saved = self.folder / "saved.db"
        command("backup", f"--database={server.database}", "--to", str(saved))
        time.sleep(0.2)
        editors.stop()
        restored = self.server(f"sqlite:{saved}", keys=server.keys)
        login = restored.post("/api/v1/auth/login", {"email": "anna@example.com", "password": PASSWORD})
        for project, names in known.items():
            self.assertLessEqual(names, personas(restored, project, login["access_token"]))
        self.assertGreater(sum(map(len, known.values())), 20)

    def test_a_backup_that_fails_keeps_what_was_there(self) -> None:
        saved = self.folder / "saved.db"
        saved.write_text("precious")
        command("backup", f"--database=sqlite:{self.folder}/missing.db", "--to", str(saved), expect=2)
        self.assertEqual(saved.read_text(), "precious")
        self.assertEqual([each.name for each in self.folder.iterdir()], ["saved.db"])

    def test_people_go_on_with_their_maps_after_the_move(self) -> None:
        server = self.server()
        token = server.register("anna")
        project = server.project(token)
        board = Path(__file__).resolve().parents[2] / "examples/trello/de-amirite.json"
        imported = server.call("POST", f"/api/v1/projects/{project}/import", board.read_bytes(), token)
        self.assertEqual(imported.status, 200, imported)
        before = server.get(f"/api/v1/projects/{project}/map", token).json
        server.kill()
        postgres = Postgres()
        self.addCleanup(postgres.stop)
        moved = command("move", f"--database={server.database}", f"--to={postgres.url}")
        self.assertIn("users: 1 rows, verified", moved)
        there = self.server(postgres.url, keys=server.keys)
        self.assertEqual(there.get(f"/api/v1/projects/{project}/map", token).json, before)
        self.assertIn("not empty", command("move", f"--database={server.database}", f"--to={postgres.url}", expect=2))

    def test_serving_needs_no_right_to_change_tables(self) -> None:
        postgres = Postgres()
        self.addCleanup(postgres.stop)
        command("migrate", f"--database={postgres.url}")
        postgres.psql(
            "CREATE ROLE app LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;"
            "REVOKE INSERT, UPDATE, DELETE ON schema_migrations FROM app"
        )
        server = self.server(postgres.url.replace("storymap@", "app@"))
        token = server.register("anna")
        self.assertEqual(server.get(f"/api/v1/projects/{server.project(token)}/map", token).status, 200)

    def test_openapi_is_what_is_served(self) -> None:
        server = self.server()
        served = server.get("/api/openapi.json").json
        printed = json.loads(command("openapi", f"--public-url=http://127.0.0.1:{server.port}"))
        self.assertEqual(printed["paths"], served["paths"])

    def test_wrong_words_are_told_apart(self) -> None:
        self.assertIn("there is no command 'fly'", command("fly", expect=2))
        self.assertIn("--to is missing", command("backup", expect=2))
        self.assertIn("pg_dump", command("backup", "--database=postgresql://127.0.0.1/x", "--to=a", expect=2))


if __name__ == "__main__":
    unittest.main()
