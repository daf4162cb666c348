// bindings/python/src/csr.cpp - sparse matrices as the three arrays of scipy.sparse.csr_matrix, and back.
#include "csr.hpp"

#include "arrays.hpp"
#include "errors.hpp"
#include "texts.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

/// A view of memory that another object owns.
template <class T>
[[nodiscard]] py::array view_of(std::span<T const> values, py::handle owner) {
  return py::array_t<T>({static_cast<py::ssize_t>(values.size())}, {static_cast<py::ssize_t>(sizeof(T))}, values.data(),
                        owner);
}

template <class To, class From>
[[nodiscard]] py::array converted(std::span<From const> values) {
  return to_array(std::vector<To>(values.begin(), values.end()));
}

template <class Index>
[[nodiscard]] std::vector<std::uint64_t> row_begins(py::array_t<Index, py::array::c_style> const& indptr,
                                                    std::size_t entries, std::string const& argument) {
  if (indptr.size() == 0) throw Raised({Errc::invalid_argument, "the indptr is empty", argument});
  std::vector<std::uint64_t> begins;
  begins.reserve(static_cast<std::size_t>(indptr.size()));
  Index last = 0;
  for (py::ssize_t row = 0; row < indptr.size(); ++row) {
    Index const begin = indptr.at(row);
    if (begin < last || static_cast<std::uint64_t>(begin) > entries || (row == 0 && begin != 0)) {
      throw Raised({Errc::invalid_argument, "the indptr does not ascend from 0 to the number of entries",
                    row_of(argument, static_cast<std::size_t>(row))});
    }
    begins.push_back(static_cast<std::uint64_t>(begin));
    last = begin;
  }
  if (begins.back() != entries)
    throw Raised({Errc::invalid_argument, "the indptr does not end at the entries", argument});
  return begins;
}

template <class Index>
[[nodiscard]] SparseMatrix from_indices(py::array const& data, py::array const& indices, py::array const& indptr,
                                        std::size_t columns, std::string const& argument) {
  using Indices = py::array_t<Index, py::array::c_style | py::array::forcecast>;
  Indices const index(indices);
  py::array_t<double, py::array::c_style | py::array::forcecast> const value(data);
  auto const entries = static_cast<std::size_t>(index.size());
  if (static_cast<std::size_t>(value.size()) != entries) {
    throw Raised({Errc::invalid_argument, "as many indices as values are needed", argument});
  }
  std::vector<std::uint64_t> begins = row_begins<Index>(Indices(indptr), entries, argument);
  std::vector<std::uint32_t> column(entries);
  Index const* const from = index.data();
  double const* const values = value.data();
  for (std::size_t row = 0; row + 1 < begins.size(); ++row) {
    for (std::uint64_t k = begins[row]; k < begins[row + 1]; ++k) {
      bool const in_range = from[k] >= 0 && static_cast<std::uint64_t>(from[k]) < columns;
      if (!in_range || (k > begins[row] && from[k] <= from[k - 1])) {
        throw Raised(
            {Errc::invalid_argument, "a column is out of range, or they do not ascend", row_of(argument, row)});
      }
      if (!std::isfinite(values[k])) {
        throw Raised({Errc::invalid_argument, "a value is NaN or infinite", row_of(argument, row)});
      }
      column[k] = static_cast<std::uint32_t>(from[k]);
    }
  }
  return SparseMatrix(columns, std::move(begins), std::move(column), std::vector<double>(values, values + entries));
}

}  // namespace

py::tuple to_csr(SparseMatrix matrix) {
  auto owned = std::make_unique<SparseMatrix>(std::move(matrix));
  SparseMatrix const& rows = *owned;
  py::capsule const owner(owned.release(), [](void* kept) { delete static_cast<SparseMatrix*>(kept); });
  bool const wide = rows.nonzeros() > std::numeric_limits<std::int32_t>::max();
  // The entries are shared; row begins and indices only where SciPy has the same type.
  py::array const data = view_of(rows.values(), owner);
  py::array const indices =
      wide ? converted<std::int64_t>(rows.columns())
           : view_of(std::span(reinterpret_cast<std::int32_t const*>(rows.columns().data()), rows.columns().size()),
                     owner);
  py::array const indptr = wide ? converted<std::int64_t>(rows.row_begin()) : converted<std::int32_t>(rows.row_begin());
  return py::make_tuple(data, indices, indptr, rows.cols());
}

SparseMatrix from_csr(py::array const& data, py::array const& indices, py::array const& indptr, std::size_t columns,
                      std::string const& argument) {
  if (columns > std::numeric_limits<std::uint32_t>::max() - 1) {
    throw Raised({Errc::too_large, "more than 4,294,967,294 columns", argument});
  }
  bool const wide = indices.itemsize() > 4 || indptr.itemsize() > 4;
  return wide ? from_indices<std::int64_t>(data, indices, indptr, columns, argument)
              : from_indices<std::int32_t>(data, indices, indptr, columns, argument);
}

}  // namespace storymap::python
