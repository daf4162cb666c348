"""Arguments of the wrong type or out of range: the error names the argument, and is never one of pybind11."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import storymap

TEXTS = ["pay by card", "search by name", "pay by card now", "filter by price"]
INDEX = storymap.SimilarityIndex(TEXTS, max_df=1.0)
LIVE = storymap.LiveIndex()
MAP = storymap.loads("pay by card\nsearch by name")
LONE = "\ud800"


@pytest.mark.parametrize(
    ("keywords", "error", "words"),
    [
        ({"at_least": "0.5"}, TypeError, "at_least must be a number, not str"),
        ({"at_least": None}, TypeError, "at_least must be a number, not NoneType"),
        ({"at_least": float("nan")}, storymap.Error, "at_least: expected a number above 0 and at most 1, found nan"),
        ({"duplicate": None}, TypeError, "duplicate must be a number"),
        ({"ngram_range": 5}, TypeError, "ngram_range must be two integers"),
        ({"ngram_range": (1,)}, TypeError, "ngram_range must be two integers"),
        ({"ngram_range": (1.5, 2)}, TypeError, "ngram_range must be int, not float"),
        ({"ngram_range": (-1, 2)}, storymap.Error, "ngram_range"),
        ({"ngram_range": (1, 10**30)}, storymap.Error, "ngram_range"),
        ({"stop_words": 5}, TypeError, "stop_words must be str, a list of str or None, not int"),
        ({"stop_words": b"en"}, TypeError, "stop_words must be str, a list of str or None, not bytes"),
        ({"stop_words": [LONE]}, storymap.Error, r"stop_words\[0\]: a lone surrogate"),
        ({"na": None}, storymap.Error, "na: expected 'raise', 'empty' or 'skip', found None"),
        ({"max_df": "x"}, TypeError, "max_df must be"),
    ],
)
def test_similar(keywords: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        storymap.similar(TEXTS, **keywords)


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ({"analyzer": 5}, "analyzer cannot be 5"),
        ({"strip_accents": 5}, "strip_accents cannot be 5"),
        ({"min_df": None}, "min_df must be int"),
    ],
)
def test_options_of_an_index(keywords: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        storymap.SimilarityIndex(TEXTS, **keywords)


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda: INDEX.text(1.7), TypeError, "row must be int, not float"),  # type: ignore[arg-type]
        (lambda: INDEX.text("1"), TypeError, "row must be int, not str"),  # type: ignore[arg-type]
        (lambda: INDEX.score(0, -1), storymap.Error, "right"),
        (lambda: INDEX.neighbours(0, 1.5), TypeError, "limit must be int"),  # type: ignore[arg-type]
        (lambda: INDEX.count_pairs(0.5), TypeError, "thresholds must be a list"),  # type: ignore[arg-type]
        (lambda: INDEX.groups_of([(0, 1, 0.9)], 0.5), TypeError, "pairs must be Pairs"),  # type: ignore[arg-type]
        (lambda: LIVE.insert(5), TypeError, "text must be str"),  # type: ignore[arg-type]
        (lambda: LIVE.erase("0"), TypeError, "id must be int, not str"),  # type: ignore[arg-type]
        (lambda: LIVE.erase(0.5), TypeError, "id must be int, not float"),  # type: ignore[arg-type]
        (lambda: storymap.LiveIndex(ngram_range=5), TypeError, "ngram_range"),  # type: ignore[arg-type]
        (lambda: storymap.LiveIndex(lowercase="x"), TypeError, "lowercase cannot be 'x'"),  # type: ignore[arg-type]
        (lambda: storymap.LiveIndex.load(5), TypeError, "path must be str or os.PathLike"),  # type: ignore[arg-type]
        (lambda: storymap.load(5), TypeError, "path must be str or os.PathLike"),  # type: ignore[arg-type]
        (lambda: storymap.loads("x", file_name=5), TypeError, "file_name must be str"),  # type: ignore[arg-type]
        (lambda: storymap.loads("x", format=LONE), storymap.Error, "format: a lone surrogate"),
        (lambda: storymap.loads("x", archived="no"), TypeError, "archived must be bool"),  # type: ignore[arg-type]
        (lambda: storymap.loads("a\n1", columns=["a"]), TypeError, "columns must be a dict"),  # type: ignore[arg-type]
        (lambda: storymap.loads("a\n1", columns={5: "a"}), TypeError, "a field of columns"),  # type: ignore[dict-item]
        (lambda: storymap.loads("a\n1", columns={"title": 10**30}), storymap.Error, "columns"),
        (lambda: storymap.dumps(MAP, None), TypeError, "format must be str"),  # type: ignore[arg-type]
        (lambda: storymap.analyze(MAP, profile=5), TypeError, "profile must be str"),  # type: ignore[arg-type]
        (lambda: storymap.analyze(MAP, measure=5), TypeError, "measure must be str"),  # type: ignore[arg-type]
        (lambda: storymap.analyze({LONE: MAP}), storymap.Error, "lone surrogate"),
        (lambda: storymap.closest(MAP, 5), TypeError, "text must be str"),  # type: ignore[arg-type]
    ],
)
def test_other_functions(ask: Callable[[], object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        ask()


def test_integers_of_numpy_are_integers() -> None:
    count = np.int64(2)
    found = storymap.similar(TEXTS, 0.5, max_df=count, threads=count)
    assert found.pairs == storymap.similar(TEXTS, 0.5, max_df=2, threads=2).pairs
    assert storymap.SimilarityIndex(TEXTS, max_df=10**30).measure == "cosine"


def test_pairs_of_another_index_make_no_groups() -> None:
    """They would be read as rows that are not there."""
    other = storymap.similar([f"alpha beta {row // 2}" for row in range(200)], 0.3)
    with pytest.raises(storymap.Error, match=r"pairs\[\d+\]: expected two different rows of the 4 there are"):
        INDEX.groups_of(other.pairs, 0.3)


class _Unwilling:
    def __iter__(self) -> Iterator[str]:
        raise TypeError("not today")


def test_what_an_iterable_raises_is_what_one_sees() -> None:
    with pytest.raises(TypeError, match="not today"):
        storymap.similar(_Unwilling())
    with pytest.raises(TypeError, match="texts must be a sequence of str, not type"):
        storymap.similar(list)  # type: ignore[arg-type]


def test_missing_texts_on_both_sides() -> None:
    existing, new = ["pay by card", None, "search by name"], [None, "search by name"]
    assert list(storymap.across(existing, new, 0.9, na="skip")) == [(2, 1, 1.0)]
    assert list(storymap.across(existing, new, 0.9, na="empty")) == [(2, 1, 1.0)]
    with pytest.raises(storymap.Error, match=r"existing\[1\]: this text is missing"):
        storymap.across(existing, new)
    with pytest.raises(storymap.Error, match=r"new\[0\]: this text is missing"):
        storymap.across(["pay"], new)


def test_groups_can_be_compared() -> None:
    first, again = (storymap.similar(TEXTS, 0.5).groups for _ in range(2))
    assert first == again != storymap.similar(TEXTS[:3], 0.5).groups
    assert pickle.loads(pickle.dumps(first)) == first


def test_errors_of_the_file_of_a_live_index_name_it(tmp_path: Path) -> None:
    for name in ("nowhere", "nowhere\udcff"):
        with pytest.raises(storymap.Error) as caught:
            storymap.LiveIndex.load(tmp_path / name)
        assert (caught.value.code, caught.value.path) == ("not_found", str(tmp_path / name))
    with pytest.raises(storymap.Error) as caught:
        LIVE.save(tmp_path)
    assert caught.value.path == str(tmp_path)
    assert 10**30 not in LIVE
