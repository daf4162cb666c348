// storymap/detail/prefix_join.hpp - all pairs of rows with a cosine of at least t, without looking at most pairs.
// Room: engine. Depends on detail/ranked_rows.hpp.
#pragma once

#include <storymap/detail/ranked_rows.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// An inverted index over the beginnings of rows.
///
/// The prefix of a row ends where the norm of the rest falls below t. Two rows whose prefixes share no column are no
/// pair: let d be the last column of the prefix that ends first in the order of ranks. All shared columns stand behind
/// d, in the rest of that row, so the dot product is at most the norm of this rest times the norm of the other row,
/// below t * 1.
class PrefixIndex {
 public:
  struct Posting {
    std::uint32_t row = 0;
    float weight = 0;
    float rest = 0;
  };

  PrefixIndex(RankedRows const& rows, float t) : prefix_(rows.size()) {
    begin_.assign(rows.ranks() + 1, 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      std::span<RankedEntry const> const entries = rows[row];
      std::size_t size = 0;
      while (size < entries.size() && (size == 0 || entries[size - 1].rest >= t)) ++begin_[entries[size++].rank + 1];
      prefix_[row] = static_cast<std::uint32_t>(size);
    }
    for (std::size_t rank = 0; rank < rows.ranks(); ++rank) begin_[rank + 1] += begin_[rank];
    postings_.resize(begin_.back());
    std::vector<std::uint64_t> next(begin_.begin(), begin_.end());
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (RankedEntry const& entry : rows[row].first(prefix_[row])) {
        postings_[next[entry.rank]++] = {static_cast<std::uint32_t>(row), entry.weight, entry.rest};
      }
    }
  }

  /// How many entries of a row are in the index.
  [[nodiscard]] std::size_t prefix(std::size_t row) const noexcept { return prefix_[row]; }

  /// The rows whose prefix has the column, ascending.
  [[nodiscard]] std::span<Posting const> operator[](std::uint32_t rank) const noexcept {
    return std::span(postings_).subspan(begin_[rank], begin_[rank + 1] - begin_[rank]);
  }

 private:
  std::vector<std::uint32_t> prefix_;
  std::vector<std::uint64_t> begin_;
  std::vector<Posting> postings_;
};

/// Finds, for one row after the other, the earlier rows it may be a pair with. One for each thread.
///
/// At a shared column the dot product is at most what the columns up to it have added, plus, by Cauchy and Schwarz, the
/// product of the norms of what is left of both rows. Below t the other row is no candidate, or no longer one.
class PrefixProbe {
 public:
  PrefixProbe(RankedRows const& rows, PrefixIndex const& index, float t)
      : rows_(rows), index_(index), t_(t), sums_(rows.size(), 0.0F) {}

  /// Calls `visit(other)` for a superset of the rows below `row` whose cosine with it reaches the threshold.
  template <class Visit>
  void scan(std::uint32_t row, Visit&& visit) {
    std::span<RankedEntry const> const entries = rows_[row];
    std::size_t const prefix = index_.prefix(row);
    for (std::size_t k = 0; k < prefix; ++k) {
      auto const [rank, weight, rest] = entries[k];
      for (PrefixIndex::Posting const& posting : index_[rank]) {
        if (posting.row >= row) break;
        float& sum = sums_[posting.row];
        float const more = sum + weight * posting.weight;
        if (more + rest * posting.rest < t_) {
          if (sum > 0) sum = pruned;
          continue;
        }
        // A product too small for a float is none: a candidate is listed once.
        if (sum == 0 && more > 0) candidates_.push_back(posting.row);
        sum = more;
      }
    }
    for (std::uint32_t const other : candidates_) {
      float const sum = sums_[other];
      sums_[other] = 0;
      if (sum > 0 && reaches(entries, prefix, rows_[other], index_.prefix(other), sum)) visit(other);
    }
    candidates_.clear();
  }

 private:
  /// What a candidate that is none any more has for a sum: no product can bring it back.
  static constexpr float pruned = -1e30F;

  /// Goes on where the shorter of both prefixes ends: `sum` holds every shared column up to there.
  [[nodiscard]] bool reaches(std::span<RankedEntry const> a, std::size_t prefix_a, std::span<RankedEntry const> b,
                             std::size_t prefix_b, float sum) const noexcept {
    auto const behind = [](std::span<RankedEntry const> row, std::uint32_t rank) {
      auto const at = std::upper_bound(row.begin(), row.end(), rank, [](std::uint32_t value, RankedEntry const& entry) {
        return value < entry.rank;
      });
      return static_cast<std::size_t>(at - row.begin());
    };
    std::uint32_t const end_a = a[prefix_a - 1].rank;
    std::uint32_t const end_b = b[prefix_b - 1].rank;
    std::size_t i = end_a <= end_b ? prefix_a : behind(a, end_b);
    std::size_t j = end_b <= end_a ? prefix_b : behind(b, end_a);
    if (i == 0 || j == 0) return sum >= t_;
    if (sum + a[i - 1].rest * b[j - 1].rest < t_) return false;
    while (i < a.size() && j < b.size()) {
      if (a[i].rank < b[j].rank) {
        ++i;
      } else if (b[j].rank < a[i].rank) {
        ++j;
      } else {
        sum += a[i].weight * b[j].weight;
        if (sum + a[i].rest * b[j].rest < t_) return false;
        ++i;
        ++j;
      }
    }
    return sum >= t_;
  }

  RankedRows const& rows_;
  PrefixIndex const& index_;
  float t_;
  std::vector<float> sums_;
  std::vector<std::uint32_t> candidates_;
};

/// A threshold for sums in float: lower than `at_least` by more than rounding can take from a sum of so many products.
[[nodiscard]] inline float float_threshold(double at_least, std::size_t longest_row) noexcept {
  constexpr auto unit = static_cast<double>(std::numeric_limits<float>::epsilon());
  return static_cast<float>(at_least - unit * static_cast<double>(longest_row + 8));
}

/// Everything that the search for pairs above a threshold asks; shared by all threads.
struct PrefixJoin {
  RankedRows rows;
  float threshold;
  PrefixIndex index;

  PrefixJoin(SparseMatrix const& matrix, double at_least)
      : rows(matrix, at_least), threshold(float_threshold(at_least, longest(rows))), index(rows, threshold) {}

  [[nodiscard]] std::unique_ptr<PrefixProbe> make_probe() const {
    return std::make_unique<PrefixProbe>(rows, index, threshold);
  }

 private:
  [[nodiscard]] static std::size_t longest(RankedRows const& rows) noexcept {
    std::size_t longest = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) longest = std::max(longest, rows[row].size());
    return longest;
  }
};

}  // namespace detail

STORYMAP_END
