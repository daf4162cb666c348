"""User story maps and backlogs: exact duplicates, validation, formats."""

from ._core import __version__
from ._errors import Error
from ._groups import Groups
from ._live_index import Inserted, LiveIndex, LiveMatch
from ._matches import Explanation, Match
from ._pairs import Pair, Pairs
from ._similarity import SimilarityIndex

__all__ = [
    "Error",
    "Explanation",
    "Groups",
    "Inserted",
    "LiveIndex",
    "LiveMatch",
    "Match",
    "Pair",
    "Pairs",
    "SimilarityIndex",
    "__version__",
]
