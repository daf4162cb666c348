// storymap/detail/live_scan.hpp - dot products with all rows, a window of rows at a time.
// Room: engine. Depends on detail/live_postings.hpp, detail/live_query.hpp and simd.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/live_query.hpp>
#include <storymap/simd.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#if STORYMAP_SIMD_X86
#include <immintrin.h>
#endif

STORYMAP_BEGIN

namespace detail {

/// Writes the places k < size with sums[k] >= least * floors[k] to `places` and returns how many there are.
using FloorKernel = std::size_t (*)(float const* sums, float const* floors, std::size_t size, float least,
                                    std::uint32_t* places) noexcept;

inline std::size_t over_floor_from(std::size_t k, float const* sums, float const* floors, std::size_t size,
                                   float least, std::uint32_t* places, std::size_t found) noexcept {
  for (; k < size; ++k) {
    places[found] = static_cast<std::uint32_t>(k);
    found += sums[k] >= least * floors[k] ? 1U : 0U;
  }
  return found;
}

inline std::size_t over_floor_scalar(float const* sums, float const* floors, std::size_t size, float least,
                                     std::uint32_t* places) noexcept {
  return over_floor_from(0, sums, floors, size, least, places, 0);
}

#if STORYMAP_SIMD_X86
STORYMAP_TARGET_AVX512 inline std::size_t over_floor_avx512(float const* sums, float const* floors, std::size_t size,
                                                            float least, std::uint32_t* places) noexcept {
  __m512 const wanted = _mm512_set1_ps(least);
  std::size_t found = 0;
  std::size_t k = 0;
  for (; k + 16 <= size; k += 16) {
    __m512 const bound = _mm512_mul_ps(wanted, _mm512_loadu_ps(floors + k));
    std::uint32_t mask = _mm512_cmp_ps_mask(_mm512_loadu_ps(sums + k), bound, _CMP_GE_OQ);
    for (; mask != 0; mask &= mask - 1) {
      places[found++] = static_cast<std::uint32_t>(k) + static_cast<std::uint32_t>(std::countr_zero(mask));
    }
  }
  return over_floor_from(k, sums, floors, size, least, places, found);
}

STORYMAP_TARGET_AVX2 inline std::size_t over_floor_avx2(float const* sums, float const* floors, std::size_t size,
                                                        float least, std::uint32_t* places) noexcept {
  __m256 const wanted = _mm256_set1_ps(least);
  std::size_t found = 0;
  std::size_t k = 0;
  for (; k + 8 <= size; k += 8) {
    __m256 const bound = _mm256_mul_ps(wanted, _mm256_loadu_ps(floors + k));
    __m256 const over = _mm256_cmp_ps(_mm256_loadu_ps(sums + k), bound, _CMP_GE_OQ);
    auto mask = static_cast<std::uint32_t>(_mm256_movemask_ps(over));
    for (; mask != 0; mask &= mask - 1) {
      places[found++] = static_cast<std::uint32_t>(k) + static_cast<std::uint32_t>(std::countr_zero(mask));
    }
  }
  return over_floor_from(k, sums, floors, size, least, places, found);
}
#endif

[[nodiscard]] inline FloorKernel floor_kernel(Simd simd) noexcept {
#if STORYMAP_SIMD_X86
  if (simd == Simd::avx512) return over_floor_avx512;
  if (simd == Simd::avx2) return over_floor_avx2;
#endif
  (void)simd;
  return over_floor_scalar;
}

/// Adds up what the rows share with a question, for as many rows at a time as fit into the nearest cache.
class LiveScan {
 public:
  explicit LiveScan(Simd simd) : over_floor_(floor_kernel(simd)) {}

  /// Begins to scan `rows` rows for some terms, which outlive the scan.
  void begin(LivePostings const& postings, std::span<QueryTerm const> terms, std::uint32_t rows);

  [[nodiscard]] std::uint32_t windows() const noexcept { return static_cast<std::uint32_t>(few_.size()); }

  /// Adds up the next window; it begins with row `number` x LivePostings::rows_per_window.
  void add_window(std::uint32_t number);

  /// The rows of the present window, counted from its first, whose sums are at least `least` times their floor and
  /// above 0. Valid until the next call. Sums are of floats: they may be off by a thousandth.
  [[nodiscard]] std::span<std::uint32_t const> over(std::span<float const> floors, float least);

  [[nodiscard]] float sum(std::uint32_t place) const noexcept { return sums_[place]; }

 private:
  /// The part of a large list that is not scanned yet.
  struct Large {
    std::span<LivePostings::Window const> windows;
    float gain = 0;
  };
  struct Few {
    std::uint16_t row = 0;
    float gain = 0;
  };

  FloorKernel over_floor_;
  std::vector<Large> large_;
  std::vector<std::vector<Few>> few_;  ///< the postings of the other lists, by window
  Block<float> sums_;
  Block<std::uint32_t> places_;
};

}  // namespace detail

STORYMAP_END
