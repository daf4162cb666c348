// storymap/detail/live_scan.hpp - dot products with all rows, a window of rows at a time.
// Room: engine. Depends on detail/live_postings.hpp, detail/live_query.hpp and simd.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/live_common.hpp>
#include <storymap/detail/live_query.hpp>
#include <storymap/simd.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#if STORYMAP_SIMD_X86
#include <immintrin.h>
#endif

STORYMAP_BEGIN

namespace detail {

/// What a row of a window must reach: sum + common x mass >= least x floor.
struct ScanBound {
  float const* floors;
  std::uint16_t const* masses;  ///< upper halves of floats
  float least;
  float common;

  [[nodiscard]] bool is_reached(float sum, std::size_t k) const noexcept {
    return sum + common * widened(masses[k]) >= least * floors[k];
  }
};

/// Writes the places k < size of the sums that reach the bound to `places` and returns how many there are.
using BoundKernel = std::size_t (*)(float const* sums, std::size_t size, ScanBound const& bound,
                                    std::uint32_t* places) noexcept;

inline std::size_t reached_from(std::size_t k, float const* sums, std::size_t size, ScanBound const& bound,
                                std::uint32_t* places, std::size_t found) noexcept {
  for (; k < size; ++k) {
    places[found] = static_cast<std::uint32_t>(k);
    found += bound.is_reached(sums[k], k) ? 1U : 0U;
  }
  return found;
}

inline std::size_t reached_scalar(float const* sums, std::size_t size, ScanBound const& bound,
                                  std::uint32_t* places) noexcept {
  return reached_from(0, sums, size, bound, places, 0);
}

#if STORYMAP_SIMD_X86
STORYMAP_TARGET_AVX512 inline std::size_t reached_avx512(float const* sums, std::size_t size, ScanBound const& bound,
                                                         std::uint32_t* places) noexcept {
  // The forms with a mask of ones: gcc 12 warns of the undefined lanes that the others name.
  constexpr __mmask16 all = 0xFFFF;
  __m512 const least = _mm512_set1_ps(bound.least);
  __m512 const common = _mm512_set1_ps(bound.common);
  std::size_t found = 0;
  std::size_t k = 0;
  for (; k + 16 <= size; k += 16) {
    __m256i const halves = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(bound.masses + k));
    __m512 const mass = _mm512_castsi512_ps(_mm512_maskz_slli_epi32(all, _mm512_maskz_cvtepu16_epi32(all, halves), 16));
    __m512 const most = _mm512_add_ps(_mm512_loadu_ps(sums + k), _mm512_mul_ps(common, mass));
    std::uint32_t mask = _mm512_cmp_ps_mask(most, _mm512_mul_ps(least, _mm512_loadu_ps(bound.floors + k)), _CMP_GE_OQ);
    for (; mask != 0; mask &= mask - 1) {
      places[found++] = static_cast<std::uint32_t>(k) + static_cast<std::uint32_t>(std::countr_zero(mask));
    }
  }
  return reached_from(k, sums, size, bound, places, found);
}

STORYMAP_TARGET_AVX2 inline std::size_t reached_avx2(float const* sums, std::size_t size, ScanBound const& bound,
                                                     std::uint32_t* places) noexcept {
  __m256 const least = _mm256_set1_ps(bound.least);
  __m256 const common = _mm256_set1_ps(bound.common);
  std::size_t found = 0;
  std::size_t k = 0;
  for (; k + 8 <= size; k += 8) {
    __m128i const halves = _mm_loadu_si128(reinterpret_cast<__m128i const*>(bound.masses + k));
    __m256 const mass = _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16));
    __m256 const most = _mm256_add_ps(_mm256_loadu_ps(sums + k), _mm256_mul_ps(common, mass));
    __m256 const reached = _mm256_cmp_ps(most, _mm256_mul_ps(least, _mm256_loadu_ps(bound.floors + k)), _CMP_GE_OQ);
    auto mask = static_cast<std::uint32_t>(_mm256_movemask_ps(reached));
    for (; mask != 0; mask &= mask - 1) {
      places[found++] = static_cast<std::uint32_t>(k) + static_cast<std::uint32_t>(std::countr_zero(mask));
    }
  }
  return reached_from(k, sums, size, bound, places, found);
}
#endif

[[nodiscard]] inline BoundKernel bound_kernel(Simd simd) noexcept {
#if STORYMAP_SIMD_X86
  if (simd == Simd::avx512) return reached_avx512;
  if (simd == Simd::avx2) return reached_avx2;
#endif
  (void)simd;
  return reached_scalar;
}

/// Adds up what the rows share with a question, for as many rows at a time as fit into the nearest cache.
class LiveScan {
 public:
  static constexpr std::uint32_t rows_per_chunk = 8192;
  static_assert(LivePostings::rows_per_window % rows_per_chunk == 0);

  explicit LiveScan(Simd simd) : kernel_(bound_kernel(simd)) {}

  /// Begins to scan `rows` rows for some terms, which outlive the scan.
  void begin(LivePostings const& postings, std::span<QueryTerm const> terms, std::uint32_t rows);

  [[nodiscard]] std::uint32_t chunks() const noexcept { return static_cast<std::uint32_t>(few_.size()); }

  /// Leaves out, from now on, terms of at least this rank of LiveCommon that have a large list. Never again a higher
  /// one.
  void leave_out(std::uint32_t rank) {
    std::erase_if(large_, [&](Large const& list) { return list.rank >= rank; });
  }

  /// Adds up a chunk: 0, 1, 2, ... in turn; it begins with row `number` x `rows_per_chunk`.
  void add_chunk(std::uint32_t number);

  /// The rows of the present chunk, counted from its first, that reach the bound. Valid until the next call. Sums are
  /// of floats: they may be off by a thousandth.
  [[nodiscard]] std::span<std::uint32_t const> over(std::size_t rows, ScanBound const& bound);

  /// Whether a term can be left out.
  [[nodiscard]] static bool is_large(LivePostings const& postings, QueryTerm const& term) noexcept {
    return !postings.windows(term.list).empty();
  }

 private:
  /// The part of a large list that is not scanned yet: what is left of a window, and the windows behind it.
  struct Large {
    std::uint16_t const* at = nullptr;
    std::uint16_t const* end = nullptr;
    std::uint32_t window = 0;
    float gain = 0;
    std::uint32_t rank = 0;
    std::span<LivePostings::Window const> windows;
  };
  struct Few {
    std::uint16_t place = 0;
    float gain = 0;
  };

  static void next_window(Large& list) noexcept;

  BoundKernel kernel_;
  std::vector<Large> large_;
  std::vector<std::vector<Few>> few_;  ///< the postings of the other lists, by chunk
  Block<float> sums_;
  Block<std::uint32_t> places_;
};

}  // namespace detail

STORYMAP_END
