"""Which files are our own C++ sources: shared by the lints."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("include", "src", "bindings", "server", "tests", "benchmarks", "examples")
SUFFIXES = {".hpp", ".ipp", ".cpp"}
SKIPPED = 77


def sources(root=ROOT, folders=FOLDERS):
    """The C++ files below the folders, in a stable order."""
    found = (path for folder in folders for path in (root / folder).rglob("*"))
    return sorted(path for path in found if path.suffix in SUFFIXES)


def report(offences, checked):
    """Prints the offences and returns the exit code of a lint."""
    for offence in offences:
        print(offence)
    print(f"{checked} files checked, {len(offences)} offences")
    return 1 if offences or not checked else 0


def need(*tools):
    """Ends a lint as skipped when a tool it runs is not installed."""
    for tool in tools:
        if shutil.which(tool) is None:
            print(f"Skipped: {tool} is not installed")
            sys.exit(SKIPPED)
