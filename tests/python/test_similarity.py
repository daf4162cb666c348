"""Similar texts in Python are those of scikit-learn's cosines, and of the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
import scipy.sparse
import storymap
from corpora import load_corpora
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

TEXTS = load_corpora()["dalpiaz-g02-federalspending"]


def cosines(texts: list[str], **options: Any) -> Any:
    vectors = TfidfVectorizer(**({"ngram_range": (1, 2), "max_df": 0.95} | options)).fit_transform(texts)
    return cosine_similarity(vectors)


@pytest.fixture(scope="module")
def index() -> storymap.SimilarityIndex:
    return storymap.SimilarityIndex(TEXTS)


@pytest.mark.parametrize("at_least", [0.2, 0.5, 0.8])
def test_pairs_are_those_of_scikit_learn(index: storymap.SimilarityIndex, at_least: float) -> None:
    expected = cosines(TEXTS)
    rows, columns = np.nonzero(np.triu(expected >= at_least - 1e-12, 1))
    pairs = index.pairs(at_least)
    assert list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)) == list(
        zip(rows.tolist(), columns.tolist(), strict=True)
    )
    np.testing.assert_allclose(pairs.score, expected[rows, columns], rtol=0, atol=1e-12)


def test_options_are_those_of_the_vectorizer() -> None:
    for options in (
        {"stop_words": "english"},
        {"analyzer": "char_wb", "ngram_range": (3, 4)},
        {"min_df": 2, "max_df": 0.5},
    ):
        index = storymap.SimilarityIndex(TEXTS[:80], **options)
        expected = cosines(TEXTS[:80], **options)
        for left, right, score in index.pairs(0.1):
            assert abs(expected[left, right] - score) < 1e-12
        assert len(index.pairs(0.1)) == np.count_nonzero(np.triu(expected >= 0.1 - 1e-12, 1))


def test_jaccard_of_word_sets() -> None:
    index = storymap.SimilarityIndex(["pay by card", "by card pay now", "search"], measure="jaccard", max_df=1.0)
    assert list(index.pairs(0.5)) == [(0, 1, 0.75)]
    assert index.closest("card pay", limit=1)[0].row == 0


def test_groups_components_labels(index: storymap.SimilarityIndex) -> None:
    expected = connected_components(cosines(TEXTS) >= 0.5 - 1e-12, directed=False)[1]
    labels = index.labels([0.5, 0.8])
    assert len(set(zip(labels[0.5].tolist(), expected.tolist(), strict=True))) == len(set(expected.tolist()))
    first = index.components(0.5)
    np.testing.assert_array_equal(np.unique(first, return_inverse=True)[1], labels[0.5])
    groups = index.groups(0.5, duplicate=0.8)
    assert sorted(row for group in groups for row in group.rows.tolist()) == sorted(
        np.flatnonzero(np.bincount(labels[0.5])[labels[0.5]] > 1).tolist()
    )
    assert {group.kind for group in groups} <= {"duplicate", "similar"}
    assert all(group.best >= 0.8 for group in groups if group.kind == "duplicate")
    assert index.count_pairs([0.8, 0.5]).tolist() == [len(index.pairs(0.8)), len(index.pairs(0.5))]


def test_neighbours_and_their_graph(index: storymap.SimilarityIndex) -> None:
    expected = cosines(TEXTS)
    np.fill_diagonal(expected, 0)
    best = index.neighbours(3, limit=5)
    assert best[0].row == int(expected[3].argmax())
    assert best[0].text == TEXTS[best[0].row]
    graph = index.neighbour_graph(3, 0.2)
    assert scipy.sparse.issparse(graph) and graph.shape == expected.shape
    for row in range(len(TEXTS)):
        found = graph[row]
        above = np.sort(expected[row][expected[row] >= 0.2 - 1e-12])[::-1][:3]
        np.testing.assert_allclose(np.sort(found.data)[::-1], above, atol=1e-12)


def test_explanations_sum_to_the_score(index: storymap.SimilarityIndex) -> None:
    left, right, score = next(iter(index.pairs(0.5).best_first()[-1:]))
    why = index.explain(left, right)
    assert abs(sum(added for _, added in why.terms) - score) < 1e-12
    assert why.terms == sorted(why.terms, key=lambda term: (-term[1], term[0]))
    assert why.kind in ("copy", "role", "slot", "contained", "reworded")


def test_a_stream_of_pairs_is_all_pairs(index: storymap.SimilarityIndex) -> None:
    seen: list[tuple[int, int, float]] = []
    index.for_each_pair(lambda pairs: seen.extend(pairs), 0.3)
    assert sorted(seen) == list(index.pairs(0.3))
    with pytest.raises(KeyError, match="enough"):
        index.for_each_pair(lambda pairs: (_ for _ in ()).throw(KeyError("enough")), 0.3)


def test_pairs_go_everywhere(index: storymap.SimilarityIndex) -> None:
    pairs = index.pairs(0.4)
    assert np.shares_memory(pairs.left, np.asarray(pairs)), "columns are views"
    for frame in (
        pa.table(pairs).to_pandas(),
        pairs.to_pandas(),
        pl.DataFrame(pairs).to_pandas(),
        pairs.to_polars().to_pandas(),
    ):
        assert frame.columns.tolist() == ["left", "right", "score"]
        assert frame["score"].tolist() == pairs.score.tolist()
        assert frame["right"].tolist() == pairs.right.tolist()
    assert len(pairs[:3]) == 3 and pairs[:3] == pairs[np.arange(3)]
    assert pairs.rethreshold(0.6) == index.pairs(0.6)
    assert repr(pairs[:0]) == "<Pairs: none>"
    assert pa.table(pairs[:0]).num_rows == 0


def test_a_matrix_of_any_shape() -> None:
    matrix = TfidfVectorizer().fit_transform(TEXTS)
    expected = list(storymap.SimilarityIndex.from_csr(matrix).pairs(0.5))
    assert expected
    wide = matrix.copy()
    wide.indices, wide.indptr = wide.indices.astype(np.int64), wide.indptr.astype(np.int64)
    frozen = matrix.copy()
    for array in (frozen.data, frozen.indices, frozen.indptr):
        array.flags.writeable = False
    for other in (matrix.tocsc(), matrix.tocoo(), wide, frozen, scipy.sparse.csr_array(matrix)):
        assert list(storymap.SimilarityIndex.from_csr(other).pairs(0.5)) == expected
    single = storymap.SimilarityIndex.from_csr(matrix.astype(np.float32)).pairs(0.5)
    assert len(single) == len(expected)
    unsorted = scipy.sparse.csr_matrix((np.array([1.0, 2, 3]), np.array([1, 0, 1]), np.array([0, 2, 3])), shape=(2, 2))
    assert storymap.SimilarityIndex.from_csr(unsorted).score(0, 1) == pytest.approx(1 / np.sqrt(5))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_that_are_no_numbers_name_the_row(value: float) -> None:
    matrix = scipy.sparse.csr_matrix(np.array([[1.0, 0], [0, value]]))
    with pytest.raises(storymap.Error) as refused:
        storymap.SimilarityIndex.from_csr(matrix)
    assert refused.value.path == "matrix[1]"


def test_matrices_that_are_none() -> None:
    with pytest.raises(TypeError, match="matrix must be a sparse matrix"):
        storymap.SimilarityIndex.from_csr(np.eye(2))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="real"):
        storymap.SimilarityIndex.from_csr(scipy.sparse.csr_matrix(np.array([[1j]])))
    broken = scipy.sparse.csr_matrix(np.eye(2))
    broken.indices = np.array([0, 9], dtype=np.int32)
    with pytest.raises((storymap.Error, ValueError)):
        storymap.SimilarityIndex.from_csr(broken)
    with pytest.raises(storymap.Error, match="no texts"):
        storymap.SimilarityIndex.from_csr(scipy.sparse.csr_matrix(np.eye(2))).closest("pay")


@pytest.mark.parametrize("texts", [[], ["pay"], ["", ""], ["the"] * 3, ["!"] * 3])
def test_few_texts_and_empty_ones(texts: list[str]) -> None:
    found = storymap.similar(texts, stop_words="en")
    assert len(found) == 0 and found.groups == [] and found.selected == list(range(len(texts)))
    index = storymap.SimilarityIndex(texts, stop_words="en")
    assert index.closest("nothing") == [] and index.components(0.5).tolist() == list(range(len(texts)))


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda index: index.pairs(0), "at_least"),
        (lambda index: index.pairs(1.1), "at_least"),
        (lambda index: index.pairs(float("nan")), "at_least"),
        (lambda index: index.score(0, 10_000), "right"),
        (lambda index: index.score(-1, 0), "left"),
        (lambda index: index.neighbours(0, -1), "limit"),
        (lambda index: index.count_pairs([0.5, 0]), "thresholds[1]"),
        (lambda index: index.mean_similarities([1, 1]), "rows"),
        (lambda index: index.closest("\ud800"), "text"),
    ],
)
def test_questions_that_are_refused(index: storymap.SimilarityIndex, ask: Any, path: str) -> None:
    with pytest.raises(storymap.Error) as refused:
        ask(index)
    assert refused.value.path == path


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"measure": "angle"}, storymap.Error),
        ({"stop_words": "klingon"}, storymap.Error),
        ({"ngram_range": (0, 1)}, storymap.Error),
        ({"max_df": 1.5}, storymap.Error),
        ({"max_df": "all"}, TypeError),
        ({"analyzer": "letters"}, storymap.Error),
        ({"strip_accents": "all"}, storymap.Error),
        ({"na": "drop"}, storymap.Error),
        ({"threads": 1.5}, TypeError),
        ({"progress": 3}, TypeError),
        ({"stop_words": [3]}, TypeError),
    ],
)
def test_options_that_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        storymap.SimilarityIndex(["pay by card", "search"], **options)


def test_similar_in_one_call() -> None:
    texts = ["pay by card", "search by name", "pay by card", "pay by card now", "search by names"]
    found = storymap.similar(texts, 0.3, 0.9)
    assert found.selected == [0, 1, 3, 4] and found.filtered == [2]
    assert found.duplicate_ratio == 0.2
    assert [texts[row] for row in found.groups[0].rows] == ["pay by card"] * 2 + ["pay by card now"]
    assert found.rethreshold(0.9).pairs == found.duplicates
    assert found.rethreshold(duplicate=0.5).filtered == [2, 3]
    assert found.least_similar_duplicates(5) == [("pay by card", "pay by card", 1.0)]
    assert "pay by card" in found._repr_html_()
    with pytest.raises(storymap.Error, match="were not searched for"):
        found.rethreshold(0.1)
    assert found.explain(0, 3).kind == "contained"


def test_maps_are_compared_as_the_command_does(root: Path) -> None:
    path = root / "examples/shop-en.json"
    command = Path(sys.executable).with_name("storymap")
    printed = subprocess.run([command, "similar", path, "--format", "json"], check=True, capture_output=True, text=True)
    expected = json.loads(printed.stdout)["pairs"]
    found = storymap.similar(storymap.load(path))
    assert found.ids is not None
    ours = [(found.ids[left], found.ids[right], score) for left, right, score in found.pairs.best_first()]
    assert ours == [(pair["a"], pair["b"], pair["score"]) for pair in expected]
    assert found.explain("s40", "s57").score == expected[0]["score"]
    asked = subprocess.run(
        [command, "closest", path, "--text", "Pay with a gift card!", "--limit", "3", "--format", "json"],
        check=True,
        capture_output=True,
        text=True,
    )
    closest = storymap.closest(storymap.load(path), "Pay with a gift card!", 3)
    assert [match.score for match in closest] == [match["score"] for match in json.loads(asked.stdout)["matches"]]


def test_which_of_these_are_there_already() -> None:
    existing, new = TEXTS[:60], [TEXTS[5], "something else", TEXTS[40] + " now"]
    pairs = storymap.across(existing, new, 0.8)
    assert {(5, 0), (40, 2)} <= set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    expected = cosines([*existing, *new])[:60, 60:]
    assert len(pairs) == np.count_nonzero(expected >= 0.8 - 1e-12)


def test_the_answer_does_not_depend_on_threads() -> None:
    one = storymap.SimilarityIndex(TEXTS, threads=1).pairs(0.3)
    assert all(storymap.SimilarityIndex(TEXTS, threads=threads).pairs(0.3) == one for threads in (2, 4, None))
