"""storymap.CosineGroups is a clusterer of scikit-learn, and its groups are connected components."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.sparse
import storymap
from scipy.sparse.csgraph import connected_components
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

#: Checks that cannot pass, and why.
SETS = "Jaccard compares which columns are not 0: the rows of a dense matrix of blobs are all the same set"
EXPECTED_FAILURES: dict[str, dict[str, str]] = {
    "cosine": {},
    "jaccard": {"check_clustering": SETS},
}


@parametrize_with_checks(  # type: ignore[untyped-decorator]
    [storymap.CosineGroups(), storymap.CosineGroups(0.9, measure="jaccard")],
    expected_failed_checks=lambda estimator: EXPECTED_FAILURES[estimator.measure],
)
def test_scikit_learn_checks_it(estimator: Any, check: Any) -> None:
    check(estimator)


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.8, 1.0])
def test_groups_are_connected_components(threshold: float) -> None:
    random = np.random.default_rng(5)
    rows = scipy.sparse.random(120, 30, density=0.1, random_state=random, format="csr")
    similar = cosine_similarity(rows) >= threshold - 1e-12
    expected = connected_components(similar, directed=False)[1]
    labels = storymap.CosineGroups(threshold).fit(rows).labels_
    first = np.unique(labels, return_index=True)[1]
    assert first.tolist() == sorted(first.tolist())
    # The same partition, whatever the numbers.
    assert (
        len(set(zip(labels.tolist(), expected.tolist(), strict=True)))
        == len(set(labels.tolist()))
        == len(set(expected.tolist()))
    )


def test_a_row_of_zeros_is_a_group_of_its_own() -> None:
    groups = storymap.CosineGroups().fit(np.array([[1.0, 0], [0, 0], [2, 0], [0, 0]]))
    assert groups.labels_.tolist() == [0, 1, 0, 2]
    assert groups.n_groups_ == 3


@pytest.mark.parametrize("threshold", [0, -1, 1.5, "high", float("nan")])
def test_thresholds_that_are_refused(threshold: Any) -> None:
    with pytest.raises(ValueError, match="threshold"):
        storymap.CosineGroups(threshold).fit(np.eye(3))


def test_matrices_that_are_not_canonical() -> None:
    data, columns, begins = np.array([1.0, 2, 0, 3]), np.array([2, 2, 0, 1]), np.array([0, 2, 4])
    rows = scipy.sparse.csr_matrix((data, columns, begins), shape=(2, 3))
    assert storymap.CosineGroups().fit(rows).labels_.tolist() == [0, 1]
    assert rows.data.tolist() == [1, 2, 0, 3], "the caller's matrix is left alone"


def test_in_a_pipeline() -> None:
    texts = ["pay by card", "search by name", "pay by a card", "search by names"]
    labels = make_pipeline(storymap.TfidfVectorizer(), storymap.CosineGroups(0.9)).fit_predict(texts)
    assert labels.tolist() == [0, 1, 0, 2]
