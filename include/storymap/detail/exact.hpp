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

/// The Euclidean length of a vector, the same in any order of its values: their squares, as shares of the largest one,
/// are counted in units of 2^-62.
[[nodiscard]] inline double length_of(std::span<double const> values) noexcept {
  double largest = 0;
  for (double const value : values) largest = std::max(largest, std::abs(value));
  if (largest == 0 || !std::isfinite(largest)) return largest;
  int exponent = 0;
  (void)std::frexp(largest, &exponent);
  // The values are scaled, not the squares, which may be beyond the range of a double.
  double const scale = std::ldexp(1.0, -std::max(exponent, -1000));
  std::uint64_t low = 0;
  std::uint64_t carries = 0;
  for (double const value : values) {
    double const share = value * scale;
    std::uint64_t const units = static_cast<std::uint64_t>(share * share * unit_scale);
    low += units;
    carries += low < units ? 1U : 0U;
  }
  double const sum = static_cast<double>(carries) * 4 + static_cast<double>(low) / unit_scale;
  return std::sqrt(sum) / scale;
}

}  // namespace detail

STORYMAP_END
