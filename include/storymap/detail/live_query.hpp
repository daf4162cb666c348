// storymap/detail/live_query.hpp - what a live index is asked for: the weighted terms of a text.
// Room: engine. Depends on detail/live_core.hpp.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/detail/hash.hpp>
#include <storymap/detail/live_core.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A term of a question that some text has and that is not ignored.
struct QueryTerm {
  TermKey key = 0;
  std::uint32_t documents = 0;
  LivePostings::Handle list = LivePostings::none;
  double gain = 0;    ///< weight x idf: what each occurrence in a row adds to the dot product, before its length
  double weight = 0;  ///< in the question, whose length is 1
};

/// What each occurrence of a term adds, by its key: open addressing, at most a quarter full.
class GainTable {
 public:
  void begin(std::size_t terms) {
    slots_.assign(std::bit_ceil(std::max<std::size_t>(16, 4 * terms)), {});
    seed_ = seed_of(slots_.data());
  }
  void add(TermKey key, double gain) noexcept { slots_[slot_of(key)] = {key, gain}; }

  /// Nothing for a term that the question does not have.
  [[nodiscard]] double const* find(TermKey key) const noexcept {
    Slot const& slot = slots_[slot_of(key)];
    return slot.key == vacant ? nullptr : &slot.gain;
  }

 private:
  static constexpr TermKey vacant = ~TermKey{0};
  struct Slot {
    TermKey key = vacant;
    double gain = 0;
  };

  [[nodiscard]] std::size_t slot_of(TermKey key) const noexcept {
    std::size_t const mask = slots_.size() - 1;
    std::size_t slot = mixed(key, seed_) & mask;
    while (slots_[slot].key != key && slots_[slot].key != vacant) slot = (slot + 1) & mask;
    return slot;
  }

  std::uint64_t seed_ = 0;
  std::vector<Slot> slots_;
};

/// The terms of a question, weighted by the present frequencies. The memory is used again for the next one.
class LiveQuery {
 public:
  /// Takes the numbers of its words, `LiveWords::absent` for words that no text ever had.
  void set(LiveCore const& core, std::span<std::uint32_t const> words, TermCounter& counter);

  /// In ascending order of keys.
  [[nodiscard]] std::vector<QueryTerm> const& terms() const noexcept { return terms_; }

  /// True when the text has terms that are not among `terms()`.
  [[nodiscard]] bool has_more() const noexcept { return has_more_; }

  /// The sum of the products with a row before it is divided by its length; in doubles, good for a bound.
  [[nodiscard]] double dot(PackedWords const& row) const noexcept {
    double sum = 0;
    std::uint32_t before = LiveWords::absent;
    row.for_each([&](std::uint32_t word) {
      double const* const gain = gains_.find(key_of_word(word));
      if (gain == nullptr) {
        before = LiveWords::absent;
        return;
      }
      sum += *gain;
      if (with_pairs_ && before != LiveWords::absent) {
        double const* const pair = gains_.find(key_of_pair(before, word));
        if (pair != nullptr) sum += *pair;
      }
      before = word;
    });
    return sum;
  }

 private:
  bool with_pairs_ = false;
  bool has_more_ = false;
  std::vector<QueryTerm> terms_;
  std::vector<double> weights_;
  std::vector<std::uint64_t> hashes_;
  GainTable gains_;
};

}  // namespace detail

STORYMAP_END
