"""Options as people write them, checked: each error names the argument."""

from __future__ import annotations

import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import SupportsIndex

from . import _core
from ._errors import Error

_STOP_WORDS = {"english": "en", "en": "en", "russian": "ru", "ru": "ru", "compat": "compat", "none": "none"}


def threshold(value: float, name: str = "at_least", *, zero: bool = False) -> float:
    """A similarity to compare with: above 0, or from 0 on, and at most 1."""
    number = real(value, name)
    if not (0 < number <= 1 or (zero and number == 0)):
        raise Error(f"expected a number {'from' if zero else 'above'} 0 and at most 1, found {number:g}", path=name)
    return number


def real(value: float, name: str) -> float:
    """A number that is no truth value and no NaN."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, not {type(value).__name__}")
    number = float(value)
    if math.isnan(number):
        raise Error("expected a number, found NaN", path=name)
    return number


def count(value: SupportsIndex, name: str, least: int = 0) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    number = int(value)
    if number < least:
        raise Error(f"expected at least {least}, found {number}", path=name)
    return number


def limit_or_all(value: int | None, name: str = "limit") -> int:
    """How many at most; None for all."""
    return 2**63 - 1 if value is None else min(count(value, name), 2**63 - 1)


def ngram_pair(value: tuple[int, int]) -> tuple[int, int]:
    """The shortest and the longest run of words that is a term."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise TypeError(f"ngram_range must be two integers, not {value!r}")
    shortest, longest = (count(number, "ngram_range") for number in value)
    if not 1 <= shortest <= longest <= 1000:
        raise Error(f"expected 1 <= min <= max <= 1000, found {value!r}", path="ngram_range")
    return shortest, longest


def document_frequency(value: int | float, name: str) -> int | float:
    """A number of texts, when it is an integer, or a share of them."""
    number = real(value, name)
    if isinstance(value, Integral):
        return count(value, name, 1)
    if not 0 <= number <= 1:
        raise Error(f"expected a count (int) from 1 on or a share (float) from 0 to 1, found {number:g}", path=name)
    return number


def stop_word_list(value: str | Iterable[str] | None) -> list[str]:
    """The words to leave out: None, the name of a list or the words themselves."""
    if value is None:
        return []
    if isinstance(value, str):
        if value not in _STOP_WORDS:
            raise Error(f"there is no list {value!r}: expected english, russian, compat or words", path="stop_words")
        return _core.stop_words(_STOP_WORDS[value])
    words = list(value)
    for row, word in enumerate(words):
        if not isinstance(word, str):
            raise TypeError(f"stop_words[{row}] must be str, not {type(word).__name__}")
    return words
