// storymap/detail/repeats.hpp - lists in which everything stands once.
// Room: base. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Keeps the first of equal items; returns how many others it removed. O(n).
template <class T>
std::size_t remove_repeats(std::vector<T>& items) {
  if (items.size() < 2) return 0;
  std::unordered_set<T> seen;
  return std::erase_if(items, [&](T const& item) { return !seen.insert(item).second; });
}

}  // namespace detail

STORYMAP_END
