// storymap/detail/set_signature.hpp - sets as bits: a lower bound of how much two sets differ.
// Room: engine. Depends on simd.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/simd.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

STORYMAP_BEGIN

namespace detail {

/// Bits that stand for a set: each element flips one of them.
///
/// What two sets share flips the same bits, so the signatures differ in the bits that the elements of one set alone
/// flip an odd number of times: popcount(x xor y) <= |x xor y|. Flipped bits do not fill up as bits that are only set
/// do: how much two signatures differ depends on the difference alone, not on the size of the sets.
/// (Sandes, Teodoro and Melo, "Bitmap filter: Speeding up exact set similarity joins with bitwise operations",
/// Information Systems 2020.)
template <std::size_t Words>
class SetSignature {
 public:
  static constexpr std::size_t width = Words;
  static constexpr std::size_t bits = Words * 64;
  static_assert(std::has_single_bit(bits));

  SetSignature() = default;
  explicit SetSignature(std::span<std::uint32_t const> elements) noexcept {
    for (std::uint32_t const element : elements) {
      std::uint64_t const bit = (element * 0x9E3779B97F4A7C15ULL) >> (65U - std::bit_width(bits));
      words_[bit / 64] ^= std::uint64_t{1} << (bit % 64);
    }
  }

  [[nodiscard]] std::uint64_t const* words() const noexcept { return words_.data(); }

 private:
  alignas(Words * 8) std::array<std::uint64_t, Words> words_{};
};

/// The signatures of some sets, eight sets side by side: word w of set k is `words[(k / 8 * width + w) * 8 + k % 8]`.
/// There is memory for whole eights.
struct SignatureTile {
  static constexpr std::size_t lanes = 8;

  std::uint64_t const* words = nullptr;
  std::int32_t const* shares = nullptr;  ///< SetThreshold::difference_share of each set
  std::size_t width = 0;                 ///< words of a signature
};

/// Some sets of a tile, and the set that they are compared with.
struct SignatureProbe {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t const* words = nullptr;  ///< `width` of them
  std::int32_t share = 0;
};

/// Writes the sets whose signature differs from that of the probe in no more bits than both sets together may bring
/// along to `hits`, ascending, and returns how many there are. `hits` has room for all from `begin` to `end`.
using SignatureScan = std::size_t (*)(SignatureTile const& tile, SignatureProbe const& probe,
                                      std::uint32_t* hits) noexcept;

/// The loop for a set of instructions that this machine has.
[[nodiscard]] SignatureScan signature_scan(Simd simd) noexcept;

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/set_signature.ipp>
#endif
