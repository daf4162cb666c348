// bindings/python/src/matrix.hpp - SciPy's csr_matrix as a SparseMatrix.
#pragma once

#include <storymap/sparse_matrix.hpp>

#include <pybind11/numpy.h>

#include <cstdint>

namespace storymap::python {

namespace py = pybind11;

/// The matrix of the three arrays of a csr_matrix: indices of 4 or 8 bytes, values of float or double. Entries of value
/// 0 are left out. Errors, which name the row: columns that do not ascend or are out of range, values that are no
/// finite numbers (invalid_argument); more rows or columns than 4 bytes can count (too_large).
[[nodiscard]] SparseMatrix read_csr(py::array const& indptr, py::array const& indices, py::array const& data,
                                    std::uint64_t columns);

}  // namespace storymap::python
