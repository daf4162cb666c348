// storymap/detail/json_position.hpp - an offset in a text as people count.
// Room: formats. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// "line 3, column 7" for an offset; columns count characters, lines from `first_line`.
[[nodiscard]] inline std::string describe_position(std::string_view text, std::size_t offset, std::size_t first_line) {
  std::string_view const before = text.substr(0, offset);
  auto const lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  std::string_view const line = before.substr(before.rfind('\n') + 1);
  auto const is_start = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  auto const column = 1 + std::count_if(line.begin(), line.end(), is_start);
  return "line " + std::to_string(first_line + lines) + ", column " + std::to_string(column);
}

}  // namespace detail

STORYMAP_END
