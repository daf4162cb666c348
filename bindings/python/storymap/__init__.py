"""User story maps and backlogs: exact duplicates, validation, formats."""

from ._activity import Activity
from ._analysis import Analysis, analyze
from ._changes import Conflict, Merged, Rebased, RebaseNote, apply, diff, merge, rebase
from ._core import __version__
from ._edits import Edit, Edits
from ._errors import Error
from ._external import External
from ._files import Format, LossWarning, dump, dumps, formats, load, loads
from ._groups import Groups
from ._import_report import ImportReport, Note
from ._link import Link
from ._live_index import Inserted, LiveIndex, LiveMatch
from ._map import Map
from ._matches import Explanation, Match
from ._pairs import Pair, Pairs
from ._persona import Persona
from ._release import Release
from ._similar import Dropped, Group, Similar, closest, similar
from ._similarity import SimilarityIndex
from ._story import Story
from ._story_similarity import ComparedStory, GroupMember, StoryGroup, StoryPair, StorySimilarity
from ._task import Task
from ._validation import Finding, Recommendation, Validation, validate

__all__ = [
    "Activity",
    "Analysis",
    "ComparedStory",
    "Conflict",
    "Dropped",
    "Edit",
    "Edits",
    "Error",
    "Explanation",
    "External",
    "Finding",
    "Format",
    "Group",
    "GroupMember",
    "Groups",
    "ImportReport",
    "Inserted",
    "Link",
    "LiveIndex",
    "LiveMatch",
    "LossWarning",
    "Map",
    "Match",
    "Merged",
    "Note",
    "Pair",
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
    "Validation",
    "__version__",
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
