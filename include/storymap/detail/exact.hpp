// storymap/detail/exact.hpp - sums that come out the same on every machine and in every order.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cmath>
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

/// Divides a vector of finite numbers by its Euclidean length; zeros stay. The length is the same in any order of the
/// values: their squares are counted in units of 2^-62.
inline void divide_by_length(std::span<double> values) noexcept {
  double largest = 0;
  for (double const value : values) largest = std::max(largest, std::abs(value));
  STORYMAP_ASSERT(std::isfinite(largest));
  if (largest == 0) return;
  // The largest becomes one from 0.5 to 1, so that no square is out of the range of a double. A power of two changes no
  // digit; its two halves are in range where the whole may not be.
  int exponent = 0;
  (void)std::frexp(largest, &exponent);
  double const half = std::ldexp(1.0, -exponent / 2);
  double const other_half = std::ldexp(1.0, -exponent - -exponent / 2);
  std::uint64_t low = 0;
  std::uint64_t carries = 0;
  for (double& value : values) {
    value = value * half * other_half;
    auto const units = static_cast<std::uint64_t>(value * value * unit_scale);
    low += units;
    carries += low < units ? 1U : 0U;
  }
  double const length = std::sqrt(static_cast<double>(carries) * 4 + static_cast<double>(low) / unit_scale);
  for (double& value : values) value /= length;
}

}  // namespace detail

STORYMAP_END
