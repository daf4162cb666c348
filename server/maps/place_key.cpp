// server/maps/place_key.cpp - bodies of place_key.hpp.
#include "server/maps/place_key.hpp"

#include <cstdint>

namespace storymap::server::maps {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::uint64_t base = digits.size();
/// As many as fit into 64 bits.
constexpr std::size_t most_digits = 10;

/// The digit at a place of a fraction; beyond its end it has zeros.
[[nodiscard]] std::uint64_t digit(std::string_view key, std::size_t at) noexcept {
  return at < key.size() ? digits.find(key[at]) : 0;
}

/// The first digits of a key, as a number.
[[nodiscard]] std::uint64_t number(std::string_view key, std::size_t begin, std::size_t size) noexcept {
  std::uint64_t value = 0;
  for (std::size_t k = 0; k < size; ++k) value = value * base + digit(key, begin + k);
  return value;
}

[[nodiscard]] std::uint64_t power(std::size_t size) noexcept {
  std::uint64_t value = 1;
  for (std::size_t k = 0; k < size; ++k) value *= base;
  return value;
}

[[nodiscard]] std::string key_of(std::string_view prefix, std::uint64_t value, std::size_t size) {
  std::string key(prefix);
  key.resize(prefix.size() + size);
  for (std::size_t k = key.size(); k > prefix.size(); value /= base) key[--k] = digits[value % base];
  key.erase(key.find_last_not_of('0') + 1);
  return key;
}

}  // namespace

std::vector<std::string> keys_between(std::string_view below, std::string_view above, std::size_t count) {
  // What both begin with stays. Behind it, so many digits are taken that the keys fit in between.
  std::size_t shared = 0;
  while (shared < above.size() && digit(below, shared) == digit(above, shared)) ++shared;
  std::string prefix(above.substr(0, shared));
  // At an end, where most is added, keys keep a fixed distance, and there are digits for millions of them.
  bool const is_first = below.empty() && !above.empty();
  bool const is_last = above.empty() && !below.empty();
  std::uint64_t const distance = is_first || is_last ? base * base : 1;
  for (std::size_t size = distance > 1 ? 6 : 1;; ++size) {
    if (size > most_digits) {
      // Very little room: one more digit of the lower key is fixed, and everything above it is free.
      prefix += digits[digit(below, prefix.size())];
      above = {};
      size = 1;
    }
    std::uint64_t const low = number(below, prefix.size(), size);
    std::uint64_t const high = above.empty() ? power(size) : number(above, prefix.size(), size);
    if (high <= low || (high - low - 1) / distance < count) continue;
    std::uint64_t const step = distance > 1 ? distance : (high - low) / (count + 1);
    std::uint64_t const begin = is_first ? high - step * (count + 1) : low;
    std::vector<std::string> keys;
    keys.reserve(count);
    for (std::size_t k = 1; k <= count; ++k) keys.push_back(key_of(prefix, begin + step * k, size));
    return keys;
  }
}

}  // namespace storymap::server::maps
