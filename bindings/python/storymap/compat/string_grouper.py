"""The four functions of string_grouper, found exactly and without a limit that nobody asked for.

``from storymap.compat import string_grouper`` takes the place of ``import string_grouper``: names, arguments and
results are the same. One default differs: string_grouper drops every match behind the best 20 of a string
(``max_n_matches=20``) without a word; here it keeps all, unless ``max_n_matches`` says otherwise. And strings
that are equal score exactly 1, where rounding there makes some of them miss a threshold of 1.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .. import _core
from .._errors import Error
from .._pairs import Pairs
from .._similarity import labels_of
from .._values import number, whole

if TYPE_CHECKING:
    import pandas as pd

# Every white space character as one that is not: n-grams are then counted as they stand.
_WHITE_SPACE = {
    ord(space): 0xF0000 + number
    for number, space in enumerate(
        map(
            chr,
            [
                *range(9, 14),
                *range(28, 33),
                0x85,
                0xA0,
                0x1680,
                *range(0x2000, 0x200B),
                0x2028,
                0x2029,
                0x202F,
                0x205F,
                0x3000,
            ],
        )
    )
}
_PERFORMANCE = (
    "number_of_processes",
    "n_blocks",
    "chunk_cols",
    "use_sp_matmul_rs",
    "tfidf_matrix_dtype",
    "force_symmetries",
)


@dataclass(frozen=True)
class StringGrouperConfig:
    """The keyword arguments of all functions.

    What only tunes the speed of string_grouper (number_of_processes, n_blocks, chunk_cols, use_sp_matmul_rs,
    tfidf_matrix_dtype, force_symmetries) is taken and has no effect: results are exact and symmetric.
    """

    ngram_size: int = 3
    regex: str = r"[,-./]|\s"
    max_n_matches: int | None = None
    min_similarity: float = 0.8
    ignore_case: bool = True
    ignore_index: bool = False
    include_zeroes: bool = True
    replace_na: bool = False
    group_rep: str = "centroid"
    normalize_to_ascii: bool = True


def match_strings(
    master: pd.Series[Any],
    duplicates: pd.Series[Any] | None = None,
    master_id: pd.Series[Any] | None = None,
    duplicates_id: pd.Series[Any] | None = None,
    **kwargs: Any,
) -> pd.DataFrame:
    """All pairs of strings with a similarity of at least ``min_similarity``.

    Of ``master`` and ``duplicates``, or, without these, of ``master`` with itself: every string also matches itself.
    """
    config = _config(kwargs)
    _check(master, duplicates, master_id, duplicates_id)
    other, other_id = (master, master_id) if duplicates is None else (duplicates, duplicates_id)
    left, right, score = _matches(master, duplicates, config)
    sides = [_side("left", master, master_id, left, config), _side("right", other, other_id, right, config)]
    columns = {**sides[0], "similarity": score, **dict(reversed(list(sides[1].items())))}
    frame: pd.DataFrame = _pandas().DataFrame(columns)
    return frame


def match_most_similar(
    master: pd.Series[Any],
    duplicates: pd.Series[Any],
    master_id: pd.Series[Any] | None = None,
    duplicates_id: pd.Series[Any] | None = None,
    **kwargs: Any,
) -> pd.DataFrame | pd.Series[Any]:
    """For each of ``duplicates`` the most similar string of ``master``, or itself when none is similar enough."""
    config = _config(kwargs)
    _check(master, duplicates, master_id, duplicates_id)
    pandas = _pandas()
    left, right, score = _matches(master, duplicates, config)
    nearest = np.full(len(duplicates), -1, dtype=np.int64)
    best = np.zeros(len(duplicates))
    for row, column, value in zip(left.tolist(), right.tolist(), score.tolist(), strict=True):
        if value > best[column]:
            nearest[column], best[column] = row, value
    found = nearest >= 0
    columns: dict[str, Any] = {}
    if not config.ignore_index:
        own = duplicates.index if config.replace_na else None
        columns["most_similar_index"] = _chosen(master.index, nearest, found, own)
    if master_id is not None and duplicates_id is not None:
        name = master_id.name or "master_id"
        columns[f"most_similar_{name}"] = _chosen(master_id, nearest, found, duplicates_id)
    columns[f"most_similar_{master.name or 'master'}"] = _chosen(master, nearest, found, duplicates)
    return _narrow(pandas.DataFrame(columns, index=duplicates.index))


def group_similar_strings(
    strings_to_group: pd.Series[Any], string_ids: pd.Series[Any] | None = None, **kwargs: Any
) -> pd.DataFrame | pd.Series[Any]:
    """For each string the one that stands for its group: a chain of similar pairs leads from one to the other.

    ``group_rep`` chooses the string with the largest sum of similarities (``"centroid"``) or the first.
    """
    config = _config(kwargs)
    _check(strings_to_group, None, string_ids, None)
    if config.group_rep not in ("centroid", "first"):
        raise Error("expected 'centroid' or 'first'", "invalid_argument", "group_rep")
    left, right, score = _matches(strings_to_group, None, config)
    rows = len(strings_to_group)
    array = np.zeros(len(left), dtype=[("left", "u4"), ("right", "u4"), ("score", "f8")])
    array["left"], array["right"], array["score"] = left, right, score
    labels = labels_of(Pairs(array), rows)
    weights = np.bincount(left, score, rows) if config.group_rep == "centroid" else -np.arange(rows, dtype=float)
    order = np.lexsort((np.arange(rows), -weights, labels))
    standing = order[np.unique(labels[order], return_index=True)[1]][labels]
    name = f"group_rep_{strings_to_group.name}" if strings_to_group.name else "group_rep"
    columns: dict[str, Any] = {}
    if string_ids is not None:
        columns[f"group_rep_{string_ids.name or 'id'}"] = string_ids.to_numpy()[standing]
    if not config.ignore_index:
        index = strings_to_group.index
        columns[f"group_rep_{index.name or 'index'}"] = index.to_numpy()[standing]
    columns[name] = strings_to_group.to_numpy()[standing]
    return _narrow(_pandas().DataFrame(columns, index=strings_to_group.index))


def compute_pairwise_similarities(
    string_series_1: pd.Series[Any], string_series_2: pd.Series[Any], **kwargs: Any
) -> pd.Series[Any]:
    """The similarity of each string of one series to the string in the same place of the other."""
    config = _config(kwargs)
    _check(string_series_1, string_series_2, None, None)
    if len(string_series_1) != len(string_series_2):
        raise Error("expected two series of one length", "invalid_argument", "string_series_2")
    index, rows = _index(string_series_1, string_series_2, config)
    scores = [index.score(row, rows + row) if index is not None else 0.0 for row in range(rows)]
    similarities: pd.Series[Any] = _pandas().Series(scores, index=string_series_1.index, name="similarity", dtype=float)
    return similarities


def _narrow(frame: pd.DataFrame) -> pd.DataFrame | pd.Series[Any]:
    """A frame of one column as that column."""
    return frame.iloc[:, 0] if frame.shape[1] == 1 else frame


def _config(kwargs: dict[str, Any]) -> StringGrouperConfig:
    known = {field.name for field in fields(StringGrouperConfig)}
    unknown = set(kwargs) - known - set(_PERFORMANCE)
    if unknown:
        raise TypeError(f"unexpected keyword argument '{min(unknown)}'")
    config = StringGrouperConfig(**{name: value for name, value in kwargs.items() if name in known})
    number(config.min_similarity, "min_similarity")
    whole(config.ngram_size, "ngram_size")
    if config.max_n_matches is not None:
        whole(config.max_n_matches, "max_n_matches")
    return config


def _pandas() -> Any:  # what it makes, callers name
    try:
        import pandas
    except ImportError:
        raise ImportError("string_grouper's functions need pandas: pip install pandas") from None
    return pandas


def _check(master: Any, duplicates: Any, master_id: Any, duplicates_id: Any) -> None:
    series = _pandas().Series
    for name, strings in (("master", master), ("duplicates", duplicates)):
        if strings is None:
            continue
        if not isinstance(strings, series):
            raise TypeError(f"{name} must be a pandas Series, not {type(strings).__name__}")
        for row, value in enumerate(strings):
            if not isinstance(value, str):
                raise TypeError(f"{name}[{row}] must be str, not {type(value).__name__}")
    for name, ids, strings in (("master_id", master_id, master), ("duplicates_id", duplicates_id, duplicates)):
        if ids is not None and (strings is None or len(ids) != len(strings)):
            raise Error("expected as many ids as strings", "invalid_argument", name)


def _cleaned(strings: Any, config: StringGrouperConfig) -> list[str]:
    pattern = re.compile(config.regex)
    return [_clean(string, pattern, config) for string in strings]


def _clean(string: str, pattern: re.Pattern[str], config: StringGrouperConfig) -> str:
    if config.ignore_case:
        string = string.lower()
    if config.normalize_to_ascii:
        string = unicodedata.normalize("NFKD", string).encode("ASCII", "ignore").decode()
    return pattern.sub("", string).translate(_WHITE_SPACE)


def _index(master: Any, duplicates: Any, config: StringGrouperConfig) -> tuple[_core.SimilarityIndex | None, int]:
    """An index of both lists, one behind the other; None when no string has an n-gram."""
    texts = _cleaned(master, config) + ([] if duplicates is None else _cleaned(duplicates, config))
    corpus = _core.read_texts(texts, "strings", "raise")[0]
    size = int(config.ngram_size)
    options = {"analyzer": "char", "ngram_range": (size, size), "lowercase": False}
    try:
        return _core.index_of_counts(corpus, options, 0, None), len(master)
    except Error as error:
        if error.code != "empty_vocabulary":
            raise
        return None, len(master)


def _matches(
    master: Any, duplicates: Any, config: StringGrouperConfig
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Rows of both lists and their similarity, ordered by row, then the most similar first."""
    if config.min_similarity <= 0:
        left, right, score = _all_matches(master, duplicates, config)
    else:
        left, right, score = _similar_matches(master, duplicates, config)
    order = np.lexsort((right, -score, left)) if config.max_n_matches is not None else np.lexsort((right, left))
    left, right, score = left[order], right[order], score[order]
    if config.max_n_matches is None:
        return left, right, score
    rank = np.arange(len(left)) - np.searchsorted(left, left)
    kept = rank < config.max_n_matches
    return left[kept], right[kept], score[kept]


def _similar_matches(master: Any, duplicates: Any, config: StringGrouperConfig) -> Any:
    index, rows = _index(master, duplicates, config)
    at_least = min(1.0, float(config.min_similarity))
    none = np.zeros(0, dtype=np.int64)
    if index is None or config.min_similarity > 1:
        left, right, score = none, none, np.zeros(0)
    elif duplicates is None:
        pairs = Pairs(index.pairs(at_least, 0, None))
        left = np.concatenate([pairs.left, pairs.right]).astype(np.int64)
        right = np.concatenate([pairs.right, pairs.left]).astype(np.int64)
        score = np.concatenate([pairs.score, pairs.score])
    else:
        across = Pairs(index.pairs_across(rows, at_least, 0, None))
        left, right, score = across.left.astype(np.int64), across.right.astype(np.int64) - rows, across.score
    if duplicates is None:
        # Every string matches itself, also one without n-grams.
        own = np.arange(rows if config.min_similarity <= 1 else 0, dtype=np.int64)
        left, right = np.concatenate([left, own]), np.concatenate([right, own])
        score = np.concatenate([score, np.ones(len(own))])
    return left, right, score


def _all_matches(master: Any, duplicates: Any, config: StringGrouperConfig) -> Any:
    index, rows = _index(master, duplicates, config)
    columns = rows if duplicates is None else len(duplicates)
    start = 0 if duplicates is None else rows
    left, right = (side.ravel() for side in np.mgrid[0:rows, 0:columns])
    score = np.array(
        [
            0.0 if index is None else index.score(a, start + b)
            for a, b in zip(left.tolist(), right.tolist(), strict=True)
        ]
    )
    kept = (score >= config.min_similarity) & (config.include_zeroes | (score != 0))
    return left[kept], right[kept], score[kept]


def _side(
    side: str, strings: Any, ids: Any, rows: npt.NDArray[np.int64], config: StringGrouperConfig
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if not config.ignore_index:
        columns[f"{side}_{strings.index.name or 'index'}"] = strings.index.to_numpy()[rows]
    columns[f"{side}_{strings.name or 'side'}"] = strings.to_numpy()[rows]
    if ids is not None:
        columns[f"{side}_{ids.name or 'id'}"] = ids.to_numpy()[rows]
    return columns


def _chosen(values: Any, rows: npt.NDArray[np.int64], found: npt.NDArray[np.bool_], otherwise: Any) -> Any:
    """The values of some rows; where there is none, what stands in the same place of `otherwise`, or NaN."""
    pandas = _pandas()
    taken = pandas.Series(values.to_numpy()[np.maximum(rows, 0)] if len(values) else np.full(len(rows), np.nan))
    if bool(found.all()):
        return taken.to_numpy()
    if otherwise is None:
        return taken.where(found).to_numpy()
    return np.where(found, taken.astype(object).to_numpy(), otherwise.to_numpy())
