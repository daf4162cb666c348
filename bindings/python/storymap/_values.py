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
