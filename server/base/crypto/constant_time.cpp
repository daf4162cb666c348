// server/base/crypto/constant_time.cpp - comparing and forgetting secrets, by libsodium.
#include "server/base/crypto/constant_time.hpp"

#include <sodium.h>

namespace storymap::server {

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::string& secret) noexcept {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

}  // namespace storymap::server
