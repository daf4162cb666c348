// storymap/detail/token_stream.hpp - the words of all documents, as numbers.
// Room: engine. Depends on text, detail/term_sequence.hpp and detail/word_table.hpp.
#pragma once

#include <storymap/detail/characters.hpp>
#include <storymap/detail/prepared_text.hpp>
#include <storymap/detail/term_sequence.hpp>
#include <storymap/detail/word_marks.hpp>
#include <storymap/detail/word_table.hpp>
#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// How the words of a text are found.
struct WordOptions {
  StopWords const* stop_words = nullptr;
  bool lowercase = true;
  StripAccents strip_accents = StripAccents::none;
};

/// The words of a range of documents that are no stop words, numbered in order of first appearance.
class TokenStream {
 public:
  /// The documents are numbered from `first_row` on.
  TokenStream(WordOptions const& options, Simd simd, std::size_t first_row)
      : options_(options), marks_(simd), sequence_(first_row) {
    for (std::string const& word : *options.stop_words) {
      if (WordTable::takes(word)) words_.intern(word);
    }
    stop_words_ = words_.size();
  }

  /// Says that about so many words will come.
  void expect(std::size_t words) {
    sequence_.expect(words);
    words_.expect(words / expected_repeats);
  }

  void add(std::string_view document) {
    if (options_.strip_accents != StripAccents::none || !marks_.read(document, options_.lowercase)) {
      (void)marks_.read(PreparedText(document, options_.lowercase, options_.strip_accents).view(), false);
    }
    char const* const text = marks_.text();
    std::span<std::uint32_t const> const edges = marks_.edges();
    if (found_.size() < edges.size() / 2) found_.resize(edges.size());
    std::size_t count = 0;
    for (std::size_t k = 0; k < edges.size(); k += 2) {
      Found& word = found_[count];
      word.text = text + edges[k];
      word.size = edges[k + 1] - edges[k];
      word.key = words_.key(word.text, word.size);
      words_.prefetch(word.key);
      count += is_one_char(word.text, word.size) ? 0U : 1U;
    }
    std::uint32_t* next = sequence_.extend(count);
    std::uint32_t const* const end = next + count;
    for (std::size_t k = 0; k < count; ++k) {
      // A stop word wraps around and is written over by the next word.
      *next = words_.intern(found_[k].key, found_[k].text, found_[k].size) - stop_words_;
      next += *next < absent - stop_words_ ? 1 : 0;
    }
    sequence_.shrink(static_cast<std::size_t>(end - next));
    sequence_.end_row();
  }

  /// The documents; they are moved out of the stream.
  [[nodiscard]] TermSequence take_sequence() noexcept { return std::move(sequence_); }
  /// The numbers that the words have in another stream with the same options; words that are new there are added.
  [[nodiscard]] std::vector<std::uint32_t> numbers_in(TokenStream& other) const {
    std::vector<std::uint32_t> numbers(words());
    for (std::uint32_t first = 0; first < numbers.size(); first += words_at_once) {
      auto const end = std::min(first + words_at_once, words());
      for (std::uint32_t number = first; number < end; ++number) other.words_.prefetch(other.words_.key(word(number)));
      for (std::uint32_t number = first; number < end; ++number) {
        numbers[number] = other.words_.intern(word(number)) - stop_words_;
      }
    }
    return numbers;
  }

  [[nodiscard]] std::uint32_t words() const noexcept { return words_.size() - stop_words_; }
  [[nodiscard]] std::string_view word(std::uint32_t number) const noexcept { return words_[number + stop_words_]; }

 private:
  static constexpr std::uint32_t absent = WordTable::absent;
  /// So many times a word stands in a small backlog; in a large one far more often.
  static constexpr std::size_t expected_repeats = 8;
  static constexpr std::uint32_t words_at_once = 32;

  struct Found {
    WordTable::Key key;
    char const* text = nullptr;
    std::size_t size = 0;
  };

  [[nodiscard]] static bool is_one_char(char const* text, std::size_t size) noexcept {
    // ASCII, of which most words are, needs no branch.
    if (static_cast<unsigned char>(*text) < 0x80U) return size == 1;
    return char_at(std::string_view(text, size), 0).size == size;
  }

  WordOptions options_;
  WordMarks marks_;
  WordTable words_;
  std::uint32_t stop_words_ = 0;
  std::vector<Found> found_;
  TermSequence sequence_;
};

}  // namespace detail

STORYMAP_END
