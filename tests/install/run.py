#!/usr/bin/env python3
"""Builds a stranger's program against the library, in one of the ways a stranger may choose, and runs it.

The library is installed into one folder and moved to another, with a space in its name: nothing may remember where it
was built or first installed.

    run.py header_only | find_package | add_subdirectory | pkg_config | components |
           simdjson_alone | nlohmann_alone | no_json_library
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXPECTED = "2 stories\n"
LIBRARY_ALONE = ("-DSTORYMAP_BUILD_TESTS=OFF", "-DSTORYMAP_BUILD_CLI=OFF", "-DSTORYMAP_BUILD_C=OFF",
                 "-DCMAKE_BUILD_TYPE=Release")


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, **options)


def printed_by(*command):
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True).stdout


def without(*packages):
    """Settings with which CMake finds none of the packages, although they are installed."""
    return [f"-DCMAKE_DISABLE_FIND_PACKAGE_{package}=ON" for package in packages]


def install(folder, build=None, *arguments):
    run("cmake", "--install", build or os.environ["STORYMAP_BUILD_DIR"], "--prefix", folder / "first", *arguments)
    return (folder / "first").rename(folder / "moved here")


def with_cmake(project, build, *settings):
    run("cmake", "-S", HERE / project, "-B", build, "-G", "Ninja", *settings)
    run("cmake", "--build", build)


def program(build):
    return printed_by(build / "stranger")


def header_only(folder, build):
    with_cmake("header_only", build, f"-DCMAKE_PREFIX_PATH={install(folder)}", *without("simdjson", "nlohmann_json"))
    return program(build)


def find_package(folder, build):
    with_cmake("find_package", build, f"-DCMAKE_PREFIX_PATH={install(folder)}")
    return program(build)


def add_subdirectory(_, build):
    with_cmake("add_subdirectory", build, f"-DSTORYMAP_SOURCE={ROOT}", "-DBUILD_SHARED_LIBS=ON")
    return program(build)


def pkg_config(folder, build):
    if not (shutil.which("pkg-config") and shutil.which("make")):
        return "Skipped: pkg-config or make is not installed"
    build.mkdir()
    paths = ":".join(str(found.parent) for found in install(folder).rglob("storymap.pc"))
    run("make", "-C", HERE / "pkg_config", f"OUT={build}", env={**os.environ, "PKG_CONFIG_PATH": paths})
    return program(build)


def components(folder, build):
    """What runs and what one builds with are two parts, each whole: shared libraries and the command; all the rest."""
    own = folder / "own build"
    run("cmake", "-S", ROOT, "-B", own, "-G", "Ninja", "-DSTORYMAP_BUILD_TESTS=OFF", "-DBUILD_SHARED_LIBS=ON",
        "-DCMAKE_BUILD_TYPE=Release")
    run("cmake", "--build", own)
    prefix = install(folder, own, "--component", "runtime")
    own.rename(folder / "own build, moved")
    (command,) = prefix.glob("bin/storymap")
    assert printed_by(command, "--version").startswith("storymap "), "the command does not find its library"
    kept = [path.name for path in prefix.rglob("*") if path.is_file()]
    strays = [name for name in kept if not re.fullmatch(r"storymap|lib\w+\.so\.[\d.]+|LICENSE|NOTICE", name)]
    assert not strays, f"not of a runtime: {strays}"
    (folder / "own build, moved").rename(own)
    run("cmake", "--install", own, "--prefix", prefix, "--component", "development")
    with_cmake("find_package", build, f"-DCMAKE_PREFIX_PATH={prefix}", *without("simdjson", "nlohmann_json"))
    return program(build)


def alone(used, unused):
    """Built where only one JSON library is found, installed, and used where only that one is found."""
    def way(folder, build):
        own = folder / "own"
        run("cmake", "-S", ROOT, "-B", own, "-G", "Ninja", *LIBRARY_ALONE, *without(unused))
        run("cmake", "--build", own)
        opened = printed_by("ninja", "-C", own, "-t", "deps")
        name = unused.removesuffix("_json")
        assert not re.search(rf"/include/{name}[./]", opened), f"{name} is opened"
        foreign = without(unused) if used == "simdjson" else without("simdjson", "nlohmann_json")
        with_cmake("find_package", build, f"-DCMAKE_PREFIX_PATH={install(folder, own)}", *foreign)
        return program(build)

    return way


def no_json_library(folder, build):
    """CMake says which package is missing and how Debian calls it."""
    both, simdjson, nlohmann = ("simdjson", "nlohmann_json"), ("simdjson",), ("nlohmann_json",)
    for choice, missing, said in (
        ("auto", both, "install libsimdjson-dev or nlohmann-json3-dev"),
        ("both", simdjson, "STORYMAP_JSON is both, but simdjson is not found: install libsimdjson-dev"),
        ("both", nlohmann, "STORYMAP_JSON is both, but nlohmann/json is not found: install nlohmann-json3-dev"),
        ("simdjson", simdjson, "STORYMAP_JSON is simdjson, but simdjson is not found: install libsimdjson-dev"),
        ("nlohmann", nlohmann, "but nlohmann/json is not found: install nlohmann-json3-dev"),
        ("rapidjson", (), "STORYMAP_JSON is 'rapidjson'; it must be auto, both, simdjson or nlohmann"),
    ):
        command = ["cmake", "-S", ROOT, "-B", folder / "own", "-G", "Ninja", *LIBRARY_ALONE, *without(*missing)]
        tried = subprocess.run([*command, f"-DSTORYMAP_JSON={choice}"], stderr=subprocess.PIPE, text=True, check=False,
                               stdout=subprocess.DEVNULL)
        words = " ".join(tried.stderr.split())
        assert tried.returncode and said in words, f"{choice} without {missing}: {words}"
        shutil.rmtree(folder / "own")
    with_cmake("header_only", build, f"-DCMAKE_PREFIX_PATH={install_headers(folder)}", *without(*both))
    return program(build)


def install_headers(folder):
    """The headers alone need no JSON library."""
    settings = ("-DSTORYMAP_BUILD_LIBRARY=OFF", *LIBRARY_ALONE, *without("simdjson", "nlohmann_json"))
    run("cmake", "-S", ROOT, "-B", folder / "own", "-G", "Ninja", *settings)
    return install(folder, folder / "own")


WAYS = {way.__name__: way for way in (header_only, find_package, add_subdirectory, pkg_config, components, no_json_library)}
WAYS["simdjson_alone"] = alone("simdjson", "nlohmann_json")
WAYS["nlohmann_alone"] = alone("nlohmann_json", "simdjson")


def main():
    with tempfile.TemporaryDirectory() as folder:
        printed = WAYS[sys.argv[1]](Path(folder), Path(folder, "build"))
    print(printed, end="")
    if printed.startswith("Skipped"):
        return 77
    return 0 if printed == EXPECTED else 1


if __name__ == "__main__":
    sys.exit(main())
