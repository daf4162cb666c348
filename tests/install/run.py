#!/usr/bin/env python3
"""Builds a stranger's program against the library, in one of the ways a stranger may choose, and runs it.

The library is installed into one folder and moved to another, with a space in its name: nothing may remember where it
was built or first installed.

    run.py header_only | find_package | add_subdirectory | pkg_config
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXPECTED = "2 stories\n"


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, **options)


def install(folder):
    run("cmake", "--install", os.environ["STORYMAP_BUILD_DIR"], "--prefix", folder / "first")
    return (folder / "first").rename(folder / "moved here")


def with_cmake(project, build, *settings):
    run("cmake", "-S", HERE / project, "-B", build, "-G", "Ninja", *settings)
    run("cmake", "--build", build)


def with_make(build, prefix):
    build.mkdir()
    paths = ":".join(str(found.parent) for found in prefix.rglob("storymap.pc"))
    run("make", "-C", HERE / "pkg_config", f"OUT={build}", env={**os.environ, "PKG_CONFIG_PATH": paths})


def main():
    way = sys.argv[1]
    if way == "pkg_config" and not (shutil.which("pkg-config") and shutil.which("make")):
        print("Skipped: pkg-config or make is not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder, "build")
        if way == "header_only":
            prefix = install(Path(folder))
            with_cmake(way, build, f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON")
        elif way == "find_package":
            with_cmake(way, build, f"-DCMAKE_PREFIX_PATH={install(Path(folder))}")
        elif way == "add_subdirectory":
            with_cmake(way, build, f"-DSTORYMAP_SOURCE={ROOT}", "-DBUILD_SHARED_LIBS=ON")
        else:
            with_make(build, install(Path(folder)))
        printed = subprocess.run([build / "stranger"], check=True, stdout=subprocess.PIPE, text=True).stdout
    print(printed, end="")
    return 0 if printed == EXPECTED else 1


if __name__ == "__main__":
    sys.exit(main())
