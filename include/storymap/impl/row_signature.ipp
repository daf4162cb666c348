// storymap/impl/row_signature.ipp - bodies of detail/row_signature.hpp.
// Room: engine.
#pragma once

#include <storymap/detail/row_signature.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>

#if STORYMAP_SIMD_X86
#include <immintrin.h>
#endif
#if defined(__aarch64__)
#include <arm_neon.h>
#endif

STORYMAP_BEGIN

namespace detail {

/// So many rows ahead the signature of a row is asked for: they lie all over memory.
inline constexpr std::size_t signatures_ahead = 8;

STORYMAP_DECL void sum_masses_scalar(std::int16_t const* masses, RowSignature const* signatures,
                                     std::uint32_t const* rows, std::size_t count, std::int32_t* sums) noexcept {
  for (std::size_t k = 0; k < count; ++k) {
    if (k + signatures_ahead < count) __builtin_prefetch(signatures + rows[k + signatures_ahead]);
    std::array<std::int32_t, 32> lanes{};
    for (std::size_t word = 0; word < RowSignature::words; ++word) {
      for (std::uint32_t bits = signatures[rows[k]].word(word); bits != 0; bits &= bits - 1) {
        auto const lane = static_cast<std::size_t>(std::countr_zero(bits));
        lanes[lane] = std::min<std::int32_t>(INT16_MAX, lanes[lane] + masses[32 * word + lane]);
      }
    }
    sums[k] = std::accumulate(lanes.begin(), lanes.end(), 0);
  }
}

#if STORYMAP_SIMD_X86

STORYMAP_TARGET_AVX2 STORYMAP_DECL void sum_masses_avx2(std::int16_t const* masses, RowSignature const* signatures,
                                                        std::uint32_t const* rows, std::size_t count,
                                                        std::int32_t* sums) noexcept {
  __m256i const bit_of_lane = _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384,
                                                static_cast<short>(0x8000));
  for (std::size_t k = 0; k < count; ++k) {
    if (k + signatures_ahead < count) __builtin_prefetch(signatures + rows[k + signatures_ahead]);
    RowSignature const& signature = signatures[rows[k]];
    __m256i sum[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};
    for (std::size_t half = 0; half < 2 * RowSignature::words; ++half) {
      auto const bits = static_cast<short>(signature.word(half / 2) >> (16 * (half % 2)));
      __m256i const lanes = _mm256_and_si256(_mm256_set1_epi16(bits), bit_of_lane);
      __m256i const of_half = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(masses + 16 * half));
      __m256i const has = _mm256_cmpeq_epi16(lanes, bit_of_lane);
      sum[half % 2] = _mm256_adds_epi16(sum[half % 2], _mm256_and_si256(has, of_half));
    }
    __m256i const one = _mm256_set1_epi16(1);
    __m256i const eight = _mm256_add_epi32(_mm256_madd_epi16(sum[0], one), _mm256_madd_epi16(sum[1], one));
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
    sums[k] = _mm_cvtsi128_si32(four) + _mm_extract_epi32(four, 1);
  }
}

STORYMAP_TARGET_AVX512 STORYMAP_DECL void sum_masses_avx512(std::int16_t const* masses, RowSignature const* signatures,
                                                            std::uint32_t const* rows, std::size_t count,
                                                            std::int32_t* sums) noexcept {
  __m512i of_word[RowSignature::words];
  for (std::size_t word = 0; word < RowSignature::words; ++word) of_word[word] = _mm512_loadu_si512(masses + 32 * word);
  for (std::size_t k = 0; k < count; ++k) {
    if (k + signatures_ahead < count) __builtin_prefetch(signatures + rows[k + signatures_ahead]);
    RowSignature const& signature = signatures[rows[k]];
    __m512i sum = _mm512_setzero_si512();
    for (std::size_t word = 0; word < RowSignature::words; ++word) {
      sum = _mm512_mask_adds_epi16(sum, signature.word(word), sum, of_word[word]);
    }
    sum = _mm512_madd_epi16(sum, _mm512_set1_epi16(1));
    alignas(64) std::int32_t lanes[16];
    _mm512_store_si512(lanes, sum);
    sums[k] = std::accumulate(std::begin(lanes), std::end(lanes), 0);
  }
}

#endif

#if defined(__aarch64__)

STORYMAP_DECL void sum_masses_neon(std::int16_t const* masses, RowSignature const* signatures,
                                   std::uint32_t const* rows, std::size_t count, std::int32_t* sums) noexcept {
  uint16x8_t const bit_of_lane = {1, 2, 4, 8, 16, 32, 64, 128};
  for (std::size_t k = 0; k < count; ++k) {
    if (k + signatures_ahead < count) __builtin_prefetch(signatures + rows[k + signatures_ahead]);
    int16x8_t sum[4] = {vdupq_n_s16(0), vdupq_n_s16(0), vdupq_n_s16(0), vdupq_n_s16(0)};
    for (std::size_t word = 0; word < RowSignature::words; ++word) {
      std::uint32_t bits = signatures[rows[k]].word(word);
      for (std::size_t part = 0; part < 4; ++part, bits >>= 8U) {
        uint16x8_t const has = vtstq_u16(vdupq_n_u16(static_cast<std::uint16_t>(bits & 0xFFU)), bit_of_lane);
        int16x8_t const of_part = vld1q_s16(masses + 32 * word + 8 * part);
        sum[part] = vqaddq_s16(sum[part], vandq_s16(vreinterpretq_s16_u16(has), of_part));
      }
    }
    sums[k] = vaddlvq_s16(sum[0]) + vaddlvq_s16(sum[1]) + vaddlvq_s16(sum[2]) + vaddlvq_s16(sum[3]);
  }
}

#endif

STORYMAP_DECL MassSum mass_sum(Simd simd) noexcept {
  STORYMAP_ASSERT(has_simd(simd));
  switch (simd) {
#if STORYMAP_SIMD_X86
    case Simd::avx2: return sum_masses_avx2;
    case Simd::avx512: return sum_masses_avx512;
#endif
#if defined(__aarch64__)
    case Simd::neon: return sum_masses_neon;
#endif
    default: return sum_masses_scalar;
  }
}

}  // namespace detail

STORYMAP_END
