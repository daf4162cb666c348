// storymap/detail/live_contenders.hpp - rows that may be among the best, by bounds of their scores.
// Room: engine. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Rows whose scores lie between two bounds, as far as they can be among the `limit` best. Once so many rows are known
/// to score at least so much, whoever cannot is out.
class LiveContenders {
 public:
  struct Contender {
    double most = 0;
    std::uint32_t row = 0;
  };

  void begin(std::size_t limit, double at_least) {
    limit_ = limit;
    least_ = at_least * (1 - rounding);
    rows_.clear();
    lower_.clear();
  }

  /// A row below this is no contender; it only rises.
  [[nodiscard]] double least() const noexcept { return least_; }
  /// Whether as many rows as are wanted score at least `least()`.
  [[nodiscard]] bool is_full() const noexcept { return lower_.size() >= limit_; }

  void offer(std::uint32_t row, double at_least, double at_most) {
    if (at_most < least_) return;
    rows_.push_back({at_most, row});
    if (lower_.size() < limit_) {
      lower_.push_back(at_least);
      std::push_heap(lower_.begin(), lower_.end(), std::greater<>{});
    } else if (at_least > lower_.front()) {
      std::pop_heap(lower_.begin(), lower_.end(), std::greater<>{});
      lower_.back() = at_least;
      std::push_heap(lower_.begin(), lower_.end(), std::greater<>{});
    }
    if (lower_.size() == limit_) least_ = std::max(least_, lower_.front() * (1 - rounding));
  }

  /// Those that are left, the most promising first.
  [[nodiscard]] std::vector<Contender> const& best_first() {
    std::erase_if(rows_, [&](Contender const& contender) { return contender.most < least_; });
    std::sort(rows_.begin(), rows_.end(), [](Contender const& a, Contender const& b) { return a.most > b.most; });
    return rows_;
  }

 private:
  /// More than rounding can take from a bound.
  static constexpr double rounding = 1e-6;

  std::size_t limit_ = 0;
  double least_ = 0;
  std::vector<Contender> rows_;
  std::vector<double> lower_;  ///< the highest lower bounds, a heap with the lowest of them in front
};

}  // namespace detail

STORYMAP_END
