"""Arguments of the estimators and of string_grouper's functions that are wrong, or right and unusual."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import storymap

TEXTS = ["pay by card", "search by name", "pay by card now", "filter by price"]
LONE = "\ud800"


def test_integers_of_numpy_are_integers() -> None:
    count = np.int64(2)
    terms = storymap.TfidfVectorizer(max_df=count, threads=count).fit(TEXTS).get_feature_names_out()
    assert terms.tolist() == ["card", "filter", "name", "now", "pay", "price", "search"]
    assert storymap.CosineGroups(threads=count).fit_predict(np.eye(2)).tolist() == [0, 1]


def test_a_vectorizer_leaves_to_scikit_learn_what_has_no_utf_8() -> None:
    assert len(storymap.TfidfVectorizer(stop_words=[LONE]).fit(TEXTS).vocabulary_) == 8
    assert storymap.TfidfVectorizer(vocabulary=["pay", LONE]).fit_transform(TEXTS).nnz == 2
    with pytest.raises(TypeError):
        storymap.TfidfVectorizer(ngram_range=(1.5, 2)).fit(TEXTS)  # type: ignore[arg-type]


def test_an_estimator_says_how_many_threads_there_may_be() -> None:
    for estimator in (storymap.TfidfVectorizer(threads=4097), storymap.CosineGroups(threads=4097)):
        with pytest.raises(ValueError, match="threads"):
            estimator.fit(TEXTS)


@pytest.mark.parametrize(
    ("keywords", "error", "words"),
    [
        ({"min_similarity": float("nan")}, storymap.Error, "min_similarity: expected a finite number"),
        ({"min_similarity": "0.8"}, TypeError, "min_similarity must be a number"),
        ({"max_n_matches": -1}, storymap.Error, "max_n_matches: expected 0 or more"),
        ({"max_n_matches": "20"}, TypeError, "max_n_matches must be int"),
        ({"ngram_size": 2.5}, TypeError, "ngram_size must be int"),
    ],
)
def test_functions_of_string_grouper(keywords: dict[str, Any], error: type[Exception], words: str) -> None:
    pandas = pytest.importorskip("pandas")
    from storymap.compat import string_grouper

    with pytest.raises(error, match=words):
        string_grouper.match_strings(pandas.Series(["foo bar", "foo baz"]), **keywords)
