"""Prints the version of storymap."""

from __future__ import annotations

import storymap

if __name__ == "__main__":
    print(f"storymap {storymap.__version__}")
