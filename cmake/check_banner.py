#!/usr/bin/env python3
"""Every C++ source says in its first line where it lives and what it is for."""

import re
import sys

from sources import ROOT, report, sources


def offences(path):
    name = path.relative_to(ROOT).as_posix().removeprefix("include/")
    lines = path.read_text().splitlines()
    if not lines or not re.match(rf"// {re.escape(name)} - \S", lines[0]):
        yield f"{path.relative_to(ROOT)}:1: expected '// {name} - <what lives here>'"
    if path.suffix in (".hpp", ".ipp") and "#pragma once" not in lines:
        yield f"{path.relative_to(ROOT)}: no #pragma once"


def main():
    files = sources()
    return report([offence for path in files for offence in offences(path)], len(files))


if __name__ == "__main__":
    sys.exit(main())
