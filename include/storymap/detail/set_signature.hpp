// storymap/detail/set_signature.hpp - sets as bits: a lower bound of how much two sets differ.
// Room: engine. Depends on simd.hpp and detail/hash.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/hash.hpp>
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
      std::uint64_t const bit = spread(element) >> (65U - std::bit_width(bits));
      words_[bit / 64] ^= std::uint64_t{1} << (bit % 64);
    }
  }

  [[nodiscard]] std::uint64_t const* words() const noexcept { return words_.data(); }

 private:
  alignas(Words * 8) std::array<std::uint64_t, Words> words_{};
};

/// Some sets, eight side by side: word w of the signature of the k-th is `words[(k / 8 * width + w) * 8 + k % 8]`. What
/// is missing to whole eights are sets with the number `no_set`.
struct SignatureTile {
  static constexpr std::size_t lanes = 8;
  static constexpr std::int32_t no_set = INT32_MAX;

  std::uint64_t const* words = nullptr;
  std::int32_t const* shares = nullptr;  ///< SetThreshold::difference_share of each set
  std::int32_t const* sets = nullptr;    ///< their numbers, ascending
  std::size_t size = 0;                  ///< a multiple of eight
  std::size_t width = 0;                 ///< words of a signature
};

/// A set, and with which others it is compared: those with numbers from `first_partner` to below its own.
struct SignatureProbe {
  std::uint64_t const* words = nullptr;  ///< its signature
  std::int32_t set = 0;
  std::int32_t first_partner = 0;
  std::int32_t share = 0;
};

/// Two sets that may be alike: a probe, and the place of the other in the tile.
struct SignatureHit {
  std::uint32_t probe;
  std::uint32_t place;

  friend bool operator==(SignatureHit const&, SignatureHit const&) = default;
};

/// Compares each probe with its sets of the tile. Writes those whose signatures differ in no more bits than both sets
/// may bring along to `hits`, probe by probe, in order, and returns how many there are. From probe to probe neither
/// number descends. `hits` has room for everything.
using SignatureScan = std::size_t (*)(SignatureTile const& tile, std::span<SignatureProbe const> probes,
                                      SignatureHit* hits) noexcept;

/// The loop for a set of instructions that this machine has.
[[nodiscard]] SignatureScan signature_scan(Simd simd) noexcept;

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/set_signature.ipp>
#endif
