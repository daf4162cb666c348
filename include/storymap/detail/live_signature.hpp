// storymap/detail/live_signature.hpp - which terms a row can have, in 256 bits.
// Room: engine. Depends on simd.hpp and detail/hash.hpp.
#pragma once

#include <storymap/detail/hash.hpp>
#include <storymap/simd.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

#if STORYMAP_SIMD_X86
#include <immintrin.h>
#endif

STORYMAP_BEGIN

namespace detail {

/// A bit for each term, chosen by a hash. Terms share bits, so that a set bit means little and a clear one everything.
///
/// A score is the sum of x_t y_t over the terms both have. Let M^2 be the sum of x_t^2 over the terms of the query
/// whose bit the row has. By the inequality of Cauchy and Schwarz the score is at most M times the length of y, which
/// is 1: a row with M below the threshold cannot be a match. A usual row sets a third of the bits, so a row that shares
/// no more than some words is refused at 0.7 by one look at one cache line.
struct LiveSignature {
  static constexpr std::size_t bits = 256;

  [[nodiscard]] static std::size_t bit_of(std::uint64_t term) noexcept { return mixed(term, 0x5A1D) % bits; }

  void add(std::uint64_t term) noexcept {
    std::size_t const bit = bit_of(term);
    words[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }

  friend bool operator==(LiveSignature const&, LiveSignature const&) = default;

  std::array<std::uint64_t, bits / 64> words = {};
};

/// For each bit of a signature what the terms of the query behind it weigh: the sum of x_t^2.
using SignatureMasses = std::array<float, LiveSignature::bits>;

[[nodiscard]] inline float mass_of_scalar(LiveSignature const& row, SignatureMasses const& masses) noexcept {
  std::array<float, 4> sums{};
  for (std::size_t word = 0; word < row.words.size(); ++word) {
    for (std::uint64_t left = row.words[word]; left != 0; left &= left - 1) {
      auto const bit = static_cast<std::size_t>(__builtin_ctzll(left));
      sums[bit % 4] += masses[word * 64 + bit];
    }
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

#if STORYMAP_SIMD_X86
STORYMAP_TARGET_AVX512 inline float mass_of_avx512(LiveSignature const& row, SignatureMasses const& masses) noexcept {
  __m512 even = _mm512_setzero_ps();
  __m512 odd = _mm512_setzero_ps();
  for (std::size_t word = 0; word < row.words.size(); ++word) {
    std::uint64_t const bits = row.words[word];
    float const* const at = masses.data() + word * 64;
    even = _mm512_mask_add_ps(even, static_cast<__mmask16>(bits), even, _mm512_loadu_ps(at));
    odd = _mm512_mask_add_ps(odd, static_cast<__mmask16>(bits >> 16U), odd, _mm512_loadu_ps(at + 16));
    even = _mm512_mask_add_ps(even, static_cast<__mmask16>(bits >> 32U), even, _mm512_loadu_ps(at + 32));
    odd = _mm512_mask_add_ps(odd, static_cast<__mmask16>(bits >> 48U), odd, _mm512_loadu_ps(at + 48));
  }
  alignas(64) std::array<float, 16> lanes{};
  _mm512_store_ps(lanes.data(), _mm512_add_ps(even, odd));
  float sum = 0;
  for (float const lane : lanes) sum += lane;
  return sum;
}

STORYMAP_TARGET_AVX2 inline float mass_of_avx2(LiveSignature const& row, SignatureMasses const& masses) noexcept {
  __m256i const select = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  __m256 sum = _mm256_setzero_ps();
  for (std::size_t byte = 0; byte < LiveSignature::bits / 8; ++byte) {
    int const bits = static_cast<int>(row.words[byte / 8] >> (byte % 8 * 8) & 0xFFU);
    __m256i const set = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(bits), select), select);
    sum = _mm256_add_ps(sum, _mm256_and_ps(_mm256_castsi256_ps(set), _mm256_loadu_ps(masses.data() + byte * 8)));
  }
  alignas(32) std::array<float, 8> lanes{};
  _mm256_store_ps(lanes.data(), sum);
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}
#endif

/// M^2 of a row, within 1e-4 of the exact sum: the kernels add in different orders, and the answer is a bound only.
using MassKernel = float (*)(LiveSignature const& row, SignatureMasses const& masses) noexcept;
[[nodiscard]] inline MassKernel mass_kernel(Simd simd) noexcept {
#if STORYMAP_SIMD_X86
  if (simd == Simd::avx512) return mass_of_avx512;
  if (simd == Simd::avx2) return mass_of_avx2;
#endif
  (void)simd;
  return mass_of_scalar;
}

}  // namespace detail

STORYMAP_END
