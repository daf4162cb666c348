"""The parameter sets that our vectors are compared with scikit-learn's for."""

from __future__ import annotations

import itertools
from typing import Any

WEIGHTS: list[dict[str, Any]] = [
    {},
    {"sublinear_tf": True, "norm": "l1"},
    {"binary": True, "norm": None},
    {"use_idf": False},
    {"smooth_idf": False},
]
PRUNINGS: list[dict[str, Any]] = [
    {},
    {"min_df": 2},
    {"max_df": 0.95},
    {"min_df": 0.01, "max_df": 0.5},
    {"max_df": 3},
]
GRID: list[dict[str, Any]] = [
    {"analyzer": analyzer, "ngram_range": ngrams, **weights, **pruning}
    for analyzer, ranges in {
        "word": [(1, 1), (1, 2), (2, 3)],
        "char": [(1, 1), (2, 4), (3, 3)],
        "char_wb": [(1, 2), (2, 4), (3, 5)],
    }.items()
    for ngrams, weights, pruning in itertools.product(ranges, WEIGHTS, PRUNINGS)
] + [
    {"stop_words": "en", "ngram_range": ngrams, "max_df": 0.95, "strip_accents": accents, "lowercase": lower}
    for ngrams in [(1, 1), (1, 2), (1, 3)]
    for accents in [None, "ascii", "unicode"]
    for lower in [True, False]
]
