// storymap/impl/utf8.ipp - bodies of utf8.hpp.
#pragma once

#include <storymap/utf8.hpp>

#include <cstdint>
#include <cstring>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] constexpr bool is_continuation(unsigned char byte) noexcept { return (byte & 0xC0U) == 0x80U; }

}  // namespace detail

STORYMAP_DECL CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept {
  auto const byte = [&](std::size_t offset) -> unsigned char {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  unsigned char const lead = byte(0);
  if (lead < 0x80U) return {lead, 1};
  if (lead < 0xC2U || lead > 0xF4U || !detail::is_continuation(byte(1))) return {};
  char32_t const second = byte(1) & 0x3FU;
  if (lead < 0xE0U) return {((lead & 0x1FU) << 6U) | second, 2};
  if (!detail::is_continuation(byte(2))) return {};
  char32_t const third = byte(2) & 0x3FU;
  if (lead < 0xF0U) {
    char32_t const value = ((lead & 0x0FU) << 12U) | (second << 6U) | third;
    bool const surrogate = value >= 0xD800U && value <= 0xDFFFU;
    return value < 0x800U || surrogate ? CodePoint{} : CodePoint{value, 3};
  }
  if (!detail::is_continuation(byte(3))) return {};
  char32_t const value = ((lead & 0x07U) << 18U) | (second << 12U) | (third << 6U) | (byte(3) & 0x3FU);
  return value < 0x10000U || value > 0x10FFFFU ? CodePoint{} : CodePoint{value, 4};
}

STORYMAP_DECL void append_utf8(std::string& out, char32_t code_point) {
  auto const push = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code_point < 0x80U) {
    push(code_point);
  } else if (code_point < 0x800U) {
    push(0xC0U | (code_point >> 6U));
    push(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000U) {
    push(0xE0U | (code_point >> 12U));
    push(0x80U | ((code_point >> 6U) & 0x3FU));
    push(0x80U | (code_point & 0x3FU));
  } else {
    push(0xF0U | (code_point >> 18U));
    push(0x80U | ((code_point >> 12U) & 0x3FU));
    push(0x80U | ((code_point >> 6U) & 0x3FU));
    push(0x80U | (code_point & 0x3FU));
  }
}

STORYMAP_DECL std::size_t find_invalid_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    // Eight ASCII bytes at a time: most text is mostly ASCII.
    std::uint64_t word = 0;
    while (at + sizeof word <= text.size()) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if ((word & 0x8080808080808080ULL) != 0) break;
      at += sizeof word;
    }
    if (at == text.size()) break;
    std::size_t const size = decode_utf8(text, at).size;
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

STORYMAP_END
