"""SimilarityIndex: against scikit-learn, and against what must hold."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp
import storymap
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from storymap import Pair, SimilarityIndex

STORIES = [
    "As a buyer, I want to pay by card",
    "As a buyer, I want to pay by card!",
    "As a seller, I want to pay by card",
    "As a buyer, I want to pay by bank card or by invoice",
    "Reset the password",
    "Reset my password by mail",
    "Export the report to PDF",
    "Export the report to Excel",
]
#: Few words, so that texts are alike, and equal ones occur.
WORDS = st.sampled_from(["pay", "card", "bank", "invoice", "reset", "password", "mail", "report", "the", "to"])
CORPORA = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=2, max_size=30)


def as_dict(pairs: storymap.Pairs) -> dict[tuple[int, int], float]:
    return {(left, right): score for left, right, score in pairs}


def scores_of(matrix: Any) -> dict[tuple[int, int], float]:
    """All pairs above 0 of a matrix of scores."""
    return {
        (a, b): float(matrix[a, b]) for a in range(len(matrix)) for b in range(a + 1, len(matrix)) if matrix[a, b] > 0
    }


def cosines(texts: list[str], **options: Any) -> Any:
    return cosine_similarity(TfidfVectorizer(**options).fit_transform(texts))


def assert_same(found: dict[tuple[int, int], float], expected: dict[tuple[int, int], float], at_least: float) -> None:
    """The same pairs, but for those that rounding can put on either side of the threshold."""
    assert {pair for pair, score in expected.items() if score >= at_least + 1e-9} <= found.keys()
    assert found.keys() <= {pair for pair, score in expected.items() if score >= at_least - 1e-9}
    for pair, score in found.items():
        assert abs(score - expected[pair]) <= 1e-12


@settings(max_examples=60)
@given(CORPORA, st.sampled_from([0.05, 0.3, 0.7, 1.0]), st.sampled_from([(1, 1), (1, 2), (2, 3)]))
def test_cosines_are_those_of_scikit_learn(texts: list[str], at_least: float, ngrams: tuple[int, int]) -> None:
    try:
        expected = scores_of(cosines(texts, ngram_range=ngrams))
    except ValueError:
        return  # no term is left
    index = SimilarityIndex(texts, ngram_range=ngrams, max_df=1.0)
    found = as_dict(index.pairs(at_least))
    assert_same(found, expected, at_least)
    for (left, right), score in found.items():
        assert index.score(left, right) == index.score(right, left) == score


def test_the_options_are_those_of_scikit_learn() -> None:
    cases: list[dict[str, Any]] = [
        {"min_df": 2, "max_df": 1.0},
        {"min_df": 1, "max_df": 0.5},
        {"min_df": 1, "max_df": 4},
        {"stop_words": "english", "max_df": 1.0},
        {"stop_words": ["pay", "card"], "max_df": 1.0},
        {"min_df": 0.2, "max_df": 0.9, "ngram_range": (1, 3)},
    ]
    for options in cases:
        found = as_dict(SimilarityIndex(STORIES, **({"ngram_range": (1, 1)} | options)).pairs(0.001))
        assert_same(found, scores_of(cosines(STORIES, **options)), 0.001)


@settings(max_examples=60)
@given(CORPORA, st.sampled_from([0.1, 0.5, 1.0]))
def test_jaccard_compares_sets_of_words(texts: list[str], at_least: float) -> None:
    index = SimilarityIndex(texts, measure="jaccard")
    sets = [set(re.findall(r"\w+", text.lower())) for text in texts]
    expected = {}
    for a in range(len(sets)):
        for b in range(a + 1, len(sets)):
            if sets[a] and sets[b] and (score := len(sets[a] & sets[b]) / len(sets[a] | sets[b])) >= at_least:
                expected[a, b] = score
    assert as_dict(index.pairs(at_least)) == expected


def test_words_are_compared_where_no_term_is_left_for_a_cosine() -> None:
    index = SimilarityIndex(["pay by card", "pay by card"])
    assert index.measure == "jaccard" and list(index.pairs(1.0)) == [Pair(0, 1, 1.0)]
    assert SimilarityIndex(STORIES).measure == "cosine"


@pytest.mark.parametrize("texts", [[], ["one text"], ["", ""], ["!", "?"]])
def test_nothing_to_compare(texts: list[str]) -> None:
    index = SimilarityIndex(texts)
    assert len(index) == len(texts)
    assert len(index.pairs(0.1)) == 0 and len(index.groups(0.1)) == 0 and index.closest("one")[1:] == []
    assert [len(groups) for groups in index.groups(thresholds=[0.5, 0.1])] == [0, 0]
    assert list(index.iter_pairs(0.1)) == [] and index.count_pairs([0.1]) == [0]


@given(CORPORA)
def test_many_ways_to_the_same_pairs(texts: list[str]) -> None:
    index = SimilarityIndex(texts)
    pairs = index.pairs(0.2)
    assert pairs == index.pairs(0.2, threads=1)
    streamed = [pair for chunk in index.iter_pairs(0.2, chunk=2) for pair in chunk]
    assert sorted(streamed) == list(pairs)
    visited: list[Pair] = []
    index.for_each_pair(0.2, visited.extend)
    assert visited == streamed
    assert index.count_pairs([0.9, 0.2, 0.5]) == [len(pairs.rethreshold(t)) for t in (0.9, 0.2, 0.5)]
    assert index.pairs(0.5) == pairs.rethreshold(0.5)
    graph = index.neighbour_graph(len(texts), 0.2)
    assert as_dict(pairs) == scores_of(graph.toarray()) and abs(graph - graph.T).nnz == 0


@given(CORPORA, st.sampled_from([0.2, 0.6, 1.0]))
def test_groups_are_what_chains_of_pairs_connect(texts: list[str], at_least: float) -> None:
    index = SimilarityIndex(texts)
    pairs = index.pairs(at_least)
    shape = (len(texts), len(texts))
    joined = sp.csr_matrix((np.ones(len(pairs)), (pairs.left, pairs.right)), shape=shape)
    number, labels = sp.csgraph.connected_components(joined, directed=False)
    expected = [np.flatnonzero(labels == label).tolist() for label in range(number)]
    groups = index.groups(at_least)
    assert [group.tolist() for group in groups] == sorted(group for group in expected if len(group) > 1)
    assert groups.firsts.tolist() == [group[0] for group in groups.members]
    for label, members in enumerate(groups):
        assert np.flatnonzero(groups.labels == label).tolist() == members.tolist()
    assert (groups.labels == -1).sum() == len(texts) - sum(map(len, groups))
    components = index.components(at_least)
    assert [components[group].tolist() for group in groups] == [[group[0]] * len(group) for group in groups]
    again, higher = index.groups(thresholds=[at_least, 1.0])
    assert again.labels.tolist() == groups.labels.tolist()
    assert higher.labels.tolist() == index.groups(1.0).labels.tolist()


@given(CORPORA, CORPORA)
def test_across_finds_the_pairs_of_both_lists(left: list[str], right: list[str]) -> None:
    found = SimilarityIndex(left).across(right, 0.3)
    both = SimilarityIndex(left + right)
    expected = both.pairs_across(len(left), 0.3)
    assert [(a, b + len(left), score) for a, b, score in found] == list(expected)
    if both.measure == "cosine":
        inside = [pair for pair in both.pairs(0.3) if pair.left < len(left) <= pair.right]
        assert inside == list(expected)
    rows, scores = both.closest_across(len(left), 0.3)
    for row in range(len(both)):
        of_row = [(-s, b if a == row else a) for a, b, s in expected if row in (a, b)]
        best = min(of_row, default=None)
        assert rows[row] == (best[1] if best else -1)
        assert (best is None and np.isnan(scores[row])) or (best is not None and scores[row] == -best[0])


def test_across_shows_the_texts_of_both() -> None:
    found = SimilarityIndex(STORIES).across(["Export a report to PDF"], 0.3)
    assert ("Export the report to PDF", "Export a report to PDF") in found.texts()
    with pytest.raises(storymap.Error, match=r"^others\[1\]"):
        SimilarityIndex(STORIES).across(["one", None], 0.5)


@given(CORPORA)
def test_closest_is_what_scikit_learn_would_rank(texts: list[str]) -> None:
    question = "pay the invoice by card pay"
    try:
        vectorizer = TfidfVectorizer(ngram_range=(1, 2), max_df=0.95)
        expected = cosine_similarity(vectorizer.fit_transform(texts), vectorizer.transform([question]))[:, 0]
    except ValueError:
        return
    index = SimilarityIndex(texts)
    matches = index.closest(question, limit=None)
    assert sorted(match.row for match in matches) == np.flatnonzero(expected > 0).tolist()
    for match in matches:
        assert abs(match.score - expected[match.row]) <= 1e-12 and match.text == texts[match.row]
    assert matches == sorted(matches, key=lambda match: (-match.score, match.row))
    assert index.closest(question, limit=2) == matches[:2]
    assert index.closest([question, "nothing known"], limit=2) == [matches[:2], []]


def test_neighbours() -> None:
    index = SimilarityIndex(STORIES)
    assert [match.row for match in index.neighbours(0, limit=2)] == [1, 2]
    assert index.neighbours(0, limit=1)[0] == (1, 1.0, STORIES[1], None)
    assert index.neighbours(0, limit=0) == [] and index.neighbours(6, at_least=0.99) == []


@given(CORPORA)
def test_explanations_sum_to_the_score(texts: list[str]) -> None:
    index = SimilarityIndex(texts)
    for left, right, score in index.pairs(0.05):
        why = index.explain(left, right)
        assert why.score == score
        if index.measure == "cosine":
            assert abs(sum(part for _, part in why.terms) - score) <= 1e-9
        assert [part for _, part in why.terms] == sorted((part for _, part in why.terms), reverse=True)


def test_explanations_tell_the_kind() -> None:
    index = SimilarityIndex(STORIES)
    assert index.explain(0, 1).kind == "copy"
    role, slot = index.explain(0, 2), index.explain(6, 7)
    assert (role.kind, role.only_left, role.only_right) == ("role", ("buyer",), ("seller",))
    assert (slot.kind, slot.only_left, slot.only_right) == ("slot", ("PDF",), ("Excel",))
    assert "pay" in dict(role.terms) and "by card" in dict(role.terms)
    assert index.pairs(0.5)[:1].kinds() == ["copy"]
    assert "only left:  PDF" in str(slot) and "PDF" in slot._repr_html_()


def test_mean_similarities() -> None:
    index = SimilarityIndex(STORIES)
    members = [0, 1, 3]
    expected = [np.mean([index.score(a, b) for b in members if a != b]) for a in members]
    assert np.allclose(index.mean_similarities(members), expected, atol=1e-12)
    for wrong in ([0], [0, 0], [0, 8], [-1, 0]):
        with pytest.raises(storymap.Error) as raised:
            index.mean_similarities(wrong)
        assert raised.value.path == "members"


# Matrices.


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["cosine", "jaccard"]))
def test_a_matrix_in_any_form_is_read_as_it_is_meant(seed: int, measure: Any) -> None:
    random = np.random.default_rng(seed)
    dense = np.where(random.random((9, 6)) < 0.5, np.round(random.normal(size=(9, 6)), 1), 0)
    csr = sp.csr_matrix(dense)
    wide = csr.copy()
    wide.indices, wide.indptr = wide.indices.astype(np.int64), wide.indptr.astype(np.int64)
    halves = sp.coo_matrix(
        (np.tile(csr.tocoo().data / 2, 2), (np.tile(csr.tocoo().row, 2), np.tile(csr.tocoo().col, 2))), dense.shape
    )
    repeated = sp.csr_matrix((csr.data, csr.indices, csr.indptr), dense.shape)
    repeated = _unsorted(repeated)
    zeros = csr.copy()
    zeros.data = np.append(zeros.data, 0.0)
    zeros.indices = np.append(zeros.indices, 0).astype(zeros.indices.dtype)
    zeros.indptr = np.append(zeros.indptr, zeros.indptr[-1] + 1)
    zeros = sp.csr_matrix((zeros.data, zeros.indices, zeros.indptr), (10, 6))
    expected = SimilarityIndex.from_csr(csr, measure=measure)
    for matrix in (wide, halves, repeated, sp.csr_array(dense), csr.tocsc(), _read_only(csr)):
        found = SimilarityIndex.from_csr(matrix, measure=measure)
        assert found.pairs(0.1) == expected.pairs(0.1)
    assert SimilarityIndex.from_csr(zeros, measure=measure).pairs(0.1) == expected.pairs(0.1)
    if measure == "cosine":
        assert_same(as_dict(expected.pairs(0.1)), scores_of(cosine_similarity(csr)), 0.1)


def _unsorted(csr: Any) -> Any:
    """The same matrix with the columns of each row the wrong way round, and flags that say otherwise."""
    unsorted = csr.copy()
    for begin, end in zip(csr.indptr, csr.indptr[1:], strict=False):
        unsorted.indices[begin:end] = csr.indices[begin:end][::-1]
        unsorted.data[begin:end] = csr.data[begin:end][::-1]
    unsorted.has_sorted_indices = unsorted.has_canonical_format = True
    return unsorted


def _read_only(csr: Any) -> Any:
    copy = csr.copy()
    for array in (copy.data, copy.indices, copy.indptr):
        array.flags.writeable = False
    return copy


def test_single_precision_is_read_as_it_is() -> None:
    single = sp.csr_matrix(np.array([[1, 2], [2, 4.5], [0, 1]], dtype=np.float32))
    assert SimilarityIndex.from_csr(single).pairs(0.1) == SimilarityIndex.from_csr(single.astype(float)).pairs(0.1)
    counts = sp.csr_matrix(np.array([[1, 2], [2, 4]]))
    assert list(SimilarityIndex.from_csr(counts).pairs(0.5)) == [Pair(0, 1, 1.0)]


def test_the_matrix_is_not_changed() -> None:
    matrix = _unsorted(sp.csr_matrix(np.array([[1.0, 2.0, 0.0], [0.0, 2.0, 3.0]])))
    before = [array.copy() for array in (matrix.data, matrix.indices, matrix.indptr)]
    SimilarityIndex.from_csr(matrix)
    for array, copy in zip((matrix.data, matrix.indices, matrix.indptr), before, strict=True):
        assert np.array_equal(array, copy)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_numbers_that_are_not_finite_are_refused_with_their_row(value: float, dtype: Any) -> None:
    matrix = sp.csr_matrix(np.array([[1, 2], [0, 3], [1, value]], dtype=dtype))
    with pytest.raises(storymap.Error, match="finite") as raised:
        SimilarityIndex.from_csr(matrix)
    assert raised.value.path == "matrix[2]"


def test_matrices_that_lie_about_themselves_are_refused() -> None:
    lies = (("indptr", 1, -1), ("indptr", 1, 100), ("indptr", 2, 99), ("indices", 0, -1), ("indices", 0, 7))
    for name, at, value in lies:
        matrix = sp.csr_matrix(np.array([[1.0, 2.0], [0.0, 3.0]]))
        getattr(matrix, name)[at] = value
        with pytest.raises(storymap.Error, match="not"):
            SimilarityIndex.from_csr(matrix)


def test_other_matrices() -> None:
    for wrong in (np.eye(3), [[1.0]], None, "matrix"):
        with pytest.raises(TypeError, match="matrix must be a sparse matrix"):
            SimilarityIndex.from_csr(wrong)
    with pytest.raises(TypeError, match="complex"):
        SimilarityIndex.from_csr(sp.csr_matrix(np.array([[1j]])))
    empty = SimilarityIndex.from_csr(sp.csr_matrix((3, 0)))
    assert len(empty) == 3 and len(empty.pairs(0.1)) == 0


def test_a_matrix_knows_no_texts() -> None:
    index = SimilarityIndex.from_csr(sp.csr_matrix(np.array([[1.0, 2.0], [2.0, 1.0]])))
    assert index.text(0) is None and index.neighbours(0)[0].text is None
    why = index.explain(0, 1)
    assert (why.kind, sorted(term for term, _ in why.terms)) == ("", ["0", "1"])
    assert abs(sum(part for _, part in why.terms) - why.score) < 1e-12
    for call in (lambda: index.closest("text"), lambda: index.across(["text"], 0.5), lambda: index.pairs(0.1).kinds()):
        with pytest.raises(storymap.Error) as raised:
            call()
        assert raised.value.code == "unsupported"


# Results.


def test_pairs_are_views_of_one_memory() -> None:
    pairs = SimilarityIndex(STORIES).pairs(0.1)
    assert [array.dtype for array in (pairs.left, pairs.right, pairs.score)] == ["uint32", "uint32", "float64"]
    assert np.may_share_memory(pairs.left, pairs.score)
    assert isinstance(pairs[0], Pair) and pairs[-1] == list(pairs)[-1] and pairs[np.int64(0)] == pairs[0]
    assert list(pairs[pairs.score > 0.5]) == [pair for pair in pairs if pair.score > 0.5]
    assert list(pairs[1:3]) == list(pairs)[1:3] and list(pairs[::-1]) == list(pairs)[::-1]
    assert pairs[::2].kinds() == pairs.kinds()[::2]
    assert pairs != pairs[1:] and pairs != 7 and pairs == pairs[:]
    with pytest.raises(IndexError):
        pairs[len(pairs)]


def test_pairs_below_the_threshold_were_not_kept() -> None:
    pairs = SimilarityIndex(STORIES).pairs(0.5)
    with pytest.raises(storymap.Error, match=r"pairs below 0\.5 were not kept") as raised:
        pairs.rethreshold(0.4)
    assert raised.value.path == "at_least"


def test_pairs_as_frames() -> None:
    pairs = SimilarityIndex(STORIES).pairs(0.9)
    assert pairs.to_pandas().to_dict("list") == {"left": [0], "right": [1], "score": [1.0]}
    frame = pairs.to_polars(texts=True)
    assert frame.columns == ["left", "right", "score", "left_text", "right_text"]
    assert frame.row(0) == (0, 1, 1.0, STORIES[0], STORIES[1])


def test_tables_are_escaped() -> None:
    pairs = SimilarityIndex(["pay <script>alert(1)</script> & go"] * 2 + ["other"]).pairs(0.5)
    html = pairs._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; go" in html
    many = SimilarityIndex(["pay by card"] * 20 + ["other"], max_df=1.0)
    assert "and 180 more pairs" in many.pairs(0.5)._repr_html_()
    assert "and 10 more rows" in many.groups(0.5)._repr_html_()
    assert repr(many.groups(0.5)) == "<Groups: 1 group of 20 rows, scores from 0.5 on>"


# Options.


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"measure": "euclid"}, "measure"),
        ({"ngram_range": (2, 1)}, "ngram_range"),
        ({"ngram_range": (0, 1)}, "ngram_range"),
        ({"min_df": 0}, "min_df"),
        ({"min_df": -0.1}, "min_df"),
        ({"max_df": 1.1}, "max_df"),
        ({"max_df": float("nan")}, "max_df"),
        ({"stop_words": "klingon"}, "stop_words"),
        ({"threads": -1}, "threads"),
    ],
)
def test_options_out_of_range(options: dict[str, Any], path: str) -> None:
    with pytest.raises(storymap.Error) as raised:
        SimilarityIndex(STORIES, **options)
    assert (raised.value.code, raised.value.path) == ("invalid_argument", path)


@pytest.mark.parametrize(
    "options",
    [
        {"ngram_range": 2},
        {"ngram_range": ("1", "2")},
        {"min_df": "1"},
        {"max_df": True},
        {"stop_words": [1]},
        {"threads": 1.5},
        {"threads": True},
        {"progress": 7},
    ],
)
def test_options_of_the_wrong_type(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        SimilarityIndex(STORIES, **options)


def test_thresholds_and_rows_out_of_range() -> None:
    index = SimilarityIndex(STORIES)
    for wrong in (0, -0.5, 1.5, float("nan"), float("inf")):
        for call in (index.pairs, index.groups, index.components, index.join_memory):
            with pytest.raises(storymap.Error) as raised:
                call(wrong)
            assert raised.value.path == "at_least"
    with pytest.raises(storymap.Error) as raised:
        index.count_pairs([0.5, 2])
    assert raised.value.path == "thresholds[1]"
    for text in ("0.5", None, True):
        with pytest.raises(TypeError):
            index.pairs(text)  # type: ignore[arg-type]
    for row in (8, -1, 2**70):
        for ask in (index.neighbours, index.text, lambda row: index.score(0, row), lambda row: index.explain(row, 0)):
            with pytest.raises((storymap.Error, OverflowError, TypeError)):
                ask(row)
    with pytest.raises(TypeError, match="at_least or thresholds"):
        index.groups()  # type: ignore[call-overload]


def test_join_memory_is_an_estimate() -> None:
    assert 0 < SimilarityIndex(STORIES).join_memory(0.7) < 10_000_000
