// storymap/impl/text.ipp - bodies of text.hpp.
#pragma once

#include <storymap/detail/characters.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

STORYMAP_BEGIN

namespace detail {

/// How many ASCII bytes the text begins with; looks at eight at a time.
[[nodiscard]] inline std::size_t ascii_prefix(std::string_view text) noexcept {
  std::size_t at = 0;
  std::uint64_t word = 0;
  for (; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80U) ++at;
  return at;
}

[[nodiscard]] constexpr char ascii_lower(char byte) noexcept {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

/// Appends `point`, or the byte at `text[at]` where there is no character.
inline void append_char(std::string& out, std::string_view text, std::size_t at, char32_t point) {
  if (point == no_character) {
    out.push_back(text[at]);
  } else {
    append_utf8(out, point);
  }
}

/// The rule Final_Sigma of Unicode, as Python reads it: with case-ignorable characters left out, a cased one stands
/// before and none after.
[[nodiscard]] inline bool is_final_sigma(std::string_view before, std::string_view after) noexcept {
  auto const ignorable = [](char32_t c) { return has_flag(c, char_case_ignorable); };
  auto const cased = [](char32_t c) { return has_flag(c, char_cased); };
  while (!before.empty() && ignorable(last_char(before).value)) before.remove_suffix(last_char(before).size);
  if (before.empty() || !cased(last_char(before).value)) return false;
  std::size_t const next = skip_while(after, 0, ignorable);
  return next == after.size() || !cased(char_at(after, next).value);
}

inline void append_lower(std::string& out, std::string_view text, std::size_t at, CodePoint point) {
  if (point.value == U'\u0130') {
    out += "i\u0307";
  } else if (point.value == U'\u03A3' && is_final_sigma(text.substr(0, at), text.substr(at + point.size))) {
    out += "\u03C2";
  } else {
    append_char(out, text, at, lower_of(point.value));
  }
}

inline constexpr char32_t hangul_first = 0xAC00;
inline constexpr char32_t hangul_count = 11172;

/// A Hangul syllable is its leading consonant, vowel and perhaps trailing consonant: Unicode 3.12.
inline void append_hangul_letters(std::string& out, char32_t syllable) {
  char32_t const index = syllable - hangul_first;
  append_utf8(out, 0x1100U + index / 588U);
  append_utf8(out, 0x1161U + index % 588U / 28U);
  if (index % 28U != 0) append_utf8(out, 0x11A7U + index % 28U);
}

/// The run that holds `code_point`, or null when decomposition leaves it as it is.
[[nodiscard]] inline AccentRun const* find_accent_run(char32_t code_point) noexcept {
  auto const* next = std::upper_bound(std::begin(accent_runs), std::end(accent_runs), code_point,
                                      [](char32_t value, AccentRun const& run) { return value < run.first; });
  if (next == std::begin(accent_runs)) return nullptr;
  AccentRun const& run = *std::prev(next);
  return code_point - run.first < run.count ? &run : nullptr;
}

inline void append_without_accents(std::string& out, std::string_view text, std::size_t at, char32_t point) {
  if (point - hangul_first < hangul_count) return append_hangul_letters(out, point);
  AccentRun const* const run = find_accent_run(point);
  if (run == nullptr) return append_char(out, text, at, point);
  char32_t const* const plain = accent_free + run->at + (point - run->first) * run->length;
  for (std::size_t i = 0; i < run->length; ++i) append_utf8(out, plain[i]);
}

}  // namespace detail

STORYMAP_DECL bool is_word(char32_t code_point) noexcept { return detail::has_flag(code_point, detail::char_word); }

STORYMAP_DECL bool is_space(char32_t code_point) noexcept { return detail::has_flag(code_point, detail::char_space); }

STORYMAP_DECL std::string to_lower(std::string_view text) {
  std::size_t at = detail::ascii_prefix(text);
  std::string lowered;
  lowered.reserve(text.size());
  lowered.assign(text.substr(0, at));
  for (char& byte : lowered) byte = detail::ascii_lower(byte);
  while (at < text.size()) {
    CodePoint const point = detail::char_at(text, at);
    if (point.value < 0x80U) {
      lowered.push_back(detail::ascii_lower(text[at]));
    } else {
      detail::append_lower(lowered, text, at, point);
    }
    at += point.size;
  }
  return lowered;
}

STORYMAP_DECL std::string strip_accents(std::string_view text, StripAccents how) {
  std::size_t at = how == StripAccents::none ? text.size() : detail::ascii_prefix(text);
  std::string plain;
  plain.reserve(text.size());
  plain.assign(text.substr(0, at));
  while (at < text.size()) {
    CodePoint const point = detail::char_at(text, at);
    detail::append_without_accents(plain, text, at, point.value);
    at += point.size;
  }
  if (how == StripAccents::ascii)
    std::erase_if(plain, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80U; });
  return plain;
}

STORYMAP_DECL std::string clean_text(std::string_view text) {
  // Squeezed in place: a word never moves to the right, because at least one byte stood between it and the one before.
  std::string clean = to_lower(text);
  std::size_t size = 0;
  std::size_t word = detail::skip_non_words(clean, 0);
  while (word < clean.size()) {
    std::size_t const word_end = detail::skip_words(clean, word);
    if (size > 0) clean[size++] = ' ';
    std::memmove(clean.data() + size, clean.data() + word, word_end - word);
    size += word_end - word;
    word = detail::skip_non_words(clean, word_end);
  }
  clean.resize(size);
  return clean;
}

STORYMAP_DECL std::string_view trim(std::string_view text) noexcept {
  text.remove_prefix(detail::skip_spaces(text, 0));
  while (!text.empty()) {
    CodePoint const last = detail::last_char(text);
    if (!is_space(last.value)) break;
    text.remove_suffix(last.size);
  }
  return text;
}

STORYMAP_DECL std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += detail::char_at(text, at).size) ++count;
  return count;
}

namespace detail {

STORYMAP_DECL std::string_view next_word(std::string_view& rest) noexcept {
  while (!rest.empty()) {
    std::size_t const begin = skip_non_words(rest, 0);
    std::size_t const end = skip_words(rest, begin);
    std::string_view const word = rest.substr(begin, end - begin);
    rest.remove_prefix(end);
    if (!word.empty() && word.size() > char_at(word, 0).size) return word;
  }
  return {};
}

STORYMAP_DECL std::string_view next_field(std::string_view& rest) noexcept {
  std::size_t const begin = skip_spaces(rest, 0);
  std::size_t const end = skip_while(rest, begin, [](char32_t c) { return !is_space(c); });
  std::string_view const field = rest.substr(begin, end - begin);
  rest.remove_prefix(end);
  return field;
}

}  // namespace detail

STORYMAP_END
