// server/base/crypto/jwt.hpp - access tokens that need no look into the database (RFC 7519, RFC 9068).
// Room: base.
//
//     std::string const token = tokens.issue(user_id, session_id, clock.now());
//     auto const verdict = tokens.verify(token, clock.now());
//     if (auto const* claims = std::get_if<AccessClaims>(&verdict)) use(claims->subject);
#pragma once

#include "server/base/clock.hpp"
#include "server/base/crypto/jws.hpp"
#include "server/base/crypto/key_ring.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

namespace storymap::server {

/// What an access token says. It is the profile of RFC 9068 without `client_id`: we are our only client.
struct AccessClaims {
  std::string subject;  ///< "sub": the id of the user
  std::string session;  ///< "sid": which may have been ended since, see the list of those that were
  std::string id;       ///< "jti"
  Time issued_at;       ///< "iat"
  Time expires_at;      ///< "exp"

  friend bool operator==(AccessClaims const&, AccessClaims const&) = default;
};

struct AccessTokenOptions {
  std::string issuer;    ///< "iss"
  std::string audience;  ///< "aud"
  std::chrono::seconds lifetime{600};
  /// How far the clocks of two servers may differ, 0 to 60 s.
  std::chrono::seconds leeway{0};
};

/// Issues and verifies them. Any thread.
class AccessTokens {
 public:
  /// Throws std::invalid_argument when the issuer or audience is empty, or a time is out of its range.
  AccessTokens(KeyRing const& keys, AccessTokenOptions options);

  /// Times are cut to the second.
  [[nodiscard]] std::string issue(std::string_view subject, std::string_view session, Time now) const;

  [[nodiscard]] std::variant<AccessClaims, TokenFault> verify(std::string_view token, Time now) const;

  [[nodiscard]] std::chrono::seconds lifetime() const noexcept { return options_.lifetime; }

 private:
  JwsKeys keys_;
  AccessTokenOptions options_;
};

}  // namespace storymap::server
