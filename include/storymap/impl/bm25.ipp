// storymap/impl/bm25.ipp - bodies of bm25.hpp.
#pragma once

#include <storymap/bm25.hpp>
#include <storymap/detail/best_matches.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

STORYMAP_BEGIN

STORYMAP_DECL Result<Bm25Index> Bm25Index::build(SparseMatrix const& counts, Bm25Options const& options) {
  if (!(options.k1 >= 0)) return failure(Errc::invalid_argument, "expected k1 >= 0", "k1");
  if (!(options.b >= 0 && options.b <= 1)) return failure(Errc::invalid_argument, "expected 0 <= b <= 1", "b");
  Bm25Index index;
  index.options_ = options;
  index.begin_.assign(counts.cols() + 1, 0);
  for (std::uint32_t const column : counts.columns()) ++index.begin_[column + 1];
  std::partial_sum(index.begin_.begin(), index.begin_.end(), index.begin_.begin());
  std::vector<std::uint64_t> next(index.begin_.begin(), index.begin_.end());
  index.postings_.resize(counts.nonzeros());
  std::vector<double> lengths(counts.rows());
  for (std::uint32_t row = 0; row < counts.rows(); ++row) {
    SparseRow const entries = counts.row(row);
    for (std::size_t k = 0; k < entries.size(); ++k) {
      index.postings_[next[entries.columns[k]]++] = {row, static_cast<float>(entries.values[k])};
      lengths[row] += entries.values[k];
    }
  }
  double const all = std::accumulate(lengths.begin(), lengths.end(), 0.0);
  double const mean = all > 0 ? all / static_cast<double>(lengths.size()) : 1;
  for (double const length : lengths) {
    index.length_share_.push_back(options.k1 * (1 - options.b + options.b * length / mean));
  }
  return index;
}

STORYMAP_DECL double Bm25Index::weight(std::size_t column) const noexcept {
  auto const documents = static_cast<double>(size());
  auto const with_term = static_cast<double>(begin_[column + 1] - begin_[column]);
  return std::log(1 + (documents - with_term + 0.5) / (with_term + 0.5)) * (options_.k1 + 1);
}

STORYMAP_DECL std::vector<Match> Bm25Index::query(SparseRow counts, std::size_t limit) const {
  std::vector<double> scores(size());
  for (std::size_t k = 0; k < counts.size(); ++k) {
    std::size_t const column = counts.columns[k];
    if (column + 1 >= begin_.size()) continue;
    double const of_term = counts.values[k] * weight(column);
    for (std::uint64_t at = begin_[column]; at < begin_[column + 1]; ++at) {
      auto const& [row, count] = postings_[at];
      auto const frequency = static_cast<double>(count);
      scores[row] += of_term * frequency / (frequency + length_share_[row]);
    }
  }
  std::vector<Match> matches;
  for (std::uint32_t row = 0; row < scores.size(); ++row) {
    if (scores[row] > 0) matches.push_back({row, scores[row]});
  }
  detail::keep_best(matches, limit);
  return matches;
}

STORYMAP_END
