"""User story maps and backlogs: exact duplicates, validation, formats."""

from ._activity import Activity
from ._core import __version__
from ._edits import Edit, Edits
from ._errors import Error
from ._external import External
from ._files import Format, LossWarning, dump, dumps, formats, load, loads
from ._import_report import ImportReport, Note
from ._link import Link
from ._map import Map
from ._persona import Persona
from ._release import Release
from ._story import Story
from ._task import Task

__all__ = [
    "Activity",
    "Edit",
    "Edits",
    "Error",
    "External",
    "Format",
    "ImportReport",
    "Link",
    "LossWarning",
    "Map",
    "Note",
    "Persona",
    "Release",
    "Story",
    "Task",
    "__version__",
    "dump",
    "dumps",
    "formats",
    "load",
    "loads",
]
