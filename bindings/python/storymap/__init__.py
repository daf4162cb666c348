"""User story maps and backlogs: exact duplicates, validation, formats."""

from ._core import __version__
from ._errors import Error

__all__ = ["Error", "__version__"]
