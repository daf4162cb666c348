#!/usr/bin/env python3
"""What the server promises while the network between it and PostgreSQL misbehaves."""

from __future__ import annotations

import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from services.editors import edit, personas
from services.gate import Gate
from services.postgres import Postgres
from services.server import Answer, Server


class Network(unittest.TestCase):
    postgres: Postgres

    @classmethod
    def setUpClass(cls) -> None:
        cls.postgres = Postgres()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.postgres.stop()

    def setUp(self) -> None:
        name = "faults_" + self._testMethodName.lower()
        self.postgres.psql(f"CREATE DATABASE {name}")
        self.gate = Gate(self.postgres.port)
        url = f"postgresql://storymap@127.0.0.1:{self.gate.port}/{name}"
        self.server = Server(url, "--database-timeout=2s")
        self.addCleanup(self.server.stop)
        self.addCleanup(self.gate.close)
        self.token = self.server.register("anna")
        self.project = self.server.project(self.token)

    def assert_recovers(self, within: float = 5) -> None:
        until = time.monotonic() + within
        while self.read().status != 200:
            self.assertLess(time.monotonic(), until, "it did not recover")
            time.sleep(0.05)

    def read(self) -> Answer:
        return self.server.get("/api/v1/projects", self.token)

    def timed_read(self) -> tuple[Answer, float]:
        begin = time.monotonic()
        return self.read(), time.monotonic() - begin

    def assert_unavailable(self, answer: Answer) -> None:
        self.assertEqual(answer.status, 503, answer)
        self.assertIn("retry-after", answer.headers)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")

    def test_slow_answers_are_waited_for(self) -> None:
        self.gate.delay = 0.1
        self.assertEqual(self.read().status, 200)
        self.assertEqual(edit(self.server, self.project, self.token, "slow").status, 200)

    def test_answers_in_pieces_are_put_together(self) -> None:
        for number in range(30):
            edit(self.server, self.project, self.token, f"p{number}")
        self.gate.slice_size = 3
        self.assertEqual(len(personas(self.server, self.project, self.token)), 30)
        self.assertEqual(edit(self.server, self.project, self.token, "sliced").status, 200)

    def test_lost_connections_are_made_again(self) -> None:
        for _ in range(5):
            self.gate.cut()
            self.assertEqual(self.read().status, 200)
            self.gate.cut()
            self.assertEqual(self.server.get(f"/api/v1/projects/{self.project}/map", self.token).status, 200)

    def test_without_a_database_requests_fail_soon_and_the_process_lives(self) -> None:
        self.gate.refuse()
        for _ in range(3):
            answer, seconds = self.timed_read()
            self.assert_unavailable(answer)
            self.assertLess(seconds, 3)
        self.assertEqual(self.server.get("/health").status, 200)
        self.assertEqual(self.server.get("/ready").status, 503)
        self.assertEqual(self.server.get("/api/v1/projects").status, 401, "nobody gets in for want of a database")
        self.gate.open()
        self.assert_recovers()
        self.assertEqual(self.server.get("/ready").status, 200)

    def test_a_silent_connection_does_not_hold_requests(self) -> None:
        self.gate.is_silent = True
        answer, seconds = self.timed_read()
        self.assert_unavailable(answer)
        self.assertLess(seconds, 10)
        self.gate.is_silent = False
        self.assert_recovers()

    def test_a_lost_answer_of_a_commit_is_unknown_and_may_be_asked_again(self) -> None:
        self.gate.cut_behind = lambda data: b"COMMIT" in data
        lost = edit(self.server, self.project, self.token, "lost", batch="batch-1")
        self.gate.cut_behind = None
        self.assertEqual((lost.status, lost["code"]), (503, "outcome_unknown"), lost)
        self.assert_recovers()
        again = edit(self.server, self.project, self.token, "lost", batch="batch-1")
        self.assertEqual(again.status, 200, again)
        self.assertEqual(again["revision"], 2, "done once, not twice")
        self.assertEqual(personas(self.server, self.project, self.token), {"lost"})


if __name__ == "__main__":
    unittest.main()
