// storymap/text.hpp - characters, letter case, accents and tokens, exactly as Python 3.11 sees them.
// Room: text. Depends on base.
//
// Every rule is the one of a Python function, because the scores of this library equal those of scikit-learn and that
// asks Python. The tables are those of one Unicode version, fixed here, whatever the machine knows.
//
//     std::string const text = to_lower("Order 7: pay by card");
//     for_each_word(text, [&](std::string_view word) { ... });  // order, pay, by, card
//
// Text is valid UTF-8 (`is_valid_utf8`). Bytes that are not do no harm: each is one character of its own, neither word
// nor white space, and is copied as it is. Every function is O(size of the text) and allocates nothing but the string
// it returns.
#pragma once

#include <storymap/utf8.hpp>

#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

/// The version of Unicode the tables hold: that of Python 3.11.
inline constexpr std::string_view unicode_version = "14.0.0";

/// `\w` of a Python regular expression: `str.isalnum()` or '_'. Letters and numbers of every script, but no combining
/// marks: a mark ends a word. O(1).
[[nodiscard]] bool is_word(char32_t code_point) noexcept;

/// `\s` of a Python regular expression: `str.isspace()`. Knows U+001C-001F, U+0085, U+00A0, U+2028 and their like.
/// O(1).
[[nodiscard]] bool is_space(char32_t code_point) noexcept;

/// `str.lower()`: the full mapping, with the two rules that are no table: U+0130 becomes two code points, and a capital
/// sigma at the end of a word becomes the final one.
[[nodiscard]] std::string to_lower(std::string_view text);

/// What becomes of accents: the values of `strip_accents` of scikit-learn's vectorizers.
enum class StripAccents {
  none,     ///< the text as it is
  ascii,    ///< decomposed (NFKD), then everything that is not ASCII is dropped
  unicode,  ///< decomposed (NFKD), then the combining marks are dropped
};

/// The text without accents: `strip_accents_ascii`, `strip_accents_unicode` of scikit-learn (0.22 and later). Hangul
/// syllables fall apart into their letters, as NFKD says. Takes O(log) of the number of decompositions a character.
[[nodiscard]] std::string strip_accents(std::string_view text, StripAccents how);

/// The text as profile `compat` compares it: lower case, its words of one or more word characters joined by single
/// spaces, everything else gone.
[[nodiscard]] std::string clean_text(std::string_view text);

/// `str.strip()`: a view of the text without white space at its ends. O(white space at the ends).
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// `len()` of the text.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

namespace detail {

/// Takes the next token off the front of `rest`; empty when there is none.
[[nodiscard]] std::string_view next_word(std::string_view& rest) noexcept;
[[nodiscard]] std::string_view next_field(std::string_view& rest) noexcept;

}  // namespace detail

/// Calls `visit(std::string_view)` for every word of two or more word characters, in order: the matches of
/// `(?u)\b\w\w+\b`, scikit-learn's default token pattern. The views point into `text`.
template <class F>
void for_each_word(std::string_view text, F&& visit) {
  while (true) {
    std::string_view const word = detail::next_word(text);
    if (word.empty()) return;
    visit(word);
  }
}

/// Calls `visit(std::string_view)` for every run of characters that are no white space, in order: `str.split()`. The
/// views point into `text`.
template <class F>
void for_each_field(std::string_view text, F&& visit) {
  while (true) {
    std::string_view const field = detail::next_field(text);
    if (field.empty()) return;
    visit(field);
  }
}

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/text.ipp>
#endif
