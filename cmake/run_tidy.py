#!/usr/bin/env python3
"""Runs clang-tidy 14 in parallel over changed sources, or over all of them.

A changed header is read through every source that includes it. Needs the compile commands of the tidy preset.

    run_tidy.py [--all] [--since <commit>] [--junit <file>]
"""

import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from sources import ROOT, SUFFIXES

BUILD = ROOT / "build/tidy"


def git(*arguments):
    run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout.split() if run.returncode == 0 else []


def changed_since(commit):
    """Our C++ files that differ from the commit, or from where this branch left main, or from the last commit. Without
    any of these, as in a clone of one commit, None: nobody knows what has changed.
    """
    base = [commit] if commit else git("merge-base", "HEAD", "origin/main")
    if not base or base == git("rev-parse", "HEAD"):
        base = git("rev-parse", "--verify", "HEAD~1")
    if not base:
        return None
    names = git("diff", "--name-only", *base) + git("ls-files", "--others", "--exclude-standard")
    return {ROOT / name for name in names if Path(name).suffix in SUFFIXES}


@cache
def included_by(path):
    """Our own files that the file names in an #include."""
    names = re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)', path.read_text(), re.MULTILINE)
    found = (folder / name for name in names for folder in (ROOT, ROOT / "include", ROOT / "tests", path.parent))
    return {path.resolve() for path in found if path.is_file()}


def reads(source):
    """The source and every file of ours it includes, directly or not."""
    seen, queue = {source}, [source]
    while queue:
        new = included_by(queue.pop()) - seen
        seen |= new
        queue += new
    return seen


def tidy(source):
    command = ["clang-tidy-14", "--quiet", "-p", BUILD, source]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return source, run.returncode, run.stdout + (run.stderr if run.returncode else "")


def write_junit(path, results):
    suite = ElementTree.Element("testsuite", name="tidy")
    if not results:  # a result of its own: a stage without one counts as one that did not run
        ElementTree.SubElement(suite, "testcase", name="no C++ source has changed", classname="tidy")
    for source, code, output in results:
        case = ElementTree.SubElement(suite, "testcase", name=str(source.relative_to(ROOT)), classname="tidy")
        if code:
            ElementTree.SubElement(case, "failure", message="clang-tidy").text = output
    ElementTree.ElementTree(suite).write(path, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--since")
    parser.add_argument("--junit")
    options = parser.parse_args()

    commands = json.loads((BUILD / "compile_commands.json").read_text())
    files = sorted({Path(command["file"]).resolve() for command in commands})
    # What the build makes is not ours to style, and this build is only configured: it is not there.
    files = [path for path in files if path.exists() and not path.is_relative_to(BUILD)]
    changed = None if options.all else changed_since(options.since)
    if changed is not None:
        files = [path for path in files if reads(path) & changed]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(tidy, files))
    for _, code, output in results:
        if code:
            print(output)
    if options.junit:
        write_junit(options.junit, results)
    failed = sum(code != 0 for _, code, _ in results)
    print(f"{len(results)} sources read by clang-tidy, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
