"""A PostgreSQL server of a test's own: in a folder under /tmp, on a free port of this machine."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PROGRAMS = Path(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
USER = "storymap"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def unprivileged() -> dict[str, object]:
    """How subprocess runs a program as somebody else than root, which PostgreSQL and PgBouncer refuse to be."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def own_folder(name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"storymap-{name}-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    return folder


class Postgres:
    """Started by the constructor; `stop` removes every trace."""

    def __init__(self, *, is_durable: bool = False, primary: Postgres | None = None) -> None:
        """A standby of `primary`, which waits for it at every commit; or a server without anything in it."""
        self.folder = own_folder("postgres")
        self.port = free_port()
        self.is_durable = is_durable
        self.settings: dict[str, object] = {}
        self.process: subprocess.Popen[bytes] | None = None
        if primary is None:
            self._run("initdb", "--auth=trust", f"--username={USER}", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
        else:
            self._run("pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", f"--dbname={primary.url}")
        self.start()
        if primary is not None:
            primary.psql("ALTER SYSTEM SET synchronous_standby_names = '*'; SELECT pg_reload_conf()")

    def promote(self) -> None:
        self.psql("SELECT pg_promote()")

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [PROGRAMS / program, "-D", self.data, *arguments],
            check=True, stdout=subprocess.DEVNULL, cwd="/", **unprivileged(),  # type: ignore[call-overload]
        )  # fmt: skip

    def start(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "max_connections": 300,
            "shared_buffers": "64MB",
            "fsync": "on" if self.is_durable else "off",
            "log_min_messages": "fatal",
        }
        options = [f"-c{name}={value}" for name, value in settings.items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [PROGRAMS / "postgres", "-D", self.data, *options],
                stdout=log, stderr=log, cwd="/", start_new_session=True, **unprivileged(),  # type: ignore[call-overload]
            )  # fmt: skip
        self.wait()

    def wait(self, seconds: float = 30) -> None:
        """Until it answers."""
        until = time.monotonic() + seconds
        asking = [PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER]
        while subprocess.run(asking, check=False).returncode != 0:
            if time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text())
            time.sleep(0.05)

    def kill(self) -> None:
        """As when power is lost: nothing is written any more."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def psql(self, sql: str, database: str = "postgres") -> str:
        """What a statement answers: a line for a row."""
        asked = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"],
            input=sql, text=True, capture_output=True, check=True,
        )  # fmt: skip
        return asked.stdout.strip()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)
