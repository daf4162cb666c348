#!/usr/bin/env python3
"""Runs the examples in README.md, docs/ and the public headers: what a page shows is what a reader gets.

A ```cpp block with an `int main`, or such a program indented in the comment of a header, is compiled and run: linked with
the library, or header-only when it includes <storymap/nlohmann.hpp>. In a ```console block each line that starts with
`$ storymap` is run from the root of the repository, and what it prints must be what stands below it, where a line of
`...` stands for any number of lines, but not for all of them. The command must succeed, unless a line `$ echo $?` with
another code follows. A ```markdown block must be a map. A block marked norun is only for reading. A picture of a
terminal must show what the command prints today.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMENT = re.compile(r"(?:^//(?:     .*)?\n)+", re.MULTILINE)
FENCE = re.compile(r"^```(cpp|console|markdown)( norun)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)

# Columns and command of each picture.
PICTURES = {"analyze.svg": "100 storymap analyze examples/shop-en.json --color=always"}


def matches(expected, printed):
    """True when the lines agree; '...' in what is expected stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def run_storymap(command, text=""):
    path = f"{Path(os.environ['STORYMAP_BIN']).parent}:{os.environ['PATH']}"
    return subprocess.run(command, shell=True, cwd=ROOT, env={**os.environ, "PATH": path}, check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, input=text)


def run_console(block):
    steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    for (command, shown), (following, code) in zip(steps, [*steps[1:], ("", "")]):
        if not command.startswith("storymap "):
            continue
        if shown.strip() == "...":
            return f"$ {command}\nshows nothing that it prints"
        run = run_storymap(command)
        if not matches([line.rstrip() for line in shown.splitlines()], run.stdout.splitlines()):
            return f"$ {command}\nprinted\n{run.stdout}instead of\n{shown}"
        expected = code.strip() if following == "echo $?" else "0"
        if str(run.returncode) != expected:
            return f"$ {command}\nended with {run.returncode} instead of {expected}"
    return None


def run_markdown(block):
    run = run_storymap("storymap convert - --input-format markdown --to json", block)
    return run.stdout if run.returncode else None


def run_picture(picture):
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder, picture)
        run = run_storymap(f"{sys.executable} docs/images/terminal_picture.py {drawn} {PICTURES[picture]}")
        if run.returncode:
            return run.stdout
        if drawn.read_text() == (ROOT / "docs/images" / picture).read_text():
            return None
    return f"draw it again: docs/images/terminal_picture.py docs/images/{picture} {PICTURES[picture]}"


def run_cpp(block):
    build = Path(os.environ["STORYMAP_BUILD_DIR"])
    flags = ["-DSTORYMAP_SEPARATE_COMPILATION", build / "src/libstorymap.a"]
    if "simdjson" in (build / "storymap.pc").read_text():
        flags.append("-lsimdjson")
    if "<storymap/nlohmann.hpp>" in block:
        flags = []
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder, "example.cpp"), Path(folder, "example")
        source.write_text(block)
        command = [*shlex.split(os.environ["CXX"]), "-std=c++20", "-Wall", "-Wextra", "-I", ROOT / "include"]
        for step in ([*command, source, "-o", program, *flags, "-pthread"], [program]):
            run = subprocess.run(step, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if run.returncode:
                return run.stdout
    return None


def examples():
    """(page:line, how to run it, text) of every example that can be run."""
    for header in sorted((ROOT / "include/storymap").glob("*.hpp")):
        for comment in COMMENT.finditer(header.read_text()):
            program = re.sub(r"^//(     )?", "", comment[0], flags=re.MULTILINE)
            if "int main" in program:
                yield header.relative_to(ROOT), run_cpp, program
    for picture in PICTURES:
        yield f"docs/images/{picture}", run_picture, picture
    pages = [ROOT / "README.md", ROOT / "examples/README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for page in pages:
        text = page.read_text() if page.exists() else ""
        for fence in FENCE.finditer(text):
            language, norun, block = fence.groups()
            place = f"{page.relative_to(ROOT)}:{text.count(chr(10), 0, fence.start()) + 1}"
            if language == "cpp" and "int main" in block:
                yield place, run_cpp, block
            elif language == "console" and not norun and "$ storymap " in block:
                yield place, run_console, block
            elif language == "markdown" and not norun:
                yield place, run_markdown, block


def main():
    found = list(examples())
    with ThreadPoolExecutor() as pool:
        complaints = list(pool.map(lambda example: example[1](example[2]), found))
    for (place, _, _), complaint in zip(found, complaints):
        print(f"{place}: {'failed' if complaint else 'ok'}", *filter(None, [complaint]), sep="\n")
    print(f"{len(found)} examples")
    return 1 if any(complaints) else 0


if __name__ == "__main__":
    sys.exit(main())
