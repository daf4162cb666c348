// tests/reference/naive_utf8.hpp - UTF-8 as the Unicode standard writes it down: table 3-7, row by row.
#pragma once

#include <cstddef>
#include <string_view>

namespace reference {

/// The number of bytes of the well-formed sequence `text` starts with; 0 when there is none.
inline std::size_t utf8_size(std::string_view text) {
  struct Bytes {
    int from, to;
  };
  struct Row {
    std::size_t size;
    Bytes bytes[4];
  };
  static constexpr Row table[] = {
      {1, {{0x00, 0x7F}}},
      {2, {{0xC2, 0xDF}, {0x80, 0xBF}}},
      {3, {{0xE0, 0xE0}, {0xA0, 0xBF}, {0x80, 0xBF}}},
      {3, {{0xE1, 0xEC}, {0x80, 0xBF}, {0x80, 0xBF}}},
      {3, {{0xED, 0xED}, {0x80, 0x9F}, {0x80, 0xBF}}},
      {3, {{0xEE, 0xEF}, {0x80, 0xBF}, {0x80, 0xBF}}},
      {4, {{0xF0, 0xF0}, {0x90, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}}},
      {4, {{0xF1, 0xF3}, {0x80, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}}},
      {4, {{0xF4, 0xF4}, {0x80, 0x8F}, {0x80, 0xBF}, {0x80, 0xBF}}},
  };
  for (Row const& row : table) {
    bool fits = text.size() >= row.size;
    for (std::size_t i = 0; fits && i < row.size; ++i) {
      int const byte = static_cast<unsigned char>(text[i]);
      fits = byte >= row.bytes[i].from && byte <= row.bytes[i].to;
    }
    if (fits) return row.size;
  }
  return 0;
}

/// The offset of the first byte that starts no well-formed sequence, or npos.
inline std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += utf8_size(text.substr(at))) {
    if (utf8_size(text.substr(at)) == 0) return at;
  }
  return std::string_view::npos;
}

}  // namespace reference
