// storymap/detail/characters.hpp - looks characters up in the tables of Unicode, and walks over them in a text.
// Room: text. Depends on utf8.hpp.
#pragma once

#include <storymap/impl/unicode_tables.ipp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] constexpr CharKind const& kind_of(char32_t code_point) noexcept {
  if (code_point >= char_gap_begin) {
    if (code_point < char_gap_end || code_point >= char_end) return char_kinds[0];
    code_point -= char_gap_end - char_gap_begin;
  }
  char const letter = char_blocks[char_block_index[code_point / 128U]][code_point % 128U];
  return char_kinds[letter - char_first_letter];
}

/// The flags of the ASCII characters, one load away: most text is mostly ASCII.
inline constexpr auto ascii_flags = [] {
  std::array<std::uint8_t, 128> flags{};
  for (char32_t c = 0; c < flags.size(); ++c) flags[c] = kind_of(c).flags;
  return flags;
}();

[[nodiscard]] constexpr bool has_flag(char32_t code_point, std::uint8_t flag) noexcept {
  std::uint8_t const flags = code_point < ascii_flags.size() ? ascii_flags[code_point] : kind_of(code_point).flags;
  return (flags & flag) != 0;
}

/// The lower-case code point where there is exactly one; a capital sigma becomes the one inside a word.
[[nodiscard]] constexpr char32_t lower_of(char32_t code_point) noexcept {
  return static_cast<char32_t>(static_cast<std::int32_t>(code_point) + kind_of(code_point).lower);
}

/// Stands for a byte that is not UTF-8: no character has this value, so every table says no.
inline constexpr char32_t no_character = 0xFFFFFFFFU;

/// The character at `text[at]`, one byte long when it is not UTF-8.
[[nodiscard]] inline CodePoint char_at(std::string_view text, std::size_t at) noexcept {
  auto const byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80U) return {byte, 1};
  CodePoint const point = decode_utf8(text, at);
  return point.size == 0 ? CodePoint{no_character, 1} : point;
}

/// The last character of a text that is not empty.
[[nodiscard]] inline CodePoint last_char(std::string_view text) noexcept {
  for (std::size_t size = 1; size <= std::min<std::size_t>(text.size(), 4); ++size) {
    CodePoint const point = char_at(text, text.size() - size);
    if (point.size == size && point.value != no_character) return point;
  }
  return {no_character, 1};
}

/// Where the run of characters that satisfy `belongs` ends that begins at `at`.
template <class Predicate>
[[nodiscard]] std::size_t skip_while(std::string_view text, std::size_t at, Predicate belongs) noexcept {
  while (at < text.size()) {
    CodePoint const point = char_at(text, at);
    if (!belongs(point.value)) break;
    at += point.size;
  }
  return at;
}

[[nodiscard]] inline std::size_t skip_words(std::string_view text, std::size_t at) noexcept {
  return skip_while(text, at, [](char32_t c) { return has_flag(c, char_word); });
}

[[nodiscard]] inline std::size_t skip_non_words(std::string_view text, std::size_t at) noexcept {
  return skip_while(text, at, [](char32_t c) { return !has_flag(c, char_word); });
}

[[nodiscard]] inline std::size_t skip_spaces(std::string_view text, std::size_t at) noexcept {
  return skip_while(text, at, [](char32_t c) { return has_flag(c, char_space); });
}

}  // namespace detail

STORYMAP_END
