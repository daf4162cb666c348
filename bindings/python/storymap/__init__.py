"""User story maps and backlogs: exact duplicates, validation, formats."""

from ._activity import Activity
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
from ._task import Task

__all__ = [
    "Activity",
    "Dropped",
    "Edit",
    "Edits",
    "Error",
    "Explanation",
    "External",
    "Format",
    "Group",
    "Groups",
    "ImportReport",
    "Inserted",
    "Link",
    "LiveIndex",
    "LiveMatch",
    "LossWarning",
    "Map",
    "Match",
    "Note",
    "Pair",
    "Pairs",
    "Persona",
    "Release",
    "Similar",
    "SimilarityIndex",
    "Story",
    "Task",
    "__version__",
    "closest",
    "dump",
    "dumps",
    "formats",
    "load",
    "loads",
    "similar",
]
