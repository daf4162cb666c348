#!/usr/bin/env python3
"""Every body in impl/ is compiled into the library: some source in src/ reads it.

A header includes its bodies only for header-only programs. One that is forgotten in src/ breaks nothing here until a
program links.
"""

import subprocess
import sys

from sources import ROOT, report, sources


def main():
    units = [path for path in sources(ROOT, ("src",)) if path.suffix == ".cpp" and "cli" not in path.parts]
    command = ["g++", "-std=c++20", "-MM", "-DSTORYMAP_SEPARATE_COMPILATION", "-I", ROOT / "include", *units]
    read = set(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split())
    bodies = sorted((ROOT / "include/storymap/impl").glob("*.ipp"))
    lost = [path.relative_to(ROOT) for path in bodies if str(path) not in read]
    return report([f"{name}: no source in src/ includes it" for name in lost], len(bodies))


if __name__ == "__main__":
    sys.exit(main())
