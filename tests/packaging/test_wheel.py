"""Wheels, with either JSON library, as built and as repaired: what is inside, what they need, that they work."""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from pathlib import Path

from conftest import ROOT, Environment, run, run_command, run_readme


def compiled_files(wheel: Path, folder: Path) -> list[Path]:
    """The programs and libraries in a wheel, unpacked."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.read_bytes()[:4] == b"\x7fELF"]


def test_it_holds_the_package_the_command_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    project = "-".join(wheel.name.split("-")[:2])
    package = {path.name for path in (ROOT / "bindings/python/storymap").iterdir() if path.is_file()}
    assert package <= {Path(name).name for name in names if name.startswith("storymap/")}
    assert {f"{project}.data/scripts/storymap", f"{project}.dist-info/licenses/LICENSE"} <= set(names)
    assert f"{project}.dist-info/licenses/NOTICE" in names
    folders = ("storymap/", "storymap.libs/", "storymap.scripts/", f"{project}.data/scripts/", f"{project}.dist-info/")
    assert [name for name in names if not name.startswith(folders)] == []


def test_it_is_small(wheel: Path) -> None:
    size = wheel.stat().st_size
    print(f"{wheel.name}: {size / 1e6:.2f} MB")
    assert size < 5_000_000


def test_twine_takes_it(wheel: Path) -> None:
    assert "PASSED" in run(sys.executable, "-m", "twine", "check", "--strict", wheel)


def test_the_module_shows_its_entry_point_and_nothing_else(wheel: Path, tmp_path: Path) -> None:
    (module,) = (path for path in compiled_files(wheel, tmp_path) if path.name.startswith("_core."))
    shown = run("nm", "--dynamic", "--defined-only", "--format=just-symbols", module).split()
    assert shown == ["PyInit__core"]


def test_it_needs_no_library_that_a_linux_may_lack(wheel: Path, tmp_path: Path) -> None:
    """simdjson is the exception: a wheel as built finds it in the system, a repaired one inside."""
    as_built = "simdjson" in wheel.parent.name and not wheel.parent.name.endswith("repaired")
    for path in compiled_files(wheel, tmp_path):
        needed = re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", path))
        # The C++ runtime is in ours; a library of the distribution may take that of the system.
        of_the_system = (
            r"lib(c|m|stdc\+\+|gcc_s)\.so\.\d|ld-linux\S*" if "simdjson" in path.name else r"lib[cm]\.so\.6|ld-linux\S*"
        )
        foreign = [name for name in needed if not re.fullmatch(of_the_system, name)]
        brought = {path.name for path in tmp_path.glob("storymap.libs/*")}
        print(path.relative_to(tmp_path), *needed)
        assert [name for name in foreign if name not in brought and not (as_built and "simdjson" in name)] == []


def test_it_installs_with_numpy_alone(environment: Environment) -> None:
    listed = json.loads(run(environment.python, "-m", "pip", "list", "--format", "json"))
    assert {row["name"] for row in listed} - {"pip", "setuptools"} == {"numpy", "storymap"}
    run(environment.python, "-m", "pip", "check")


def test_the_python_of_the_readme_runs(environment: Environment) -> None:
    run_readme(environment)


def test_the_tests_of_the_package_pass(environment: Environment, tmp_path: Path) -> None:
    """pytest stands in a folder of its own: the environment keeps nothing but numpy."""
    run(environment.python, "-m", "pip", "install", "--quiet", "--target", tmp_path, "pytest")
    tests = ROOT / "tests/python/test_package.py"
    run(
        environment.python,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        tests,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )


def test_importing_it_is_quick(environment: Environment) -> None:
    """The least of some runs: whatever else the machine does only adds to it, to NumPy's share as well as to ours."""

    def cost(module: str) -> float:
        program = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
        return min(float(run(environment.python, "-c", program)) for _ in range(9))

    ours, numpy = cost("storymap"), cost("numpy")
    print(f"import storymap: {1000 * ours:.0f} ms, of which NumPy {1000 * numpy:.0f} ms")
    assert ours < 0.150 or ours - numpy < 0.100


def test_the_command_works(environment: Environment) -> None:
    run_command(environment)


def test_a_strangers_project_can_depend_on_it(environment: Environment, tmp_path: Path) -> None:
    """It names storymap as what it needs and runs in a folder of its own."""
    run(environment.python, "-m", "pip", "install", ROOT / "tests/packaging/stranger")
    try:
        assert run(environment.python, "-m", "stranger", cwd=tmp_path).startswith("storymap 0")
    finally:
        run(environment.python, "-m", "pip", "uninstall", "--yes", "stranger")
