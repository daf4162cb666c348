// storymap/detail/dot_bound.hpp - an upper bound of a dot product in one multiplication of whole numbers.
// Room: engine. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

STORYMAP_BEGIN

namespace detail {

/// The weight of a term in a row of length 1, and the norm of all terms that stand behind it in the row, in 16 bits
/// each, rounded up.
///
/// Let two rows share a term, with weights a and b, and let r and s be the norms behind it. By Cauchy and Schwarz the
/// dot product of all from this term on is at most a b + r s. Rounded up, in units of 1/32767, that is one vector
/// instruction on whole numbers, which every machine computes alike.
class DotBound {
 public:
  static constexpr std::int32_t one = 32767;
  static constexpr float unit = 1 / static_cast<float>(one);

  DotBound() = default;
  DotBound(float weight, float rest) noexcept : bits_(units(weight) | (units(rest) << 16U)) {}
  explicit DotBound(std::uint32_t bits) noexcept : bits_(bits) {}

  [[nodiscard]] std::uint32_t bits() const noexcept { return bits_; }

  /// Not less than the weight of the term, and not less than the norm behind it.
  [[nodiscard]] float weight() const noexcept { return static_cast<float>(bits_ & 0xFFFFU) * unit; }
  [[nodiscard]] float rest() const noexcept { return static_cast<float>(bits_ >> 16U) * unit; }

  /// a b + r s in units of 1/32767^2: below 2^31 in all.
  [[nodiscard]] friend std::int32_t product(DotBound x, DotBound y) noexcept {
    return static_cast<std::int32_t>((x.bits_ & 0xFFFFU) * (y.bits_ & 0xFFFFU) + (x.bits_ >> 16U) * (y.bits_ >> 16U));
  }

  /// A product below this proves a dot product below `at_least`.
  [[nodiscard]] static std::int32_t least(double at_least) noexcept {
    // The unit less is far more than the rounding of a score.
    return static_cast<std::int32_t>(std::floor(at_least * one * one)) - 1;
  }

 private:
  [[nodiscard]] static std::uint32_t units(float value) noexcept {
    // Weights and norms are floats, off by a few parts in 10^7.
    constexpr float scale = static_cast<float>(one) * 1.00001F;
    return static_cast<std::uint32_t>(std::min<std::int32_t>(one, static_cast<std::int32_t>(value * scale) + 1));
  }

  std::uint32_t bits_ = 0;
};

}  // namespace detail

STORYMAP_END
