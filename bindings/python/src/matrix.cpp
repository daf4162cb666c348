// bindings/python/src/matrix.cpp - SciPy's csr_matrix as a SparseMatrix.
#include "matrix.hpp"

#include "errors.hpp"

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace storymap::python {
namespace {

[[noreturn]] void fail(std::size_t row, char const* message) {
  throw Raised({Errc::invalid_argument, message, "matrix[" + std::to_string(row) + "]"});
}

/// Calls `visit(span)` with the values of an array, which are of one of these types.
template <class... Types, class Visit>
void with_values(py::array const& array, char const* name, Visit&& visit) {
  bool const is_flat = array.ndim() == 1 && (array.flags() & py::array::c_style) != 0;
  auto const try_type = [&]<class T>(T const*) {
    if (!is_flat || !py::isinstance<py::array_t<T>>(array)) return false;
    visit(std::span(static_cast<T const*>(array.data()), static_cast<std::size_t>(array.size())));
    return true;
  };
  if (!(try_type(static_cast<Types const*>(nullptr)) || ...)) {
    throw py::type_error(std::string("matrix.") + name +
                         " has the wrong type: " + py::str(array.dtype()).cast<std::string>());
  }
}

/// Other threads may write to the arrays: every number is read once and then checked.
template <class Index, class Value>
[[nodiscard]] SparseMatrix read_rows(std::span<std::int64_t const> indptr, std::span<Index const> indices,
                                     std::span<Value const> data, std::size_t columns) {
  SparseMatrix matrix(columns);
  matrix.reserve(indptr.size() - 1, indices.size());
  std::int64_t begin = indptr[0];
  for (std::size_t row = 0; row + 1 < indptr.size(); ++row) {
    std::int64_t const end = indptr[row + 1];
    if (begin < 0 || end < begin || std::cmp_greater(end, indices.size()) || std::cmp_greater(end, data.size())) {
      fail(row, "its place in the index pointers is not in order");
    }
    std::int64_t last = -1;
    for (auto k = static_cast<std::size_t>(begin); std::cmp_less(k, end); ++k) {
      auto const column = static_cast<std::int64_t>(indices[k]);
      auto const value = static_cast<double>(data[k]);
      if (column <= last || std::cmp_greater_equal(column, columns)) fail(row, "its columns are not in order");
      if (!std::isfinite(value)) fail(row, "expected finite numbers, found NaN or infinity");
      last = column;
      if (value != 0) matrix.push_back(static_cast<std::uint32_t>(column), value);
    }
    matrix.end_row();
    begin = end;
  }
  return matrix;
}

}  // namespace

SparseMatrix read_csr(py::array const& indptr, py::array const& indices, py::array const& data, std::uint64_t columns) {
  constexpr std::uint64_t most = UINT32_MAX - 1;
  if (columns > most || std::cmp_greater(indptr.size(), most)) {
    throw Raised({Errc::too_large, "expected fewer than 2^32 rows and columns", "matrix"});
  }
  if (indptr.size() == 0) throw Raised({Errc::invalid_argument, "expected index pointers", "matrix"});
  SparseMatrix matrix;
  with_values<std::int64_t>(indptr, "indptr", [&](auto rows) {
    with_values<std::int32_t, std::int64_t>(indices, "indices", [&](auto places) {
      with_values<double, float>(data, "data", [&](auto values) {
        py::gil_scoped_release const released;
        matrix = read_rows(rows, places, values, columns);
      });
    });
  });
  return matrix;
}

}  // namespace storymap::python
