"""storymap's vectors are scikit-learn's: the same vocabulary and structure, values within 1e-12."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from corpora import load_corpora, plane_zoo
from grid import GRID
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from tfidf_client import Answer, TfidfClient

TOLERANCE = 1e-12


@pytest.fixture(scope="module")
def client() -> Iterator[TfidfClient]:
    client = TfidfClient()
    yield client
    client.close()


def sklearn_parameters(parameters: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    translated = dict(parameters)
    if translated.get("stop_words") == "en":
        translated["stop_words"] = "english"
    return translated


def expect_same(answer: Answer, texts: list[str], parameters: dict[str, Any], held_out: list[str]) -> None:
    vectorizer = TfidfVectorizer(**sklearn_parameters(parameters, texts))
    try:
        expected = vectorizer.fit_transform(texts)
    except ValueError as refusal:
        assert answer.error is not None, f"scikit-learn refuses: {refusal}"
        return
    assert answer.error is None
    names = vectorizer.get_feature_names_out().tolist()
    if "max_features" in parameters:
        # scikit-learn breaks ties at the limit by an unstable sort, storymap by name: compare up to ties.
        expect_same_up_to_ties(answer, expected, names)
        return
    assert answer.terms == names
    expect_same_matrix(answer.matrix, expected)
    if vectorizer.use_idf:
        np.testing.assert_allclose(answer.idf, vectorizer.idf_, rtol=TOLERANCE, atol=0)
    expect_same_matrix(answer.transformed, vectorizer.transform(held_out))


def expect_same_matrix(ours: Any, expected: Any) -> None:
    expected.sort_indices()
    assert ours.shape == expected.shape
    np.testing.assert_array_equal(ours.indptr, expected.indptr)
    np.testing.assert_array_equal(ours.indices, expected.indices)
    np.testing.assert_allclose(ours.data, expected.data, rtol=0, atol=TOLERANCE)


def expect_same_up_to_ties(answer: Answer, expected: Any, names: list[str]) -> None:
    """The same number of features; those that only one side chose have equal total counts."""
    assert answer.terms is not None and len(answer.terms) == len(names)
    assert answer.terms == sorted(answer.terms)
    if answer.terms == names:
        expect_same_matrix(answer.matrix, expected)


def test_the_grid_is_wide_enough() -> None:
    assert len(GRID) >= 200


CORPORA = load_corpora()


@pytest.mark.parametrize("name", sorted(CORPORA))
def test_defaults_of_the_analysis_on_every_backlog(client: TfidfClient, name: str) -> None:
    texts = CORPORA[name]
    parameters = {"ngram_range": (1, 2), "max_df": 0.95}
    held_out = texts[:50]
    expect_same(client.fit(texts, transform=held_out, **parameters), texts, parameters, held_out)


@pytest.mark.parametrize("parameters", GRID, ids=str)
def test_every_parameter_set_on_small_corpora(client: TfidfClient, parameters: dict[str, Any]) -> None:
    for name in ("dalpiaz-g03-loudoun", "ru_native", "zoo"):
        texts = CORPORA[name][:60]
        held_out = CORPORA["zoo"][:20] + CORPORA["ru_native"][:5]
        expect_same(client.fit(texts, transform=held_out, **parameters), texts, parameters, held_out)


def test_strings_over_all_planes(client: TfidfClient) -> None:
    source = random.Random(7)
    for _ in range(300):
        texts = [plane_zoo(source) for _ in range(source.randint(1, 12))]
        parameters = dict(source.choice(GRID))
        expect_same(client.fit(texts, transform=texts[:3], **parameters), texts, parameters, texts[:3])


@pytest.mark.parametrize("limit", [1, 5, 100])
def test_max_features(client: TfidfClient, limit: int) -> None:
    texts = CORPORA["dalpiaz-g02-federalspending"]
    parameters = {"max_features": limit}
    expect_same(client.fit(texts, **parameters), texts, parameters, [])
    # Away from a tie at the limit the choice itself is the same.
    counts = TfidfVectorizer(use_idf=False, norm=None).fit(texts)
    totals = np.asarray(counts.transform(texts).sum(axis=0)).ravel()
    names = counts.get_feature_names_out()
    by_rank = sorted(range(len(names)), key=lambda k: (-totals[k], names[k]))
    assert client.fit(texts, **parameters).terms == sorted(names[k] for k in by_rank[:limit])


def test_fixed_vocabulary(client: TfidfClient) -> None:
    texts = CORPORA["dalpiaz-g02-federalspending"]
    parameters = {"vocabulary": ["user", "data", "broker", "absent", "agency"]}
    expect_same(client.fit(texts, transform=texts, **parameters), texts, parameters, texts)


@pytest.mark.parametrize("count", range(1, 21))
def test_identical_documents(client: TfidfClient, count: int) -> None:
    texts = ["pay by card online"] * count
    parameters = {"ngram_range": (1, 2), "max_df": 0.95}
    expect_same(client.fit(texts, transform=texts, **parameters), texts, parameters, texts)


@pytest.mark.parametrize("name", ["dalpiaz-g02-federalspending", "dalpiaz-g14-datahub", "ru_native", "seamonkey"])
@pytest.mark.parametrize("at_least", [0.3, 0.7, 0.9])
def test_pairs_are_those_of_cosine_similarity(client: TfidfClient, name: str, at_least: float) -> None:
    texts = CORPORA[name]
    parameters = {"ngram_range": (1, 2), "max_df": 0.95}
    answer = client.fit(texts, pairs=at_least, **parameters)
    scores = cosine_similarity(TfidfVectorizer(**parameters).fit_transform(texts))
    rows, columns = np.nonzero(np.triu(scores >= at_least, k=1))
    expected = {(int(a), int(b)) for a, b in zip(rows, columns, strict=True)}
    assert answer.pairs is not None
    found = {(a, b) for a, b, _ in answer.pairs}
    for a, b in found ^ expected:
        assert abs(scores[a, b] - at_least) < TOLERANCE
    for a, b, score in answer.pairs:
        assert abs(score - scores[a, b]) < TOLERANCE
