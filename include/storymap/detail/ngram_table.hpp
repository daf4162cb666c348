// storymap/detail/ngram_table.hpp - n-grams of words to dense numbers, without ever joining their words.
// Room: base. Depends on detail/hash.hpp, detail/pulse.hpp and detail/string_table.hpp.
#pragma once

#include <storymap/detail/hash.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/string_table.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Numbers n-grams 0, 1, 2, ... in order of first appearance.
///
/// A word is numbered by its bytes, a longer n-gram by the pair of what it begins with, an (n-1)-gram, and its last
/// word. The pair of numbers is the key itself, not a hash of it: two n-grams never share a number, however many there
/// are.
class NgramTable {
 public:
  static constexpr std::uint32_t absent = StringTable::absent;

  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(beginning_.size()); }

  /// The number of the n-gram of one word, which is added when it is new.
  std::uint32_t intern(std::string_view word) {
    std::uint32_t const number = words_.intern(word);
    if (number == gram_of_word_.size()) {
      gram_of_word_.push_back(size());
      add(absent, number);
    }
    return gram_of_word_[number];
  }

  /// The number of `beginning` followed by the word that the n-gram `word` is.
  template <class Beat = NoBeat>
  std::uint32_t intern(std::uint32_t beginning, std::uint32_t word, Beat&& beat = {}) {
    if (2 * (beginning_.size() + 1) > slots_.size()) grow(2 * beginning_.size(), beat);
    std::uint32_t& number = slots_[slot_of(beginning, last_[word])];
    if (number == absent) {
      number = size();
      add(beginning, last_[word]);
    }
    return number;
  }

  /// Makes room for so many n-grams in all.
  template <class Beat>
  void reserve(std::size_t ngrams, Beat&& beat) {
    beginning_.reserve(ngrams);
    last_.reserve(ngrams);
    if (2 * (ngrams + 1) > slots_.size()) grow(ngrams, beat);
  }

  // The same for n-grams that may not be there: `absent` when they are not.
  [[nodiscard]] std::uint32_t find(std::string_view word) const noexcept {
    std::uint32_t const number = words_.find(word);
    return number == absent ? absent : gram_of_word_[number];
  }
  [[nodiscard]] std::uint32_t find(std::uint32_t beginning, std::uint32_t word) const noexcept {
    if (beginning == absent || word == absent || slots_.empty()) return absent;
    return slots_[slot_of(beginning, last_[word])];
  }

  /// Calls `visit(word)` for the words of an n-gram, by their numbers among the words, the last one first.
  template <class Visit>
  void for_each_word_backwards(std::uint32_t number, Visit&& visit) const {
    for (; number != absent; number = beginning_[number]) visit(last_[number]);
  }

  /// How many words an n-gram has.
  [[nodiscard]] std::size_t words_of(std::uint32_t number) const noexcept {
    std::size_t words = 0;
    for (; number != absent; number = beginning_[number]) ++words;
    return words;
  }

  /// The words of an n-gram, joined by one space.
  [[nodiscard]] std::string text(std::uint32_t number) const {
    std::vector<std::uint32_t> backwards;
    for_each_word_backwards(number, [&](std::uint32_t word) { backwards.push_back(word); });
    std::string joined;
    for (std::size_t k = backwards.size(); k > 0; --k) {
      if (!joined.empty()) joined += ' ';
      joined += words_[backwards[k - 1]];
    }
    return joined;
  }

  [[nodiscard]] StringTable const& words() const noexcept { return words_; }

 private:
  void add(std::uint32_t beginning, std::uint32_t word) {
    beginning_.push_back(beginning);
    last_.push_back(word);
  }

  [[nodiscard]] std::size_t slot_of(std::uint32_t beginning, std::uint32_t word) const noexcept {
    std::size_t const mask = slots_.size() - 1;
    std::size_t slot = mixed((std::uint64_t{beginning} << 32U) | word, seed_) & mask;
    while (slots_[slot] != absent && (beginning_[slots_[slot]] != beginning || last_[slots_[slot]] != word)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  template <class Beat>
  void grow(std::size_t ngrams, Beat&& beat) {
    slots_.clear();
    lengthen(slots_, std::max<std::size_t>(64, std::bit_ceil(2 * (ngrams + 1))), absent, beat);
    seed_ = seed_of(slots_.data());
    for (std::uint32_t number = 0; number < size(); ++number) {
      if (beginning_[number] != absent) slots_[slot_of(beginning_[number], last_[number])] = number;
      beat();
    }
  }

  StringTable words_;
  std::vector<std::uint32_t> gram_of_word_;
  std::vector<std::uint32_t> beginning_;
  std::vector<std::uint32_t> last_;
  std::vector<std::uint32_t> slots_;
  std::uint64_t seed_ = 0;
};

}  // namespace detail

STORYMAP_END
