// storymap/stopwords.hpp - words that say nothing about what a text is about.
// Room: text. Depends on result.hpp.
//
//     StopWords const words = StopWords::parse("# our product\nacme portal");
//     words.contains("acme");                             // true
//     Result<StopWords> russian = find_stop_words("ru");
#pragma once

#include <storymap/result.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// A set of words, sorted by their bytes. Words are compared byte for byte, and the engine asks for lower-case tokens:
/// a list with capitals in it does not match, as in scikit-learn.
class StopWords {
 public:
  using value_type = std::string;
  using const_iterator = std::vector<std::string>::const_iterator;

  StopWords() = default;
  StopWords(std::initializer_list<std::string_view> words) : words_(words.begin(), words.end()) { sort(); }

  /// The words of a range of strings, in any order, repeated or not. O(n log n).
  template <std::ranges::input_range Words>
  requires std::convertible_to<std::ranges::range_reference_t<Words const>, std::string_view>
  explicit StopWords(Words const& words) {
    for (std::string_view const word : words) words_.emplace_back(word);
    sort();
  }

  /// The words of a text: separated by white space, and from a word that begins with '#' to the end of its line a
  /// comment. A byte order mark at the beginning is ignored. O(n log n).
  [[nodiscard]] static StopWords parse(std::string_view text);

  /// O(log n).
  [[nodiscard]] bool contains(std::string_view word) const noexcept {
    return std::binary_search(words_.begin(), words_.end(), word, std::less<>{});
  }

  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
  [[nodiscard]] const_iterator begin() const noexcept { return words_.begin(); }
  [[nodiscard]] const_iterator end() const noexcept { return words_.end(); }

  friend bool operator==(StopWords const&, StopWords const&) = default;

 private:
  void sort();

  std::vector<std::string> words_;
};

/// The built-in lists. Each call builds the list anew: keep it.
namespace stop_words {

/// No word at all.
[[nodiscard]] StopWords none();

/// 318 English words: ENGLISH_STOP_WORDS of scikit-learn.
[[nodiscard]] StopWords english();

/// 155 Russian words: the list of the Snowball project, also spelled with U+0451 where it is commonly written.
[[nodiscard]] StopWords russian();

/// 151 Russian words: what profile `compat` leaves out.
[[nodiscard]] StopWords compat();

}  // namespace stop_words

/// The built-in list of this name: `none`, `en`, `ru` or `compat`. Any other name is `invalid_argument`.
[[nodiscard]] Result<StopWords> find_stop_words(std::string_view name);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/stopwords.ipp>
#endif
