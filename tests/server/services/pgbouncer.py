"""A PgBouncer in mode "transaction" before a PostgreSQL server."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time

from services.postgres import USER, Postgres, free_port, own_folder, unprivileged


class PgBouncer:
    def __init__(self, postgres: Postgres) -> None:
        self.folder = own_folder("pgbouncer")
        self.port = free_port()
        configuration = self.folder / "pgbouncer.ini"
        configuration.write_text(
            f"""[databases]
* = host=127.0.0.1 port={postgres.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {self.port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 500
default_pool_size = 4
logfile = {self.folder}/log
""",
            encoding="utf-8",
        )
        # With any user accepted, PgBouncer logs in as the user that a database names.
        configuration.write_text(
            configuration.read_text(encoding="utf-8").replace(f"port={postgres.port}", f"port={postgres.port} user={USER}"),
            encoding="utf-8",
        )
        program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
        self.process = subprocess.Popen(
            [program, "-q", configuration],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True, **unprivileged(),  # type: ignore[call-overload]
        )  # fmt: skip
        self.wait()

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def wait(self, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)
