#!/usr/bin/env python3
"""Users and projects of the predecessor go on where they were: from SQLite and from PostgreSQL, into either."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from services.postgres import Postgres
from services.server import PROGRAM, Server

PASSWORD = "пароль из прошлого"
#: bcrypt of it, as the passlib of the predecessor wrote it.
HASH = "$2b$04$abcdefghijklmnopqrstuu80kIpL8ppYbXmTcWX2h7iVW6QIYI0SS"

#: The tables of the predecessor. What is spelled differently in PostgreSQL stands between bars: SQLite|PostgreSQL.
SCHEMA = """
CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR NOT NULL, hashed_password VARCHAR NOT NULL,
  full_name VARCHAR, is_active BOOLEAN, created_at TIMESTAMP);
CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR, raw_requirements TEXT, user_id INTEGER);
CREATE TABLE releases (id INTEGER PRIMARY KEY, project_id INTEGER, title VARCHAR, position INTEGER);
CREATE TABLE activities (id INTEGER PRIMARY KEY, project_id INTEGER, title VARCHAR, position INTEGER);
CREATE TABLE user_tasks (id INTEGER PRIMARY KEY, activity_id INTEGER, title VARCHAR, position INTEGER);
CREATE TABLE user_stories (id INTEGER PRIMARY KEY, task_id INTEGER, release_id INTEGER, title VARCHAR,
  description TEXT, priority VARCHAR, acceptance_criteria JSON, status VARCHAR, position INTEGER);
INSERT INTO users VALUES (1, 'Anna@Example.com', 'HASH', 'Анна', true, '2024-05-01 12:00:00'),
  (2, 'boris@example.com', 'HASH', NULL, false, NULL), (3, 'no address', 'HASH', NULL, true, NULL);
INSERT INTO projects VALUES (10, 'Магазин', 'Продавать всё', 1), (11, 'Lost', NULL, 3);
INSERT INTO releases VALUES (5, 10, 'MVP', 0);
INSERT INTO activities VALUES (21, 10, 'Second', 1), (20, 10, 'First', 0), (22, 999, 'Orphan', 0);
INSERT INTO user_tasks VALUES (30, 20, 'Pay', 0);
INSERT INTO user_stories VALUES
  (41, 30, 5, 'Pay by card', 'As a customer', 'MVP', '["given", "when \\"then\\""]', 'in_progress', 0),
  (40, 30, 77, 'Pay by invoice', NULL, 'Later', NULL, 'todo', 1);
""".replace("HASH", HASH)


def run(*arguments: str, expect: int = 0) -> str:
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == expect, done
    return done.stdout + done.stderr


class ImportLegacy(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="storymap-legacy-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def sqlite(self) -> str:
        path = self.folder / "old.db"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(SCHEMA)
        return f"sqlite:{path}"

    def check(self, server: Server) -> None:
        login = {"email": "anna@example.com", "password": PASSWORD}
        answer = server.post("/api/v1/auth/login", login)
        self.assertEqual((answer.status, answer["user"]["name"]), (200, "Анна"), answer)
        token = answer["access_token"]
        (project,) = server.get("/api/v1/projects", token)["projects"]
        self.assertEqual(project["name"], "Магазин")
        found = server.get(f"/api/v1/projects/{project['id']}/map", token).json
        self.assertEqual(found["description"], "Продавать всё")
        self.assertEqual([each["title"] for each in found["activities"]], ["First", "Second"])
        card, invoice = found["activities"][0]["tasks"][0]["stories"]
        self.assertEqual(card["acceptance_criteria"], ["given", 'when "then"'])
        self.assertEqual((card["status"], card["priority"], card["release"]), ("in_progress", "MVP", "r5"))
        self.assertNotIn("release", invoice, json.dumps(invoice))
        self.assertEqual(server.post("/api/v1/auth/login", login).status, 200, "with the new hash")
        disabled = server.post("/api/v1/auth/login", login | {"email": "boris@example.com"})
        self.assertEqual((disabled.status, disabled["code"]), (403, "account_disabled"))

    def test_from_sqlite_into_sqlite(self) -> None:
        target = f"sqlite:{self.folder}/new.db"
        report = run("import-legacy", f"--database={target}", f"--from={self.sqlite()}")
        self.assertIn("2 users and 1 projects taken over", report)
        self.assertIn("1 rows belonged to nothing", report)
        self.assertIn("no address: no e-mail address", report)
        self.assertIn("'Lost': its owner was left out", report)
        server = Server(target)
        self.addCleanup(server.stop)
        self.check(server)
        again = run("import-legacy", f"--database={target}", "--from", f"sqlite:{self.folder}/old.db")
        self.assertIn("0 users and 0 projects", again)

    def test_from_postgres_into_postgres(self) -> None:
        postgres = Postgres()
        self.addCleanup(postgres.stop)
        postgres.psql("CREATE DATABASE old")
        postgres.psql("CREATE DATABASE new")
        postgres.psql(SCHEMA, "old")
        old, new = postgres.url.replace("/postgres", "/old"), postgres.url.replace("/postgres", "/new")
        self.assertIn("2 users and 1 projects", run("import-legacy", f"--database={new}", f"--from={old}"))
        server = Server(new)
        self.addCleanup(server.stop)
        self.check(server)

    def test_another_database_is_refused(self) -> None:
        run("migrate", f"--database=sqlite:{self.folder}/ours.db")
        (self.folder / "empty.db").touch()
        report = run("import-legacy", f"--database=sqlite:{self.folder}/new.db",
                     f"--from=sqlite:{self.folder}/empty.db", expect=2)  # fmt: skip
        self.assertIn("no database of the predecessor", report)


if __name__ == "__main__":
    unittest.main()
