// storymap/detail/best_matches.hpp - the best matches of every row, offered by several threads.
// Room: engine. Depends on similarity.hpp and detail/pulse.hpp.
#pragma once

#include <storymap/detail/pulse.hpp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// True for a match that comes first: the higher score, of equal ones the smaller row.
[[nodiscard]] inline bool is_better(Match const& a, Match const& b) noexcept {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

/// Sorts the `limit` best matches to the front and drops the others.
inline void keep_best(std::vector<Match>& matches, std::size_t limit) {
  std::size_t const kept = std::min(limit, matches.size());
  std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(kept), matches.end(), is_better);
  matches.resize(kept);
}

/// At most `limit` matches for each row, in whatever order they are offered.
class BestMatches {
 public:
  BestMatches(std::size_t rows, std::size_t limit) : limit_(limit), matches_(rows) {}

  void offer(std::uint32_t row, Match const& match) {
    if (limit_ == 0) return;
    std::scoped_lock const lock(locks_[row % locks_.size()]);
    // A heap with the worst one in front.
    std::vector<Match>& heap = matches_[row];
    if (heap.size() == limit_) {
      if (!is_better(match, heap.front())) return;
      std::pop_heap(heap.begin(), heap.end(), is_better);
      heap.pop_back();
    }
    heap.push_back(match);
    std::push_heap(heap.begin(), heap.end(), is_better);
  }

  /// Once everything is offered: by row, the best first.
  [[nodiscard]] std::vector<std::vector<Match>> take(Beat beat) {
    for (std::vector<Match>& heap : matches_) {
      std::sort_heap(heap.begin(), heap.end(), is_better);
      beat(heap.size() + 1);
    }
    return std::move(matches_);
  }

 private:
  std::size_t limit_;
  std::vector<std::vector<Match>> matches_;
  std::array<std::mutex, 256> locks_;  ///< neighbours have different ones
};

}  // namespace detail

STORYMAP_END
