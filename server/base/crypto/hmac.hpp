// server/base/crypto/hmac.hpp - HMAC with SHA-256 (RFC 2104).
// Room: base.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace storymap::server {

/// A key made ready for many messages. It may be used from many threads at once.
class HmacKey {
 public:
  /// Throws std::runtime_error when OpenSSL refuses it: never for want of length.
  explicit HmacKey(std::string_view secret);

  /// The 32 bytes that authenticate the parts of a message, one behind the other.
  [[nodiscard]] std::string sign(std::initializer_list<std::string_view> parts) const;
  [[nodiscard]] std::string sign(std::string_view message) const { return sign({message}); }

  /// True when `signature` is that of `message`, found out in constant time.
  [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;

 private:
  struct State;
  std::shared_ptr<State const> state_;
};

[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace storymap::server
