// storymap/detail/ordered_blocks.hpp - what threads find in blocks of work, handed on in the order of the blocks.
// Room: engine. Depends on similarity.hpp.
#pragma once

#include <storymap/detail/pair_search.hpp>
#include <storymap/similarity.hpp>

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Holds the pairs of blocks that are finished before their turn.
class OrderedBlocks {
 public:
  OrderedBlocks(PairVisitor const& visit, unsigned workers) : visit_(visit), found_(workers) {}

  void add(FoundPair const& pair) { found_[pair.worker].push_back({pair.a, pair.b, pair.score}); }

  /// A worker has finished a block: every block ends once, in any order.
  void end(unsigned worker, std::size_t block) {
    std::scoped_lock const lock(mutex_);
    finished_[block] = std::exchange(found_[worker], {});
    for (auto at = finished_.begin(); at != finished_.end() && at->first == next_; at = finished_.begin()) {
      if (!at->second.empty() && !stopped_) stopped_ = !visit_(at->second);
      finished_.erase(at);
      ++next_;
    }
  }

  /// True once the visitor wants no more.
  [[nodiscard]] bool stopped() const noexcept { return stopped_; }

 private:
  PairVisitor const& visit_;
  std::vector<std::vector<SimilarPair>> found_;  ///< by worker: of the block it is at
  std::mutex mutex_;
  std::map<std::size_t, std::vector<SimilarPair>> finished_;
  std::size_t next_ = 0;
  std::atomic<bool> stopped_ = false;  ///< who asks does not wait for the visitor
};

}  // namespace detail

STORYMAP_END
