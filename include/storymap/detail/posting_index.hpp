// storymap/detail/posting_index.hpp - which rows have a column, with their weights.
// Room: engine. Depends on detail/pulse.hpp and detail/unit_rows.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/unit_rows.hpp>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The inverted index over all columns of all rows.
class PostingIndex {
 public:
  /// `beat` is a Beat or NoBeat.
  template <class Beat>
  PostingIndex(UnitRows const& rows, Beat&& beat) {
    begin_.assign(rows.columns() + 1, 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      rows.for_each(row, [&](std::uint32_t column, double) { ++begin_[column + 1]; });
      beat(rows.columns_of(row) + 1);
    }
    for (std::size_t column = 0; column < rows.columns(); ++column) begin_[column + 1] += begin_[column];
    rows_ = Block<std::uint32_t>(begin_.back());
    weights_ = Block<double>(begin_.back());
    // Counting sort: the postings of a column come out in ascending order of rows.
    std::vector<std::uint64_t> next(begin_.begin(), begin_.end());
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      rows.for_each(row, [&](std::uint32_t column, double weight) {
        std::uint64_t const at = next[column]++;
        rows_[at] = row;
        weights_[at] = weight;
      });
      beat(rows.columns_of(row) + 1);
    }
  }

  /// Calls `visit(row, weight)` for the rows below `end` that have the column, ascending. Returns how many those are.
  template <class Visit>
  std::size_t for_each(std::size_t column, std::size_t end, Visit&& visit) const {
    if (column + 1 >= begin_.size()) return 0;
    std::uint64_t at = begin_[column];
    for (; at < begin_[column + 1] && rows_[at] < end; ++at) visit(rows_[at], weights_[at]);
    return static_cast<std::size_t>(at - begin_[column]);
  }

 private:
  std::vector<std::uint64_t> begin_;
  Block<std::uint32_t> rows_;
  Block<double> weights_;
};

/// The same, made when it is first asked for: who only wants pairs does without. Who is stopped meanwhile leaves it to
/// the next.
class LazyPostingIndex {
 public:
  template <class Beat>
  [[nodiscard]] PostingIndex const& get(UnitRows const& rows, Beat&& beat) {
    std::call_once(once_, [&] { index_.emplace(rows, beat); });
    return *index_;
  }

 private:
  std::once_flag once_;
  std::optional<PostingIndex> index_;
};

}  // namespace detail

STORYMAP_END
