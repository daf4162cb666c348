// server/base/crypto/key_ring.hpp - secret keys with names, of which the newest is used and the older ones are still
// known.
// Room: base.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server {

/// A key that is told from others by its id.
struct NamedKey {
  std::string id;      ///< 1 to 40 letters, digits, '-' or '_'
  std::string secret;  ///< at least 32 bytes

  friend bool operator==(NamedKey const&, NamedKey const&) = default;
};

/// Keys, the newest first. To change a key, put a new one in front, and remove the old one when nothing made with it is
/// in use any more.
class KeyRing {
 public:
  /// Throws std::invalid_argument when there is no key, or one is ill-formed, too short or there twice. The words name
  /// the key by its id, never its secret.
  explicit KeyRing(std::vector<NamedKey> keys);

  /// Reads "k2:<base64url>,k1:<base64url>", as it stands in the configuration.
  [[nodiscard]] static KeyRing parse(std::string_view text);

  /// A key for this process alone: what it signs is worth nothing after a restart.
  [[nodiscard]] static KeyRing random();

  [[nodiscard]] NamedKey const& newest() const noexcept { return keys_.front(); }
  /// Null when there is none of that id.
  [[nodiscard]] NamedKey const* find(std::string_view id) const noexcept;

  [[nodiscard]] auto begin() const noexcept { return keys_.begin(); }
  [[nodiscard]] auto end() const noexcept { return keys_.end(); }

  /// As `parse` reads it.
  [[nodiscard]] std::string to_text() const;

  friend bool operator==(KeyRing const&, KeyRing const&) = default;

 private:
  std::vector<NamedKey> keys_;
};

}  // namespace storymap::server
