// server/base/crypto/sha256.hpp - SHA-256 (FIPS 180-4).
// Room: base.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace storymap::server {

inline constexpr std::size_t sha256_size = 32;

/// The 32 bytes of the hash, in the form in which they are stored.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace storymap::server
