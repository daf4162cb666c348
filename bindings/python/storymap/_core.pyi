"""
The compiled part of storymap. The package around it is what programs use.
"""

from __future__ import annotations

__all__: list[str] = list()
__version__: str = "0.1.0"
