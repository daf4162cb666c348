"""storymap.TfidfVectorizer is scikit-learn's: vocabulary, structure, values, errors, pipelines, pickles."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
import storymap
from corpora import load_corpora, plane_zoo
from grid import GRID
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer as Reference
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.utils.estimator_checks import check_estimator

CORPORA = load_corpora()
TEXTS = ["Pay by card", "pay by invoice", "search by name", "Search for a name", "pay again by card"]


def same_matrix(ours: Any, expected: Any) -> None:
    for matrix in (ours, expected):
        matrix.sort_indices()
    assert ours.shape == expected.shape
    np.testing.assert_array_equal(ours.indptr, expected.indptr)
    np.testing.assert_array_equal(ours.indices, expected.indices)
    np.testing.assert_allclose(ours.data, expected.data, rtol=0, atol=1e-12)


def same(parameters: dict[str, Any], texts: Any, held_out: list[str], native: bool = True) -> None:
    if parameters.get("stop_words") == "en":
        parameters = parameters | {"stop_words": "english"}
    ours, reference = storymap.TfidfVectorizer(**parameters), Reference(**parameters)
    try:
        expected = reference.fit_transform(texts)
    except ValueError as refusal:
        with pytest.raises(ValueError) as refused:
            ours.fit_transform(texts)
        assert str(refused.value) == str(refusal)
        return
    same_matrix(ours.fit_transform(texts), expected)
    assert ("_native" in vars(ours)) == native
    assert ours.get_feature_names_out().tolist() == reference.get_feature_names_out().tolist()
    assert ours.vocabulary_ == reference.vocabulary_
    assert ours.fixed_vocabulary_ == reference.fixed_vocabulary_
    if ours.use_idf:
        np.testing.assert_allclose(ours.idf_, reference.idf_, rtol=1e-12)
    same_matrix(ours.transform(held_out), reference.transform(held_out))
    again = pickle.loads(pickle.dumps(ours))
    same_matrix(again.transform(held_out), reference.transform(held_out))


@pytest.mark.parametrize("parameters", GRID, ids=str)
def test_every_parameter_set(parameters: dict[str, Any]) -> None:
    for name in ("dalpiaz-g03-loudoun", "ru_native", "zoo"):
        same(parameters, CORPORA[name][:60], CORPORA["zoo"][:20] + CORPORA["ru_native"][:5])


@pytest.mark.parametrize("name", sorted(CORPORA))
def test_every_backlog(name: str) -> None:
    same({"ngram_range": (1, 2), "max_df": 0.95}, CORPORA[name], CORPORA[name][:50])


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8), st.sampled_from(GRID))
@settings(max_examples=150, deadline=None)
def test_any_strings(texts: list[str], parameters: dict[str, Any]) -> None:
    same(parameters, texts, texts[:3], native=all(text.isprintable() or _encodes(text) for text in texts))


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def test_strings_over_all_planes() -> None:
    import random

    source = random.Random(11)
    for _ in range(100):
        texts = [plane_zoo(source) for _ in range(source.randint(1, 8))]
        same(dict(source.choice(GRID)), texts, texts[:3])


@pytest.mark.parametrize(
    "parameters",
    [
        {"token_pattern": r"(?u)\b\w+\b"},
        {"analyzer": str.split},
        {"tokenizer": lambda text: text.split("a"), "token_pattern": None},
        {"preprocessor": str.upper, "lowercase": False},
        {"strip_accents": lambda text: text.replace("a", "e")},
    ],
)
def test_what_only_python_can_do(parameters: dict[str, Any]) -> None:
    ours, reference = storymap.TfidfVectorizer(**parameters), Reference(**parameters)
    same_matrix(ours.fit_transform(TEXTS), reference.fit_transform(TEXTS))
    assert ours.vocabulary_ == reference.vocabulary_
    same_matrix(ours.transform(["pay a card"]), reference.transform(["pay a card"]))


def test_another_dtype() -> None:
    ours = storymap.TfidfVectorizer(dtype=np.float32).fit_transform(TEXTS)
    assert ours.dtype == np.float32
    np.testing.assert_array_equal(ours.toarray(), Reference(dtype=np.float32).fit_transform(TEXTS).toarray())


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_max_features_falls_as_it_does_there(limit: int) -> None:
    texts = CORPORA["dalpiaz-g02-federalspending"]
    same({"max_features": limit, "ngram_range": (1, 2)}, texts, texts[:10])


@pytest.mark.parametrize("vocabulary", [["user", "data", "absent"], {"data": 1, "user": 0}, {"user", "data"}])
def test_a_fixed_vocabulary(vocabulary: Any) -> None:
    texts = CORPORA["dalpiaz-g02-federalspending"]
    same({"vocabulary": vocabulary}, texts, texts[:10])


@pytest.mark.parametrize(
    "documents", ["one text", [], ["pay", None], ["pay", 3], ["the"], ["pay", float("nan")], [b"\xff\xfe"], 7]
)
def test_documents_that_are_refused(documents: Any) -> None:
    with pytest.raises(Exception) as expected:
        Reference(stop_words="english").fit_transform(documents)
    with pytest.raises(type(expected.value)) as refused:
        storymap.TfidfVectorizer(stop_words="english").fit_transform(documents)
    assert str(refused.value) == str(expected.value)


@pytest.mark.parametrize(
    "parameters",
    [{"max_df": 0.01, "min_df": 4}, {"min_df": 5}, {"ngram_range": (2, 1)}, {"norm": "l3"}, {"min_df": -1}],
)
def test_parameters_that_are_refused(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValueError) as expected:
        Reference(**parameters).fit(TEXTS[:3])
    with pytest.raises(ValueError) as refused:
        storymap.TfidfVectorizer(**parameters).fit(TEXTS[:3])
    assert str(refused.value).replace("storymap", "") == str(expected.value)


def test_bytes_generators_and_surrogates() -> None:
    reference = Reference().fit_transform(TEXTS)
    same_matrix(storymap.TfidfVectorizer().fit_transform([text.encode() for text in TEXTS]), reference)
    same_matrix(storymap.TfidfVectorizer().fit_transform(text for text in TEXTS), reference)
    broken = [*TEXTS, "pay \ud800 now"]
    same_matrix(storymap.TfidfVectorizer().fit_transform(broken), Reference().fit_transform(broken))
    fitted = storymap.TfidfVectorizer().fit(TEXTS)
    same_matrix(fitted.transform(broken), Reference().fit(TEXTS).transform(broken))


def test_columns_of_data_frames() -> None:
    import pandas
    import polars
    import pyarrow

    reference = Reference().fit_transform(TEXTS)
    for texts in (pandas.Series(TEXTS), polars.Series(TEXTS), pyarrow.array(TEXTS), np.array(TEXTS)):
        same_matrix(storymap.TfidfVectorizer().fit_transform(texts), reference)


def test_it_is_one() -> None:
    assert isinstance(storymap.TfidfVectorizer(), Reference)
    vectorizer = storymap.TfidfVectorizer(ngram_range=(1, 2), threads=1)
    assert clone(vectorizer).get_params() == vectorizer.get_params()
    assert vectorizer.set_params(min_df=2).min_df == 2
    with pytest.raises(NotFittedError):
        vectorizer.transform(TEXTS)
    assert vectorizer.fit(TEXTS) is vectorizer
    assert vectorizer.inverse_transform(vectorizer.transform(["pay by card"]))[0].tolist() == [
        "by",
        "by card",
        "card",
        "pay",
        "pay by",
    ]
    assert vectorizer.build_analyzer()("Pay by") == ["pay", "by", "pay by"]


def test_fitting_again_forgets() -> None:
    vectorizer = storymap.TfidfVectorizer().fit(TEXTS)
    before = vectorizer.vocabulary_
    vectorizer.fit(["something else", "entirely else"])
    assert vectorizer.vocabulary_ == {"else": 0, "entirely": 1, "something": 2}
    assert before != vectorizer.vocabulary_
    vectorizer.set_params(analyzer=str.split).fit(TEXTS)
    assert vectorizer.vocabulary_ == Reference(analyzer=str.split).fit(TEXTS).vocabulary_


def test_what_is_set_by_hand_counts() -> None:
    vectorizer, reference = storymap.TfidfVectorizer().fit(TEXTS), Reference().fit(TEXTS)
    weights = np.arange(1.0, 1.0 + len(vectorizer.idf_))
    vectorizer.idf_ = reference.idf_ = weights
    same_matrix(vectorizer.transform(TEXTS), reference.transform(TEXTS))
    ours, theirs = storymap.TfidfVectorizer(vocabulary=["pay", "card"]), Reference(vocabulary=["pay", "card"])
    ours.idf_ = theirs.idf_ = np.array([1.5, 2.5])
    same_matrix(ours.transform(TEXTS), theirs.transform(TEXTS))


def test_the_number_of_threads_changes_nothing() -> None:
    texts = CORPORA["dalpiaz-g02-federalspending"]
    one = storymap.TfidfVectorizer(threads=1).fit_transform(texts)
    for threads in (2, 4, None):
        many = storymap.TfidfVectorizer(threads=threads).fit_transform(texts)
        np.testing.assert_array_equal(one.data, many.data)
        np.testing.assert_array_equal(one.indices, many.indices)


def test_in_a_pipeline_and_a_grid_search() -> None:
    labels = [0, 0, 1, 1, 0] * 4
    texts = TEXTS * 4
    grid = {"tfidf__ngram_range": [(1, 1), (1, 2)], "tfidf__min_df": [1, 2]}
    ours = GridSearchCV(Pipeline([("tfidf", storymap.TfidfVectorizer()), ("model", LogisticRegression())]), grid, cv=2)
    reference = GridSearchCV(Pipeline([("tfidf", Reference()), ("model", LogisticRegression())]), grid, cv=2)
    ours.fit(texts, labels)
    reference.fit(texts, labels)
    assert ours.best_params_ == reference.best_params_
    np.testing.assert_allclose(ours.predict_proba(texts), reference.predict_proba(texts), atol=1e-9)


def test_in_unions_and_column_transformers() -> None:
    import pandas

    def union(vectorizer: Any) -> Any:
        return FeatureUnion([("words", vectorizer()), ("letters", vectorizer(analyzer="char", ngram_range=(2, 3)))])

    same_matrix(union(storymap.TfidfVectorizer).fit_transform(TEXTS), union(Reference).fit_transform(TEXTS))
    frame = pandas.DataFrame({"title": TEXTS, "text": TEXTS[::-1]})

    def columns(vectorizer: Any) -> Any:
        return ColumnTransformer([("title", vectorizer(), "title"), ("text", vectorizer(), "text")])

    ours, expected = columns(storymap.TfidfVectorizer).fit_transform(frame), columns(Reference).fit_transform(frame)
    np.testing.assert_allclose(np.asarray(ours), np.asarray(expected), rtol=0, atol=1e-12)
    assert pickle.loads(pickle.dumps(make_pipeline(storymap.TfidfVectorizer()))) is not None


def test_scikit_learn_checks_it() -> None:
    # For estimators of texts there is little to check: that it can be cloned and keeps its parameters.
    check_estimator(storymap.TfidfVectorizer())
