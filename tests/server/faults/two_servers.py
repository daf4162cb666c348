#!/usr/bin/env python3
"""Two servers on one PostgreSQL are one to whoever uses them."""

from __future__ import annotations

import secrets
import sys
import time
import unittest
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from services.editors import Editors, edit, personas
from services.postgres import Postgres
from services.server import PASSWORD, Server


class TwoServers(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.postgres = Postgres()
        cls.addClassCleanup(cls.postgres.stop)
        keys = f"k1:{secrets.token_urlsafe(32)}"
        servers: list[Server] = []
        starting = [Thread(target=lambda: servers.append(Server(cls.postgres.url, keys=keys))) for _ in range(2)]
        for thread in starting:
            thread.start()
        for thread in starting:
            thread.join()
        cls.one, cls.other = servers
        for server in servers:
            cls.addClassCleanup(server.stop)

    def test_both_started_at_once_on_an_empty_database(self) -> None:
        self.assertEqual([self.one.get("/ready").status, self.other.get("/ready").status], [200, 200])

    def test_what_one_writes_the_other_reads(self) -> None:
        token = self.one.register("boris")
        project = self.other.project(token)
        for number in range(20):
            writer, reader = (self.one, self.other) if number % 2 else (self.other, self.one)
            self.assertEqual(edit(writer, project, token, f"p{number}").status, 200)
            self.assertEqual(len(personas(reader, project, token)), number + 1)

    def test_edits_through_both_at_once_are_all_there(self) -> None:
        token = self.one.register("clara")
        project = self.one.project(token)
        editors = [Editors(server, token, [project]) for server in (self.one, self.other) for _ in range(3)]
        for each in editors:
            each.start()
        time.sleep(1.5)
        for each in editors:
            each.stop()
        self.assertEqual([name for each in editors for name in each.missing()], [])
        total = sum(each.count() for each in editors)
        self.assertEqual(len(personas(self.one, project, token)), total)
        log = self.other.get(f"/api/v1/projects/{project}/changes?since=1", token)
        self.assertEqual(log.status, 200)
        refused = {failure for each in editors for failure in each.failures}
        self.assertLessEqual(refused, {"409 conflict", "503 overloaded"}, refused)

    def test_a_logout_here_counts_there_within_five_seconds(self) -> None:
        token = self.one.register("dora")
        self.assertEqual(self.other.get("/api/v1/me", token).status, 200)
        self.assertIn(self.one.post("/api/v1/auth/logout", {}, token).status, (200, 204))
        until = time.monotonic() + 5
        while self.other.get("/api/v1/me", token).status != 401:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.1)

    def test_a_refresh_token_is_used_once_whichever_server_is_asked(self) -> None:
        self.one.register("egon")
        login = {"email": "egon@example.com", "password": PASSWORD, "client": "program"}
        first = self.one.post("/api/v1/auth/login", login)["refresh_token"]
        second = self.other.post("/api/v1/auth/refresh", {"refresh_token": first})["refresh_token"]
        third = self.one.post("/api/v1/auth/refresh", {"refresh_token": second})["refresh_token"]
        reused = self.other.post("/api/v1/auth/refresh", {"refresh_token": first})
        self.assertEqual((reused.status, reused["code"]), (401, "refresh_token_reused"))
        self.assertEqual(self.one.post("/api/v1/auth/refresh", {"refresh_token": third}).status, 401)


if __name__ == "__main__":
    unittest.main()
