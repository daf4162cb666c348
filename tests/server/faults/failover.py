#!/usr/bin/env python3
"""A standby takes over from a PostgreSQL that dies under load: no acknowledged edit is lost, and work goes on."""

from __future__ import annotations

import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from services.editors import Editors
from services.postgres import Postgres
from services.server import Server


class Failover(unittest.TestCase):
    def test_nothing_acknowledged_is_lost_and_writing_goes_on_within_ten_seconds(self) -> None:
        primary = Postgres(is_durable=True)
        self.addCleanup(primary.stop)
        standby = Postgres(is_durable=True, primary=primary)
        self.addCleanup(standby.stop)
        hosts = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
        server = Server(f"postgresql://storymap@{hosts}/postgres")
        self.addCleanup(server.stop)
        token = server.register("anna")
        editors = Editors(server, token, [server.project(token, f"Shop {k}") for k in range(6)])
        editors.start()
        time.sleep(1)
        primary.kill()
        died, before = time.monotonic(), editors.count()
        self.assertGreater(before, 50)
        time.sleep(0.5)
        standby.promote()
        while editors.count() <= before + 50:
            self.assertLess(time.monotonic() - died, 15, editors.failures[-5:])
            time.sleep(0.05)
        print(f"writing again {time.monotonic() - died:.1f} s after the primary died", file=sys.stderr)
        self.assertLess(time.monotonic() - died, 10)
        editors.stop()
        self.assertEqual(editors.missing(), [])
        unexpected = [each for each in editors.failures if not each.startswith(("503 ", "500 "))]
        self.assertEqual(unexpected, [])


if __name__ == "__main__":
    unittest.main()
