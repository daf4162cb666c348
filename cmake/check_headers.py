#!/usr/bin/env python3
"""Every public header compiles alone, both ways, and opens nothing but our own and the standard library's headers.

The adapters are named after the one third-party library they open. "Opens" is what the compiler does, not what a
pattern finds: with -H it prints each file it reads, a dot for each level, and a file right below one of ours must be
ours or lie in a folder of the compiler.

    check_headers.py <compiler> [header names]
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from check_layers import ASKS_THE_SYSTEM
from sources import ROOT, need, report

INCLUDE = ROOT / "include"
ADAPTERS = {"nlohmann": ("nlohmann/", []), "eigen": ("eigen3/", ["-isystem", "/usr/include/eigen3"])}
WAYS = {"header-only": [], "compiled": ["-DSTORYMAP_SEPARATE_COMPILATION"]}


def compiler_folders(compiler):
    """Where the compiler keeps the standard library and its own headers: not /usr/include, where everything else is."""
    run = subprocess.run([compiler, "-E", "-x", "c++", "-v", "/dev/null"], capture_output=True, text=True, check=True)
    listed = run.stderr.split("search starts here:\n")[-1].split("End of search list")[0]
    own = [line.strip() for line in listed.splitlines() if re.search(r"c\+\+|gcc|llvm|clang", line)]
    return [f"{Path(folder).resolve()}/" for folder in own]


def check(compiler, folders, header, way):
    name = header.relative_to(INCLUDE).as_posix()
    third_party, flags = ADAPTERS.get(header.stem, (None, []))
    command = [compiler, "-std=c++20", "-fsyntax-only", "-H", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-x", "c++"]
    command += ["-I", INCLUDE, *flags, *WAYS[way], "-"]
    run = subprocess.run(command, input=f"#include <{name}>\n", capture_output=True, text=True, check=False)
    opened = re.findall(r"^(\.+) (.*)$", run.stderr, re.MULTILINE)
    if run.returncode:
        errors = re.sub(r"^(\.+ .*|/\S+|Multiple include guards.*)\n", "", run.stderr, flags=re.MULTILINE)
        return [f"{name}: does not compile alone ({way}):\n{errors}"]
    offences, parents = [], {0: str(INCLUDE)}
    for dots, path in opened:
        path = str(Path(path).resolve())
        parents[len(dots)] = path
        parent = parents[len(dots) - 1]
        if not parent.startswith(str(INCLUDE)) or path.startswith((str(INCLUDE), *folders)):
            continue
        if ASKS_THE_SYSTEM.fullmatch(str(Path(parent).relative_to(ROOT))):
            continue
        if third_party is None or third_party not in path:
            offences.append(f"{name}: opens {path} ({way})")
    return offences


def main():
    compiler, *names = sys.argv[1:]
    need(compiler)
    folders = compiler_folders(compiler)
    headers = sorted(path for path in (INCLUDE / "storymap").glob("*.hpp") if not names or path.stem in names)
    jobs = [(compiler, folders, header, way) for header in headers for way in WAYS]
    with ThreadPoolExecutor() as pool:
        offences = [offence for found in pool.map(lambda job: check(*job), jobs) for offence in found]
    return report(offences, len(headers))


if __name__ == "__main__":
    sys.exit(main())
