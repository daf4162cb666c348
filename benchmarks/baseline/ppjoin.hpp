// benchmarks/baseline/ppjoin.hpp - all pairs of similar sets by PPJoin as it is published, with a filter of 64 bits.
//
// Xiao, Wang, Lin and Yu, "Efficient similarity joins for near duplicate detection", WWW 2008; the filter is that of
// Sandes, Teodoro and Melo, "Bitmap filter: Speeding up exact set similarity joins with bitwise operations", 2020.
#pragma once

#include <storymap/similarity.hpp>
#include <storymap/sparse_matrix.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace storymap_bench {

class PpJoin {
 public:
  PpJoin(storymap::SparseMatrix const& matrix, double at_least) : at_least_(at_least), lists_(matrix.cols()) {
    std::vector<std::uint32_t> const rank = rank_columns(matrix);
    for (std::uint32_t row = 0; row < matrix.rows(); ++row) {
      Record record{row, 0, {}};
      for (std::uint32_t const column : matrix.row(row).columns) {
        record.tokens.push_back(rank[column]);
        record.bits ^= std::uint64_t{1} << (rank[column] * 0x9E3779B97F4A7C15ULL >> 58U);
      }
      std::sort(record.tokens.begin(), record.tokens.end());
      if (!record.tokens.empty()) records_.push_back(std::move(record));
    }
    std::stable_sort(records_.begin(), records_.end(),
                     [](Record const& x, Record const& y) { return x.tokens.size() < y.tokens.size(); });
  }

  [[nodiscard]] std::vector<storymap::SimilarPair> pairs() {
    std::vector<storymap::SimilarPair> found;
    std::vector<std::int32_t> overlap(records_.size());
    std::vector<std::uint32_t> candidates;
    for (std::uint32_t k = 0; k < records_.size(); ++k) {
      probe(k, overlap, candidates);
      for (std::uint32_t const other : candidates) {
        if (overlap[other] > 0) verify(k, other, found);
        overlap[other] = 0;
      }
      candidates.clear();
      index(k);
    }
    std::sort(found.begin(), found.end(),
              [](auto const& x, auto const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return found;
  }

 private:
  struct Record {
    std::uint32_t row;
    std::uint64_t bits;
    std::vector<std::uint32_t> tokens;  ///< rarest first
  };
  struct Posting {
    std::uint32_t record;
    std::uint32_t position;
  };
  struct List {
    std::vector<Posting> postings;
    std::size_t first = 0;  ///< those before are too small for all that come
  };

  static std::vector<std::uint32_t> rank_columns(storymap::SparseMatrix const& matrix) {
    std::vector<std::uint32_t> frequency(matrix.cols());
    for (std::uint32_t const column : matrix.columns()) ++frequency[column];
    std::vector<std::uint32_t> order(matrix.cols());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t x, std::uint32_t y) { return frequency[x] < frequency[y]; });
    std::vector<std::uint32_t> rank(matrix.cols());
    for (std::uint32_t k = 0; k < order.size(); ++k) rank[order[k]] = k;
    return rank;
  }

  /// At least so many tokens two records of these sizes share; a little less where rounding could take a pair.
  [[nodiscard]] std::int32_t least_common(std::size_t x, std::size_t y) const {
    return static_cast<std::int32_t>(std::ceil(static_cast<double>(x + y) * at_least_ / (1 + at_least_) - 1e-6));
  }
  [[nodiscard]] std::size_t least_size(std::size_t size) const {
    return static_cast<std::size_t>(std::ceil(static_cast<double>(size) * at_least_ - 1e-6));
  }

  /// Counts the shared tokens of the prefix by record; a record that cannot reach the threshold any more has a number
  /// far below zero.
  void probe(std::uint32_t k, std::vector<std::int32_t>& overlap, std::vector<std::uint32_t>& candidates) {
    Record const& x = records_[k];
    std::size_t const least = least_size(x.tokens.size());
    for (std::size_t i = 0; i < x.tokens.size() - least + 1 && i < x.tokens.size(); ++i) {
      List& list = lists_[x.tokens[i]];
      while (list.first < list.postings.size() && records_[list.postings[list.first].record].tokens.size() < least) {
        ++list.first;
      }
      for (std::size_t at = list.first; at < list.postings.size(); ++at) {
        auto const [other, j] = list.postings[at];
        if (overlap[other] < 0) continue;
        Record const& y = records_[other];
        std::int32_t const needed = least_common(x.tokens.size(), y.tokens.size());
        auto const left = static_cast<std::int32_t>(std::min(x.tokens.size() - i, y.tokens.size() - j));
        bool passes = overlap[other] + left >= needed;
        if (overlap[other] == 0) {
          candidates.push_back(other);
          auto const both = static_cast<std::int32_t>(x.tokens.size() + y.tokens.size());
          passes = passes && both - std::popcount(x.bits ^ y.bits) >= 2 * needed;
        }
        overlap[other] = passes ? overlap[other] + 1 : INT32_MIN;
      }
    }
  }

  void verify(std::uint32_t k, std::uint32_t other, std::vector<storymap::SimilarPair>& found) const {
    Record const& x = records_[k];
    Record const& y = records_[other];
    std::size_t common = 0;
    auto const needed = static_cast<std::size_t>(std::max(0, least_common(x.tokens.size(), y.tokens.size())));
    for (std::size_t i = 0, j = 0; i < x.tokens.size() && j < y.tokens.size();) {
      if (common + std::min(x.tokens.size() - i, y.tokens.size() - j) < needed) return;
      if (x.tokens[i] == y.tokens[j]) {
        ++common, ++i, ++j;
      } else if (x.tokens[i] < y.tokens[j]) {
        ++i;
      } else {
        ++j;
      }
    }
    auto const shared = static_cast<double>(common);
    double const score = shared / (static_cast<double>(x.tokens.size() + y.tokens.size()) - shared);
    if (score >= at_least_) found.push_back({std::min(x.row, y.row), std::max(x.row, y.row), score});
  }

  void index(std::uint32_t k) {
    std::vector<std::uint32_t> const& tokens = records_[k].tokens;
    auto const least = static_cast<std::size_t>(least_common(tokens.size(), tokens.size()));
    for (std::size_t j = 0; j < tokens.size() - least + 1 && j < tokens.size(); ++j) {
      lists_[tokens[j]].postings.push_back({k, static_cast<std::uint32_t>(j)});
    }
  }

  double at_least_;
  std::vector<Record> records_;
  std::vector<List> lists_;
};

[[nodiscard]] inline std::vector<storymap::SimilarPair> ppjoin(storymap::SparseMatrix const& matrix, double at_least) {
  return PpJoin(matrix, at_least).pairs();
}

}  // namespace storymap_bench
