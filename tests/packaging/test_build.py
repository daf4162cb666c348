"""Building it: with other versions of Python, and with as little as we say is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from conftest import build_wheel, empty_folder, install_wheel, run, run_command, run_readme, unpacked_sdist

COMPILER = ("as", "ar", "c++", "cc", "g++", "gcc", "ld", "nm", "objcopy", "ranlib", "strip")


def find_python(version: str) -> str | None:
    """The interpreter `python<version>` on the PATH, or nothing. pyenv has it there but runs it only when asked to."""
    found, env = shutil.which(f"python{version}"), dict(os.environ)
    if found and shutil.which("pyenv"):
        env["PYENV_VERSION"] = ":".join(run("pyenv", "versions", "--bare", "--skip-aliases").split())
    command = [found or "", "-c", "import sys; print(sys.executable)"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False) if found else None
    return done.stdout.strip() if done and done.returncode == 0 else None


@pytest.mark.parametrize(("version", "numpy"), [("3.10", "numpy==1.23.*"), ("3.13", "numpy")])
def test_it_works_with_another_python(version: str, numpy: str) -> None:
    """The oldest one also with the oldest numpy."""
    python = find_python(version)
    if python is None:
        pytest.skip(f"python{version} is not on the PATH")
    environment = install_wheel(build_wheel("nlohmann", python), python, numpy)
    run_readme(environment)
    run_command(environment)


def test_a_compiler_and_one_json_library_are_all_it_needs() -> None:
    """No CMake and no Ninja on the PATH: pip fetches them. And nothing of what only the server needs is opened."""
    tools = empty_folder("tools")
    named_by_python = {str(sysconfig.get_config_var(name)).split()[0] for name in ("AR", "CC", "CXX")}
    for tool in named_by_python.union(COMPILER):
        if found := shutil.which(tool):
            (tools / tool).symlink_to(found)
    wheel = build_wheel("nlohmann", path=str(tools))
    run_command(install_wheel(wheel))
    listed = run("ninja", "-C", unpacked_sdist() / "build" / wheel.parent.name.removeprefix("wheel-"), "-t", "deps")
    opened = {part for line in listed.splitlines() if line.startswith("    ") for part in Path(line.strip()).parts}
    assert "pybind11" in opened and "nlohmann" in opened
    assert opened & {"boost", "curl", "postgresql", "libpq-fe.h", "simdjson.h", "eigen3", "Eigen"} == set()
