#!/usr/bin/env python3
"""What serve does with its options: TLS, files of a page, registration by invitation, SIGHUP."""

from __future__ import annotations

import http.client
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from services.server import PASSWORD, Server


def certificate(folder: Path, name: str) -> tuple[str, str]:
    """The files of a certificate for 127.0.0.1 and of its key."""
    pem, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", pem],
        check=True, capture_output=True,
    )  # fmt: skip
    return str(pem), str(key)


class Serving(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="storymap-serving-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def server(self, *options: str) -> Server:
        server = Server("", *options)
        self.addCleanup(server.stop)
        return server

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), until, what)
            time.sleep(0.05)

    def test_tls_serves_https_and_hangs_up_on_plain_requests(self) -> None:
        pem, key = certificate(self.folder, "first")
        server = self.server(f"--tls-certificate={pem}", f"--tls-key={key}")
        context = ssl.create_default_context(cafile=pem)

        def ask() -> tuple[int, str, str]:
            connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=20)
            connection.request("GET", "/health")
            answer = connection.getresponse()
            seen = (answer.status, answer.getheader("Strict-Transport-Security") or "", answer.read().decode())
            connection.close()
            return seen

        self.assertEqual(ask()[:2], (200, "max-age=31536000; includeSubDomains"))
        with self.assertRaises((OSError, http.client.HTTPException)):
            server.get("/health")
        certificate(self.folder, "second")  # the same files, renewed
        assert server.process is not None
        server.process.send_signal(signal.SIGHUP)

        def is_renewed() -> bool:
            try:
                ssl.create_default_context(cafile=pem)
                context.load_verify_locations(pem)
                return "second" in subprocess.run(
                    ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}"],
                    input="", capture_output=True, text=True, check=False,
                ).stdout  # fmt: skip
            except ssl.SSLError:
                return False

        self.wait_until(is_renewed, "the renewed certificate is not in use")
        self.assertEqual(ask()[0], 200)

    def test_a_certificate_that_cannot_be_read_is_named_at_the_start(self) -> None:
        (self.folder / "bad.pem").write_text("nonsense")
        bad = f"{self.folder}/bad.pem"
        with self.assertRaisesRegex(RuntimeError, re.escape(f"{bad} holds no certificate that can be used")):
            Server("", f"--tls-certificate={bad}", f"--tls-key={bad}")
        with self.assertRaisesRegex(RuntimeError, "go together"):
            Server("", f"--tls-certificate={bad}")

    def test_the_files_of_a_page_are_served_beside_the_api(self) -> None:
        (self.folder / "index.html").write_text("<!doctype html><title>map</title>" + "<p>hello" * 500)
        (self.folder / "assets").mkdir()
        (self.folder / "assets/app-B3kd9aZx.js").write_text("let x;")
        server = self.server(f"--web={self.folder}")
        page = server.get("/")
        self.assertEqual((page.status, page.headers["content-type"]), (200, "text/html; charset=utf-8"))
        self.assertIn("frame-ancestors 'none'", page.headers["content-security-policy"])
        self.assertEqual(page.headers["x-content-type-options"], "nosniff")
        script = server.get("/assets/app-B3kd9aZx.js")
        self.assertEqual(script.headers["cache-control"], "public, max-age=31536000, immutable")
        self.assertEqual(server.get("/health").status, 200)
        self.assertEqual(server.get("/nowhere.js").status, 404)
        self.assertEqual(server.post("/index.html").status, 405)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
        small = connection.getresponse()
        self.assertEqual(small.getheader("Content-Encoding"), "gzip")
        self.assertLess(len(small.read()), 500)
        tag = small.getheader("ETag") or ""
        self.assertNotEqual(tag, page.headers["etag"], "other bytes have another tag")
        connection.request("GET", "/", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
        again = connection.getresponse()
        self.assertEqual((again.status, again.read()), (304, b""))
        connection.close()

    def test_a_folder_that_is_not_there_is_named_at_the_start(self) -> None:
        with self.assertRaisesRegex(RuntimeError, "there is no folder /nowhere"):
            Server("", "--web=/nowhere")

    def test_where_registration_is_closed_an_invitation_opens_it(self) -> None:
        file = f"sqlite:{self.folder}/storymap.db"
        before = Server(file)
        owner = before.register("anna")
        project = before.project(owner)
        before.stop()
        letters = self.folder / "letters"
        server = Server(file, "--registration=false", f"--mail-log={letters}", keys=before.keys)
        self.addCleanup(server.stop)

        def register(name: str, **more: str) -> tuple[int, str]:
            body = {"email": f"{name}@example.com", "password": PASSWORD, "name": name, **more}
            answer = server.post("/api/v1/auth/register", body)
            return answer.status, str(answer.json.get("code"))

        self.assertEqual(register("boris"), (403, "registration_closed"))
        path = f"/api/v1/projects/{project}/members"
        token = server.post("/api/v1/auth/login", {"email": "anna@example.com", "password": PASSWORD})["access_token"]
        invited = server.post(path, {"email": "boris@example.com", "role": "editor"}, token)
        self.assertEqual(invited.status, 202)
        self.wait_until(lambda: letters.exists() and "#sm_invite_" in letters.read_text(), "no letter came")
        found = re.search(r"sm_invite_[\w-]+", letters.read_text())
        assert found is not None
        self.assertEqual(register("carla", invitation=found[0]), (403, "registration_closed"), "it is for Boris")
        self.assertEqual(register("boris", invitation="sm_invite_" + "A" * 43), (403, "registration_closed"))
        self.assertEqual(register("boris", invitation=found[0])[0], 201)

    def test_sighup_takes_over_what_can_change_and_says_what_cannot(self) -> None:
        file = self.folder / "storymap.conf"
        file.write_text("cors-origins = https://before.example\n")
        server = self.server(f"--config={file}")

        def allowed(origin: str) -> str | None:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
            connection.request("GET", "/health", headers={"Origin": origin})
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer.getheader("Access-Control-Allow-Origin")

        self.assertEqual(allowed("https://before.example"), "https://before.example")
        file.write_text("cors-origins = https://after.example\nconnections = 77\n")
        assert server.process is not None
        server.process.send_signal(signal.SIGHUP)
        after = "https://after.example"
        self.wait_until(lambda: allowed(after) == after, "the new origin is not allowed")
        self.assertIsNone(allowed("https://before.example"))
        said = '"message":"this takes a restart, and stays as it was","option":"connections"'
        self.wait_until(lambda: said in server.log(), "what takes a restart is not said")
        file.write_text("cors-origin = misspelt\n")
        server.process.send_signal(signal.SIGHUP)
        errors = server.folder / "errors"
        self.wait_until(lambda: "was not taken over" in errors.read_text(), "the mistake is not said")
        self.assertEqual(allowed(after), after)


if __name__ == "__main__":
    unittest.main()
