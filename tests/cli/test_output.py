#!/usr/bin/env python3
"""Standard output and terminals: full disks, readers that go away, colours, widths, progress."""

import fcntl
import os
import pty
import random
import struct
import subprocess
import termios
import time
import unicodedata

from harness import DONE, OUTPUT, PROGRAM, ROOT, CommandTest, environment, main, run, shop, story, strip_colors


def on_terminal(*arguments, columns=80, errors_only=False, slow_input=None, **variables):
    """What a terminal shows of a run, and the exit code. With `errors_only` standard output is no terminal; a
    `slow_input` is all there at once, but ends late enough that the run counts as long on any machine."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    out = subprocess.DEVNULL if errors_only else child
    source = subprocess.DEVNULL if slow_input is None else subprocess.PIPE
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=source, stdout=out, stderr=child,
                               env=environment(TERM="xterm", **variables))
    os.close(child)
    if slow_input is not None:
        process.stdin.write(slow_input.encode())
        process.stdin.flush()
        time.sleep(0.7)
        process.stdin.close()
    shown = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(parent)
    return process.wait(), shown.decode().replace("\r\n", "\n")


def width(line):
    """Columns as another program counts them: one more opinion than our own table."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
               for char in line)


class StandardOutput(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def test_a_full_disk(self):
        for command in (["analyze", self.map], ["formats"], ["--help"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *command], stdout=full, stderr=subprocess.PIPE, check=False,
                                      env=environment())
            self.assertEqual(done.returncode, OUTPUT)
            self.assertIn(b"standard output: cannot be written: no space is left", done.stderr)

    def test_a_reader_that_has_gone(self):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([PROGRAM, "analyze", str(self.map)], stdout=write, stderr=subprocess.PIPE, check=False,
                              env=environment())
        os.close(write)
        self.assertEqual((done.returncode, done.stderr), (OUTPUT, b""))

    def test_a_closed_output(self):
        done = subprocess.run(["sh", "-c", '"$0" formats >&-', PROGRAM], capture_output=True, check=False,
                              env=environment())
        self.assertEqual(done.returncode, OUTPUT)


class Terminals(CommandTest):
    def setUp(self):
        super().setUp()
        stories = shop()["activities"][0]["tasks"][0]["stories"]
        stories.append({"id": "s8", "title": "注文の一覧をダウンロードする 🙂 " * 9, "status": "todo"})
        stories.append({"id": "s9", "title": "\u001b]0;owned\u0007\u001b[2Jred \u202e", "status": "todo"})
        self.map = self.write("shop.json", shop(stories))
        self.options = ("analyze", self.map, "--similar=0.4", "--duplicate=0.5")

    def test_colours_on_a_terminal(self):
        code, shown = on_terminal(*self.options)
        self.assertEqual(code, DONE)
        self.assertIn("\x1b[1;31mPDF\x1b[0m", shown)
        self.assertIn("\x1b[1;32mExcel\x1b[0m", shown)

    def test_no_colours_when_unwanted(self):
        for arguments, variables in ((self.options, {"NO_COLOR": "1"}), ((*self.options, "--color=never"), {})):
            _, shown = on_terminal(*arguments, **variables)
            self.assertNotIn("\x1b", shown)
            self.assertIn("[-PDF-]", shown)
        self.assertNotIn("\x1b", run(*self.options).out)
        self.assertIn("\x1b[1;31mPDF", run(*self.options, "--color=always").out)

    def test_no_line_is_wider_than_the_terminal(self):
        for columns in (40, 80, 100, 140):
            for language in ("en", "ru"):
                _, shown = on_terminal(*self.options, f"--lang={language}", columns=columns)
                for line in strip_colors(shown).splitlines():
                    self.assertLessEqual(width(line), columns, line)

    def test_marks_never_stick_together_on_a_narrow_terminal(self):
        long = "list of everything that was ordered and paid before the parcel left the warehouse"
        titles = [f"As a {role} I want to see the {long} by {unit} so that {end} are {state} in the {long}"
                  for role, unit, end, state in (("buyer", "week", "costs", "known"), ("seller", "month", "sums", "clear"))]
        path = self.write("marks.json", shop([story(k, title) for k, title in enumerate(titles)]))
        for columns in range(40, 100, 6):
            text = run("similar", path, "--measure=jaccard", "--similar=0.2", env=environment(COLUMNS=str(columns))).out
            joined = " ".join(text.split())
            self.assertIn("[-", joined)
            self.assertNotRegex(joined, r"(-\]|\+\})\S|\S(\[-|\{\+)|\u2026(\[-|\{\+)|(-\]|\+\})\u2026")

    def test_the_name_of_a_file_gives_way_to_the_place_of_a_story(self):
        document = shop([story(1, "Pay the open invoice by card at once"), story(2, "Pay the open invoice by card at once")])
        document["activities"][0]["title"] = "Buy"
        other = self.write("other.json", shop([]))
        path = self.write("a-very-long-name-of-a-backlog-file.json", document)
        text = run("similar", path, other, "--measure=jaccard", env=environment(COLUMNS="70")).out
        self.assertRegex(text, r"a-very-\S*\u2026 \u203a Order")

    def test_a_count_stays_on_the_line_of_its_word(self):
        board = ROOT / "examples/trello/de-amirite.json"
        for columns in range(40, 120, 7):
            text = run("stats", board, env=environment(COLUMNS=str(columns))).out
            text += run("similar", board, env=environment(COLUMNS=str(columns))).out
            for line in text.splitlines():
                self.assertNotRegex(line, r"^  \d+(,|$)", text[:600])
                self.assertNotIn("\u00a0", line)

    def test_titles_cannot_act_on_the_terminal(self):
        _, shown = on_terminal(*self.options)
        self.assertNotRegex(strip_colors(shown), "[\x00-\x09\x0b-\x1f\x7f\u202e]")

    def test_nothing_moves_on_short_work(self):
        _, shown = on_terminal(*self.options, errors_only=True)
        self.assertEqual(shown, "")


class ProgressBar(CommandTest):
    def setUp(self):
        super().setUp()
        choice = random.Random(7)
        words = [f"word{n}" for n in range(200)]
        self.backlog = "".join(" ".join(choice.choices(words, k=30)) + "\n" for _ in range(12000))
        # A threshold so low that every shared word is counted.
        self.options = ("similar", "-", "--similar=0.28", "--measure=jaccard", "--threads=1")

    def test_is_shown_on_long_work_and_erased(self):
        code, shown = on_terminal(*self.options, errors_only=True, slow_input=self.backlog)
        self.assertEqual(code, DONE)
        self.assertIn("comparing stories", shown)
        self.assertIn("█", shown)
        self.assertTrue(shown.endswith("\r\x1b[K"), repr(shown[-80:]))
        self.assertTrue(all(width(line.replace("\x1b[K", "")) < 80 for line in shown.split("\r")))

    def test_is_not_shown_to_files_or_when_unwanted(self):
        _, shown = on_terminal(*self.options, "--quiet", errors_only=True, slow_input=self.backlog)
        self.assertEqual(shown, "")
        self.assertEqual(run(*self.options, stdin=self.backlog).err, "")


if __name__ == "__main__":
    main()
