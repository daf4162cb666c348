#!/usr/bin/env python3
"""Tests the package of another language the way a stranger would: a copy of its folder against an installed library.

The library is installed into one folder and moved to another, with a space in its name: nothing may remember where it
was built or first installed. The package finds it by these variables:

    PKG_CONFIG_PATH, LD_LIBRARY_PATH        as everybody's
    STORYMAP_LIB_DIR, STORYMAP_INCLUDE_DIR  the folders of libstorymap_c.so and storymap.h
    STORYMAP_BIN, STORYMAP_EXAMPLES         what its tests compare with: the command, and files to read

A tool chain that is missing or too old is a failure under CI=true, and a skip (77) elsewhere.

    run.py go | rust | node | java
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SKIPPED = 77

# What each language needs: the tools with the oldest version that will do, the commands that test the package, and
# commands that run only where their tool is installed. The last command of each runs the example.
DUPLICATES_INPUT = str(EXAMPLES / "shop-en.json")
NEEDS = {
    "go": {"go version": (1, 19), "pkg-config --version": (0,), "cc --version": (0,)},
    "rust": {"rustc --version": (1, 63), "cargo --version": (1, 63), "pkg-config --version": (0,), "cc --version": (0,)},
    "node": {"node --version": (20,), "npm --version": (9,)},
    "java": {"javac -version": (17,), "mvn --version": (3, 8), "cc --version": (0,)},
}
OPTIONAL = {
    "go": ["gofmt -l -e ."],
    "rust": ["cargo fmt --all --check", "cargo clippy --offline --locked --all-targets -- -D warnings"],
    "node": [],
    "java": [],
}
COMMANDS = {
    "go": ["go vet ./...", "go test -race -count=1 ./...", "go run ./cmd/duplicates"],
    "rust": [
        "cargo test --offline --locked",
        "cargo doc --offline --locked --no-deps",
        "env -u STORYMAP_LIB_DIR cargo run --offline --locked --release --example duplicates",
    ],
    "node": ["npm ci --no-audit --no-fund", "npm test", "node examples/duplicates.js"],
    "java": ["mvn --batch-mode --no-transfer-progress verify", "sh duplicates.sh"],
}
ENVIRONMENT = {
    "go": {"GOFLAGS": "-mod=readonly", "GOTOOLCHAIN": "local", "GOPROXY": "off"},
    "rust": {"RUSTFLAGS": "-D warnings", "RUSTDOCFLAGS": "-D warnings", "CARGO_TARGET_DIR": "target"},
    "node": {},
    "java": {},
}
NOT_COPIED = shutil.ignore_patterns("target", "node_modules", "build", ".gradle")


def missing(language):
    """Why the tool chain will not do, or nothing."""
    for command, floor in NEEDS[language].items():
        tool = command.split()[0]
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
        asked = subprocess.run(command.split(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        version = re.search(r"\d+(\.\d+)*", re.sub(r"\x1b\[[\d;]*m", "", asked.stdout))  # Maven colours what it says
        if asked.returncode or not version:
            return f"{command} fails: {asked.stdout.strip()}"
        if tuple(int(part) for part in version[0].split(".")) < floor:
            return f"{tool} is {version[0]}, and {'.'.join(map(str, floor))} is the oldest that will do"
    return None


def install(folder):
    build = os.environ["STORYMAP_BUILD_DIR"]
    subprocess.run(["cmake", "--install", build, "--prefix", folder / "first"], check=True, stdout=subprocess.DEVNULL)
    return (folder / "first").rename(folder / "moved here")


def environment(language, prefix):
    library = next(prefix.rglob("libstorymap_c.so")).parent
    return {
        **os.environ,
        **ENVIRONMENT[language],
        "PKG_CONFIG_PATH": str(library / "pkgconfig"),
        "LD_LIBRARY_PATH": str(library),
        "STORYMAP_LIB_DIR": str(library),
        "STORYMAP_INCLUDE_DIR": str(prefix / "include"),
        "STORYMAP_BIN": str(prefix / "bin" / "storymap"),
        "STORYMAP_EXAMPLES": str(EXAMPLES),
    }


def run(line, package, variables):
    """Whether a command succeeds; gofmt says by what it prints that it does not."""
    print(f"$ {line}", flush=True)
    words = shlex.split(line)
    if words[0] != "gofmt":
        return subprocess.run(words, cwd=package, env=variables).returncode == 0
    listed = subprocess.run(words, cwd=package, env=variables, stdout=subprocess.PIPE, text=True)
    print(listed.stdout, end="", flush=True)
    return listed.returncode == 0 and not listed.stdout


def installed(line):
    """Whether the tool of a command is there; 'cargo fmt' is the tool cargo-fmt."""
    words = line.split()
    return shutil.which(f"cargo-{words[1]}" if words[0] == "cargo" else words[0]) is not None


def commands(language):
    for line in OPTIONAL[language]:
        if installed(line):
            yield line
        else:
            print(f"Not run, its tool is not installed: {line}", flush=True)
    *tests, example = COMMANDS[language]
    yield from tests
    yield f"{example}{' --' if language == 'rust' else ''} {shlex.quote(DUPLICATES_INPUT)}"


def main():
    language = sys.argv[1]
    reason = missing(language)
    if reason:
        if os.environ.get("CI") == "true":
            print(f"Failed: {reason}")
            return 1
        print(f"Skipped: {reason}")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(language, install(Path(folder)))
        package = Path(folder, "package")
        shutil.copytree(ROOT / "bindings/c/examples" / language, package, ignore=NOT_COPIED)
        for line in commands(language):
            if not run(line, package, variables):
                print(f"Failed: {line}")
                return 1
    print(f"{language}: all of it works")
    return 0


if __name__ == "__main__":
    sys.exit(main())
