// storymap/utf8.hpp - reading and writing UTF-8, one code point at a time.
// Room: base. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

/// One decoded code point and the number of bytes it took; `size` 0 marks bytes that are not UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;
};

/// Decodes the code point at `text[at]`. Follows Unicode table 3-7: overlong forms, surrogates and values above
/// U+10FFFF are not UTF-8. `at` must be below `text.size()`.
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept;

/// Appends `code_point`, which must be a Unicode scalar value, to `out`.
void append_utf8(std::string& out, char32_t code_point);

/// The offset of the first byte that does not belong to valid UTF-8, or `npos` when all of `text` is valid. O(n).
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text) noexcept;

[[nodiscard]] inline bool is_valid_utf8(std::string_view text) noexcept {
  return find_invalid_utf8(text) == std::string_view::npos;
}

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/utf8.ipp>
#endif
