#!/usr/bin/env python3
"""The services that the tests of the server share.

    keep.py start <file>    starts them, and writes their addresses into the file, one a line: <name> <url>
    keep.py stop <file>     stops what was started
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def serve(file: Path) -> None:
    from services.pgbouncer import PgBouncer
    from services.postgres import Postgres
    from services.redis import Redis

    running: list[Postgres | PgBouncer | Redis] = []
    try:
        postgres = Postgres()
        running.append(postgres)
        pgbouncer = PgBouncer(postgres)
        running.append(pgbouncer)
        redis = Redis()
        running.append(redis)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        text = f"keeper {os.getpid()}\npostgres {postgres.url}\npgbouncer {pgbouncer.url}\nredis {redis.url}\n"
        part = file.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(file)
        signal.sigwait({signal.SIGTERM})
    finally:
        for service in reversed(running):
            service.stop()


def start(file: Path) -> None:
    stop(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    log = file.with_suffix(".log").open("w", encoding="utf-8")
    keeper = subprocess.Popen(
        [sys.executable, __file__, "serve", str(file)],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    while not file.exists():
        if keeper.poll() is not None:
            sys.exit("the services did not start:\n" + file.with_suffix(".log").read_text(encoding="utf-8"))
        time.sleep(0.05)


def stop(file: Path) -> None:
    if not file.exists():
        return
    keeper = int(file.read_text(encoding="utf-8").split()[1])
    file.unlink()
    try:
        os.kill(keeper, signal.SIGTERM)
        for _ in range(600):
            os.kill(keeper, 0)
            time.sleep(0.05)
    except ProcessLookupError:
        pass


if __name__ == "__main__":
    {"start": start, "stop": stop, "serve": serve}[sys.argv[1]](Path(sys.argv[2]))
