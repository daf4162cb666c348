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

/// Records of left, right and score that Python passes, in one piece of memory: theirs, or a copy.
class PairRecords {
 public:
  /// Errors: TypeError for another array, invalid_argument for rows there are not.
  PairRecords(py::array const& array, std::size_t rows) : records_(Records::ensure(array)) {
    if (!py::isinstance<py::array_t<SimilarPair>>(array) || !records_)
      throw py::type_error("expected records of pairs");
    for (SimilarPair const& pair : pairs()) {
      (void)checked_row(pair.a, rows, "left");
      (void)checked_row(pair.b, rows, "right");
    }
  }

  [[nodiscard]] std::span<SimilarPair const> pairs() const {
    return {records_.data(), static_cast<std::size_t>(records_.size())};
  }

 private:
  using Records = py::array_t<SimilarPair, py::array::c_style>;
  Records records_;
};

}  // namespace storymap::python
