"""Packages that storymap works with but does not need."""

from __future__ import annotations

import importlib
from typing import Any


def load(name: str, extra: str, what_for: str) -> Any:
    """The module of this name; without it an ImportError that says how to get it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise ImportError(f"{what_for} needs {package}: pip install storymap[{extra}]", name=name) from error
