// storymap/detail/pair_counter.hpp - in which documents each pair of neighbouring words occurs, and how often.
// Room: engine. Depends on detail/counted_terms.hpp and detail/hash.hpp.
#pragma once

#include <storymap/detail/counted_terms.hpp>
#include <storymap/detail/hash.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Two words, by number.
struct WordPair {
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  [[nodiscard]] std::uint64_t key() const noexcept { return (std::uint64_t{first} << 32U) | second; }

  friend bool operator==(WordPair const&, WordPair const&) = default;
};

/// Pairs with their posting lists.
struct CountedPairs {
  std::vector<WordPair> pairs;
  CountedTerms counted;
};

/// Counts the pairs of neighbours in a sequence of words.
///
/// There are far more distinct pairs than a cache holds, so that one hash table for all would cost a miss for each
/// occurrence. The occurrences are first dealt out into parts by a hash of the pair, which streams through memory; the
/// table of a part then fits into the cache. This is the partitioned hashing of main-memory databases (Manegold, Boncz
/// and Kersten, "Optimizing main-memory join on modern hardware", TKDE 2002).
class PairCounter {
 public:
  explicit PairCounter(TermSequence const& words) {
    unsigned const bits = std::min<unsigned>(12, static_cast<unsigned>(std::bit_width(words.size() / part_size)) + 1U);
    shift_ = 64 - bits;
    begin_.assign((std::size_t{1} << bits) + 1, 0);
    words.for_each_pair([&](std::uint32_t, std::uint32_t first, std::uint32_t second) {
      ++begin_[part_of({first, second}) + 1];
    });
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    // Not initialised: every place is written below.
    occurrences_.reset(new Occurrence[begin_.back()]);
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    words.for_each_pair([&](std::uint32_t row, std::uint32_t first, std::uint32_t second) {
      occurrences_[next[part_of({first, second})]++] = {first, second, row};
    });
  }

  /// The parts do not depend on the machine, nor does the order of the pairs in them.
  [[nodiscard]] std::size_t parts() const noexcept { return begin_.size() - 1; }

  /// Working memory, one for each thread.
  struct Scratch {
    std::vector<std::uint32_t> slots;
    std::vector<std::uint32_t> number;
  };

  /// The pairs of a part in order of first appearance.
  [[nodiscard]] CountedPairs count(std::size_t part, Scratch& scratch) const {
    std::span<Occurrence const> const all(occurrences_.get() + begin_[part], begin_[part + 1] - begin_[part]);
    CountedPairs found;
    number_pairs(all, found.pairs, scratch);
    PostingLists lists;
    lists.resize(found.pairs.size());
    for (std::size_t k = 0; k < all.size(); ++k) lists.count(scratch.number[k], all[k].row);
    found.counted = lists.place();
    for (std::size_t k = 0; k < all.size(); ++k) lists.put(scratch.number[k], all[k].row, found.counted);
    return found;
  }

 private:
  struct Occurrence {
    std::uint32_t first;
    std::uint32_t second;
    std::uint32_t row;
  };

  /// So many occurrences should a part have at most that its tables lie in the second-level cache.
  static constexpr std::size_t part_size = 16384;

  [[nodiscard]] std::size_t part_of(WordPair pair) const noexcept {
    return static_cast<std::size_t>((pair.key() * 0x9E3779B97F4A7C15ULL) >> shift_);
  }

  /// Writes the number of the pair of each occurrence to `number` of the scratch.
  static void number_pairs(std::span<Occurrence const> all, std::vector<WordPair>& pairs, Scratch& scratch) {
    auto& [slots, number] = scratch;
    slots.assign(std::bit_ceil(2 * all.size() + 2), absent);
    number.resize(all.size());
    std::size_t const mask = slots.size() - 1;
    std::uint64_t const seed = seed_of(slots.data());
    for (std::size_t k = 0; k < all.size(); ++k) {
      WordPair const pair{all[k].first, all[k].second};
      std::size_t at = mixed(pair.key(), seed) & mask;
      while (slots[at] != absent && pairs[slots[at]] != pair) at = (at + 1) & mask;
      if (slots[at] == absent) {
        slots[at] = static_cast<std::uint32_t>(pairs.size());
        pairs.push_back(pair);
      }
      number[k] = slots[at];
    }
  }

  static constexpr std::uint32_t absent = UINT32_MAX;

  unsigned shift_ = 0;
  std::vector<std::size_t> begin_;
  std::unique_ptr<Occurrence[]> occurrences_;
};

}  // namespace detail

STORYMAP_END
