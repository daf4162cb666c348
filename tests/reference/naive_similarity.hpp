// tests/reference/naive_similarity.hpp - every row against every other: the slow twin of SimilarityIndex.
#pragma once

#include <storymap/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace naive {

using Row = std::map<std::uint32_t, double>;

inline Row row_of(storymap::SparseMatrix const& matrix, std::size_t index) {
  Row row;
  storymap::SparseRow const entries = matrix.row(index);
  for (std::size_t k = 0; k < entries.size(); ++k) row[entries.columns[k]] = entries.values[k];
  return row;
}

inline double cosine(Row a, Row b) {
  for (Row* row : {&a, &b}) {
    double squares = 0;
    for (auto const& [column, value] : *row) squares += value * value;
    for (auto& [column, value] : *row) value /= squares == 0 ? 1 : std::sqrt(squares);
  }
  if (!a.empty() && a == b) return 1;
  double dot = 0;
  for (auto const& [column, value] : a) dot += b.contains(column) ? value * b.at(column) : 0;
  return std::min(dot, 1.0);
}

inline double jaccard(Row const& a, Row const& b) {
  std::size_t common = 0;
  for (auto const& [column, value] : a) common += b.count(column);
  return common == 0 ? 0 : static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

inline std::vector<storymap::SimilarPair> pairs(storymap::SparseMatrix const& matrix, storymap::Measure measure,
                                                double at_least) {
  std::vector<storymap::SimilarPair> found;
  for (std::uint32_t a = 0; a < matrix.rows(); ++a) {
    for (std::uint32_t b = a + 1; b < matrix.rows(); ++b) {
      bool const cosines = measure == storymap::Measure::cosine;
      Row const x = row_of(matrix, a), y = row_of(matrix, b);
      double const score = cosines ? cosine(x, y) : jaccard(x, y);
      if (score >= at_least) found.push_back({a, b, score});
    }
  }
  return found;
}

}  // namespace naive
