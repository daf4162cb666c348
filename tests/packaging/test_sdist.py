"""The source distribution: everything a build needs, and nothing else."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

from conftest import run

FOLDERS = ("bindings/python", "cmake", "include", "src")
FILES = ("CMakeLists.txt", "LICENSE", "NOTICE", "README.md", "pyproject.toml")


def test_it_holds_the_committed_sources_and_nothing_else(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        packed = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    committed = set(run("git", "ls-files", "--cached", *FOLDERS, *FILES).splitlines())
    assert packed - {"PKG-INFO"} == committed


def test_it_is_small(sdist: Path) -> None:
    size = sdist.stat().st_size
    print(f"{sdist.name}: {size / 1e6:.2f} MB")
    assert size < 1_500_000


def test_twine_takes_it(sdist: Path) -> None:
    assert "PASSED" in run(sys.executable, "-m", "twine", "check", "--strict", sdist)
