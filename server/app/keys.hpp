// server/app/keys.hpp - the keys that a server without any makes for itself.
// Room: app.
#pragma once

#include "server/base/crypto/key_ring.hpp"

#include <string>

namespace storymap::server::app {

/// Reads the keys in a file, or makes a key and writes it there, for the eyes of the owner alone. Throws
/// std::runtime_error when it cannot be read or written.
[[nodiscard]] KeyRing keys_in_file(std::string const& path);

}  // namespace storymap::server::app
