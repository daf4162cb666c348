// storymap/detail/live_norms.hpp - how long a row is, whatever the frequencies of its terms have become.
// Room: engine. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

STORYMAP_BEGIN

namespace detail {

/// The length of a row lies from `least` to `most`.
struct LengthBounds {
  double least = 0;
  double most = 0;
};

/// ln(1 + documents), rounded to a multiple of 1 / `LiveLength::steps` and counted in these.
[[nodiscard]] inline std::uint32_t level_of(std::uint32_t documents) noexcept;

/// What the length of a row is computed from: whole numbers only, so that what was added can be taken out again without
/// a trace.
///
/// The length is the root of the sum of (tf x idf)^2, and idf = (1 + ln(1 + N)) - ln(1 + df). The first part is the
/// same for all terms; the second is stored as a level. With u = 1 + ln(1 + N) and a level k of `steps` to one,
///
///     sum of (tf x (u - k / steps))^2 = u^2 C - 2 u B / steps + A / steps^2
///
/// where A is the sum of (tf x k)^2, B that of tf^2 x k and C that of tf^2. So N may change at no cost at all, and a
/// row is visited only when a term of it comes to another level: when its df has grown by a sixteenth.
///
/// A level is off by at most half a step, so the vector of the terms' tf x idf is off by at most half a step times the
/// root of C in length. That is the distance between the two bounds, some thousandths of the length of a usual row.
///
/// A text of `LiveIndex::most_text_bytes` has 2^22.5 words, so A is at most 2 x 2^45 x level_of(2^29)^2 < 2^64.
class LiveLength {
 public:
  static constexpr std::uint32_t steps = 16;

  void add(std::uint64_t tf, std::uint64_t level) noexcept {
    squares_ += tf * tf * level * level;
    products_ += tf * tf * level;
    counts_ += tf * tf;
  }
  void remove(std::uint64_t tf, std::uint64_t level) noexcept {
    squares_ -= tf * tf * level * level;
    products_ -= tf * tf * level;
    counts_ -= tf * tf;
  }

  /// `shift` is 1 + ln(1 + N). The lower bound also holds for any larger N: no idf is negative.
  [[nodiscard]] LengthBounds bounds(double shift) const noexcept {
    double const a = static_cast<double>(squares_) / (steps * steps);
    double const b = static_cast<double>(products_) / steps;
    double const c = static_cast<double>(counts_);
    double const length = std::sqrt(std::max(0.0, (shift * c - 2 * b) * shift + a));
    double const all_ones = std::sqrt(c);
    double const slack = all_ones * (0.5 / steps + 1e-6);
    // No idf is below 1: no term is in more documents than there are.
    return {std::max(length - slack, all_ones * (1 - 1e-6)), length + slack};
  }

  friend bool operator==(LiveLength const&, LiveLength const&) = default;

 private:
  std::uint64_t squares_ = 0;   ///< A
  std::uint64_t products_ = 0;  ///< B
  std::uint64_t counts_ = 0;    ///< C
};

[[nodiscard]] inline std::uint32_t compute_level(std::uint32_t documents) noexcept {
  return static_cast<std::uint32_t>(std::lround(std::log1p(static_cast<double>(documents)) * LiveLength::steps));
}

[[nodiscard]] inline std::uint32_t level_of(std::uint32_t documents) noexcept {
  static auto const small = [] {
    std::array<std::uint16_t, 1024> levels{};
    for (std::uint32_t k = 0; k < levels.size(); ++k) levels[k] = static_cast<std::uint16_t>(compute_level(k));
    return levels;
  }();
  return documents < small.size() ? small[documents] : compute_level(documents);
}

}  // namespace detail

STORYMAP_END
