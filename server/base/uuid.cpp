// server/base/uuid.cpp - identifiers that sort by time.
#include "server/base/uuid.hpp"

#include "server/base/crypto/hex.hpp"
#include "server/base/crypto/random.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace storymap::server {
namespace {

constexpr unsigned counter_bits = 12;
constexpr std::array<std::size_t, 4> dashes = {8, 13, 18, 23};

void put(std::array<char, 16>& bytes, std::size_t first, std::size_t count, std::uint64_t value) noexcept {
  for (std::size_t k = count; k-- > 0; value >>= 8) bytes[first + k] = static_cast<char>(value & 0xFF);
}

/// A random place in the lower half of the counter: the upper half is room to count in.
std::uint64_t random_start() noexcept {
  std::array<char, 2> random{};
  fill_random(random);
  return static_cast<std::uint64_t>(static_cast<unsigned char>(random[0]) & 7) << 8 |
         static_cast<unsigned char>(random[1]);
}

}  // namespace

std::uint64_t UuidSource::next_instant() {
  auto const now = static_cast<std::uint64_t>(to_milliseconds(clock_.now())) << counter_bits | random_start();
  std::uint64_t newest = newest_.load();
  std::uint64_t next = 0;
  // A counter that runs over carries into the milliseconds, which then are ahead of the clock for a moment.
  do {
    bool const is_later = (now >> counter_bits) > (newest >> counter_bits);
    next = is_later ? now : newest + 1;
  } while (!newest_.compare_exchange_weak(newest, next));
  return next;
}

std::string UuidSource::next() {
  std::uint64_t const instant = next_instant();
  std::array<char, 16> bytes{};
  fill_random(std::span(bytes).subspan(8));
  put(bytes, 0, 6, instant >> counter_bits);
  put(bytes, 6, 2, 0x7000 | (instant & 0xFFF));
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3F) | 0x80);
  std::string text = to_hex({bytes.data(), bytes.size()});
  for (std::size_t const dash : dashes) text.insert(dash, 1, '-');
  return text;
}

bool is_uuid(std::string_view text) noexcept {
  if (text.size() != 36) return false;
  for (std::size_t k = 0; k < text.size(); ++k) {
    bool const is_digit = (text[k] >= '0' && text[k] <= '9') || (text[k] >= 'a' && text[k] <= 'f');
    bool const is_dash = std::find(dashes.begin(), dashes.end(), k) != dashes.end();
    if (is_dash ? text[k] != '-' : !is_digit) return false;
  }
  return true;
}

Time time_of_uuid(std::string_view uuid) noexcept {
  std::int64_t high = 0;
  std::int64_t low = 0;
  std::from_chars(uuid.data(), uuid.data() + std::min<std::size_t>(uuid.size(), 8), high, 16);
  if (uuid.size() >= 13) std::from_chars(uuid.data() + 9, uuid.data() + 13, low, 16);
  return from_milliseconds(high << 16 | low);
}

}  // namespace storymap::server
