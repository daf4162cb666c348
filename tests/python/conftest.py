"""What the Python tests share: real data, and the corpora and parameters of the parity suite."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/parity"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The real backlogs and boards, which are not part of the repository."""
    folder = os.environ.get("STORYMAP_DATA_DIR")
    if folder is None:
        if os.environ.get("CI"):
            pytest.fail("STORYMAP_DATA_DIR is not set")
        pytest.skip("STORYMAP_DATA_DIR is not set")
    return Path(folder)
