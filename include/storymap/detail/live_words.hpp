// storymap/detail/live_words.hpp - texts to word numbers, the way the vectorizer reads them.
// Room: engine. Depends on text and detail/string_table.hpp.
#pragma once

#include <storymap/detail/characters.hpp>
#include <storymap/detail/prepared_text.hpp>
#include <storymap/detail/string_table.hpp>
#include <storymap/detail/word_marks.hpp>
#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Finds the words of texts: the tokens of analyzer `word`. One for each thread.
class LiveReader {
 public:
  LiveReader() : marks_(best_simd()) {}

  /// Calls `visit(std::string_view)` for every run of two or more word characters, prepared as the options say.
  template <class Visit>
  void read(std::string_view text, bool lowercase, StripAccents accents, Visit&& visit) {
    if (accents != StripAccents::none || !marks_.read(text, lowercase)) {
      (void)marks_.read(PreparedText(text, lowercase, accents).view(), false);
    }
    std::span<std::uint32_t const> const edges = marks_.edges();
    for (std::size_t k = 0; k < edges.size(); k += 2) {
      std::string_view const word(marks_.text() + edges[k], edges[k + 1] - edges[k]);
      if (char_at(word, 0).size < word.size()) visit(word);
    }
  }

 private:
  WordMarks marks_;
};

/// The numbers of words. Stop words have the first ones, so that a word is looked up once.
class LiveWords {
 public:
  static constexpr std::uint32_t absent = StringTable::absent;

  explicit LiveWords(StopWords const& stop_words) {
    for (std::string const& word : stop_words) words_.intern(word);
    stop_words_ = words_.size();
  }

  /// Numbers count from 0 behind the stop words.
  [[nodiscard]] std::uint32_t size() const noexcept { return words_.size() - stop_words_; }
  [[nodiscard]] std::string_view operator[](std::uint32_t word) const noexcept { return words_[word + stop_words_]; }

  [[nodiscard]] std::size_t memory() const noexcept { return words_.memory(); }

  /// Appends the number of a word, added when it is new, unless it is a stop word.
  void intern(std::string_view word, std::vector<std::uint32_t>& numbers) {
    std::uint32_t const number = words_.intern(word);
    if (number >= stop_words_) numbers.push_back(number - stop_words_);
  }

  /// Appends the number of a word, `absent` for an unknown one, unless it is a stop word.
  void find(std::string_view word, std::vector<std::uint32_t>& numbers) const {
    std::uint32_t const number = words_.find(word);
    if (number == absent) {
      numbers.push_back(absent);
    } else if (number >= stop_words_) {
      numbers.push_back(number - stop_words_);
    }
  }

 private:
  StringTable words_;
  std::uint32_t stop_words_ = 0;
};

}  // namespace detail

STORYMAP_END
