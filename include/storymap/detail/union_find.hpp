// storymap/detail/union_find.hpp - disjoint sets of numbers.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Disjoint sets over 0..n-1, joined by size, with paths halved on the way up (Tarjan and van Leeuwen, 1984): an
/// operation costs amortised inverse Ackermann.
class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : parent_(size), size_(size, 1) {
    std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
  }

  [[nodiscard]] std::uint32_t root(std::uint32_t element) noexcept {
    while (parent_[element] != element) {
      parent_[element] = parent_[parent_[element]];
      element = parent_[element];
    }
    return element;
  }

  void join(std::uint32_t a, std::uint32_t b) noexcept {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (size_[a] < size_[b]) std::swap(a, b);
    parent_[b] = a;
    size_[a] += size_[b];
  }

  /// The size of the set whose root is `root`.
  [[nodiscard]] std::uint32_t size_of(std::uint32_t root) const noexcept { return size_[root]; }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> size_;
};

}  // namespace detail

STORYMAP_END
