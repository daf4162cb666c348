"""docs/guide/python-side-by-side.md: what it prints is true, and its pictures can be drawn."""

from __future__ import annotations

import doctest
import os
import re
import shutil
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("Agg")
ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/guide/python-side-by-side.md"
FENCE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_page_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "__main__"}
    for fence in FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 1
        if ">>> " not in fence[1]:
            exec(compile("\n" * line + fence[1], str(PAGE), "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(fence[1], names, PAGE.name, str(PAGE), line)
        assert doctest.DocTestRunner().run(test, clear_globs=False).failed == 0
        names.update(test.globs)
    for name in ("scores", "groups"):
        picture = tmp_path / f"{name}.png"
        assert picture.stat().st_size > 5000
        if os.environ.get("STORYMAP_WRITE_PICTURES"):
            shutil.copy(picture, ROOT / f"docs/images/python-{name}.png")
        assert (ROOT / f"docs/images/python-{name}.png").exists()
