// storymap/impl/utf8.ipp - bodies of utf8.hpp.
#pragma once

#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] constexpr bool is_continuation(unsigned char byte) noexcept { return (byte & 0xC0U) == 0x80U; }

/// The offset of the first byte from `at` on, where a character begins, that does not belong to valid UTF-8.
STORYMAP_DECL std::size_t find_invalid_from(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    std::size_t const size = decode_utf8(text, at).size;
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

/// Some bytes of a text with the three before them, and zeros where the text does not reach.
///
/// Whether UTF-8 is valid can be seen at every byte from the three before it, without knowing where characters begin:
/// a byte continues one if and only if the bytes before it ask for that, and some bytes never do. So many bytes are
/// looked at at once.
class Utf8Block {
 public:
  static constexpr std::size_t size = 64;

  Utf8Block(std::string_view text, std::size_t at) noexcept {
    if (at >= lookback && text.size() - at >= size) {
      bytes_ = text.data() + at - lookback;
      return;
    }
    std::size_t const before = std::min(at, lookback);
    std::size_t const count = std::min(size, text.size() - at);
    std::memset(copy_, 0, sizeof copy_);
    // An empty view may have no address, which memcpy may not be given even for no bytes.
    if (before + count > 0) std::memcpy(copy_ + lookback - before, text.data() + at - before, before + count);
    bytes_ = copy_;
  }
  Utf8Block(Utf8Block const&) = delete;
  Utf8Block& operator=(Utf8Block const&) = delete;

  [[nodiscard]] bool is_ascii() const noexcept {
    Lanes const all = lanes(0) | lanes(16) | lanes(32) | lanes(48) | lanes(lookback + 48);
    return !any(all & 0x80U);
  }

  [[nodiscard]] bool is_valid() const noexcept {
    Lanes wrong = {};
    for (std::size_t k = 0; k < size; k += sizeof(Lanes)) {
      wrong |= errors(lanes(k + 3), lanes(k + 2), lanes(k + 1), lanes(k));
    }
    return !any(wrong);
  }

 private:
  static constexpr std::size_t lookback = 3;
  using Lanes = unsigned char __attribute__((vector_size(16)));
  using Mask = signed char __attribute__((vector_size(16)));

  [[nodiscard]] Lanes lanes(std::size_t at) const noexcept {
    Lanes some;
    std::memcpy(&some, bytes_ + at, sizeof some);
    return some;
  }

  [[nodiscard]] static bool any(Lanes const& some) noexcept {
    std::uint64_t halves[2];
    std::memcpy(halves, &some, sizeof halves);
    return (halves[0] | halves[1]) != 0;
  }

  /// Not 0 where a byte cannot follow the three before it.
  [[nodiscard]] static Lanes errors(Lanes byte, Lanes first, Lanes second, Lanes third) noexcept {
    Mask const is_asked = (first >= 0xC2U) | (second >= 0xE0U) | (third >= 0xF0U);
    Mask const continues = (byte & 0xC0U) == 0x80U;
    Mask const is_never = ((byte & 0xFEU) == 0xC0U) | (byte >= 0xF5U);
    Mask const is_overlong = ((first == 0xE0U) & (byte < 0xA0U)) | ((first == 0xF0U) & (byte < 0x90U));
    Mask const is_too_high = ((first == 0xEDU) & (byte >= 0xA0U)) | ((first == 0xF4U) & (byte >= 0x90U));
    return reinterpret_cast<Lanes>((is_asked ^ continues) | is_never | is_overlong | is_too_high);
  }

  char const* bytes_;
  char copy_[lookback + size];
};

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
  // The last block has the end of the text in it, which ends no character before its time.
  for (std::size_t at = 0; at <= text.size(); at += detail::Utf8Block::size) {
    detail::Utf8Block const block(text, at);
    if (block.is_ascii() || block.is_valid()) continue;
    // All characters that end before this block are valid; where it goes wrong is to be seen from the beginning of one.
    std::size_t begin = at;
    while (begin > 0 && at - begin < 3 && (static_cast<unsigned char>(text[begin - 1]) & 0x80U) != 0) --begin;
    while (begin < at && detail::is_continuation(static_cast<unsigned char>(text[begin]))) ++begin;
    return detail::find_invalid_from(text, begin);
  }
  return std::string_view::npos;
}

STORYMAP_END
