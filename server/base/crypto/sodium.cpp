// server/base/crypto/sodium.cpp - libsodium, set up before its first use.
#include "server/base/crypto/sodium.hpp"

#include <sodium.h>

#include <cstdlib>

namespace storymap::server::detail {

void need_sodium() noexcept {
  static bool const is_ready = sodium_init() >= 0;
  if (!is_ready) std::abort();
}

}  // namespace storymap::server::detail
