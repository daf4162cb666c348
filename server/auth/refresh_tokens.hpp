// server/auth/refresh_tokens.hpp - refresh tokens: each is used once, and one that is used again gives a thief away.
// Room: auth.
#pragma once

#include "server/base/crypto/hmac.hpp"
#include "server/base/crypto/key_ring.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server::auth {

/// What a refresh token says without a look into the database: of which session, and its how manieth.
struct RefreshToken {
  std::string session_id;
  std::int64_t counter = 0;
};

/// Makes and reads "smr_<session>.<counter>.<secret>.<tag>". The secret has 256 random bits; only its hash is stored.
/// The tag proves that a token which is not the newest was ours: only then its use is a theft, and not a guess.
class RefreshTokens {
 public:
  explicit RefreshTokens(KeyRing const& keys);

  [[nodiscard]] std::string make(std::string_view session_id, std::int64_t counter) const;

  /// Nothing for what we have not made.
  [[nodiscard]] std::optional<RefreshToken> read(std::string_view token) const;

 private:
  std::vector<HmacKey> keys_;  ///< the newest first
};

/// A token that only the holder of its parent can read: each parent hides one successor, so that the pad is used once.
[[nodiscard]] std::string hide_successor(std::string_view successor, std::string_view parent);
[[nodiscard]] std::string show_successor(std::string_view hidden, std::string_view parent);

}  // namespace storymap::server::auth
