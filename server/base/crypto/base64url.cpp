// server/base/crypto/base64url.cpp - bytes as letters.
#include "server/base/crypto/base64url.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace storymap::server {
namespace {

constexpr std::string_view url_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view plain_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_letter = 64;

/// The number of each letter of the URL alphabet.
constexpr std::array<std::uint8_t, 256> numbers = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(no_letter);
  for (std::size_t k = 0; k < url_letters.size(); ++k) {
    table[static_cast<unsigned char>(url_letters[k])] = static_cast<std::uint8_t>(k);
  }
  return table;
}();

std::string encode(std::string_view bytes, std::string_view letters) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (char const byte : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(byte);
    for (held += 8; held >= 6; held -= 6) text += letters[(bits >> (held - 6)) & 63];
  }
  if (held > 0) text += letters[(bits << (6 - held)) & 63];
  return text;
}

}  // namespace

std::string to_base64url(std::string_view bytes) { return encode(bytes, url_letters); }

std::string to_base64(std::string_view bytes) {
  std::string text = encode(bytes, plain_letters);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (char const letter : text) {
    std::uint8_t const number = numbers[static_cast<unsigned char>(letter)];
    if (number == no_letter) return std::nullopt;
    bits = (bits << 6) | number;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>((bits >> held) & 0xFF);
    }
  }
  bool const is_canonical = (bits & ((1U << held) - 1)) == 0;
  return is_canonical ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace storymap::server
