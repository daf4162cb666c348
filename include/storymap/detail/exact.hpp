// storymap/detail/exact.hpp - sums that come out the same on every machine and in every order.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

STORYMAP_BEGIN

namespace detail {

/// a x b, rounded to double before anything is added to it.
///
/// On a machine with fused multiply-add a compiler may compute `sum + a * b` with one rounding instead of two, and a
/// score at a threshold then falls on the other side. Every product that is added up in doubles goes through here.
///
/// The empty assembler statement costs no instruction: it makes the compiler believe that something may look at the
/// product while it stands alone in a register. Pragmas do not serve: gcc's stop inlining, clang's are overruled by
/// -ffp-contract=fast, and __builtin_assoc_barrier is lost when gcc vectorises.
[[nodiscard]] inline double rounded_product(double a, double b) noexcept {
  double product = a * b;
#if defined(__x86_64__)
  __asm__("" : "+x"(product));
#elif defined(__aarch64__)
  __asm__("" : "+w"(product));
#else
  double volatile rounded = product;
  product = rounded;
#endif
  return product;
}

/// The product of two numbers from -1 to 1, counted in units of 2^-62; of two sets' ones, with `one` = 1, simply one.
///
/// Whole numbers add up to the same in any order, so a score does not depend on how columns are numbered, how rows are
/// walked or how many threads share the work. A term loses less than one unit, which for 512 terms is 2^-53 in all: no
/// more than adding doubles does. The products of two unit vectors add up to 1 at most, which is 2^62 units.
[[nodiscard]] inline std::int64_t product_units(double a, double b, double one) noexcept {
  // Multiplying by a power of two is exact, so that no fused operation can change the product.
  return static_cast<std::int64_t>(a * b * one);
}

inline constexpr double unit_scale = 0x1p62;

/// 2^exponent, for exponents from -1022 to 1023.
[[nodiscard]] constexpr double power_of_two(int exponent) noexcept {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52U);
}

/// The Euclidean length of finite numbers, the same in any order: their squares are counted in units of 2^-62, as
/// shares of the largest one.
class ExactLength {
 public:
  /// `largest` is the largest absolute value, above 0. It becomes one from 0.5 to 1, so that no square is out of the
  /// range of a double. A power of two changes no digit; its two halves are in range where the whole may not be.
  explicit ExactLength(double largest) noexcept {
    STORYMAP_ASSERT(largest > 0 && std::isfinite(largest));
    (void)std::frexp(largest, &exponent_);
    half_ = power_of_two(-exponent_ / 2);
    other_half_ = power_of_two(-exponent_ - -exponent_ / 2);
  }

  /// Adds a value that occurs so many times; up to 2^32 values in all.
  void add(double value, std::uint32_t times = 1) noexcept {
    double const share = scaled(value);
    // Through a signed number, which every processor converts to in one instruction; the square is at most 2^62.
    auto const units = static_cast<std::uint64_t>(static_cast<std::int64_t>(share * share * unit_scale));
    low_ += (units & UINT32_MAX) * times;
    high_ += (units >> 32U) * times;
  }

  [[nodiscard]] double scaled(double value) const noexcept { return value * half_ * other_half_; }

  /// The length of what `scaled` returns for the values.
  [[nodiscard]] double scaled_length() const noexcept {
    std::uint64_t const low = (high_ << 32U) + low_;
    std::uint64_t const carries = (high_ >> 32U) + (low < low_ ? 1U : 0U);
    return std::sqrt(static_cast<double>(carries) * 4 + static_cast<double>(low) / unit_scale);
  }

  /// The length of the values; exactly 1 when only rounding stands between: a vector that was divided by its length
  /// stays as it is when that is done again.
  [[nodiscard]] double length() const noexcept {
    double const length = std::ldexp(scaled_length(), exponent_);
    return std::abs(length - 1) <= 1e-13 ? 1 : length;
  }

 private:
  int exponent_ = 0;
  double half_ = 1;
  double other_half_ = 1;
  std::uint64_t low_ = 0;   ///< the lower 32 bits of all squares
  std::uint64_t high_ = 0;  ///< the bits above
};

/// The largest absolute value, 0 of none. Four side by side: each would wait for the last comparison.
[[nodiscard]] inline double largest_of(std::span<double const> values) noexcept {
  double largest[4] = {0, 0, 0, 0};
  std::size_t k = 0;
  for (; k + 4 <= values.size(); k += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) largest[lane] = std::max(largest[lane], std::abs(values[k + lane]));
  }
  for (; k < values.size(); ++k) largest[0] = std::max(largest[0], std::abs(values[k]));
  return std::max(std::max(largest[0], largest[1]), std::max(largest[2], largest[3]));
}

/// Divides a vector of finite numbers by its Euclidean length; zeros stay.
inline void divide_by_length(std::span<double> values) noexcept {
  double const largest = largest_of(values);
  STORYMAP_ASSERT(std::isfinite(largest));
  if (largest == 0) return;
  ExactLength length(largest);
  for (double const value : values) length.add(value);
  if (length.length() == 1) return;
  double const scaled_length = length.scaled_length();
  for (double& value : values) value = length.scaled(value) / scaled_length;
}

}  // namespace detail

STORYMAP_END
