"""A storymap-server of a test's own, and how to talk to it."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

PROGRAM = Path(os.environ.get("STORYMAP_BUILD_DIR", "build/release")) / "bin/storymap-server"
#: Tests that are not about rates meet none.
CLASSES = "register login account refresh reset read write import export analysis typing invite anonymous"
WIDE = "--rate=" + ",".join(f"{name}=1000000/60s" for name in CLASSES.split())
PASSWORD = "sunny afternoon walk"


class Answer:
    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None

    def __getitem__(self, member: str) -> Any:
        return self.json[member]

    def __repr__(self) -> str:
        return f"{self.status} {self.body[:300]!r}"


class Server:
    """Runs until `stop`; `kill` is as if power were lost, and `start` brings it back at the same place."""

    def __init__(self, database: str = "", *options: str, keys: str = "") -> None:
        """Without a database it has a file of its own. Servers that share a database share `keys`."""
        self.folder = Path(tempfile.mkdtemp(prefix="storymap-server-"))
        self.database = database or f"sqlite:{self.folder}/storymap.db"
        self.options = options
        self.keys = keys or f"k1:{secrets.token_urlsafe(32)}"
        self.port = 0
        self.admin_port = 0
        self.process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        with (self.folder / "errors").open("a", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                [
                    PROGRAM, "serve", f"--listen=127.0.0.1:{self.port}", "--admin-listen=127.0.0.1:0",
                    f"--database={self.database}", f"--log-file={self.folder}/log", WIDE, *self.options,
                ],
                stdout=subprocess.PIPE, stderr=errors, text=True,
                env=os.environ | {"STORYMAP_TOKEN_KEYS": self.keys},
            )  # fmt: skip
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("admin at "):
                self.admin_port = int(line.strip().rsplit(":", 1)[1])
            if "listening on " in line:
                self.port = int(line.strip().rsplit(":", 1)[1])
                return
        self.process.wait()
        self._close()
        reason = (self.folder / "errors").read_text(encoding="utf-8")
        raise RuntimeError(f"the server did not start: {reason}{self.log()[-2000:]}")

    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._close()

    def _close(self) -> None:
        assert self.process is not None and self.process.stdout is not None
        self.process.stdout.close()

    def stop(self) -> int:
        """The exit code; removes the folder."""
        assert self.process is not None
        self.process.terminate()
        code = self.process.wait(timeout=60)
        self._close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code

    def call(self, method: str, path: str, body: object = None, token: str = "", timeout: float = 30) -> Answer:
        """One request on a connection of its own. Raises OSError or http.client.HTTPException without an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = {"Content-Type": "application/json"} if not isinstance(body, bytes) else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        try:
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def metrics(self) -> str:
        """What the admin port tells."""
        connection = http.client.HTTPConnection("127.0.0.1", self.admin_port, timeout=30)
        try:
            connection.request("GET", "/metrics")
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def get(self, path: str, token: str = "", **options: Any) -> Answer:
        return self.call("GET", path, None, token, **options)

    def post(self, path: str, body: object = None, token: str = "", **options: Any) -> Answer:
        return self.call("POST", path, {} if body is None else body, token, **options)

    def register(self, name: str) -> str:
        """The access token of a new user."""
        body = {"email": f"{name}@example.com", "password": PASSWORD, "name": name}
        answer = self.post("/api/v1/auth/register", body)
        assert answer.status == 201, answer
        return str(answer["access_token"])

    def project(self, token: str, name: str = "Shop") -> str:
        answer = self.post("/api/v1/projects", {"name": name}, token)
        assert answer.status == 201, answer
        return str(answer["id"])
