// storymap/detail/word_diff.hpp - the difference of two sequences of words.
// Room: engine. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A place where two sequences differ: a[a_begin, a_end) stands where the other has b[b_begin, b_end).
struct WordHunk {
  std::size_t a_begin = 0, a_end = 0;
  std::size_t b_begin = 0, b_end = 0;

  friend bool operator==(WordHunk const&, WordHunk const&) = default;
};

/// The greedy algorithm of Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica, 1986).
class WordDiff {
 public:
  using Words = std::span<std::uint32_t const>;

  WordDiff(Words a, Words b) : a_(a), b_(b) {}

  /// The hunks of a shortest edit script, in order; nothing when it has more than `most` insertions and deletions.
  /// Time O((n + m) d), memory O(d^2) for d of them.
  [[nodiscard]] std::optional<std::vector<WordHunk>> hunks(std::size_t most) {
    trim();
    std::optional<std::ptrdiff_t> const edits = search(static_cast<std::ptrdiff_t>(most));
    if (!edits) return std::nullopt;
    return backtrack(*edits);
  }

 private:
  void trim() {
    while (prefix_ < std::min(a_.size(), b_.size()) && a_[prefix_] == b_[prefix_]) ++prefix_;
    a_ = a_.subspan(prefix_);
    b_ = b_.subspan(prefix_);
    while (!a_.empty() && !b_.empty() && a_.back() == b_.back()) {
      a_ = a_.first(a_.size() - 1);
      b_ = b_.first(b_.size() - 1);
    }
  }

  /// Furthest x on diagonal k (k = x - y) after d edits; one vector of d * 2 + 1 diagonals for each d.
  [[nodiscard]] std::ptrdiff_t& reach(std::ptrdiff_t d, std::ptrdiff_t k) {
    return reach_[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)];
  }

  /// True when the furthest path to (d, k) came down from diagonal k + 1: an insertion.
  [[nodiscard]] bool came_down(std::ptrdiff_t d, std::ptrdiff_t k) {
    return k == -d || (k != d && reach(d - 1, k - 1) < reach(d - 1, k + 1));
  }

  [[nodiscard]] std::optional<std::ptrdiff_t> search(std::ptrdiff_t most) {
    auto const n = static_cast<std::ptrdiff_t>(a_.size());
    auto const m = static_cast<std::ptrdiff_t>(b_.size());
    for (std::ptrdiff_t d = 0; d <= std::min(most, n + m); ++d) {
      reach_.emplace_back(static_cast<std::size_t>(2 * d + 1));
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        std::ptrdiff_t x = 0;
        if (d > 0) x = came_down(d, k) ? reach(d - 1, k + 1) : reach(d - 1, k - 1) + 1;
        while (x < n && x - k < m && a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(x - k)]) ++x;
        reach(d, k) = x;
        if (x >= n && x - k >= m) return d;
      }
    }
    return std::nullopt;
  }

  /// Walks from the end to the start, joining neighbouring edits into hunks.
  [[nodiscard]] std::vector<WordHunk> backtrack(std::ptrdiff_t edits) {
    std::vector<WordHunk> hunks;
    auto x = static_cast<std::ptrdiff_t>(a_.size());
    auto y = static_cast<std::ptrdiff_t>(b_.size());
    for (std::ptrdiff_t d = edits; d > 0; --d) {
      std::ptrdiff_t const k = x - y;
      bool const down = came_down(d, k);
      std::ptrdiff_t const from = down ? k + 1 : k - 1;
      x = reach(d - 1, from);
      y = x - from;
      add_front(hunks, static_cast<std::size_t>(x) + prefix_, static_cast<std::size_t>(y) + prefix_, down);
    }
    std::reverse(hunks.begin(), hunks.end());
    return hunks;
  }

  /// One edit at (x, y), which lies before all hunks so far; `hunks` is in reverse order.
  static void add_front(std::vector<WordHunk>& hunks, std::size_t x, std::size_t y, bool insertion) {
    WordHunk const edit{x, insertion ? x : x + 1, y, insertion ? y + 1 : y};
    if (!hunks.empty() && hunks.back().a_begin == edit.a_end && hunks.back().b_begin == edit.b_end) {
      hunks.back().a_begin = edit.a_begin;
      hunks.back().b_begin = edit.b_begin;
    } else {
      hunks.push_back(edit);
    }
  }

  Words a_;
  Words b_;
  std::size_t prefix_ = 0;
  std::vector<std::vector<std::ptrdiff_t>> reach_;
};

}  // namespace detail

STORYMAP_END
