"""The languages everything a user sees is written in."""

from __future__ import annotations

from typing import Literal

from ._errors import Error

Language = Literal["en", "ru"]


def check_language(language: str) -> str:
    """The language, when it is one."""
    if not isinstance(language, str):
        raise TypeError(f"language must be str, not {type(language).__name__}")
    if language not in ("en", "ru"):
        raise Error(f"expected en or ru, found '{language}'", "invalid_argument", "language")
    return language


def counted(number: int, one: str, many: str) -> str:
    """A number and what is counted, in English."""
    return f"{number} {one if number == 1 else many}"
