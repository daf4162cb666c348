// server/base/crypto/random.hpp - random bytes that nobody can guess.
// Room: base.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace storymap::server {

/// Fills `bytes` from the random source of the operating system. Any thread; ends the program when there is none.
void fill_random(std::span<char> bytes) noexcept;

/// So many of them.
[[nodiscard]] inline std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  fill_random(bytes);
  return bytes;
}

}  // namespace storymap::server
