"""Groups of similar rows as a scikit-learn clusterer."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any, ClassVar

import numpy as np
import scipy.sparse
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import validate_data

from . import _core
from ._options import MOST_THREADS, thread_count
from ._similarity import csr_arrays


class CosineGroups(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Clusters are chains of rows that are alike: the exact connected components at a threshold.

    Unlike k-means it is not told how many there are, and unlike DBSCAN it finds them without a matrix of distances.

    Parameters
    ----------
    threshold
        The least score of two neighbours, above 0 and at most 1.
    measure
        ``"cosine"``, or ``"jaccard"`` of the sets of columns that are not 0.
    threads
        None: as many as the machine has. The labels never depend on it.

    Attributes
    ----------
    labels_ : ndarray of shape (n_samples,)
        The group of each row: 0, 1, 2... in order of the first row of each. A row that is like no other is a group of
        its own.
    n_groups_ : int
        How many groups there are.
    n_features_in_ : int
        Columns seen by ``fit``.

    Examples
    --------
    >>> import storymap
    >>> vectors = storymap.TfidfVectorizer().fit_transform(["pay by card", "search by name", "pay by a card"])
    >>> storymap.CosineGroups(threshold=0.7).fit_predict(vectors).tolist()
    [0, 1, 0]
    """

    _parameter_constraints: ClassVar[dict[str, Any]] = {
        "threshold": [Interval(Real, 0, 1, closed="right")],
        "measure": [StrOptions({"cosine", "jaccard"})],
        "threads": [Interval(Integral, 0, MOST_THREADS, closed="both"), None],
    }

    def __init__(self, threshold: float = 0.7, *, measure: str = "cosine", threads: int | None = None) -> None:
        self.threshold = threshold
        self.measure = measure
        self.threads = threads

    def fit(self, X: Any, y: Any = None) -> CosineGroups:  # noqa: N803  # scikit-learn's name
        """Finds the groups of the rows of ``X``, a dense or sparse matrix of numbers."""
        self._validate_params()
        rows = validate_data(self, X, accept_sparse="csr", dtype=np.float64)
        arrays = csr_arrays(scipy.sparse.csr_matrix(rows), "X")
        index = _core.index_of_csr(*arrays, self.measure)
        first = index.components(float(self.threshold), thread_count(self.threads), None)
        self.labels_ = np.unique(first, return_inverse=True)[1].astype(np.int64).ravel()
        self.n_groups_ = int(self.labels_.max()) + 1
        return self

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags
