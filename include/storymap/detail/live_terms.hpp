// storymap/detail/live_terms.hpp - all terms of an index: words and pairs of words.
// Room: engine. Depends on detail/live_pairs.hpp.
#pragma once

#include <storymap/detail/live_pairs.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Names a term: a word by its number behind 32 set bits, a pair by both numbers.
using TermKey = std::uint64_t;

inline constexpr std::uint64_t word_key_bits = std::uint64_t{UINT32_MAX} << 32U;
[[nodiscard]] constexpr TermKey key_of_word(std::uint32_t word) noexcept { return word_key_bits | word; }
[[nodiscard]] constexpr TermKey key_of_pair(std::uint32_t first, std::uint32_t second) noexcept {
  return std::uint64_t{first} << 32U | second;
}
[[nodiscard]] constexpr bool is_word_key(TermKey key) noexcept { return key >= word_key_bits; }

/// A term of a text and how often it occurs there.
struct CountedTerm {
  TermKey key = 0;
  std::uint32_t count = 0;
};

/// Counts the terms of a sequence of words; they come out in ascending order of their keys. Unknown words
/// (UINT32_MAX) count nothing and separate pairs.
class TermCounter {
 public:
  std::vector<CountedTerm> const& count(std::span<std::uint32_t const> words, bool with_pairs) {
    keys_.clear();
    std::uint32_t before = UINT32_MAX;
    for (std::uint32_t const word : words) {
      if (word != UINT32_MAX) {
        keys_.push_back(key_of_word(word));
        if (with_pairs && before != UINT32_MAX) keys_.push_back(key_of_pair(before, word));
      }
      before = word;
    }
    std::sort(keys_.begin(), keys_.end());
    terms_.clear();
    for (TermKey const key : keys_) {
      if (terms_.empty() || terms_.back().key != key) terms_.push_back({key, 0});
      ++terms_.back().count;
    }
    return terms_;
  }

 private:
  std::vector<TermKey> keys_;
  std::vector<CountedTerm> terms_;
};

/// What is known of each term.
class LiveTerms {
 public:
  /// The term of a key; nullptr for a pair that is not there, and for a word that never was.
  [[nodiscard]] LiveTerm const* find(TermKey key) const noexcept {
    if (!is_word_key(key)) return pairs_.find(key);
    std::size_t const word = key & UINT32_MAX;
    return word < words_.size() ? &words_[word] : nullptr;
  }

  [[nodiscard]] LiveTerm* find(TermKey key) noexcept {
    return const_cast<LiveTerm*>(static_cast<LiveTerms const*>(this)->find(key));
  }

  /// Calls `visit(k, term)` for every key, `term` as `find` returns it; the memory of all is asked for first.
  template <class Keys, class Visit>
  void find_all(Keys const& keys, std::vector<std::uint64_t>& hashes, Visit&& visit) const {
    hashes.resize(keys.size());
    for (std::size_t k = 0; k < keys.size(); ++k) {
      if (is_word_key(keys[k].key)) continue;
      hashes[k] = pairs_.hash(keys[k].key);
      pairs_.prefetch(hashes[k]);
    }
    for (std::size_t k = 0; k < keys.size(); ++k) {
      TermKey const key = keys[k].key;
      visit(k, is_word_key(key) ? find(key) : pairs_.find(key, hashes[k]));
    }
  }

  /// The term of a key, which is added when it is new; valid until another one is.
  LiveTerm& find_or_add(TermKey key) {
    if (!is_word_key(key)) return pairs_.find_or_add(key, pairs_.hash(key));
    std::size_t const word = key & UINT32_MAX;
    if (word >= words_.size()) {
      if (word >= words_.capacity()) words_.reserve(word + 1 + word / 4);
      words_.resize(word + 1);
    }
    return words_[word];
  }

  /// Forgets a term that no document has any more.
  void remove(TermKey key) {
    if (is_word_key(key)) {
      words_[key & UINT32_MAX] = {};
    } else {
      pairs_.remove(key);
    }
  }

  void prefetch(TermKey key) const noexcept {
    if (!is_word_key(key)) pairs_.prefetch(pairs_.hash(key));
  }

  /// Calls `visit(key, term)` for every term that some document has.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::uint32_t word = 0; word < words_.size(); ++word) {
      if (words_[word].documents > 0) visit(key_of_word(word), words_[word]);
    }
    pairs_.for_each(visit);
  }

  [[nodiscard]] std::size_t memory() const noexcept { return words_.capacity() * sizeof(LiveTerm) + pairs_.memory(); }

 private:
  std::vector<LiveTerm> words_;
  LivePairs pairs_;
};

}  // namespace detail

STORYMAP_END
