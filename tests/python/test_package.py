"""The package as a whole: what it offers and what importing it costs."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import storymap

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_that_of_the_library() -> None:
    header = (ROOT / "include/storymap/version.hpp").read_text()
    found = re.search(r'STORYMAP_VERSION_STRING "([^"]+)"', header)
    assert found and storymap.__version__ == found[1]


def test_importing_it_imports_no_optional_package() -> None:
    optional = ("sklearn", "scipy", "pandas", "polars", "pyarrow", "matplotlib", "tqdm")
    program = f"import storymap, sys; print([name for name in {optional} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert printed == "[]\n"


def test_every_public_name_has_a_docstring() -> None:
    # This runs in an environment with nothing but NumPy too.
    estimators = {"CosineGroups", "TfidfVectorizer"} if importlib.util.find_spec("sklearn") is None else set()
    for name in storymap.__all__:
        if not name.startswith("__") and name not in estimators:
            assert getattr(storymap, name).__doc__, name
