#!/usr/bin/env python3
"""Every C++ source stands as clang-format 14 would leave it: `./dev format` does."""

import subprocess
import sys

from sources import ROOT, need, report, sources


def main():
    need("clang-format-14")
    files = sources()
    command = ["clang-format-14", "--dry-run", "-Werror", "--ferror-limit=1", *files]
    run = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    offences = [line for line in run.stderr.splitlines() if "clang-format-violations" in line]
    if run.returncode and not offences:
        offences = run.stderr.splitlines()
    return report(offences, len(files))


if __name__ == "__main__":
    sys.exit(main())
