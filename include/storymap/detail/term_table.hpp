// storymap/detail/term_table.hpp - the terms of texts to dense numbers and back.
// Room: engine. Depends on detail/ngram_table.hpp, detail/pulse.hpp and detail/terms.hpp.
#pragma once

#include <storymap/detail/ngram_table.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/radix_sort.hpp>
#include <storymap/detail/string_table.hpp>
#include <storymap/detail/terms.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Numbers terms 0, 1, 2, ... in order of first appearance. Terms that are words or made of words are numbered word by
/// word; all others, and those of a given vocabulary, by their bytes.
class TermTable {
 public:
  static constexpr std::uint32_t absent = StringTable::absent;

  TermTable() = default;
  explicit TermTable(bool made_of_words) : made_of_words_(made_of_words) {}

  [[nodiscard]] std::uint32_t size() const noexcept { return made_of_words_ ? grams_.size() : strings_.size(); }

  [[nodiscard]] std::string text(std::uint32_t number) const {
    return made_of_words_ ? grams_.text(number) : std::string(strings_[number]);
  }

  /// The number of a term, or `absent`. Beginnings of terms count as terms.
  [[nodiscard]] std::uint32_t find(std::string_view term) const noexcept {
    if (!made_of_words_) return strings_.find(term);
    std::uint32_t number = absent;
    for (std::size_t begin = 0; begin <= term.size();) {
      std::size_t const end = std::min(term.find(' ', begin), term.size());
      std::uint32_t const word = grams_.find(term.substr(begin, end - begin));
      number = begin == 0 ? word : grams_.find(number, word);
      if (number == absent) break;
      begin = end + 1;
    }
    return number;
  }

  template <class Beat = NoBeat>
  std::uint32_t intern(std::string_view term, Beat&& beat = {}) {
    return strings_.intern(term, beat);
  }

  // To fill a table of words and pairs with what was counted elsewhere: first all words, then all pairs.
  void reserve(std::size_t terms, Beat& beat) { grams_.reserve(terms, beat); }
  std::uint32_t intern_word(std::string_view word) { return grams_.intern(word); }
  std::uint32_t intern_pair(std::uint32_t first, std::uint32_t second) { return grams_.intern(first, second); }

  /// Calls `visit(number)` for each n-gram of the words, min <= n <= max; what is new is added.
  template <class Visit>
  void intern_ngrams(std::vector<std::string_view> const& words, std::size_t min, std::size_t max, Visit&& visit,
                     Beat& beat) {
    numbers_.clear();
    for (std::string_view const word : words) numbers_.push_back(grams_.intern(word));
    for_each_ngram(numbers_, min, max, visit,
                   [&](std::uint32_t beginning, std::uint32_t word) { return grams_.intern(beginning, word, beat); });
  }

  /// The same for n-grams that are there; the others are skipped.
  template <class Visit>
  void find_ngrams(std::vector<std::string_view> const& words, std::size_t min, std::size_t max, Visit&& visit) const {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(words.size());
    for (std::string_view const word : words) numbers.push_back(grams_.find(word));
    for_each_ngram(
        numbers, min, max,
        [&](std::uint32_t number) {
          if (number != absent) visit(number);
        },
        [this](std::uint32_t beginning, std::uint32_t word) { return grams_.find(beginning, word); });
  }

  /// Sorts numbers of terms by code points, which is the order of their UTF-8 bytes.
  void sort(std::vector<std::uint32_t>& numbers, Beat beat) const {
    if (!made_of_words_)
      return sort_by_text(
          numbers, [this](std::uint32_t number) { return strings_[number]; }, beat);
    std::vector<std::uint32_t> const rank = ranks_of_words(beat);
    if (rank.empty())
      return sort_by_text(
          numbers, [this](std::uint32_t number) { return grams_.text(number); }, beat);
    sort_by_words(numbers, rank, beat);
  }

 private:
  /// `numbers` are those of the words; the n-grams of n words replace those of n - 1, place by place.
  template <class Visit, class Extend>
  static void for_each_ngram(std::vector<std::uint32_t> const& words, std::size_t min, std::size_t max, Visit&& visit,
                             Extend&& extend) {
    std::vector<std::uint32_t> grams = words;
    for (std::size_t n = 1; n <= std::min(max, words.size()); ++n) {
      std::size_t const count = words.size() + 1 - n;
      for (std::size_t first = 0; first < count; ++first) {
        if (n > 1) grams[first] = extend(grams[first], words[first + n - 1]);
        if (n >= min) visit(grams[first]);
      }
    }
  }

  template <class TextOf>
  static void sort_by_text(std::vector<std::uint32_t>& numbers, TextOf&& text_of, Beat& beat) {
    std::vector<std::pair<decltype(text_of(0U)), std::uint32_t>> texts;
    texts.reserve(numbers.size());
    for (std::uint32_t const number : numbers) {
      texts.emplace_back(text_of(number), number);
      beat();
    }
    std::sort(texts.begin(), texts.end(), [&](auto const& a, auto const& b) {
      beat();
      return a < b;
    });
    std::transform(texts.begin(), texts.end(), numbers.begin(), [](auto const& entry) { return entry.second; });
  }

  /// Terms sort by the ranks of their words, as long as no byte of a word sorts before the space that joins them. Two
  /// words are a key; as equal keys keep their order, the last two of the longest terms come first.
  void sort_by_words(std::vector<std::uint32_t>& numbers, std::vector<std::uint32_t> const& rank, Beat& beat) const {
    std::size_t longest = 0;
    for (std::uint32_t const number : numbers) {
      longest = std::max(longest, grams_.words_of(number));
      beat();
    }
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
    keys.reserve(numbers.size());
    for (std::size_t pair = (longest + 1) / 2; pair > 0; --pair) {
      keys.clear();
      for (std::uint32_t const number : numbers) {
        // Where a term has no word, 0 sorts before all ranks.
        std::uint64_t key = 0;
        std::size_t place = grams_.words_of(number);
        grams_.for_each_word_backwards(number, [&](std::uint32_t word) {
          --place;
          if (place / 2 + 1 == pair) key |= std::uint64_t{rank[word]} << (place % 2 == 0 ? 32U : 0U);
        });
        keys.emplace_back(key, number);
        beat();
      }
      sort_by_key(keys, beat);
      std::transform(keys.begin(), keys.end(), numbers.begin(), [](auto const& entry) { return entry.second; });
    }
  }

  /// The rank of each word among all, counted from 1; empty when a word has a byte that sorts before a space.
  [[nodiscard]] std::vector<std::uint32_t> ranks_of_words(Beat& beat) const {
    StringTable const& words = grams_.words();
    std::vector<std::uint32_t> order(words.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      beat();
      return words[a] < words[b];
    });
    std::vector<std::uint32_t> rank(words.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) {
      rank[order[k]] = k + 1;
      beat(words[k].size());
      for (char const byte : words[k]) {
        if (static_cast<unsigned char>(byte) <= 0x20U) return {};
      }
    }
    return rank;
  }

  bool made_of_words_ = false;
  StringTable strings_;
  NgramTable grams_;
  std::vector<std::uint32_t> numbers_;  ///< scratch of `intern_ngrams`
};

}  // namespace detail

STORYMAP_END
