// storymap/detail/pair_counter.hpp - in which documents each pair of neighbouring words occurs, and how often.
// Room: engine. Depends on parallel.hpp, detail/term_lists.hpp, detail/term_sequence.hpp and detail/hash.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/hash.hpp>
#include <storymap/detail/term_lists.hpp>
#include <storymap/detail/term_sequence.hpp>
#include <storymap/parallel.hpp>

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
  /// Deals the pairs out, each run of documents on a thread of its own.
  PairCounter(std::span<TermSequence const> runs, RunOptions const& run) {
    std::size_t words = 0;
    for (TermSequence const& sequence : runs) words += sequence.size();
    unsigned const bits = std::min<unsigned>(12, static_cast<unsigned>(std::bit_width(words / part_size)) + 1U);
    shift_ = 64 - bits;
    std::size_t const parts = std::size_t{1} << bits;
    std::vector<std::vector<std::size_t>> next(runs.size());
    (void)for_each_block(runs.size(), {.threads = run.threads}, [&](unsigned, std::size_t k) {
      std::vector<std::size_t> sizes(parts);
      runs[k].for_each_pair([&](std::uint32_t, std::uint32_t first, std::uint32_t second) {
        ++sizes[part_of({first, second})];
      });
      next[k] = std::move(sizes);
    });
    place_parts(next);
    memory_ = Block<std::byte>(begin_.back() * sizeof(Occurrence));
    occurrences_ = reinterpret_cast<Occurrence*>(memory_.data());
    std::uninitialized_default_construct_n(occurrences_, begin_.back());
    (void)for_each_block(runs.size(), {.threads = run.threads},
                         [&](unsigned, std::size_t k) { memory_.touch(k, runs.size()); });
    (void)for_each_block(runs.size(), {.threads = run.threads}, [&](unsigned, std::size_t k) {
      std::size_t* const at = next[k].data();
      Occurrence* const occurrences = occurrences_;
      runs[k].for_each_pair([&](std::uint32_t row, std::uint32_t first, std::uint32_t second) {
        occurrences[at[part_of({first, second})]++] = {first, second, row};
      });
    });
  }

  /// The parts do not depend on the machine, nor does the order of the pairs in them.
  [[nodiscard]] std::size_t parts() const noexcept { return begin_.size() - 1; }

  /// Working memory, one for each thread.
  struct Scratch {
    std::vector<std::uint32_t> slots;
    Block<std::uint32_t> numbers;
    Block<std::uint32_t> rows;
    Block<WordPair> pairs;
    ListWriter writer;
    ListPlaces places;
  };

  /// The pairs of a part; of as many documents: in order of first appearance. To be called once: the postings are
  /// written over the occurrences, which are larger and not fewer, and lie in the memory of the counter.
  [[nodiscard]] TermLists count(std::size_t part, Singles mode, Scratch& scratch) {
    static_assert(sizeof(TermPosting) <= sizeof(Occurrence) && alignof(TermPosting) <= alignof(Occurrence));
    std::span<Occurrence const> const all{occurrences_ + begin_[part], begin_[part + 1] - begin_[part]};
    number_pairs(all, scratch);
    auto* const postings = reinterpret_cast<TermPosting*>(occurrences_ + begin_[part]);
    std::uninitialized_default_construct_n(postings, all.size());
    auto const name_of = [&](std::uint32_t number) { return scratch.pairs[number]; };
    TermLists lists = scratch.places.place({&scratch.writer, 1}, mode, name_of, postings);
    for (std::size_t k = 0; k < all.size(); ++k) scratch.writer.put(scratch.numbers[k], scratch.rows[k]);
    lists.singles = scratch.places.singles();
    return lists;
  }

  /// The postings of all parts are to be found here.
  [[nodiscard]] Block<std::byte> take_memory() noexcept { return std::move(memory_); }

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

  /// Numbers the pairs of the occurrences and counts the documents of each.
  ///
  /// Half of all pairs are new, and no processor can guess which: a new one is looked up as if it were there already,
  /// under the next number.
  static void number_pairs(std::span<Occurrence const> all, Scratch& scratch) {
    auto& [slots, numbers, rows, pairs, writer, places] = scratch;
    slots.assign(std::bit_ceil(2 * all.size() + 2), absent);
    numbers.ensure(all.size());
    rows.ensure(all.size());
    pairs.ensure(all.size() + 1);
    writer.assign(all.size());
    std::size_t const mask = slots.size() - 1;
    std::uint64_t const seed = seed_of(slots.data());
    std::uint32_t next = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
      WordPair const pair{all[k].first, all[k].second};
      pairs[next] = pair;
      std::size_t at = mixed(pair.key(), seed) & mask;
      std::uint32_t number = std::min(slots[at], next);
      while (pairs[number] != pair) {
        at = (at + 1) & mask;
        number = std::min(slots[at], next);
      }
      slots[at] = number;
      next += number == next ? 1U : 0U;
      numbers[k] = number;
      rows[k] = all[k].row;
      writer.count(number, all[k].row);
    }
    writer.resize(next);
  }

  static constexpr std::uint32_t absent = UINT32_MAX;

  unsigned shift_ = 0;
  std::vector<std::size_t> begin_;
  Block<std::byte> memory_;
  Occurrence* occurrences_ = nullptr;
};

}  // namespace detail

STORYMAP_END
