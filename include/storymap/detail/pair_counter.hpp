// storymap/detail/pair_counter.hpp - in which documents each pair of neighbouring words occurs, and how often.
// Room: engine. Depends on detail/pulse.hpp, detail/term_lists.hpp, detail/term_sequence.hpp and
// detail/hash.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/hash.hpp>
#include <storymap/detail/list_places.hpp>
#include <storymap/detail/list_writer.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/term_lists.hpp>
#include <storymap/detail/term_sequence.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Counts the pairs of neighbours in runs of documents.
///
/// There are far more distinct pairs than a cache holds, so that one hash table for all would cost a miss for each
/// occurrence. The occurrences are first dealt out into parts by a hash of the pair, which streams through memory; the
/// table of a part then fits into the cache. This is the partitioned hashing of main-memory databases (Manegold, Boncz
/// and Kersten, "Optimizing main-memory join on modern hardware", TKDE 2002).
class PairCounter {
 public:
  /// Deals the pairs out, each run of documents on a thread of its own. `words` and `rows` are how many there are.
  PairCounter(std::span<TermSequence const> runs, std::size_t words, std::size_t rows, Pulse& pulse) {
    auto const word_bits = static_cast<unsigned>(std::bit_width(words));
    row_bits_ = static_cast<unsigned>(std::bit_width(rows));
    is_packed_ = 2 * word_bits + row_bits_ <= 64;
    second_bits_ = is_packed_ ? word_bits : 32;
    std::size_t size = 0;
    for (TermSequence const& sequence : runs) size += sequence.size();
    unsigned const bits = std::min<unsigned>(12, static_cast<unsigned>(std::bit_width(size / part_size)) + 1U);
    shift_ = 64 - bits;
    if (is_packed_) {
      deal<PackedOccurrence>(runs, pulse);
    } else {
      deal<WideOccurrence>(runs, pulse);
    }
  }

  /// The parts do not depend on the machine, nor does the order of the pairs in them.
  [[nodiscard]] std::size_t parts() const noexcept { return begin_.size() - 1; }

  /// Working memory, one for each thread.
  struct Scratch {
    std::vector<std::uint32_t> slots;
    Block<std::uint32_t> numbers;
    Block<std::uint32_t> rows;
    Block<std::uint64_t> keys;
    ListWriter writer;
    ListPlaces places;
  };

  /// The pairs of a part; of as many documents: in order of first appearance. To be called once: the postings are
  /// written over the occurrences, which are not smaller and not fewer, and lie in the memory of the counter.
  [[nodiscard]] TermLists count(std::size_t part, Singles mode, Scratch& scratch) {
    return is_packed_ ? count_occurrences<PackedOccurrence>(part, mode, scratch)
                      : count_occurrences<WideOccurrence>(part, mode, scratch);
  }

  /// The postings of all parts are to be found here.
  [[nodiscard]] Block<std::byte> take_memory() noexcept { return std::move(memory_); }

 private:
  /// A pair and the row it stands in. The key of a pair holds the number of the first word above `second_bits_` bits of
  /// the second.
  struct WideOccurrence {
    std::uint32_t first;
    std::uint32_t second;
    std::uint32_t row;

    WideOccurrence() = default;
    WideOccurrence(std::uint64_t key, std::uint32_t in_row, unsigned) noexcept
        : first(static_cast<std::uint32_t>(key >> 32U)), second(static_cast<std::uint32_t>(key)), row(in_row) {}

    [[nodiscard]] std::uint64_t key(unsigned) const noexcept { return (std::uint64_t{first} << 32U) | second; }
    [[nodiscard]] std::uint32_t row_number(unsigned) const noexcept { return row; }
  };

  /// The same in one number, for corpora in which it fits: nearly all.
  struct PackedOccurrence {
    std::uint64_t bits;

    PackedOccurrence() = default;
    PackedOccurrence(std::uint64_t key, std::uint32_t row, unsigned row_bits) noexcept
        : bits((key << row_bits) | row) {}

    [[nodiscard]] std::uint64_t key(unsigned row_bits) const noexcept { return bits >> row_bits; }
    [[nodiscard]] std::uint32_t row_number(unsigned row_bits) const noexcept {
      return static_cast<std::uint32_t>(bits & ((std::uint64_t{1} << row_bits) - 1));
    }
  };

  /// So many occurrences should a part have at most that its tables lie in the second-level cache.
  static constexpr std::size_t part_size = 16384;

  [[nodiscard]] std::uint64_t key_of(std::uint32_t first, std::uint32_t second) const noexcept {
    return (std::uint64_t{first} << second_bits_) | second;
  }
  [[nodiscard]] WordPair pair_of(std::uint64_t key) const noexcept {
    return {static_cast<std::uint32_t>(key >> second_bits_),
            static_cast<std::uint32_t>(key & ((std::uint64_t{1} << second_bits_) - 1))};
  }
  [[nodiscard]] std::size_t part_of(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
  }

  template <class Occurrence>
  void deal(std::span<TermSequence const> runs, Pulse& pulse) {
    std::size_t const parts = std::size_t{1} << (64 - shift_);
    std::vector<std::vector<std::size_t>> next(runs.size());
    pulse.for_each(runs.size(), [&](unsigned, std::size_t k) {
      std::vector<std::size_t> sizes(parts);
      runs[k].for_each_pair(
          [&](std::uint32_t, std::uint32_t first, std::uint32_t second) { ++sizes[part_of(key_of(first, second))]; },
          Beat(pulse));
      next[k] = std::move(sizes);
    });
    place_parts(next);
    memory_ = Block<std::byte>(begin_.back() * sizeof(Occurrence));
    auto* const occurrences = reinterpret_cast<Occurrence*>(memory_.data());
    std::uninitialized_default_construct_n(occurrences, begin_.back());
    touch(memory_, pulse);
    pulse.for_each(runs.size(), [&](unsigned, std::size_t k) {
      std::size_t* const at = next[k].data();
      runs[k].for_each_pair(
          [&](std::uint32_t row, std::uint32_t first, std::uint32_t second) {
            std::uint64_t const key = key_of(first, second);
            occurrences[at[part_of(key)]++] = Occurrence(key, row, row_bits_);
          },
          Beat(pulse));
    });
  }

  /// Turns the sizes of the parts in each run into the places where they begin: a part lies in one piece, run by run,
  /// so that its rows ascend.
  void place_parts(std::vector<std::vector<std::size_t>>& runs) {
    std::size_t const parts = std::size_t{1} << (64 - shift_);
    begin_.assign(1, 0);
    std::size_t at = 0;
    for (std::size_t part = 0; part < parts; ++part) {
      for (std::vector<std::size_t>& sizes : runs) {
        std::size_t const size = sizes[part];
        sizes[part] = at;
        at += size;
      }
      begin_.push_back(at);
    }
  }

  template <class Occurrence>
  [[nodiscard]] TermLists count_occurrences(std::size_t part, Singles mode, Scratch& scratch) {
    static_assert(sizeof(TermPosting) <= sizeof(Occurrence));
    static_assert(alignof(TermPosting) <= alignof(Occurrence));
    auto* const first = reinterpret_cast<Occurrence*>(memory_.data()) + begin_[part];
    std::span<Occurrence const> const all{first, begin_[part + 1] - begin_[part]};
    number_pairs(all, scratch);
    auto* const postings = reinterpret_cast<TermPosting*>(first);
    std::uninitialized_default_construct_n(postings, all.size());
    auto const name_of = [&](std::uint32_t number) { return pair_of(scratch.keys[number]); };
    TermLists lists = scratch.places.place({&scratch.writer, 1}, mode, name_of, postings);
    for (std::size_t k = 0; k < all.size(); ++k) scratch.writer.put(scratch.numbers[k], scratch.rows[k]);
    return lists;
  }

  /// Numbers the pairs of the occurrences and counts the documents of each.
  ///
  /// Half of all pairs are new, and no processor can guess which: a new one is looked up as if it were there already,
  /// under the next number.
  template <class Occurrence>
  void number_pairs(std::span<Occurrence const> all, Scratch& scratch) const {
    auto& [slots, numbers, rows, keys, writer, places] = scratch;
    unsigned const slot_bits = std::max(1U, static_cast<unsigned>(std::bit_width(2 * all.size())));
    slots.assign(std::size_t{1} << slot_bits, absent);
    numbers.ensure(all.size());
    rows.ensure(all.size());
    keys.ensure(all.size() + 1);
    writer.assign(all.size());
    std::size_t const mask = slots.size() - 1;
    // Multiply-shift: two keys share a slot with a probability of at most 2 / slots, whoever chose them (Dietzfelbinger
    // and others, "A reliable randomized algorithm for the closest-pair problem", J. Algorithms 1997).
    std::uint64_t const factor = seed_of(slots.data()) | 1U;
    std::uint32_t next = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
      std::uint64_t const key = all[k].key(row_bits_);
      std::uint32_t const row = all[k].row_number(row_bits_);
      keys[next] = key;
      std::size_t at = (key * factor) >> (64 - slot_bits);
      std::uint32_t number = std::min(slots[at], next);
      while (keys[number] != key) {
        at = (at + 1) & mask;
        number = std::min(slots[at], next);
      }
      slots[at] = number;
      next += number == next ? 1U : 0U;
      numbers[k] = number;
      rows[k] = row;
      writer.count(number, row);
    }
    writer.resize(next);
  }

  static constexpr std::uint32_t absent = UINT32_MAX;

  bool is_packed_ = false;
  unsigned second_bits_ = 32;
  unsigned row_bits_ = 32;
  unsigned shift_ = 0;
  std::vector<std::size_t> begin_;
  Block<std::byte> memory_;  ///< of the occurrences, part by part
};

}  // namespace detail

STORYMAP_END
