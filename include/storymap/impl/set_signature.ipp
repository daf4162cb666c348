// storymap/impl/set_signature.ipp - bodies of detail/set_signature.hpp.
// Room: engine.
#pragma once

#include <storymap/detail/set_signature.hpp>
#include <storymap/detail/set_threshold.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#if STORYMAP_SIMD_X86
#include <immintrin.h>
#endif
#if defined(__aarch64__)
#include <arm_neon.h>
#endif

STORYMAP_BEGIN

namespace detail {

/// The eights of a tile that hold the partners of one probe after the other. Numbers only ascend, so both ends only
/// move on.
class SignatureWindow {
 public:
  explicit SignatureWindow(SignatureTile const& tile) noexcept : tile_(tile) {}

  void move_to(SignatureProbe const& probe) noexcept {
    constexpr std::size_t lanes = SignatureTile::lanes;
    while (begin_ < tile_.size && tile_.sets[begin_ + lanes - 1] < probe.first_partner) begin_ += lanes;
    while (end_ < tile_.size && tile_.sets[end_] < probe.set) end_ += lanes;
  }
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }

 private:
  SignatureTile const& tile_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// The lanes of a mask as hits.
inline std::size_t add_signature_hits(std::uint32_t mask, std::size_t probe, std::size_t first, SignatureHit* hits,
                                      std::size_t found) noexcept {
  for (; mask != 0; mask &= mask - 1) {
    auto const place = static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(std::countr_zero(mask));
    hits[found++] = {static_cast<std::uint32_t>(probe), place};
  }
  return found;
}

STORYMAP_DECL std::size_t scan_signatures_scalar(SignatureTile const& tile, std::span<SignatureProbe const> probes,
                                                 SignatureHit* hits) noexcept {
  constexpr std::size_t lanes = SignatureTile::lanes;
  SignatureWindow window(tile);
  std::size_t found = 0;
  for (std::size_t p = 0; p < probes.size(); ++p) {
    SignatureProbe const& probe = probes[p];
    window.move_to(probe);
    for (std::size_t k = window.begin(); k < window.end(); ++k) {
      if (tile.sets[k] < probe.first_partner || tile.sets[k] >= probe.set) continue;
      std::uint64_t const* const words = tile.words + k / lanes * tile.width * lanes + k % lanes;
      std::int32_t differ = 0;
      for (std::size_t word = 0; word < tile.width; ++word) {
        differ += std::popcount(words[word * lanes] ^ probe.words[word]);
      }
      hits[found] = {static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(k)};
      found += differ * SetThreshold::scale <= tile.shares[k] + probe.share ? 1U : 0U;
    }
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

/// Of the four sets from `first` on: those whose signatures do not differ too much, as bits.
STORYMAP_TARGET_AVX2 inline std::uint32_t alike_avx2(SignatureTile const& tile, std::size_t first,
                                                     std::uint64_t const* words, SignatureProbe const& probe) noexcept {
  static_assert(SetThreshold::scale == 1 << 4);
  __m256i bytes = _mm256_setzero_si256();
  for (std::size_t word = 0; word < tile.width; ++word) {
    auto const* const four = reinterpret_cast<__m256i const*>(words + word * SignatureTile::lanes);
    __m256i const own = _mm256_set1_epi64x(static_cast<long long>(probe.words[word]));
    bytes = add_popcounts(bytes, _mm256_xor_si256(_mm256_loadu_si256(four), own));
  }
  __m256i const differ = _mm256_slli_epi64(_mm256_sad_epu8(bytes, _mm256_setzero_si256()), 4);
  __m128i const shares = _mm_loadu_si128(reinterpret_cast<__m128i const*>(tile.shares + first));
  __m128i const both = _mm_add_epi32(shares, _mm_set1_epi32(probe.share));
  __m256i const too_much = _mm256_cmpgt_epi64(differ, _mm256_cvtepi32_epi64(both));
  return ~static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(too_much))) & 15U;
}

/// Of the eight sets from `first` on: those that the probe is to be compared with.
STORYMAP_TARGET_AVX2 inline std::uint32_t partners_avx2(SignatureTile const& tile, std::size_t first,
                                                        SignatureProbe const& probe) noexcept {
  __m256i const sets = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(tile.sets + first));
  __m256i const too_small = _mm256_cmpgt_epi32(_mm256_set1_epi32(probe.first_partner), sets);
  __m256i const below = _mm256_cmpgt_epi32(_mm256_set1_epi32(probe.set), sets);
  __m256i const partners = _mm256_andnot_si256(too_small, below);
  return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(partners)));
}

STORYMAP_TARGET_AVX2 STORYMAP_DECL std::size_t scan_signatures_avx2(SignatureTile const& tile,
                                                                    std::span<SignatureProbe const> probes,
                                                                    SignatureHit* hits) noexcept {
  constexpr std::size_t lanes = SignatureTile::lanes;
  SignatureWindow window(tile);
  std::size_t found = 0;
  for (std::size_t p = 0; p < probes.size(); ++p) {
    SignatureProbe const& probe = probes[p];
    window.move_to(probe);
    for (std::size_t first = window.begin(); first < window.end(); first += lanes) {
      std::uint64_t const* const words = tile.words + first * tile.width;
      std::uint32_t const low = alike_avx2(tile, first, words, probe);
      std::uint32_t const high = alike_avx2(tile, first + 4, words + 4, probe);
      std::uint32_t const mask = (low | high << 4U) & partners_avx2(tile, first, probe);
      found = add_signature_hits(mask, p, first, hits, found);
    }
  }
  return found;
}

STORYMAP_TARGET_AVX512_POPCNT STORYMAP_DECL std::size_t scan_signatures_avx512(SignatureTile const& tile,
                                                                               std::span<SignatureProbe const> probes,
                                                                               SignatureHit* hits) noexcept {
  static_assert(SetThreshold::scale == 1 << 4);
  constexpr std::size_t lanes = SignatureTile::lanes;
  SignatureWindow window(tile);
  std::size_t found = 0;
  for (std::size_t p = 0; p < probes.size(); ++p) {
    SignatureProbe const& probe = probes[p];
    window.move_to(probe);
    __m256i const share = _mm256_set1_epi32(probe.share);
    __m256i const first_partner = _mm256_set1_epi32(probe.first_partner);
    __m256i const set = _mm256_set1_epi32(probe.set);
    for (std::size_t first = window.begin(); first < window.end(); first += lanes) {
      std::uint64_t const* const words = tile.words + first * tile.width;
      __m512i differ = _mm512_setzero_si512();
      for (std::size_t word = 0; word < tile.width; ++word) {
        __m512i const own = _mm512_set1_epi64(static_cast<long long>(probe.words[word]));
        __m512i const eight = _mm512_loadu_si512(words + word * lanes);
        differ = _mm512_add_epi64(differ, _mm512_popcnt_epi64(_mm512_xor_si512(eight, own)));
      }
      __m256i const shares = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(tile.shares + first));
      __m256i const sets = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(tile.sets + first));
      __m256i const sixteenths = _mm256_slli_epi32(_mm512_maskz_cvtepi64_epi32(0xFF, differ), 4);
      __mmask8 mask = _mm256_cmple_epi32_mask(sixteenths, _mm256_add_epi32(shares, share));
      mask = _mm256_mask_cmpge_epi32_mask(mask, sets, first_partner);
      mask = _mm256_mask_cmplt_epi32_mask(mask, sets, set);
      found = add_signature_hits(mask, p, first, hits, found);
    }
  }
  return found;
}

#endif

#if defined(__aarch64__)

STORYMAP_DECL std::size_t scan_signatures_neon(SignatureTile const& tile, std::span<SignatureProbe const> probes,
                                               SignatureHit* hits) noexcept {
  static_assert(SetThreshold::scale == 1 << 4);
  SignatureWindow window(tile);
  std::size_t found = 0;
  for (std::size_t p = 0; p < probes.size(); ++p) {
    SignatureProbe const& probe = probes[p];
    window.move_to(probe);
    for (std::size_t first = window.begin(); first < window.end(); first += 2) {
      std::size_t const lane = first % SignatureTile::lanes;
      std::uint64_t const* const words = tile.words + (first - lane) * tile.width + lane;
      // A byte counts up to 8 bits of each word, 64 in all.
      uint8x16_t bytes = vdupq_n_u8(0);
      for (std::size_t word = 0; word < tile.width; ++word) {
        uint64x2_t const own = vdupq_n_u64(probe.words[word]);
        uint64x2_t const differ = veorq_u64(vld1q_u64(words + word * SignatureTile::lanes), own);
        bytes = vaddq_u8(bytes, vcntq_u8(vreinterpretq_u8_u64(differ)));
      }
      uint64x2_t const sums = vpaddlq_u32(vpaddlq_u16(vpaddlq_u8(bytes)));
      int32x2_t const sixteenths = vshl_n_s32(vreinterpret_s32_u32(vmovn_u64(sums)), 4);
      int32x2_t const both = vadd_s32(vld1_s32(tile.shares + first), vdup_n_s32(probe.share));
      int32x2_t const sets = vld1_s32(tile.sets + first);
      uint32x2_t alike = vcle_s32(sixteenths, both);
      alike = vand_u32(alike, vcge_s32(sets, vdup_n_s32(probe.first_partner)));
      alike = vand_u32(alike, vclt_s32(sets, vdup_n_s32(probe.set)));
      std::uint32_t const mask = (vget_lane_u32(alike, 0) & 1U) | (vget_lane_u32(alike, 1) & 2U);
      found = add_signature_hits(mask, p, first, hits, found);
    }
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
    case Simd::avx512: return __builtin_cpu_supports("avx512vpopcntdq") ? scan_signatures_avx512 : scan_signatures_avx2;
#endif
#if defined(__aarch64__)
    case Simd::neon: return scan_signatures_neon;
#endif
    default: return scan_signatures_scalar;
  }
}

}  // namespace detail

STORYMAP_END
