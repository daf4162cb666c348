// benchmarks/baseline/inverted_count.hpp - all pairs of similar sets the obvious way: an inverted index, and counting.
#pragma once

#include <storymap/similarity.hpp>
#include <storymap/sparse_matrix.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace storymap_bench {

/// For each row, how many columns it shares with each earlier row that has any of its columns.
[[nodiscard]] inline std::vector<storymap::SimilarPair> inverted_count(storymap::SparseMatrix const& matrix,
                                                                       double at_least) {
  std::vector<std::vector<std::uint32_t>> rows_with(matrix.cols());
  std::vector<std::uint32_t> common(matrix.rows());
  std::vector<std::uint32_t> touched;
  std::vector<storymap::SimilarPair> pairs;
  for (std::uint32_t row = 0; row < matrix.rows(); ++row) {
    auto const columns = matrix.row(row).columns;
    for (std::uint32_t const column : columns) {
      for (std::uint32_t const other : rows_with[column]) {
        if (common[other]++ == 0) touched.push_back(other);
      }
      rows_with[column].push_back(row);
    }
    for (std::uint32_t const other : touched) {
      auto const shared = static_cast<double>(common[other]);
      double const score = shared / (static_cast<double>(columns.size() + matrix.row(other).size()) - shared);
      if (score >= at_least) pairs.push_back({other, row, score});
      common[other] = 0;
    }
    touched.clear();
  }
  std::sort(pairs.begin(), pairs.end(),
            [](auto const& x, auto const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return pairs;
}

}  // namespace storymap_bench
