// storymap/detail/join_rows.hpp - one matrix of the rows of many.
// Room: engine. Depends on sparse_matrix.hpp and detail/pulse.hpp.
#pragma once

#include <storymap/detail/pulse.hpp>
#include <storymap/sparse_matrix.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The rows of all parts, which have so many columns, one behind the other. The memory of a part is given back as soon
/// as it is copied.
[[nodiscard]] inline SparseMatrix join_rows(std::size_t column_count, std::vector<SparseMatrix> parts, Pulse& pulse) {
  Beat beat(pulse);
  std::vector<std::uint64_t> row_begin = {0};
  std::vector<std::uint64_t> first_entry;
  for (SparseMatrix const& part : parts) {
    std::uint64_t const first = row_begin.back();
    first_entry.push_back(first);
    for (std::uint64_t const end : part.row_begin().subspan(1)) row_begin.push_back(first + end);
    beat(part.rows());
  }
  std::vector<std::uint32_t> columns;
  std::vector<double> values;
  lengthen(columns, row_begin.back(), {}, beat);
  lengthen(values, row_begin.back(), {}, beat);
  pulse.for_each(parts.size(), [&](unsigned, std::size_t k) {
    SparseMatrix const part = std::exchange(parts[k], {});
    auto const first = static_cast<std::ptrdiff_t>(first_entry[k]);
    std::copy(part.columns().begin(), part.columns().end(), columns.begin() + first);
    std::copy(part.values().begin(), part.values().end(), values.begin() + first);
  });
  return {column_count, std::move(row_begin), std::move(columns), std::move(values)};
}

}  // namespace detail

STORYMAP_END
