// server/base/crypto/sodium.hpp - libsodium, set up before its first use.
// Room: base.
#pragma once

namespace storymap::server::detail {

/// To be called before anything else of libsodium; costs next to nothing afterwards. A machine without a random source
/// is no place for a server: it ends the program.
void need_sodium() noexcept;

}  // namespace storymap::server::detail
