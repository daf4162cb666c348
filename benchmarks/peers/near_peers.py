"""Ways that may miss pairs, or that measure something else: quick to reach for, so it is good to know what they cost.

Those that propose candidates check them by the exact score, so that what they return is right and only recall is lost.
"""

from __future__ import annotations

import datasketch
import numpy as np
import rapidfuzz
import sklearn.decomposition
import sklearn.preprocessing
import usearch.index
from exact_peers import word_sets
from tasks import Array, Clock, Outcome, Task, make_pairs, read_matrix, read_texts, scores_of

PERMUTATIONS = 128
DIMENSIONS = 128
NEIGHBOURS = 16


def rapidfuzz_pairs(task: Task) -> Outcome:
    """Edit distance of the sorted words, another measure: a pair counts when it reaches 100 times the threshold."""
    texts = [text.lower() for text in read_texts(task.source)]
    clock = Clock()
    scores = rapidfuzz.process.cdist(
        texts,
        texts,
        scorer=rapidfuzz.fuzz.token_sort_ratio,
        score_cutoff=100 * task.at_least,
        workers=task.threads,
        dtype=np.float32,
    )
    left, right = np.nonzero(np.triu(scores >= 100 * task.at_least, k=1))
    return Outcome(
        len(texts), np.arange(len(texts)), each=clock.lap(), pairs=make_pairs(left, right, scores[left, right] / 100)
    )


def datasketch_jaccard(task: Task) -> Outcome:
    """MinHash and LSH over word sets."""
    texts = read_texts(task.source)
    clock = Clock()
    index = datasketch.MinHashLSH(threshold=task.at_least, num_perm=PERMUTATIONS)
    left: list[int] = []
    right: list[int] = []
    for row, text in enumerate(texts):
        words = {word.encode() for word in text.lower().split()}
        if not words:
            continue
        sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(words)
        near = index.query(sketch)
        left += near
        right += [row] * len(near)
        index.insert(row, sketch, check_duplication=False)
    pairs = _check_jaccard(texts, np.array(left, np.int64), np.array(right, np.int64), task.at_least)
    return Outcome(len(texts), np.arange(len(texts)), each=clock.lap(), pairs=pairs)


def _check_jaccard(texts: list[str], left: Array, right: Array, at_least: float) -> Array:
    sets = word_sets(texts)
    sizes = np.diff(sets.indptr)
    both = scores_of(sets, left, right)
    scores = both / (sizes[left] + sizes[right] - both)
    kept = scores >= at_least
    return make_pairs(left[kept], right[kept], scores[kept])


def usearch_pairs(task: Task) -> Outcome:
    """Nearest neighbours in an HNSW graph over the first singular directions of the same tf-idf vectors."""
    matrix = read_matrix(task.source)
    clock = Clock()
    reduced = sklearn.decomposition.TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(matrix)
    dense = sklearn.preprocessing.normalize(reduced).astype(np.float32)
    index = usearch.index.Index(ndim=DIMENSIONS, metric="cos", dtype="f32")
    rows = np.arange(len(dense))
    index.add(rows, dense, threads=task.threads)
    matches = index.search(dense, NEIGHBOURS + 1, threads=task.threads)
    pairs = make_pairs(
        np.repeat(rows, NEIGHBOURS + 1), matches.keys.ravel().astype(np.int64), matches.distances.ravel()
    )
    scores = scores_of(matrix, pairs["a"], pairs["b"])
    kept = scores >= task.at_least
    found = make_pairs(pairs["a"][kept], pairs["b"][kept], scores[kept])
    return Outcome(len(rows), rows, each=clock.lap(), pairs=found)
