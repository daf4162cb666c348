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

ROOT = Path(__file__).resolve().parents[2]
matplotlib.use("Agg")
MODULES = [
    module.name
    for module in pkgutil.walk_packages(storymap.__path__, "storymap.")
    if not module.name.endswith("._core")
]
FENCE = re.compile(r"^```python( norun)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("page", ["README.md", "docs/guide/python.md", "docs/guide/python-duplicates.md"])
def test_the_programs_of_a_page_run_and_print_what_it_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The blocks of a page are one session; a line `>>>` is followed by what it prints."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    text = (ROOT / page).read_text()
    names: dict[str, object] = {"__name__": "__main__"}
    found = failed = 0
    for fence in FENCE.finditer(text):
        if fence[1]:
            continue
        line = text.count("\n", 0, fence.start()) + 1
        found += 1
        if ">>> " in fence[2]:
            test = doctest.DocTestParser().get_doctest(fence[2], names, page, page, line)
            failed += doctest.DocTestRunner().run(test, clear_globs=False).failed
            names.update(test.globs)
        else:
            exec(compile("\n" * line + fence[2], page, "exec"), names)
    assert found and not failed
