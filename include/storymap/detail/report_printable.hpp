// storymap/detail/report_printable.hpp - text from a file, made harmless before a person sees it.
// Room: report. Depends on utf8.hpp.
//
// A title may hold escape sequences that recolour a terminal, move its cursor or change its title, and invisible
// characters that turn the reading direction of all that follows. None of them may leave a report.
#pragma once

#include <storymap/utf8.hpp>

#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// Characters that act on a terminal or a reader instead of being read: C0, DEL, C1, and the overrides and isolates of
/// bidirectional text.
[[nodiscard]] constexpr bool is_active(char32_t code_point) noexcept {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
         (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

/// Ends of lines and tabs, which become a space, also U+0085 and the separators of Unicode.
[[nodiscard]] constexpr bool is_break(char32_t code_point) noexcept {
  return (code_point >= 0x09 && code_point <= 0x0D) || code_point == 0x85 || code_point == 0x2028 ||
         code_point == 0x2029;
}

/// Appends what may be shown of the character at `at` and returns its size in bytes.
inline std::size_t append_printable(std::string& out, std::string_view text, std::size_t at) {
  CodePoint const point = decode_utf8(text, at);
  if (point.size == 0) {
    out += "\uFFFD";
    return 1;
  }
  if (is_break(point.value)) {
    if (!out.empty() && out.back() != ' ') out += ' ';
  } else if (is_active(point.value)) {
    out += "\uFFFD";
  } else {
    out.append(text, at, point.size);
  }
  return point.size;
}

/// The text on one line: line ends and tabs become one space, active characters and bytes that are no UTF-8 become the
/// replacement character. O(n).
[[nodiscard]] inline std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) at += append_printable(out, text, at);
  return out;
}

}  // namespace detail

STORYMAP_END
