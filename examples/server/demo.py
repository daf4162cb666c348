#!/usr/bin/env python3
"""Starts storymap-server with an example project, and shows how to talk to it.

    demo.py [path of storymap-server]

On a terminal the server runs until Ctrl-C. Else the commands that are shown are run, and the server ends.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOARD = ROOT / "examples/trello/de-amirite.json"


def call(url: str, body: object = None, token: str = "", data: bytes | None = None) -> dict:
    """The answer of the server as JSON; a POST when there is something to send."""
    headers = {"Content-Type": "application/octet-stream" if data else "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    sent = data if data else None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, sent, headers), timeout=60) as answer:
        return json.load(answer)


def start(program: Path, folder: str) -> subprocess.Popen:
    return subprocess.Popen(
        [program, "serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0",
         "--database", f"sqlite:{folder}/storymap.db", "--log-file", f"{folder}/storymap.log"],
        stdout=subprocess.PIPE, text=True)


def address_of(server: subprocess.Popen) -> str:
    """Where the server listens, once it does."""
    for line in server.stdout:
        if "listening on " in line:
            return line.split("listening on ")[1].strip()
    sys.exit("The server did not start.")


def main() -> int:
    program = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/release/bin/storymap-server"
    with tempfile.TemporaryDirectory(prefix="storymap-") as folder:
        server = start(program, folder)
        try:
            return show(address_of(server), server)
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()
            server.wait(timeout=30)


def show(address: str, server: subprocess.Popen) -> int:
    api = f"{address}/api/v1"
    person = {"email": "anna@example.com", "password": f"demo {secrets.token_hex(6)}", "name": "Anna"}
    token = call(f"{api}/auth/register", person | {"client": "program"})["access_token"]
    project = call(f"{api}/projects", {"name": "Am I right?"}, token)["id"]
    call(f"{api}/projects/{project}/import?file_name={BOARD.name}", token=token, data=BOARD.read_bytes())
    analysis = call(f"{api}/projects/{project}/analysis", {}, token)
    print(f"\nThe server listens on {address}, its description is {address}/api/openapi.json")
    print(f"Log in as {person['email']} with the password '{person['password']}'.")
    print(f"\n{analysis['summary']}\n")
    commands = [
        f"curl -s {api}/projects/{project}/map -H 'Authorization: Bearer {token}'",
        f"curl -s {api}/projects/{project}/closest -H 'Authorization: Bearer {token}'"
        " -H 'Content-Type: application/json' -d '{\"text\":\"log in\",\"limit\":3}'",
        f"curl -s '{api}/projects/{project}/export?format=markdown' -H 'Authorization: Bearer {token}'",
    ]
    print("Try:", *commands, sep="\n  ")
    if sys.stdout.isatty():
        print("\nCtrl-C ends the server.", flush=True)
        server.wait()
        return 0
    return max(run(command) for command in commands)


def run(command: str) -> int:
    """Runs one of the commands, and shows how its answer begins."""
    done = subprocess.run(["bash", "-c", command + " --fail"], capture_output=True, text=True, check=False)
    print(f"\n$ {command.split(' -H')[0]} ...\n{done.stdout[:200]}...")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
