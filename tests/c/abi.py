#!/usr/bin/env python3
"""Holds the binary interface of libstorymap_c against what programs were built with.

    abi.py symbols LIBRARY   the library shows the functions of storymap.h, listed in bindings/c/abi/symbols.txt
    abi.py soname LIBRARY    its name carries STORYMAP_ABI_VERSION
    abi.py types             structs and functions are what bindings/c/abi/storymap_c.abi says, or have grown at the end
    abi.py --store           writes both files anew: after functions were added, never to hide a break

The types are those of the header alone, read from a library of empty functions that is made from it: what stands behind
the handles is nobody's business.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADER = ROOT / "bindings/c/storymap.h"
SYMBOLS = ROOT / "bindings/c/abi/symbols.txt"
TYPES = ROOT / "bindings/c/abi/storymap_c.abi"
FUNCTION = re.compile(r"^STORYMAP_API ([\w ]+?[ *]+)(storymap_\w+)(\([^;]*\));", re.MULTILINE)


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def must(*command):
    done = run(*command)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def functions():
    """(type, name, parameters) of every function of the header."""
    found = FUNCTION.findall(HEADER.read_text())
    if len(found) != HEADER.read_text().count("\nSTORYMAP_API "):
        sys.exit("storymap.h: a declaration is not understood")
    return found


def describe(folder):
    """The types of the header, as abidw writes them."""
    stub, library, description = folder / "stub.c", folder / "libstorymap_c.so", folder / "header.abi"
    bodies = "\n".join(
        f"{kind} {name}{parameters} {{ {'' if kind.strip() == 'void' else 'return 0;'} }}"
        for kind, name, parameters in functions()
    )
    stub.write_text(f"#include <storymap.h>\n{bodies}\n")
    must("gcc", "-g", "-std=c99", "-w", "-shared", "-fPIC", f"-I{HEADER.parent}", stub, "-o", library)
    must("abidw", "--no-show-locs", "--no-corpus-path", "--no-comp-dir-path", "--out-file", description, library)
    return description


def exported(library):
    lines = must("nm", "--dynamic", "--defined-only", "--format=posix", library).splitlines()
    return sorted(line.split()[0].split("@")[0] for line in lines if line.split()[1] != "A")


def check_symbols(library):
    ours, listed = exported(library), SYMBOLS.read_text().split()
    declared = sorted(name for _, name, _ in functions())
    for name in sorted(set(ours) ^ set(declared)):
        print(f"{name}: {'not declared in storymap.h' if name in ours else 'not shown by the library'}")
    for name in sorted(set(ours) ^ set(listed)):
        print(f"{name}: {'not in symbols.txt: abi.py --store' if name in ours else 'gone: programs would not start'}")
    print(f"{len(ours)} functions")
    return 0 if ours == listed == declared else 1


def check_soname(library):
    version = re.search(r"#define STORYMAP_ABI_VERSION (\d+)", HEADER.read_text())[1]
    found = re.search(r"SONAME.*\[(.*)\]", must("readelf", "--dynamic", library))[1]
    print(found)
    return 0 if found == f"libstorymap_c.so.{version}" else 1


def check_types():
    if shutil.which("abidiff") is None:
        print("Skipped: abidiff is not installed (abigail-tools)")
        return 1 if os.environ.get("CI") else 77
    with tempfile.TemporaryDirectory() as folder:
        done = run("abidiff", TYPES, describe(Path(folder)))
    print(done.stdout, end="")
    if done.returncode:
        print("Additions are stored by abi.py --store; anything else needs a new STORYMAP_ABI_VERSION.")
    return 1 if done.returncode else 0


def store():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(describe(Path(folder)), TYPES)
    SYMBOLS.write_text("".join(sorted(f"{name}\n" for _, name, _ in functions())))
    return 0


def main():
    match sys.argv[1:]:
        case ["symbols", library]:
            return check_symbols(library)
        case ["soname", library]:
            return check_soname(library)
        case ["types"]:
            return check_types()
        case ["--store"]:
            return store()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
