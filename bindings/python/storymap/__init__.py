"""User story maps and backlogs: exact duplicates, validation, formats."""

from typing import TYPE_CHECKING, Any

from ._activity import Activity
from ._analysis import Analysis, analyze
from ._changes import Conflict, Merged, Rebased, RebaseNote, apply, diff, merge, rebase
from ._core import __version__
from ._edits import Edit, Edits
from ._errors import Error
from ._external import External
from ._files import Format, LossWarning, dump, dumps, formats, load, loads
from ._import_report import ImportReport, Note
from ._link import Link
from ._live import LiveIndex, LiveMatch
from ._map import Map
from ._pairs import Group, Pairs
from ._persona import Persona
from ._release import Release
from ._similar import Similar, across, closest, similar
from ._similarity import Explanation, Match, SimilarityIndex
from ._story import Story
from ._story_similarity import ComparedStory, GroupMember, StoryGroup, StoryPair, StorySimilarity
from ._task import Task
from ._validation import Finding, Recommendation, Validation, validate

if TYPE_CHECKING:
    from ._cosine_groups import CosineGroups
    from ._vectorizer import TfidfVectorizer

__all__ = [
    "Activity",
    "Analysis",
    "ComparedStory",
    "Conflict",
    "CosineGroups",
    "Edit",
    "Edits",
    "Error",
    "Explanation",
    "External",
    "Finding",
    "Format",
    "Group",
    "GroupMember",
    "ImportReport",
    "Link",
    "LiveIndex",
    "LiveMatch",
    "LossWarning",
    "Map",
    "Match",
    "Merged",
    "Note",
    "Pairs",
    "Persona",
    "RebaseNote",
    "Rebased",
    "Recommendation",
    "Release",
    "Similar",
    "SimilarityIndex",
    "Story",
    "StoryGroup",
    "StoryPair",
    "StorySimilarity",
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
