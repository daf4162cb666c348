// storymap/detail/radix_sort.hpp - sorts by whole numbers without comparing.
// Room: base. Depends on detail/pulse.hpp.
#pragma once

#include <storymap/detail/pulse.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Sorts pairs by their first member, a whole number; equal ones keep their order. O(n) for each 11 bits of the largest
/// key (LSD radix sort: Knuth, TAOCP volume 3, 5.2.5); needs the memory once more.
template <class Value, class Beat = NoBeat>
void sort_by_key(std::vector<std::pair<std::uint64_t, Value>>& pairs, Beat&& beat = {}) {
  constexpr unsigned digit = 11;
  constexpr std::size_t values = std::size_t{1} << digit;
  std::uint64_t used = 0;
  for (auto const& [key, value] : pairs) used |= key;
  std::vector<std::pair<std::uint64_t, Value>> other;
  lengthen(other, pairs.size(), {}, beat);
  for (unsigned shift = 0; shift < 64 && (used >> shift) != 0; shift += digit) {
    if (((used >> shift) & (values - 1)) == 0) continue;
    std::array<std::size_t, values> next{};
    for (auto const& [key, value] : pairs) ++next[(key >> shift) & (values - 1)];
    std::size_t sum = 0;
    for (std::size_t& place : next) sum += std::exchange(place, sum);
    for (auto const& pair : pairs) {
      other[next[(pair.first >> shift) & (values - 1)]++] = pair;
      beat();
    }
    pairs.swap(other);
  }
}

}  // namespace detail

STORYMAP_END
