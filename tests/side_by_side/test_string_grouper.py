"""storymap.compat.string_grouper gives what string_grouper gives, when that is not told to leave matches out."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import string_grouper as theirs
from storymap.compat import string_grouper as ours

ROOT = Path(__file__).resolve().parents[2]
NAMES = [
    "McDonalds Inc",
    "Mc Donald's Inc.",
    "mcdonalds inc",
    "Burger King",
    "Burger King LLC",
    "Burger-King, LLC.",
    "Subway",
    "Кофейня «Шоколад»",
    "Café Crème",
    "cafe creme",
    "ab",
    "",
]


@pytest.fixture(scope="module")
def titles() -> pd.Series[str]:
    with open(ROOT / "examples/backlog-500.csv", encoding="utf-8-sig", newline="") as file:
        return pd.Series([row["Summary"] for row in csv.DictReader(file)], name="title")


NAMED = pd.Series(NAMES, name="company")
IDS = pd.Series(range(100, 100 + len(NAMES)), name="cid")
OTHERS = pd.Series(["Burger Kng", "mc donalds", "Nothing like it", "CAFE CREME"], index=[7, 5, 3, 1], name="dup")
OTHER_IDS = pd.Series(["a", "b", "c", "d"], index=[7, 5, 3, 1])


def same(mine: Any, other: Any) -> None:
    if isinstance(other, pd.DataFrame):
        assert mine.columns.tolist() == other.columns.tolist()
        keys = [name for name in other.columns if name != "similarity"]
        if "similarity" in other.columns:
            mine = mine.sort_values(keys, ignore_index=True, key=lambda column: column.astype(str))
            other = other.sort_values(keys, ignore_index=True, key=lambda column: column.astype(str))
        pd.testing.assert_frame_equal(mine, other, check_dtype=False, atol=1e-9, rtol=0)
    else:
        pd.testing.assert_series_equal(mine, other, check_dtype=False, atol=1e-9, rtol=0)


@pytest.mark.parametrize("at_least", [0.3, 0.6, 0.8, 0.999])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"ignore_case": False},
        {"ngram_size": 2},
        {"regex": ""},
        {"normalize_to_ascii": False},
        {"ignore_index": True},
    ],
)
def test_match_strings(at_least: float, options: dict[str, Any]) -> None:
    limit = {"max_n_matches": 1000, "min_similarity": at_least, **options}
    same(ours.match_strings(NAMED, **limit), theirs.match_strings(NAMED, **limit))
    same(ours.match_strings(NAMED, OTHERS, **limit), theirs.match_strings(NAMED, OTHERS, **limit))
    with_ids = {"master_id": IDS, "duplicates_id": OTHER_IDS}
    same(
        ours.match_strings(NAMED, OTHERS, **with_ids, **limit), theirs.match_strings(NAMED, OTHERS, **with_ids, **limit)
    )


@pytest.mark.parametrize("at_least", [0.4, 0.8])
@pytest.mark.parametrize("options", [{}, {"ignore_index": True}, {"replace_na": True}])
def test_match_most_similar(at_least: float, options: dict[str, Any]) -> None:
    arguments = {"min_similarity": at_least, "max_n_matches": 1000, **options}
    same(ours.match_most_similar(NAMED, OTHERS, **arguments), theirs.match_most_similar(NAMED, OTHERS, **arguments))


@pytest.mark.parametrize("representative", ["centroid", "first"])
@pytest.mark.parametrize("options", [{}, {"ignore_index": True}])
def test_group_similar_strings(representative: str, options: dict[str, Any]) -> None:
    arguments = {"min_similarity": 0.6, "max_n_matches": 1000, "group_rep": representative, **options}
    same(ours.group_similar_strings(NAMED, **arguments), theirs.group_similar_strings(NAMED, **arguments))
    same(ours.group_similar_strings(NAMED, IDS, **arguments), theirs.group_similar_strings(NAMED, IDS, **arguments))


def test_compute_pairwise_similarities() -> None:
    other = pd.Series(NAMES[::-1])
    same(ours.compute_pairwise_similarities(NAMED, other), theirs.compute_pairwise_similarities(NAMED, other))


def test_a_real_backlog(titles: pd.Series[str]) -> None:
    arguments = {"min_similarity": 0.6, "max_n_matches": len(titles)}
    same(ours.match_strings(titles, **arguments), theirs.match_strings(titles, **arguments))
    same(ours.group_similar_strings(titles, **arguments), theirs.group_similar_strings(titles, **arguments))


def test_nothing_is_left_out() -> None:
    same_names = pd.Series(["pay by card"] * 30)
    assert len(theirs.match_strings(same_names)) < 30 * 30, "string_grouper drops some without a word"
    assert len(ours.match_strings(same_names)) == 30 * 30
    assert len(ours.match_strings(same_names, max_n_matches=20)) == 30 * 20


def test_equal_strings_reach_a_threshold_of_one() -> None:
    assert ours.match_strings(NAMED, min_similarity=1).query("left_index == 3")["right_index"].tolist() == [3]
    assert ours.match_strings(NAMED, min_similarity=1).query("left_index == 4")["right_index"].tolist() == [4, 5]


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="master must be a pandas Series"):
        ours.match_strings(NAMES)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"master\[1\] must be str"):
        ours.match_strings(pd.Series(["a", None]))
    with pytest.raises(TypeError, match="unexpected keyword argument 'min_similarty'"):
        ours.match_strings(NAMED, min_similarty=0.5)
    with pytest.raises(ValueError, match="as many ids"):
        ours.match_strings(NAMED, master_id=IDS[:2])
