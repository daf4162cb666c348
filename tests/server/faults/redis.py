#!/usr/bin/env python3
"""A Redis that is slow, silent, sliced, cut, refused or dead: every request is answered, and no door is open."""

from __future__ import annotations

import sys
import threading
import time
import unittest
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from services.gate import Gate
from services.redis import Redis
from services.server import CLASSES, Server

#: One class is narrow: a limit that holds can be seen.
RATES = "--rate=" + ",".join(f"{name}={'20/1h' if name == 'invite' else '1000000/60s'}" for name in CLASSES.split())


class RedisFaults(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = Redis()
        self.addCleanup(self.redis.stop)
        self.gate = Gate(self.redis.port)
        self.addCleanup(self.gate.close)

    def server(self, *options: str, database: str = "", keys: str = "") -> Server:
        server = Server(
            database, f"--redis=redis://127.0.0.1:{self.gate.port}", "--redis-timeout=100ms", RATES, *options, keys=keys
        )
        self.addCleanup(server.stop)
        return server

    def metric(self, server: Server, name: str) -> float:
        for line in server.metrics().splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        raise AssertionError(f"there is no metric {name}")

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), until, what)
            time.sleep(0.02)

    def is_connected(self, server: Server) -> bool:
        return self.metric(server, "storymap_redis_connected") == 1

    def ask(self, server: Server, token: str, times: int = 40) -> float:
        """The longest that one of some requests took; all of them are answered 200."""
        longest = 0.0
        for _ in range(times):
            begin = time.monotonic()
            answer = server.get("/api/v1/me", token)
            longest = max(longest, time.monotonic() - begin)
            self.assertEqual(answer.status, 200, answer)
        return longest

    def test_faults_cost_nobody_an_answer(self) -> None:
        server = self.server()
        token = server.register("anna")
        self.wait_until(lambda: self.is_connected(server), "Redis is not connected")
        self.ask(server, token)
        alone = self.metric(server, "storymap_rates_without_redis_total")

        def slow() -> None:
            self.gate.delay = 1.0

        def sliced() -> None:
            self.gate.delay, self.gate.slice_size = 0, 1

        def silent() -> None:
            self.gate.is_silent = True

        for name, fault in {"cut": self.gate.cut, "sliced": sliced, "slow": slow, "silent": silent,
                            "refused": self.gate.refuse}.items():  # fmt: skip
            with self.subTest(name):
                fault()
                # The first to notice waits for as long as Redis may take; a connection of the test has its time too.
                self.assertLess(self.ask(server, token), 2)
                if name == "refused":
                    self.gate.open()
                self.gate.delay, self.gate.slice_size, self.gate.is_silent = 0, 0, False
                self.gate.cut()
                self.wait_until(lambda: self.is_connected(server), f"Redis is not connected again after {name}")
        self.assertGreater(self.metric(server, "storymap_rates_without_redis_total"), alone)

    def test_kill_9_of_redis_opens_no_door_and_is_told_once(self) -> None:
        server = self.server("--instances=2")
        token = server.register("anna")
        project = server.project(token)
        self.wait_until(lambda: self.is_connected(server), "Redis is not connected")
        self.redis.kill()
        self.wait_until(lambda: not self.is_connected(server), "nobody noticed")

        def invite(name: str) -> int:
            path = f"/api/v1/projects/{project}/members"
            return server.post(path, {"email": f"{name}@example.com", "role": "viewer"}, token).status

        statuses = Counter(invite(f"guest{k}") for k in range(40))
        self.assertEqual(statuses, {202: 10, 429: 30}, "each of two servers allows half of 20")
        self.assertEqual(server.log().count("Redis is away"), 1)
        self.redis.start()
        self.wait_until(lambda: self.is_connected(server), "Redis is not connected again")
        self.wait_until(lambda: "Redis is back" in server.log(), "its return is not told")
        statuses = Counter(invite(f"late{k}") for k in range(40))
        self.assertEqual(statuses, {202: 20, 429: 20}, "all together count again")

    def test_two_servers_share_a_rate(self) -> None:
        first = self.server("--instances=2")
        token = first.register("anna")
        project = first.project(token)
        second = self.server("--instances=2", database=first.database, keys=first.keys)
        for server in (first, second):
            self.wait_until(lambda server=server: self.is_connected(server), "Redis is not connected")  # type: ignore[misc]
        statuses: Counter[int] = Counter()
        lock = threading.Lock()

        def invite(server: Server, name: str) -> None:
            for k in range(20):
                body = {"email": f"{name}{k}@example.com", "role": "viewer"}
                status = server.post(f"/api/v1/projects/{project}/members", body, token).status
                with lock:
                    statuses[status] += 1

        threads = [threading.Thread(target=invite, args=(server, name))
                   for server, name in ((first, "a"), (second, "b"))]  # fmt: skip
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(statuses, {202: 20, 429: 20})


if __name__ == "__main__":
    unittest.main()
