"""The compiled module is what its stub says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_stub_describes_the_module(tmp_path: Path) -> None:
    # Classes of pybind11 have a metaclass and an __init__ of its own.
    allowed = tmp_path / "allowed"
    allowed.write_text("storymap\\._core\\.[A-Z]\\w*(\\.__init__)?\nstorymap\\._core\\.__all__\n")
    command = [sys.executable, "-m", "mypy.stubtest", "storymap._core", "--allowlist", str(allowed)]
    command += ["--ignore-missing-stub", "--ignore-positional-only", "--ignore-unused-allowlist"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
