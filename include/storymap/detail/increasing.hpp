// storymap/detail/increasing.hpp - the longest increasing subsequence.
// Room: model. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Marks one longest strictly increasing subsequence of distinct numbers: what may stay in place when the rest moves.
/// O(n log n), by patience sorting.
[[nodiscard]] inline std::vector<bool> longest_increasing(std::vector<std::size_t> const& numbers) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> tails;  // of the increasing subsequences of length k + 1, the index of the smallest last one
  std::vector<std::size_t> previous(numbers.size(), none);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    auto const longer = std::lower_bound(tails.begin(), tails.end(), numbers[i],
                                         [&](std::size_t tail, std::size_t number) { return numbers[tail] < number; });
    if (longer != tails.begin()) previous[i] = *(longer - 1);
    if (longer == tails.end()) {
      tails.push_back(i);
    } else {
      *longer = i;
    }
  }
  std::vector<bool> marked(numbers.size(), false);
  for (std::size_t i = tails.empty() ? none : tails.back(); i != none; i = previous[i]) marked[i] = true;
  return marked;
}

}  // namespace detail

STORYMAP_END
