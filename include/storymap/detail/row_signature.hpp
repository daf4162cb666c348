// storymap/detail/row_signature.hpp - which terms a row may have, in one cache line.
// Room: engine. Depends on simd.hpp and detail/loaded_row.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/loaded_row.hpp>
#include <storymap/simd.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

STORYMAP_BEGIN

namespace detail {

/// A set of terms, each of which is a bit. Terms that share a bit cannot be told apart: the set says "perhaps" or "no".
class RowSignature {
 public:
  static constexpr std::size_t bits = 512;
  static constexpr std::size_t words = bits / 32;

  [[nodiscard]] static std::uint32_t bit_of(std::uint32_t term) noexcept { return (term * 0x9E3779B1U) >> 23U; }

  void add(std::uint32_t term) noexcept {
    std::uint32_t const bit = bit_of(term);
    words_[bit / 32] |= 1U << (bit % 32);
  }
  [[nodiscard]] std::uint32_t word(std::size_t k) const noexcept { return words_[k]; }
  [[nodiscard]] std::uint32_t const* data() const noexcept { return words_.data(); }

 private:
  std::array<std::uint32_t, words> words_;
};

/// The squares of the weights of a row, by the bit of the term.
///
/// Let S be the terms of row x whose bit the signature of row y has. Only they can be shared, so by Cauchy and Schwarz
/// the dot product is at most the norm of x over S times the norm of y. For rows that have little to do with each other
/// this is a small part of the norm, and the signature of y is all that is read of it.
class SignatureMasses {
 public:
  /// Squares are in units of 1/16384, each rounded up. A sum that does not fit is cut off at 2, which is more than any.
  static constexpr float unit = 1.0F / 16384;

  void fill(LoadedRow const& row) noexcept {
    masses_.fill(0);
    for (std::size_t k = 0; k < row.size(); ++k) {
      std::int16_t& mass = masses_[RowSignature::bit_of(row.term(k))];
      auto const square = static_cast<std::int32_t>(row.weight(k) * row.weight(k) * rounded_up) + 1;
      mass = static_cast<std::int16_t>(std::min<std::int32_t>(INT16_MAX, mass + square));
    }
  }
  [[nodiscard]] std::int16_t const* data() const noexcept { return masses_.data(); }

 private:
  /// Weights and their sums are floats, off by a few parts in 10^6.
  static constexpr float rounded_up = 16384 * 1.00001F;

  std::array<std::int16_t, RowSignature::bits> masses_;
};

/// Writes for each of some rows the sum of the masses of the bits that its signature has: over each of 32 lanes, the
/// bits that are alike modulo 32, cut off at INT16_MAX, then over all lanes.
using MassSum = void (*)(std::int16_t const* masses, RowSignature const* signatures, std::uint32_t const* rows,
                         std::size_t count, std::int32_t* sums) noexcept;

/// The loop for a set of instructions that this machine has.
[[nodiscard]] MassSum mass_sum(Simd simd) noexcept;

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/row_signature.ipp>
#endif
