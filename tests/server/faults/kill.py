#!/usr/bin/env python3
"""Every edit that was acknowledged is there after kill -9, on SQLite and on PostgreSQL.

    kill.py [rounds]    3 when nothing is said
"""

from __future__ import annotations

import sqlite3
import sys
import time
import unittest
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from services.editors import Editors
from services.postgres import Postgres
from services.server import Server

ROUNDS = int(sys.argv.pop(1)) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 3


class Kill(unittest.TestCase):
    def editors_of(self, server: Server) -> Editors:
        token = server.register("anna")
        return Editors(server, token, [server.project(token, f"Shop {k}") for k in range(4)])

    def kill_and_look(self, server: Server, victim: Server | Postgres) -> None:
        editors = self.editors_of(server)
        for _ in range(ROUNDS):
            editors.start()
            time.sleep(0.7)
            victim.kill()
            editors.stop()
            victim.start()
            self.wait_for(server)
            self.assertEqual(editors.missing(), [])
        self.assertGreater(editors.count(), 50 * ROUNDS)

    def wait_for(self, server: Server) -> None:
        """Until it has connections to its database again."""
        until = time.monotonic() + 10
        while server.get("/ready").status != 200:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def test_sqlite(self) -> None:
        server = Server()
        self.addCleanup(server.stop)
        self.kill_and_look(server, server)
        server.kill()
        with closing(sqlite3.connect(server.folder / "storymap.db")) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")

    def test_postgres_when_the_server_dies(self) -> None:
        postgres = Postgres()
        self.addCleanup(postgres.stop)
        server = Server(postgres.url)
        self.addCleanup(server.stop)
        self.kill_and_look(server, server)

    def test_postgres_when_the_database_dies(self) -> None:
        postgres = Postgres(is_durable=True)
        self.addCleanup(postgres.stop)
        server = Server(postgres.url)
        self.addCleanup(server.stop)
        self.kill_and_look(server, postgres)


if __name__ == "__main__":
    unittest.main()
