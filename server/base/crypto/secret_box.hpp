// server/base/crypto/secret_box.hpp - secrets at rest: tokens of other services, keys of webhooks, in the database.
// Room: base.
#pragma once

#include "server/base/crypto/key_ring.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace storymap::server {

/// Encrypts with the newest key and decrypts with any, by XChaCha20-Poly1305: nonces are random, and long enough for
/// that. Any thread.
///
/// What is encrypted is bound to `place`, as "integrations/<row id>/token": moved to another row or column it does not
/// open, so that nobody who may write to the database can have us decrypt for them.
class SecretBox {
 public:
  /// Throws std::invalid_argument unless each key has exactly 32 bytes.
  explicit SecretBox(KeyRing keys);

  /// Bytes: a version, the id of the key, the nonce, the encrypted text and its tag.
  [[nodiscard]] std::string seal(std::string_view secret, std::string_view place) const;

  /// Nothing when it was changed, stood elsewhere, or its key is gone.
  [[nodiscard]] std::optional<std::string> open(std::string_view sealed, std::string_view place) const;

  /// True when it was sealed with another key than the newest: `seal` it again before that key is removed.
  [[nodiscard]] bool needs_rotation(std::string_view sealed) const;

 private:
  KeyRing keys_;
};

}  // namespace storymap::server
