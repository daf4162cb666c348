// server/base/crypto/random.cpp - random bytes, by libsodium.
#include "server/base/crypto/random.hpp"

#include "server/base/crypto/sodium.hpp"

#include <sodium.h>

namespace storymap::server {

void fill_random(std::span<char> bytes) noexcept {
  detail::need_sodium();
  randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace storymap::server
