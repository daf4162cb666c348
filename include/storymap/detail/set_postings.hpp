// storymap/detail/set_postings.hpp - which sets have an element in their prefix.
// Room: engine. Depends on detail/pulse.hpp and detail/set_prefixes.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/set_prefixes.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A set in the list of an element of its probe prefix. Ascending postings are ascending sets.
class SetPosting {
 public:
  SetPosting() = default;
  SetPosting(std::size_t set, bool is_indexed) noexcept
      : bits_(static_cast<std::uint32_t>(set << 1U) | (is_indexed ? 1U : 0U)) {}

  [[nodiscard]] std::uint32_t set() const noexcept { return bits_ >> 1U; }
  /// True when the element is in the index prefix of the set too.
  [[nodiscard]] bool is_indexed() const noexcept { return (bits_ & 1U) != 0; }

 private:
  std::uint32_t bits_;
};

/// The lists of all elements, one behind the other, the rarest element first.
class SetPostings {
 public:
  SetPostings() = default;

  /// There are fewer than 2^31 sets. Two counting sorts, by rank and back to the sets, put the lists and the prefixes
  /// in order at once.
  SetPostings(SetPrefixes& prefixes, std::uint32_t ranks, Pulse& pulse) : end_(ranks + std::size_t{1}) {
    Beat beat(pulse);
    for (std::size_t set = 0; set < prefixes.size(); ++set) {
      for (std::uint32_t const rank : prefixes[set]) ++end_[rank + 1];
      beat(prefixes[set].size() + 1);
    }
    for (std::size_t rank = 0; rank < ranks; ++rank) end_[rank + 1] += end_[rank];
    postings_ = Block<SetPosting>(end_.back());
    touch(postings_, pulse);
    // A list comes out in ascending order of sets, and where it begins becomes where it ends.
    for (std::size_t set = 0; set < prefixes.size(); ++set) {
      for (std::uint32_t const rank : prefixes[set]) postings_[end_[rank]++] = SetPosting(set, false);
      beat(prefixes[set].size() + 1);
    }
    std::vector<std::uint32_t> sorted(prefixes.size());
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
      beat(end(rank) - begin(rank));
      for (std::size_t place = begin(rank); place < end(rank); ++place) {
        std::uint32_t const set = postings_[place].set();
        std::uint32_t const k = sorted[set]++;
        prefixes.set_rank(set, k, rank);
        postings_[place] = SetPosting(set, k < prefixes.indexed(set));
      }
    }
  }

  /// The memory for so many postings of so many ranks, with what is needed while they are sorted.
  [[nodiscard]] static std::size_t bytes(std::size_t sets, std::size_t postings, std::size_t ranks) noexcept {
    return postings * sizeof(SetPosting) + ranks * sizeof(std::uint64_t) + sets * sizeof(std::uint32_t);
  }

  [[nodiscard]] std::size_t size() const noexcept { return postings_.size(); }
  [[nodiscard]] SetPosting operator[](std::size_t place) const noexcept { return postings_[place]; }

  /// The list in which a place is, by the rank of its element.
  [[nodiscard]] std::size_t rank_at(std::size_t place) const noexcept {
    return static_cast<std::size_t>(std::upper_bound(end_.begin(), end_.end(), place) - end_.begin());
  }
  [[nodiscard]] std::size_t begin(std::size_t rank) const noexcept { return rank == 0 ? 0 : end_[rank - 1]; }
  [[nodiscard]] std::size_t end(std::size_t rank) const noexcept { return end_[rank]; }

 private:
  std::vector<std::uint64_t> end_;
  Block<SetPosting> postings_;
};

}  // namespace detail

STORYMAP_END
