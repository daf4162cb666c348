"""The examples in docstrings and on the pages of the guide: what they show is what a reader gets."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import matplotlib
import pytest
import storymap

matplotlib.use("Agg")
MODULES = [
    module.name
    for module in pkgutil.walk_packages(storymap.__path__, "storymap.")
    if not module.name.endswith("._core")
]
FENCE = re.compile(r"^```python( norun)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = ["docs/guide/python.md", "docs/guide/python-duplicates.md"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_the_programs_of_a_page_print_what_it_says(
    root: Path, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The blocks of a page are one session; a line ``>>>`` is followed by what it prints."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(root / "examples")
    text = (root / page).read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "__main__"}
    found = 0
    for fence in FENCE.finditer(text):
        if fence[1]:
            continue
        found += 1
        line = text.count("\n", 0, fence.start()) + 1
        if ">>> " not in fence[2]:
            exec(compile("\n" * line + fence[2], page, "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(fence[2], names, page, page, line)
        assert doctest.DocTestRunner().run(test, clear_globs=False).failed == 0
        names.update(test.globs)
    assert found
