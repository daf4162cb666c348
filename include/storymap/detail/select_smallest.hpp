// storymap/detail/select_smallest.hpp - the smallest of some different numbers, in no order.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

STORYMAP_BEGIN

namespace detail {

/// Moves those numbers below `pivot` to the front, the others to `spare`, and returns how many were moved to the front.
inline std::size_t split(std::uint32_t* values, std::size_t count, std::uint32_t pivot, std::uint32_t* spare) noexcept {
  std::size_t below = 0;
  for (std::size_t k = 0; k < count; ++k) {
    // Nobody can guess on which side a number falls: it is written to both, and only one of them moves on.
    std::uint32_t const value = values[k];
    values[below] = value;
    spare[k - below] = value;
    below += value < pivot ? 1U : 0U;
  }
  return below;
}

/// Moves the `wanted` smallest of `count` different numbers to the front; what then stands behind them is anything
/// (Hoare's FIND without a branch on the numbers). `spare` has room for all. O(count).
inline void select_smallest(std::uint32_t* values, std::size_t count, std::size_t wanted,
                            std::uint32_t* spare) noexcept {
  constexpr std::size_t few = 3;
  // Numbers in an order that splits badly are left to the algorithm that minds.
  for (int rounds = 0; wanted > 0 && wanted < count && count > few && rounds < 32; ++rounds) {
    std::uint32_t const first = values[0];
    std::uint32_t const middle = values[count / 2];
    std::uint32_t const last = values[count - 1];
    // The median of three is never the smallest, so both sides get some.
    std::uint32_t const pivot = std::max(std::min(first, middle), std::min(std::max(first, middle), last));
    std::size_t const below = split(values, count, pivot, spare);
    if (wanted <= below) {
      count = below;
    } else {
      std::copy_n(spare, count - below, values + below);
      values += below;
      count -= below;
      wanted -= below;
    }
  }
  if (wanted > 0 && wanted < count) std::nth_element(values, values + wanted, values + count);
}

}  // namespace detail

STORYMAP_END
