"""The same work, exactly, with what a user would pick instead. Each function is one way to write it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy.sparse
import scipy.sparse.csgraph
import sklearn.feature_extraction.text
import sklearn.metrics.pairwise
import sp_matmul_rs
import sparse_dot_topn
from tasks import Array, Clock, Matrix, Outcome, Task, make_pairs, read_matrix, read_texts, rows_to_do

# Rows of an all-pairs product that is kept as a dense matrix; more do not fit the memory of a usual machine.
DENSE_ROWS = 25_000
# Scores in a block of rows of such a product; as many as fit easily.
BLOCK_SCORES = 100_000_000
# No row may have more neighbours than the products below keep; `keep_best` checks it.
TOP = 512
# The products keep scores above, not at, the threshold.
BELOW = 1e-9


# What scikit-learn calls the lists of engine_task.
STOP_WORDS = {"none": None, "en": "english"}


def vectorizer(stop_words: str) -> sklearn.feature_extraction.text.TfidfVectorizer:
    return sklearn.feature_extraction.text.TfidfVectorizer(
        ngram_range=(1, 2), max_df=0.95, stop_words=STOP_WORDS[stop_words]
    )


def sklearn_vectorize(task: Task) -> Outcome:
    texts = read_texts(task.source)
    clock = Clock()
    matrix = vectorizer(task.stop_words).fit_transform(texts)
    return Outcome(len(texts), np.arange(len(texts)), each=clock.lap(), columns=matrix.shape[1], entries=matrix.nnz)


def sklearn_pairs(task: Task) -> Outcome:
    """cosine_similarity and a comparison with the threshold; in blocks of rows when the whole does not fit."""
    matrix = read_matrix(task.source)
    done = rows_to_do(matrix.shape[0], task.rows)
    outcome = Outcome(matrix.shape[0], done)
    clock = Clock()
    if len(done) == matrix.shape[0] <= DENSE_ROWS:
        scores = sklearn.metrics.pairwise.cosine_similarity(matrix)
        left, right = np.nonzero(np.triu(scores >= task.at_least, k=1))
        outcome.each = clock.lap()
        outcome.pairs = make_pairs(left, right, scores[left, right])
    else:
        found = [_sklearn_block(matrix, rows, task.at_least) for rows in blocks(done, matrix.shape[0])]
        outcome.each = clock.lap()
        outcome.pairs = _join(found)
    return outcome


def sklearn_groups(task: Task) -> Outcome:
    """From texts to the groups that chains of similar pairs make."""
    texts = read_texts(task.source)
    clock = Clock()
    matrix = vectorizer(task.stop_words).fit_transform(texts)
    scores = sklearn.metrics.pairwise.cosine_similarity(matrix, dense_output=False)
    alike = scores.tocoo()
    kept = (alike.data >= task.at_least) & (alike.row < alike.col)
    links = scipy.sparse.coo_array((alike.data[kept], (alike.row[kept], alike.col[kept])), shape=scores.shape)
    _, of_row = scipy.sparse.csgraph.connected_components(links, directed=False)
    groups = int(np.count_nonzero(np.bincount(of_row) > 1))
    return Outcome(len(texts), np.arange(len(texts)), each=clock.lap(), groups=groups)


def sklearn_sparse_pairs(task: Task) -> Outcome:
    """The same without a dense matrix: what is 0 takes no memory."""
    matrix = read_matrix(task.source)
    clock = Clock()
    scores = sklearn.metrics.pairwise.cosine_similarity(matrix, dense_output=False).tocoo()
    kept = (scores.data >= task.at_least) & (scores.row < scores.col)
    each = clock.lap()
    pairs = make_pairs(scores.row[kept], scores.col[kept], scores.data[kept])
    return Outcome(matrix.shape[0], np.arange(matrix.shape[0]), each=each, pairs=pairs)


def blocks(done: Array, rows: int) -> list[Array]:
    size = max(1, BLOCK_SCORES // rows)
    return [done[at : at + size] for at in range(0, len(done), size)]


def _sklearn_block(matrix: Matrix, rows: Array, at_least: float) -> tuple[Array, Array, Array]:
    scores = sklearn.metrics.pairwise.cosine_similarity(matrix[rows], matrix)
    left, right = np.nonzero(scores >= at_least)
    return rows[left], right, scores[left, right]


def _join(found: list[tuple[Array, Array, Array]]) -> Array:
    left, right, scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return make_pairs(left, right, scores)


def sparse_dot_topn_pairs(task: Task) -> Outcome:
    return _keep_best(task, sparse_dot_topn.sp_matmul_topn)


def sp_matmul_rs_pairs(task: Task) -> Outcome:
    return _keep_best(task, sp_matmul_rs.sp_matmul_topn)


def _keep_best(task: Task, multiply: Callable[..., Matrix]) -> Outcome:
    """A sparse product that keeps the best of each row above the threshold."""
    matrix = read_matrix(task.source)
    done = rows_to_do(matrix.shape[0], task.rows)
    clock = Clock()
    turned = matrix.T.tocsr()
    once = clock.lap()
    rows = matrix if len(done) == matrix.shape[0] else matrix[done]
    clock.lap()
    product = multiply(rows, turned, top_n=TOP, threshold=task.at_least - BELOW, n_threads=task.threads)
    each = clock.lap()
    if product.shape[0] and np.diff(product.indptr).max() >= TOP:
        raise RuntimeError("a row has more neighbours than the product keeps")
    product = product.tocoo()
    return Outcome(matrix.shape[0], done, once, each, pairs=make_pairs(done[product.row], product.col, product.data))


def word_sets(texts: list[str]) -> Matrix:
    """One row a text, a 1 for every word that stands between white space."""
    counter = sklearn.feature_extraction.text.CountVectorizer(analyzer=str.split, binary=True, dtype=np.int32)
    return counter.fit_transform([text.lower() for text in texts]).tocsr()


def scipy_jaccard(task: Task) -> Outcome:
    """Jaccard of word sets from the sparse product of the set matrix with itself, in blocks of rows."""
    sets = word_sets(read_texts(task.source))
    done = rows_to_do(sets.shape[0], task.rows)
    clock = Clock()
    turned = sets.T.tocsr()
    sizes = np.diff(sets.indptr)
    once = clock.lap()
    found = [_jaccard_block(sets, turned, sizes, rows, task) for rows in blocks(done, sets.shape[0])]
    each = clock.lap()
    return Outcome(sets.shape[0], done, once, each, pairs=_join(found))


def _jaccard_block(sets: Matrix, turned: Matrix, sizes: Array, rows: Array, task: Task) -> tuple[Array, Array, Array]:
    both: scipy.sparse.coo_array = (sets[rows] @ turned).tocoo()
    left = rows[both.row]
    scores = both.data / (sizes[left] + sizes[both.col] - both.data)
    kept = scores >= task.at_least
    return left[kept], both.col[kept], scores[kept]
