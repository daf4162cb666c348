// storymap/detail/prefix_join.hpp - all pairs of rows with a cosine of at least t, without looking at most pairs.
// Room: engine. Depends on detail/prefix_index.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/dot_bound.hpp>
#include <storymap/detail/loaded_row.hpp>
#include <storymap/detail/posting_scan.hpp>
#include <storymap/detail/prefix_index.hpp>
#include <storymap/simd.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// What the search for pairs above a threshold asks, for all threads: the rows that are left, and their index.
///
/// For each row the lists of its prefix are read. At the first term that two rows share, DotBound is a bound of their
/// whole dot product, because nothing is shared before. At a later shared term it is no larger than there: by Cauchy
/// and Schwarz a b + r s does not grow when one more shared term counts among the rest. So a pair is a candidate when
/// any of its postings passes, and no pair that reaches t fails at all of them; nothing has to be summed up on the way.
///
/// The scheme is that of L2AP (Anastasiu and Karypis, "L2AP: Fast cosine similarity search with prefix L-2 norm
/// bounds", ICDE 2014), with the test of the bound drawn in front of the accumulation, which then is not needed any
/// more.
template <class Rows>
class PrefixJoin {
 public:
  template <class Source>
  PrefixJoin(Source const& source, double at_least, Simd simd)
      : rows_(source, at_least),
        least_(DotBound::least(at_least)),
        rounding_(rounding_of_sums()),
        threshold_(std::max(0.0F, static_cast<float>(at_least) - rounding_)),
        index_(rows_, threshold_),
        scan_(posting_scan(simd)) {}

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  /// Which row of the source the k-th is.
  [[nodiscard]] std::uint32_t row(std::size_t k) const noexcept { return rows_.row(k); }

  /// Compares one row after the other with the earlier ones. One for each thread.
  class Probe {
   public:
    explicit Probe(PrefixJoin const& join) : join_(join), last_met_(join.size(), UINT32_MAX) {}

    /// Calls `visit(other)` for a superset of the rows below `row` whose cosine with it reaches the threshold, but only
    /// for those that `wants(other)`.
    template <class Wants, class Visit>
    void scan(std::uint32_t row, Wants&& wants, Visit&& visit) {
      find_candidates(row, wants);
      if (candidates_.empty()) return;
      join_.rows_.load(row, row_);
      weights_.fill(row_);
      for (std::size_t k = 0; k < candidates_.size(); ++k) {
        if (k + ahead < candidates_.size()) join_.rows_[candidates_[k + ahead]].prefetch();
        if (reaches(candidates_[k])) visit(candidates_[k]);
      }
      weights_.clear(row_);
    }

   private:
    template <class Wants>
    void find_candidates(std::uint32_t row, Wants&& wants) {
      slices_.clear();
      terms_.clear();
      std::size_t postings = 0;
      for (std::uint32_t k = 0; k < join_.index_.prefix(row); ++k) {
        PostingSlice const slice = join_.index_.earlier(row, k);
        if (slice.size == 0) continue;
        slices_.push_back(slice);
        terms_.push_back(k);
        postings += slice.size;
      }
      hits_.ensure(postings);
      std::size_t const hits = join_.scan_(slices_.data(), slices_.size(), join_.least_, hits_.data());
      candidates_.clear();
      for (std::size_t k = 0; k < hits; ++k) {
        auto const [slice, place] = hits_[k];
        std::uint32_t const other = join_.index_.row_at(row, terms_[slice], place);
        if (last_met_[other] == row) continue;
        last_met_[other] = row;
        if (wants(other)) candidates_.push_back(other);
      }
    }

    /// False when the dot product with another row is below the threshold, true when it hardly is.
    ///
    /// The terms of its prefix come first. What is left of it then, below t, meets only the terms of this row that
    /// stand behind the prefix: by Cauchy and Schwarz the rest is at most the product of both norms, which decides most
    /// cases.
    [[nodiscard]] bool reaches(std::uint32_t candidate) const noexcept {
      auto const other = join_.rows_[candidate];
      std::size_t const prefix = join_.index_.prefix(candidate);
      float dot = sum_of(0, prefix, [&](std::size_t k) {
        return weights_[other.term(k)] * join_.index_.bound(candidate, k).weight();
      });
      float const rest = join_.index_.bound(candidate, prefix - 1).rest();
      float const missing = join_.threshold_ - dot;
      float const behind = row_.squares_behind(other.term(prefix - 1));
      if (missing > 0 && missing * missing > behind * (rest * rest) * more) return false;
      dot += sum_of(prefix, other.size(), [&](std::size_t k) { return weights_[other.term(k)] * other.weight(k); });
      return dot >= join_.threshold_;
    }

    /// The sum of `term(k)` from first to last. Four sums side by side: each would wait for its last addition.
    template <class Term>
    [[nodiscard]] static float sum_of(std::size_t first, std::size_t last, Term&& term) noexcept {
      float sums[4] = {0, 0, 0, 0};
      for (; first + 4 <= last; first += 4) {
        for (std::size_t k = 0; k < 4; ++k) sums[k] += term(first + k);
      }
      for (; first < last; ++first) sums[0] += term(first);
      return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    /// So many candidates ahead the memory of a row is asked for.
    static constexpr std::size_t ahead = 4;
    /// More than the rounding of the two sides of a comparison.
    static constexpr float more = 1.00001F;

    PrefixJoin const& join_;
    std::vector<std::uint32_t> last_met_;  ///< the row that met this one last
    std::vector<PostingSlice> slices_;
    std::vector<std::uint32_t> terms_;
    Block<PostingHit> hits_;
    std::vector<std::uint32_t> candidates_;
    LoadedRow row_;
    WeightTable weights_;
  };

 private:
  /// More than rounding can change a sum of so many numbers, none above 1, as a row has terms.
  [[nodiscard]] float rounding_of_sums() const noexcept {
    std::size_t longest = 0;
    for (std::size_t k = 0; k < rows_.size(); ++k) longest = std::max(longest, rows_[k].size());
    return std::numeric_limits<float>::epsilon() * static_cast<float>(longest + 32);
  }

  Rows rows_;
  std::int32_t least_;
  float rounding_;
  float threshold_;  ///< lower than the threshold, so that sums in float lose no pair
  PrefixIndex index_;
  PostingScan scan_;
};

}  // namespace detail

STORYMAP_END
