// bindings/python/src/csr.hpp - sparse matrices as the three arrays of scipy.sparse.csr_matrix, and back.
#pragma once

#include <storymap/sparse_matrix.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <string>

namespace storymap::python {

namespace py = pybind11;

/// (data, indices, indptr, columns): float64 and int32, or int64 for more than 2^31 - 1 entries.
[[nodiscard]] py::tuple to_csr(SparseMatrix matrix);

/// Indices of 32 or 64 bits, in canonical form: ascending and once in each row. Errors: storymap.Error, with the row,
/// for what is no such matrix and for values that are not finite.
[[nodiscard]] SparseMatrix from_csr(py::array const& data, py::array const& indices, py::array const& indptr,
                                    std::size_t columns, std::string const& argument);

}  // namespace storymap::python
