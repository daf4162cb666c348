"""User story maps and backlogs: exact duplicates, validation, formats."""

from ._core import __version__
from ._errors import Error
from ._pairs import Pair, Pairs
from ._similarity import SimilarityIndex

__all__ = ["Error", "Pair", "Pairs", "SimilarityIndex", "__version__"]
