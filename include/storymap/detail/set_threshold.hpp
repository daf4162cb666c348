// storymap/detail/set_threshold.hpp - what a Jaccard similarity of at least t says about sizes, in whole numbers.
// Room: engine. Depends on detail/unit_rows.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/unit_rows.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>

STORYMAP_BEGIN

namespace detail {

/// A threshold t from above 0 to 1 for the Jaccard similarity of sets x and y with s = |x| + |y| elements in all.
///
/// The similarity in doubles, J(c, s) = c / (s - c) rounded, does not fall when c grows nor when s shrinks: rounding
/// keeps the order of the exact quotients. So the pairs that reach t, ties included, are those with at least so many
/// common elements, a whole number that `reaches` itself has found.
class SetThreshold {
 public:
  explicit SetThreshold(double at_least) noexcept : at_least_(at_least) {
    STORYMAP_ASSERT(at_least > 0 && at_least <= 1);
  }

  /// Whether two sets with `sum` elements in all, `common` of them shared, reach the threshold.
  [[nodiscard]] bool reaches(std::size_t common, std::size_t sum) const noexcept {
    return jaccard(static_cast<double>(common), sum, 0) >= at_least_;
  }

  /// The fewest common elements with which two sets of `sum` elements in all reach the threshold.
  [[nodiscard]] std::size_t least_common(std::size_t sum) const noexcept {
    // c / (s - c) >= t is c >= s t / (1 + t), but for rounding.
    auto common = static_cast<std::size_t>(static_cast<double>(sum) * (at_least_ / (1 + at_least_)));
    while (common > 0 && reaches(common - 1, sum)) --common;
    while (!reaches(common, sum)) ++common;
    return common;
  }

  /// The smallest size of a set that can reach the threshold with one of `size` elements, which is not smaller; also
  /// the fewest elements that the two have in common.
  ///
  /// Proof: let y with m <= n = `size` elements share c of them with x and J(c, n + m) >= t. Because c <= m, the union
  /// has n + m - c >= n elements, so c / n is not below the similarity and rounds to no less than t. So c is no less
  /// than the smallest c with J(c, n + c) >= t, and neither is m.
  [[nodiscard]] std::size_t least_partner(std::size_t size) const noexcept {
    auto partner = static_cast<std::size_t>(static_cast<double>(size) * at_least_);
    while (partner > 0 && reaches(partner - 1, size + partner - 1)) --partner;
    while (!reaches(partner, size + partner)) ++partner;
    return partner;
  }

  /// How many of its first elements, in an order of all elements, a set of `size` must show to every set that is not
  /// larger: one of them is shared by any two sets that reach the threshold.
  ///
  /// Proof: they share at least `least_partner(size)` elements. The first of these stands in front of all the others,
  /// so at least that many less one stand behind it, and it is among the first `size` - `least_partner(size)` + 1.
  /// (Prefix filtering: Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data cleaning",
  /// ICDE 2006.)
  [[nodiscard]] std::size_t probe_prefix(std::size_t size) const noexcept { return size - least_partner(size) + 1; }

  /// The same towards the sets that are not smaller, which is fewer: with them it shares at least
  /// `least_common(2 size)`, because J falls with the sum of the sizes.
  [[nodiscard]] std::size_t index_prefix(std::size_t size) const noexcept { return size - least_common(2 * size) + 1; }

  /// How many elements that are in one of two sets only a set of `size` elements may bring along.
  ///
  /// Proof: J >= t is c >= s t / (1 + t), so |x xor y| = s - 2 c <= s (1 - t) / (1 + t), to which each set adds its
  /// size times (1 - t) / (1 + t). Counted in sixteenths, rounded up by more than all rounding can take.
  [[nodiscard]] std::int32_t difference_share(std::size_t size) const noexcept {
    double const share = static_cast<double>(size) * ((1 - at_least_) / (1 + at_least_) + 1e-9);
    return static_cast<std::int32_t>(share * scale) + 1;
  }
  static constexpr std::int32_t scale = 16;

  /// Larger sets have shares that are out of range.
  static constexpr std::size_t largest_set = std::size_t{1} << 25U;

 private:
  double at_least_;
};

}  // namespace detail

STORYMAP_END
