"""User story maps and backlogs: exact duplicates, validation, formats."""

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

__all__ = [
    "Activity",
    "Analysis",
    "Conflict",
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
