"""Validation: what is missing in a map, its score and advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from . import _core
from ._html import table
from ._inputs import Maps, inputs
from ._language import Language, check_language, counted
from ._report import Report
from ._values import word

Severity = Literal["error", "warning", "info"]


def _in(both: Iterable[str], language: Language) -> str:
    english, russian = both
    return english if check_language(language) == "en" else russian


@dataclass(frozen=True)
class Finding:
    """Something a rule found: about the whole map, or about an activity, a task or a story."""

    rule: str
    """The id of the rule: ``"compat/empty_task"``."""
    type: str
    """The word in reports; several rules may share one."""
    severity: Severity
    category: str
    """What the rule looks after: ``structure``, ``completeness``, ``quality`` or ``balance``."""
    source: int | None
    """The number of the map, from 0; None when it is about all of it."""
    activity_id: str | None
    task_id: str | None
    story_id: str | None
    stories: tuple[tuple[int, str], ...]
    """The stories concerned, when there are several, by the number of their map and their id."""
    _messages: tuple[str, ...] = field(repr=False)
    _fixes: tuple[str, ...] = field(repr=False)

    @property
    def story_ids(self) -> tuple[str, ...]:
        """The ids of `stories`."""
        return tuple(id for _, id in self.stories)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self._messages[0]

    @property
    def fix(self) -> str:
        """What to do about it, in English."""
        return self._fixes[0]

    def message_in(self, language: Language) -> str:
        """What is wrong."""
        return _in(self._messages, language)

    def fix_in(self, language: Language) -> str:
        """What to do about it."""
        return _in(self._fixes, language)


@dataclass(frozen=True)
class Recommendation:
    """A piece of advice for the map as a whole."""

    id: str
    """``"add_descriptions"``"""
    _messages: tuple[str, ...] = field(repr=False)

    @property
    def message(self) -> str:
        """The advice, in English."""
        return self._messages[0]

    def message_in(self, language: Language) -> str:
        """The advice."""
        return _in(self._messages, language)


class Validation(Report):
    """What `validate` found. It does not change, whatever becomes of the map."""

    def __init__(self, handle: _core.Validation) -> None:
        self._reports = handle
        self._handle = handle

    @property
    def is_valid(self) -> bool:
        """No finding is an error."""
        return self._handle.is_valid

    @property
    def score(self) -> int:
        """0 to 100."""
        return self._handle.score

    @property
    def profile(self) -> str:
        """The rules and the score that were asked for."""
        return self._handle.profile

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """In map order, each noun before what is in it; what concerns the whole map comes last."""
        return tuple(_finding(*data) for data in self._handle.findings())

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """What to do next."""
        return tuple(Recommendation(id, tuple(both)) for id, both in self._handle.recommendations())

    @property
    def stats(self) -> dict[str, Any]:
        """How complete the map is, in numbers."""
        return dict(self._handle.stats())

    def __repr__(self) -> str:
        return f"<Validation: score {self.score}, {counted(len(self.findings), 'finding', 'findings')}>"

    def _repr_html_(self) -> str:
        rows = [(finding.severity, finding.message, finding.fix) for finding in self.findings]
        return table(f"Score {self.score} of 100", ("severity", "finding", "fix"), rows)


def _finding(
    rule: str, kind: str, severity: Any, category: str, messages: Any, fixes: Any, location: Any, stories: Any
) -> Finding:
    source, activity, task, story = location
    both = tuple(messages), tuple(fixes)
    return Finding(rule, kind, severity, category, source, activity, task, story, tuple(stories), *both)


def validate(maps: Maps, profile: str = "compat") -> Validation:
    """Validates a map, or several maps as one. A bad map is a low score, never an error.

    Parameters
    ----------
    maps
        The map, several maps, or a dict of maps by the names that reports call them.
    profile
        The rules and the score.

    Examples
    --------
    >>> import storymap
    >>> validation = storymap.validate(storymap.loads("Pay by card"))
    >>> validation.is_valid, validation.score
    (True, 94)
    >>> validation.findings[0].message
    'Story "Pay by card" has no description or a very short one'
    """
    return Validation(_core.validate(inputs(maps), word(profile, "profile")))
