// storymap/detail/checksum.hpp - bytes to a number that changes when they do.
// Room: base. Depends on detail/hash.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// The whole number of up to eight bytes, the lowest first.
[[nodiscard]] inline std::uint64_t little_endian(std::string_view bytes) noexcept {
  std::uint64_t number = 0;
  for (std::size_t k = bytes.size(); k > 0; --k) number = number << 8U | static_cast<unsigned char>(bytes[k - 1]);
  return number;
}

/// A checksum against damage, not against forgery. Each step is a bijection, so a change within eight bytes that stand
/// together is always seen, and any other but for once in 2^64.
[[nodiscard]] inline std::uint64_t checksum(std::string_view bytes) noexcept {
  std::uint64_t sum = mixed(bytes.size(), 0);
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) sum = mixed(sum ^ little_endian(bytes.substr(0, 8)), 0);
  return bytes.empty() ? sum : mixed(sum ^ little_endian(bytes), 0);
}

}  // namespace detail

STORYMAP_END
