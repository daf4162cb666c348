// storymap/impl/posting_scan.ipp - bodies of detail/posting_scan.hpp.
// Room: engine.
#pragma once

#include <storymap/detail/posting_scan.hpp>

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

/// Scans the postings of a slice from `place` on.
inline std::size_t scan_rest(PostingSlice const& slice, std::uint32_t number, std::uint32_t place, std::int32_t least,
                             PostingHit* hits, std::size_t found) noexcept {
  for (; place < slice.size; ++place) {
    // Nobody can guess which posting passes: every one is written, and the next takes its place if it did not.
    hits[found] = {number, place};
    found += product(DotBound(slice.bounds[place]), DotBound(slice.bound)) >= least ? 1U : 0U;
  }
  return found;
}

STORYMAP_DECL std::size_t scan_postings_scalar(PostingSlice const* slices, std::size_t count, std::int32_t least,
                                               PostingHit* hits) noexcept {
  std::size_t found = 0;
  for (std::uint32_t s = 0; s < count; ++s) found = scan_rest(slices[s], s, 0, least, hits, found);
  return found;
}

/// The lanes of a mask as hits.
inline std::size_t add_hits(std::uint32_t mask, std::uint32_t slice, std::uint32_t place, PostingHit* hits,
                            std::size_t found) noexcept {
  for (; mask != 0; mask &= mask - 1) {
    hits[found++] = {slice, place + static_cast<std::uint32_t>(std::countr_zero(mask))};
  }
  return found;
}

#if STORYMAP_SIMD_X86

STORYMAP_TARGET_AVX2 STORYMAP_DECL std::size_t scan_postings_avx2(PostingSlice const* slices, std::size_t count,
                                                                  std::int32_t least, PostingHit* hits) noexcept {
  __m256i const below = _mm256_set1_epi32(least - 1);
  std::size_t found = 0;
  for (std::uint32_t s = 0; s < count; ++s) {
    auto const [bounds, size, bound] = slices[s];
    __m256i const row = _mm256_set1_epi32(static_cast<int>(bound));
    std::uint32_t place = 0;
    for (; place + 8 <= size; place += 8) {
      __m256i const postings = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(bounds + place));
      __m256i const passes = _mm256_cmpgt_epi32(_mm256_madd_epi16(postings, row), below);
      auto const mask = static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(passes)));
      found = add_hits(mask, s, place, hits, found);
    }
    found = scan_rest(slices[s], s, place, least, hits, found);
  }
  return found;
}

STORYMAP_TARGET_AVX512 STORYMAP_DECL std::size_t scan_postings_avx512(PostingSlice const* slices, std::size_t count,
                                                                      std::int32_t least, PostingHit* hits) noexcept {
  __m512i const wanted = _mm512_set1_epi32(least);
  std::size_t found = 0;
  for (std::uint32_t s = 0; s < count; ++s) {
    auto const [bounds, size, bound] = slices[s];
    __m512i const row = _mm512_set1_epi32(static_cast<int>(bound));
    for (std::uint32_t place = 0; place < size; place += 16) {
      std::uint32_t const left = size - place;
      __mmask16 const lanes = static_cast<__mmask16>(left >= 16 ? 0xFFFFU : (1U << left) - 1);
      __m512i const postings = _mm512_maskz_loadu_epi32(lanes, bounds + place);
      std::uint32_t const mask = _mm512_mask_cmpge_epi32_mask(lanes, _mm512_madd_epi16(postings, row), wanted);
      found = add_hits(mask, s, place, hits, found);
    }
  }
  return found;
}

#endif

#if defined(__aarch64__)

STORYMAP_DECL std::size_t scan_postings_neon(PostingSlice const* slices, std::size_t count, std::int32_t least,
                                             PostingHit* hits) noexcept {
  int32x4_t const wanted = vdupq_n_s32(least);
  uint32x4_t const bits = {1, 2, 4, 8};
  std::size_t found = 0;
  for (std::uint32_t s = 0; s < count; ++s) {
    auto const [bounds, size, bound] = slices[s];
    int16x8_t const row = vreinterpretq_s16_u32(vdupq_n_u32(bound));
    std::uint32_t place = 0;
    for (; place + 4 <= size; place += 4) {
      int16x8_t const postings = vreinterpretq_s16_u32(vld1q_u32(bounds + place));
      int32x4_t const low = vmull_s16(vget_low_s16(postings), vget_low_s16(row));
      int32x4_t const high = vmull_high_s16(postings, row);
      uint32x4_t const passes = vcgeq_s32(vpaddq_s32(low, high), wanted);
      found = add_hits(vaddvq_u32(vandq_u32(passes, bits)), s, place, hits, found);
    }
    found = scan_rest(slices[s], s, place, least, hits, found);
  }
  return found;
}

#endif

STORYMAP_DECL PostingScan posting_scan(Simd simd) noexcept {
  STORYMAP_ASSERT(has_simd(simd));
  switch (simd) {
#if STORYMAP_SIMD_X86
    case Simd::avx2: return scan_postings_avx2;
    case Simd::avx512: return scan_postings_avx512;
#endif
#if defined(__aarch64__)
    case Simd::neon: return scan_postings_neon;
#endif
    default: return scan_postings_scalar;
  }
}

}  // namespace detail

STORYMAP_END
