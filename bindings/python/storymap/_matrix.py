"""Matrices of SciPy as the compiled part reads them."""

from __future__ import annotations

from typing import Any

import numpy

from . import _core
from ._errors import Error


def core_of_csr(matrix: Any, measure: str) -> _core.SimilarityIndex:
    """An index of the rows of a sparse matrix, which is not changed."""
    if not (hasattr(matrix, "tocsr") and hasattr(matrix, "shape")):
        raise TypeError(f"matrix must be a sparse matrix or array of SciPy, not {type(matrix).__name__}")
    if len(matrix.shape) != 2:
        raise Error(f"expected rows and columns, found {len(matrix.shape)} dimensions", path="matrix")
    csr = matrix.tocsr()
    if numpy.issubdtype(csr.dtype, numpy.complexfloating):
        raise TypeError("matrix must hold real numbers, not complex ones")
    _check_places(csr)
    if not _is_canonical(csr):
        csr = csr.copy()
        csr.sum_duplicates()
    data = csr.data if csr.data.dtype in (numpy.float32, numpy.float64) else csr.data.astype(numpy.float64)
    indices = csr.indices if csr.indices.dtype in (numpy.int32, numpy.int64) else csr.indices.astype(numpy.int64)
    return _core.SimilarityIndex.from_csr(
        csr.indptr.astype(numpy.int64, copy=False),
        numpy.ascontiguousarray(indices),
        numpy.ascontiguousarray(data),
        matrix.shape[1],
        measure,
    )


def _check_places(csr: Any) -> None:
    """SciPy trusts the indices of a matrix, and would read or write elsewhere."""
    indptr, indices, entries = csr.indptr, csr.indices, min(len(csr.indices), len(csr.data))
    if len(indptr) != csr.shape[0] + 1 or indptr[0] != 0:
        raise Error("the index pointers do not begin at 0 or are not as many as the rows", path="matrix")
    wrong = numpy.flatnonzero((numpy.diff(indptr) < 0) | (indptr[1:] > entries))
    if len(wrong) > 0:
        raise Error("its place in the index pointers is not in order", path=f"matrix[{wrong[0]}]")
    outside = numpy.flatnonzero((indices < 0) | (indices >= csr.shape[1]))
    if len(outside) > 0 and outside[0] < indptr[-1]:
        row = numpy.searchsorted(indptr, outside[0], side="right") - 1
        raise Error("it has a column that is not there", path=f"matrix[{row}]")


def _is_canonical(csr: Any) -> bool:
    """True when the columns of each row ascend. SciPy's flags may be wrong."""
    indices, indptr = csr.indices, csr.indptr
    if len(indices) < 2:
        return True
    ascends = numpy.diff(indices) > 0
    starts = indptr[1:-1]
    ascends[starts[(starts > 0) & (starts < len(indices))] - 1] = True
    return bool(ascends[: max(int(indptr[-1]) - 1, 0)].all())
