// storymap/impl/set_signature.ipp - bodies of detail/set_signature.hpp.
// Room: engine.
#pragma once

#include <storymap/detail/set_signature.hpp>
#include <storymap/detail/set_threshold.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#if STORYMAP_SIMD_X86
#include <immintrin.h>
#endif
#if defined(__aarch64__)
#include <arm_neon.h>
#endif

STORYMAP_BEGIN

namespace detail {

STORYMAP_DECL std::size_t scan_signatures_scalar(SignatureTile const& tile, SignatureProbe const& probe,
                                                 std::uint32_t* hits) noexcept {
  constexpr std::size_t lanes = SignatureTile::lanes;
  std::size_t found = 0;
  for (std::size_t k = probe.begin; k < probe.end; ++k) {
    std::uint64_t const* const words = tile.words + k / lanes * tile.width * lanes + k % lanes;
    std::int32_t differ = 0;
    for (std::size_t word = 0; word < tile.width; ++word) {
      differ += std::popcount(words[word * lanes] ^ probe.words[word]);
    }
    hits[found] = static_cast<std::uint32_t>(k);
    found += differ * SetThreshold::scale <= tile.shares[k] + probe.share ? 1U : 0U;
  }
  return found;
}

/// Of the eight sets from `first` on: those between begin and end, as bits.
inline std::uint32_t lanes_between(std::size_t first, std::size_t begin, std::size_t end) noexcept {
  std::uint32_t const from = begin > first ? static_cast<std::uint32_t>(begin - first) : 0U;
  std::uint32_t const to = static_cast<std::uint32_t>(std::min(end - first, SignatureTile::lanes));
  return (0xFFU << from) & ((1U << to) - 1U);
}

/// The lanes of a mask as hits.
inline std::size_t add_set_hits(std::uint32_t mask, std::size_t first, std::uint32_t* hits,
                                std::size_t found) noexcept {
  for (; mask != 0; mask &= mask - 1) {
    hits[found++] = static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(std::countr_zero(mask));
  }
  return found;
}

#if STORYMAP_SIMD_X86

/// Adds to each byte of `sum` how many bits of it are set: two look-ups of four bits each (Mula, Kurz and Lemire,
/// "Faster population counts using AVX2 instructions", The Computer Journal 2018).
STORYMAP_TARGET_AVX2 inline __m256i add_popcounts(__m256i sum, __m256i bits) noexcept {
  __m256i const counts = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                          0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  __m256i const low = _mm256_set1_epi8(15);
  __m256i const of_low = _mm256_shuffle_epi8(counts, _mm256_and_si256(bits, low));
  __m256i const of_high = _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi64(bits, 4), low));
  return _mm256_add_epi8(sum, _mm256_add_epi8(of_low, of_high));
}

/// Of the four sets at `words`: those that do not differ too much, as bits.
STORYMAP_TARGET_AVX2 inline std::uint32_t alike_avx2(std::uint64_t const* words, std::int32_t const* shares,
                                                     std::size_t width, SignatureProbe const& probe) noexcept {
  __m256i bytes = _mm256_setzero_si256();
  for (std::size_t word = 0; word < width; ++word) {
    auto const* const four = reinterpret_cast<__m256i const*>(words + word * SignatureTile::lanes);
    __m256i const own = _mm256_set1_epi64x(static_cast<long long>(probe.words[word]));
    bytes = add_popcounts(bytes, _mm256_xor_si256(_mm256_loadu_si256(four), own));
  }
  __m256i const differ = _mm256_slli_epi64(_mm256_sad_epu8(bytes, _mm256_setzero_si256()), 4);
  __m128i const both = _mm_add_epi32(_mm_loadu_si128(reinterpret_cast<__m128i const*>(shares)),
                                     _mm_set1_epi32(probe.share));
  __m256i const too_much = _mm256_cmpgt_epi64(differ, _mm256_cvtepi32_epi64(both));
  return ~static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(too_much))) & 15U;
}

STORYMAP_TARGET_AVX2 STORYMAP_DECL std::size_t scan_signatures_avx2(SignatureTile const& tile,
                                                                    SignatureProbe const& probe,
                                                                    std::uint32_t* hits) noexcept {
  static_assert(SetThreshold::scale == 1 << 4);
  constexpr std::size_t lanes = SignatureTile::lanes;
  std::size_t found = 0;
  for (std::size_t first = probe.begin / lanes * lanes; first < probe.end; first += lanes) {
    std::uint64_t const* const words = tile.words + first * tile.width;
    std::uint32_t const low = alike_avx2(words, tile.shares + first, tile.width, probe);
    std::uint32_t const high = alike_avx2(words + 4, tile.shares + first + 4, tile.width, probe);
    std::uint32_t const mask = (low | high << 4U) & lanes_between(first, probe.begin, probe.end);
    found = add_set_hits(mask, first, hits, found);
  }
  return found;
}

STORYMAP_TARGET_AVX512_POPCNT STORYMAP_DECL std::size_t scan_signatures_avx512(SignatureTile const& tile,
                                                                               SignatureProbe const& probe,
                                                                               std::uint32_t* hits) noexcept {
  static_assert(SetThreshold::scale == 1 << 4);
  constexpr std::size_t lanes = SignatureTile::lanes;
  __m256i const share = _mm256_set1_epi32(probe.share);
  std::size_t found = 0;
  for (std::size_t first = probe.begin / lanes * lanes; first < probe.end; first += lanes) {
    std::uint64_t const* const words = tile.words + first * tile.width;
    __m512i differ = _mm512_setzero_si512();
    for (std::size_t word = 0; word < tile.width; ++word) {
      __m512i const own = _mm512_set1_epi64(static_cast<long long>(probe.words[word]));
      __m512i const eight = _mm512_loadu_si512(words + word * lanes);
      differ = _mm512_add_epi64(differ, _mm512_popcnt_epi64(_mm512_xor_si512(eight, own)));
    }
    auto const* const shares = reinterpret_cast<__m256i const*>(tile.shares + first);
    __m256i const both = _mm256_add_epi32(_mm256_loadu_si256(shares), share);
    __m256i const sixteenths = _mm256_slli_epi32(_mm512_maskz_cvtepi64_epi32(0xFF, differ), 4);
    std::uint32_t const mask = _mm256_cmple_epi32_mask(sixteenths, both);
    if (mask != 0) found = add_set_hits(mask & lanes_between(first, probe.begin, probe.end), first, hits, found);
  }
  return found;
}

#endif

#if defined(__aarch64__)

STORYMAP_DECL std::size_t scan_signatures_neon(SignatureTile const& tile, SignatureProbe const& probe,
                                               std::uint32_t* hits) noexcept {
  constexpr std::size_t lanes = SignatureTile::lanes;
  std::size_t found = 0;
  for (std::size_t first = probe.begin / lanes * lanes; first < probe.end; first += lanes) {
    std::uint32_t mask = 0;
    for (std::size_t two = 0; two < lanes; two += 2) {
      std::uint64_t const* const words = tile.words + first * tile.width + two;
      // A byte counts up to 8 bits of each word, 64 in all.
      uint8x16_t bytes = vdupq_n_u8(0);
      for (std::size_t word = 0; word < tile.width; ++word) {
        uint64x2_t const differ = veorq_u64(vld1q_u64(words + word * lanes), vdupq_n_u64(probe.words[word]));
        bytes = vaddq_u8(bytes, vcntq_u8(vreinterpretq_u8_u64(differ)));
      }
      uint64x2_t const sums = vpaddlq_u32(vpaddlq_u16(vpaddlq_u8(bytes)));
      int32x2_t const both = vadd_s32(vld1_s32(tile.shares + first + two), vdup_n_s32(probe.share));
      int32x2_t const differ = vshl_n_s32(vreinterpret_s32_u32(vmovn_u64(sums)), 4);
      uint32x2_t const alike = vcle_s32(differ, both);
      mask |= ((vget_lane_u32(alike, 0) & 1U) | (vget_lane_u32(alike, 1) & 2U)) << two;
    }
    found = add_set_hits(mask & lanes_between(first, probe.begin, probe.end), first, hits, found);
  }
  return found;
}

#endif

STORYMAP_DECL SignatureScan signature_scan(Simd simd) noexcept {
  STORYMAP_ASSERT(has_simd(simd));
  switch (simd) {
#if STORYMAP_SIMD_X86
    case Simd::avx2: return scan_signatures_avx2;
    // The first processors with AVX-512 have no instruction that counts bits in vectors.
    case Simd::avx512:
      return __builtin_cpu_supports("avx512vpopcntdq") ? scan_signatures_avx512 : scan_signatures_avx2;
#endif
#if defined(__aarch64__)
    case Simd::neon: return scan_signatures_neon;
#endif
    default: return scan_signatures_scalar;
  }
}

}  // namespace detail

STORYMAP_END
