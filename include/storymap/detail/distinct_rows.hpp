// storymap/detail/distinct_rows.hpp - the rows of two lists of texts, each row once in its list.
// Room: engine. Depends on sparse_matrix.hpp.
#pragma once

#include <storymap/sparse_matrix.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The rows of two lists, without those that equal an earlier row of their list: only the first of equal rows can be
/// the closest to anything, and thousands of equal ones would be millions of pairs.
struct DistinctRows {
  SparseMatrix matrix;
  std::vector<std::size_t> original;  ///< of each row: where it stands among all
  std::uint32_t boundary = 0;         ///< where the second list begins

  /// The second list begins at the row `second`.
  DistinctRows(SparseMatrix const& rows, std::size_t second) : matrix(rows.cols()) {
    add(rows, 0, second);
    boundary = static_cast<std::uint32_t>(original.size());
    add(rows, second, rows.rows());
  }

 private:
  void add(SparseMatrix const& rows, std::size_t begin, std::size_t end) {
    std::unordered_set<std::string> seen;
    for (std::size_t row = begin; row < end; ++row) {
      SparseRow const entries = rows.row(row);
      std::string key;
      append_bytes(key, std::as_bytes(entries.columns));
      append_bytes(key, std::as_bytes(entries.values));
      if (!seen.insert(std::move(key)).second) continue;
      for (std::size_t k = 0; k < entries.size(); ++k) matrix.push_back(entries.columns[k], entries.values[k]);
      matrix.end_row();
      original.push_back(row);
    }
  }

  static void append_bytes(std::string& key, std::span<std::byte const> bytes) {
    key.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
  }
};

}  // namespace detail

STORYMAP_END
