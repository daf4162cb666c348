"""User story maps and backlogs: exact duplicates, validation, formats."""

from ._analysis import Analysis, Finding, SimilarStory, StoryGroup, StoryPair, Validation, analyze, validate
from ._changes import Conflict, Merged, Rebased, RebaseNote, apply, diff, merge, rebase
from ._core import __version__
from ._errors import Error
from ._files import Format, dump, dumps, formats, load, loads
from ._map import ImportNote, ImportReport, Map
from ._nouns import Activity, Link, Persona, Release, Story, Task

__all__ = [
    "Activity",
    "Analysis",
    "Conflict",
    "Error",
    "Finding",
    "Format",
    "ImportNote",
    "ImportReport",
    "Link",
    "Map",
    "Merged",
    "Persona",
    "RebaseNote",
    "Rebased",
    "Release",
    "SimilarStory",
    "Story",
    "StoryGroup",
    "StoryPair",
    "Task",
    "Validation",
    "__version__",
    "analyze",
    "apply",
    "diff",
    "dump",
    "dumps",
    "formats",
    "load",
    "loads",
    "merge",
    "rebase",
    "validate",
]
