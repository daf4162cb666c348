"""User story maps and backlogs: exact duplicates, validation, formats."""

from typing import TYPE_CHECKING, Any

from ._analysis import Analysis, Finding, SimilarStory, StoryGroup, StoryPair, Validation, analyze, validate
from ._changes import Conflict, Merged, Rebased, RebaseNote, apply, diff, merge, rebase
from ._core import __version__
from ._errors import Error
from ._files import Format, dump, dumps, formats, load, loads
from ._live import LiveIndex, LiveMatch
from ._map import ImportNote, ImportReport, Map
from ._nouns import Activity, Link, Persona, Release, Story, Task
from ._pairs import Group, Pairs
from ._similar import Similar, across, closest, similar
from ._similarity import Explanation, Match, SimilarityIndex

if TYPE_CHECKING:
    from ._cosine_groups import CosineGroups
    from ._vectorizer import TfidfVectorizer

__all__ = [
    "Activity",
    "Analysis",
    "Conflict",
    "CosineGroups",
    "Error",
    "Explanation",
    "Finding",
    "Format",
    "Group",
    "ImportNote",
    "ImportReport",
    "Link",
    "LiveIndex",
    "LiveMatch",
    "Map",
    "Match",
    "Merged",
    "Pairs",
    "Persona",
    "RebaseNote",
    "Rebased",
    "Release",
    "Similar",
    "SimilarStory",
    "SimilarityIndex",
    "Story",
    "StoryGroup",
    "StoryPair",
    "Task",
    "TfidfVectorizer",
    "Validation",
    "__version__",
    "across",
    "analyze",
    "apply",
    "closest",
    "diff",
    "dump",
    "dumps",
    "formats",
    "load",
    "loads",
    "merge",
    "rebase",
    "similar",
    "validate",
]


def __getattr__(name: str) -> Any:
    """The estimators, which need scikit-learn: it is imported when the first of them is asked for."""
    if name not in ("CosineGroups", "TfidfVectorizer"):
        raise AttributeError(f"module 'storymap' has no attribute '{name}'")
    try:
        from . import _cosine_groups, _vectorizer
    except ModuleNotFoundError:
        raise ImportError(f"{name} needs scikit-learn: pip install scikit-learn") from None
    globals()["CosineGroups"] = _cosine_groups.CosineGroups
    globals()["TfidfVectorizer"] = _vectorizer.TfidfVectorizer
    return globals()[name]


def __dir__() -> list[str]:
    return sorted(__all__)
