"""What callers pass as values of fields, checked and brought into the form of the JSON schema."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping
from typing import Any

from ._errors import Error
from ._external import External


def text(value: object, name: str) -> str:
    """A str; `name` is what errors call it."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be str, not {type(value).__name__}")
    return value


def word(value: object, name: str) -> str:
    """A str that has a UTF-8, which a lone surrogate has not."""
    found = text(value, name)
    try:
        found.encode()
    except UnicodeEncodeError:
        raise Error("a lone surrogate is no character", "invalid_encoding", name) from None
    return found


def texts(values: object, name: str) -> list[str]:
    """A list of str: a single str is no list of its letters."""
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a list of str, not {type(values).__name__}")
    return [text(value, f"{name}[{row}]") for row, value in enumerate(values)]


def number(value: object, name: str) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a number, not {type(value).__name__}")
    real = float(value)
    if not math.isfinite(real):
        raise Error(f"expected a finite number, found {real}", "invalid_field", name)
    return real


def score(value: object, name: str, expected: str = "a number above 0 and at most 1") -> float:
    """A similarity to compare with: above 0 and at most 1."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a number, not {type(value).__name__}")
    real = float(value)
    if not 0 < real <= 1:
        raise Error(f"expected {expected}, found {real:g}", path=name)
    return real


def score_or_zero(value: object, name: str) -> float:
    """A similarity to compare with, where 0 asks for everything above 0."""
    return 0.0 if value == 0 and not isinstance(value, bool) else score(value, name, "a number from 0 to 1")


def whole(value: object, name: str) -> int:
    """A number of things."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name} must be int, not {type(value).__name__}")
    count = int(value)
    if not 0 <= count < 2**63:
        raise Error(f"expected 0 or more, found {count}", path=name)
    return count


def ngram_pair(value: object) -> tuple[int, int]:
    """The shortest and the longest run of words that is a term."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise TypeError(f"ngram_range must be two integers, not {value!r}")
    shortest, longest = (whole(length, "ngram_range") for length in value)
    if not 1 <= shortest <= longest:
        raise Error(f"expected 1 <= min <= max, found {value!r}", path="ngram_range")
    return shortest, longest


def external(values: object, name: str) -> list[dict[str, Any]]:
    """A list of External, or of dicts like theirs in JSON."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a list of External, not {type(values).__name__}")
    found = []
    for row, value in enumerate(values):
        if isinstance(value, External):
            found.append(value.to_dict())
        elif isinstance(value, Mapping):
            found.append(dict(value))
        else:
            raise TypeError(f"{name}[{row}] must be External or dict, not {type(value).__name__}")
    return found
