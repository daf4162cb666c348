// storymap/detail/long_lines.hpp - lines that are too long to have been written by people.
// Room: formats. Depends on result.hpp.
//
// A file without line ends is one title of its whole size, which every answer would repeat.
#pragma once

#include <storymap/result.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline Failure line_too_long(std::size_t longest, std::size_t number, std::string_view expected) {
  std::string message = "the line is longer than " + std::to_string(longest) + " bytes; expected ";
  return failure(Errc::too_large, message.append(expected), "line " + std::to_string(number));
}

/// Refuses a text with a line of more than `longest` bytes, unless `may_be_long(line)` says that it may. Lines end with
/// LF, CRLF or CR. O(n).
template <class MayBeLong>
[[nodiscard]] Result<void> check_line_lengths(std::string_view text, std::size_t longest, std::string_view expected,
                                              MayBeLong&& may_be_long) {
  for (std::size_t number = 1; text.size() > longest; ++number) {
    std::string_view const line = text.substr(0, text.find_first_of("\r\n"));
    if (line.size() > longest && !may_be_long(line)) return line_too_long(longest, number, expected);
    text.remove_prefix(line.size());
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size(), 1));
  }
  return {};
}

}  // namespace detail

STORYMAP_END
