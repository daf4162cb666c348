// storymap/detail/shared_union_find.hpp - disjoint sets of numbers that several threads join.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Disjoint sets over 0..n-1 without a lock. The root of a set is its smallest element, so that the sets, once all
/// threads are done, do not depend on who joined first.
///
/// A parent is never larger than its child, and a root gets a parent by one compare-and-swap: no element ever leaves
/// its set (Anderson and Woll, "Wait-free parallel algorithms for the union-find problem", STOC 1991).
class SharedUnionFind {
 public:
  explicit SharedUnionFind(std::size_t size) : parent_(size) {
    for (std::uint32_t element = 0; element < size; ++element)
      parent_[element].store(element, std::memory_order_relaxed);
  }

  [[nodiscard]] std::uint32_t root(std::uint32_t element) noexcept {
    while (true) {
      std::uint32_t parent = parent_[element].load(std::memory_order_relaxed);
      if (parent == element) return element;
      std::uint32_t const above = parent_[parent].load(std::memory_order_relaxed);
      // Halving the path is only for speed: it may fail.
      if (above != parent) parent_[element].compare_exchange_weak(parent, above, std::memory_order_relaxed);
      element = above;
    }
  }

  /// True when both are known to be in one set; false when they are not, or when another thread joins sets just now.
  [[nodiscard]] bool are_joined(std::uint32_t a, std::uint32_t b) noexcept { return root(a) == root(b); }

  void join(std::uint32_t a, std::uint32_t b) noexcept {
    while (true) {
      a = root(a);
      b = root(b);
      if (a == b) return;
      if (a > b) std::swap(a, b);
      std::uint32_t expected = b;
      if (parent_[b].compare_exchange_strong(expected, a, std::memory_order_relaxed)) return;
    }
  }

 private:
  std::vector<std::atomic<std::uint32_t>> parent_;
};

}  // namespace detail

STORYMAP_END
