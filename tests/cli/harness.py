"""What the tests of the command share: running it, files to run it on, and what a short error looks like."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(os.environ.get("STORYMAP_BIN", ROOT / "build/release/bin/storymap")).resolve())
SKIPPED = 77
DONE, LIMIT, USAGE, INPUT, OUTPUT = range(5)


class Run:
    """What one run of the command left."""

    def __init__(self, completed):
        self.code = completed.returncode
        self.out = completed.stdout.decode()
        self.err = completed.stderr.decode()

    @property
    def json(self):
        return json.loads(self.out)


def environment(**changes):
    """A clean English environment that is no terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "NO_COLOR"))}
    kept.update({"LANG": "C.UTF-8", "COLUMNS": "100"})
    kept.update(changes)
    return kept


def run(*arguments, stdin=b"", cwd=None, timeout=120, env=None):
    """Runs the command; a hang or a crash is a failure of the test."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    completed = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd,
                               timeout=timeout, check=False, env=env or environment())
    assert completed.returncode >= 0, f"killed by signal {-completed.returncode}: {arguments}"
    return Run(completed)


def story(number, title, **fields):
    return {"id": f"s{number}", "title": title, "status": "todo", **fields}


def shop(stories=None, name="Online shop"):
    """A map of schema v1 with one planted pair that differs in a word."""
    if stories is None:
        stories = [
            story(1, "Export the monthly report of all orders to PDF", release="r1", points=3, labels=["report"]),
            story(2, "Export the monthly report of all orders to Excel", release="r1", points=5, status="done"),
            story(3, "See my orders", description="A buyer sees the list of all orders with date and price",
                  acceptance_criteria=["Newest first"], personas=["p1"], priority="Must"),
            story(4, "Pay by card"),
        ]
    return {
        "storymap": 1, "name": name,
        "personas": [{"id": "p1", "name": "Buyer"}],
        "releases": [{"id": "r1", "title": "MVP"}, {"id": "r2", "title": "Later"}],
        "links": [],
        "activities": [{"id": "a1", "title": "Buy", "tasks": [{"id": "t1", "title": "Order", "stories": stories},
                                                              {"id": "t2", "title": "Deliver", "stories": []}]}],
    }


class CommandTest(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        """Writes a file; what is no text or bytes becomes JSON."""
        path = self.folder / name
        if not isinstance(content, (str, bytes)):
            content = json.dumps(content, ensure_ascii=False)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def assert_code(self, code, result):
        self.assertEqual(result.code, code, f"stdout: {result.out[:2000]}\nstderr: {result.err[:2000]}")

    def assert_refused(self, result, *parts):
        """Exit 3, a short error that names what `parts` say, and not a byte of an answer."""
        self.assert_code(INPUT, result)
        self.assertEqual(result.out, "")
        self.assertTrue(result.err.startswith("storymap: "), result.err)
        self.assertLessEqual(len(result.err.splitlines()), 2, result.err)
        self.assertLess(len(result.err), 500)
        self.assertNotRegex(result.err, r"[\x00-\x09\x0b-\x1f\x7f]")
        for part in parts:
            self.assertIn(part, result.err)

    def assert_usage(self, result, *parts):
        """Exit 2, and a message that says what to type instead."""
        self.assert_code(USAGE, result)
        self.assertEqual(result.out, "")
        for part in parts:
            self.assertIn(part, result.err)


def data_dir():
    """The folder of real data, or None."""
    folder = os.environ.get("STORYMAP_DATA_DIR")
    return Path(folder) if folder and Path(folder).is_dir() else None


def main():
    """Runs the tests of a script; one that could run nothing at all counts as skipped."""
    result = unittest.main(exit=False, argv=[sys.argv[0], *sys.argv[1:]]).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIPPED if result.testsRun == len(result.skipped) else 0)


def strip_colors(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
