"""Whether two programs found the same pairs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tasks import PAIR, Array, rows_to_do

# Scores this close to the threshold may fall on either side of it: sums are rounded in another order.
SLACK = 1e-9


def read_pairs(path: Path) -> Array:
    return np.fromfile(path, PAIR)


def keys(pairs: Array) -> Array:
    return pairs["a"].astype(np.int64) << 32 | pairs["b"]


def of_rows(pairs: Array, rows: int, limit: int) -> Array:
    """The pairs that a peer sees who does only `limit` of the rows."""
    done = rows_to_do(rows, limit)
    return pairs[np.isin(pairs["a"], done) | np.isin(pairs["b"], done)]


def disagreement(ours: Array, theirs: Array, at_least: float) -> str | None:
    """What differs, if anything does: pairs only one side has, or scores of the same pair."""
    only = [_clear(one, at_least, keys(other)) for one, other in ((ours, theirs), (theirs, ours))]
    if len(only[0]) or len(only[1]):
        return f"{len(only[0])} pairs only ours, {len(only[1])} only theirs, as {np.concatenate(only)[:3].tolist()}"
    _, mine, other = np.intersect1d(keys(ours), keys(theirs), return_indices=True)
    apart = np.abs(ours["score"][mine] - theirs["score"][other])
    return f"scores differ by {apart.max()}" if len(apart) and apart.max() > SLACK else None


def _clear(pairs: Array, at_least: float, known: Array) -> Array:
    return pairs[(np.abs(pairs["score"] - at_least) > SLACK) & ~np.isin(keys(pairs), known)]


def recall(exact: Array, found: Array) -> float:
    """The share of the exact pairs that was found."""
    return float(np.isin(keys(exact), keys(found)).mean()) if len(exact) else 1.0
