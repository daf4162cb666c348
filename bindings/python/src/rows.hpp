// bindings/python/src/rows.hpp - rows and pairs that Python passes, checked.
#pragma once

#include "errors.hpp"

#include <storymap/similarity.hpp>

#include <pybind11/numpy.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace storymap::python {

namespace py = pybind11;

/// A row there is. Error: invalid_argument.
[[nodiscard]] inline std::size_t checked_row(std::uint64_t row, std::size_t rows, char const* argument) {
  if (row < rows) return row;
  throw Raised(
      {Errc::invalid_argument, "there is no row " + std::to_string(row) + ", only " + std::to_string(rows), argument});
}

using PairRecords = py::array_t<SimilarPair, py::array::c_style>;

/// Pairs of rows there are. Error: invalid_argument.
[[nodiscard]] inline std::span<SimilarPair const> checked_pairs(PairRecords const& records, std::size_t rows) {
  std::span const pairs(records.data(), static_cast<std::size_t>(records.size()));
  for (SimilarPair const& pair : pairs) {
    (void)checked_row(pair.a, rows, "left");
    (void)checked_row(pair.b, rows, "right");
  }
  return pairs;
}

}  // namespace storymap::python
