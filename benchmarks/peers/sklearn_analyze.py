"""What a data person would write with scikit-learn for the job of `storymap similar`: one process, one JSON map.

python sklearn_analyze.py map.json
"""

from __future__ import annotations

import json
import sys

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        map_ = json.load(file)
    texts = [
        " ".join([story["title"], story.get("description", ""), *story.get("acceptance_criteria", [])])
        for activity in map_["activities"]
        for task in activity["tasks"]
        for story in task["stories"]
    ]
    vectors = TfidfVectorizer(ngram_range=(1, 2), max_df=0.95).fit_transform(texts)
    scores = cosine_similarity(vectors)
    rows, columns = np.nonzero(np.triu(scores >= 0.7, k=1))
    edges = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=scores.shape)
    groups, _ = connected_components(edges, directed=False)
    print(json.dumps({"pairs": len(rows), "components": int(groups)}))


if __name__ == "__main__":
    main()
