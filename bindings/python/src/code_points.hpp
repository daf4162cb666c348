// bindings/python/src/code_points.hpp - the UTF-8 of texts that are held as code points of 1, 2 or 4 bytes each.
#pragma once

#include <cstddef>
#include <span>

namespace storymap::python {

/// So many bytes behind the UTF-8 of a text `write_utf8` may write over.
inline constexpr std::size_t utf8_slack = 4;

/// How many bytes the UTF-8 of a text takes; of code points that are none it is no less than what is written.
template <class Unit>
[[nodiscard]] std::size_t utf8_size(std::span<Unit const> text) noexcept {
  std::size_t size = text.size();
  for (Unit const unit : text) size += static_cast<std::size_t>(unit >= 0x80U);
  if constexpr (sizeof(Unit) > 1) {
    for (Unit const unit : text) size += static_cast<std::size_t>(unit >= 0x800U);
  }
  if constexpr (sizeof(Unit) > 2) {
    for (Unit const unit : text) size += static_cast<std::size_t>(unit >= 0x10000U);
  }
  return size;
}

/// Writes a code point from U+0800 on and returns its end; nullptr for a surrogate or what is no code point.
[[nodiscard]] inline char* write_long_utf8(char32_t code_point, char* end) noexcept {
  if ((code_point >= 0xD800U && code_point <= 0xDFFFU) || code_point > 0x10FFFFU) return nullptr;
  if (code_point < 0x10000U) {
    *end++ = static_cast<char>(0xE0U | (code_point >> 12U));
  } else {
    *end++ = static_cast<char>(0xF0U | (code_point >> 18U));
    *end++ = static_cast<char>(0x80U | ((code_point >> 12U) & 0x3FU));
  }
  *end++ = static_cast<char>(0x80U | ((code_point >> 6U) & 0x3FU));
  *end++ = static_cast<char>(0x80U | (code_point & 0x3FU));
  return end;
}

template <class Unit>
[[nodiscard]] char* write_each_utf8(std::span<Unit const> text, char* end) noexcept {
  for (char32_t const code_point : text) {
    if (code_point >= 0x800U) {
      end = write_long_utf8(code_point, end);
      if (end == nullptr) return nullptr;
      continue;
    }
    // Nobody can guess where words in another script end: a second byte is written in any case.
    bool const is_long = code_point >= 0x80U;
    end[0] = static_cast<char>(is_long ? 0xC0U | (code_point >> 6U) : code_point);
    end[1] = static_cast<char>(0x80U | (code_point & 0x3FU));
    end += is_long ? 2 : 1;
  }
  return end;
}

/// Writes the UTF-8 of a text and returns its end, or nullptr when it has a surrogate. There is room for
/// `utf8_size(text) + utf8_slack` bytes.
///
/// In one text most characters are ASCII, in another hardly any: some are looked at at once, and if all are, copied.
template <class Unit>
[[nodiscard]] char* write_utf8(std::span<Unit const> text, char* end) noexcept {
  constexpr std::size_t some = 16;
  for (; text.size() >= some; text = text.subspan(some)) {
    Unit all = 0;
    for (std::size_t k = 0; k < some; ++k) all = static_cast<Unit>(all | text[k]);
    if (all < 0x80U) {
      for (std::size_t k = 0; k < some; ++k) end[k] = static_cast<char>(text[k]);
      end += some;
    } else {
      end = write_each_utf8(text.first(some), end);
      if (end == nullptr) return nullptr;
    }
  }
  return write_each_utf8(text, end);
}

}  // namespace storymap::python
