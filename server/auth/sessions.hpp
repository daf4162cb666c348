// server/auth/sessions.hpp - who is logged in: sessions, their tokens, and when they end.
// Room: auth.
#pragma once

#include "server/auth/audit.hpp"
#include "server/auth/principal.hpp"
#include "server/auth/refresh_tokens.hpp"
#include "server/base/clock.hpp"
#include "server/base/crypto/jwt.hpp"
#include "server/base/lru_cache.hpp"
#include "server/base/task.hpp"
#include "server/base/uuid.hpp"
#include "server/store/database.hpp"
#include "server/store/sessions.hpp"
#include "server/store/users.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::auth {

/// What a client gets when it logs in.
struct Tokens {
  std::string access;
  std::chrono::seconds expires_in{};
  std::string refresh;
  Time refresh_until;
};

struct SessionOptions {
  std::chrono::milliseconds idle = std::chrono::hours(24 * 30);  ///< a session ends when it is not used for so long
  std::chrono::milliseconds lifetime = std::chrono::hours(24 * 180);  ///< and after that at any rate
  std::chrono::milliseconds grace = std::chrono::seconds(10);         ///< so long the token before is taken once more
  std::chrono::milliseconds trust = std::chrono::seconds(3);          ///< so old may be what we know of a session
};

/// Begins, prolongs, checks and ends sessions.
///
/// A refresh token is exchanged for the next one. The answer may get lost, and pages in two tabs may ask at once: for a
/// few seconds the one before is answered with the same successor. Any older one can only come from a copy: the session
/// ends for everybody who has a token of it (RFC 9700 section 4.14.2).
class Sessions {
 public:
  Sessions(store::Database& database, AccessTokens const& access, RefreshTokens const& refresh, UuidSource& ids,
           Clock const& clock, Audit& audit, SessionOptions options = {});

  /// Begins one, within a transaction that has found out who it is.
  [[nodiscard]] Task<Tokens> begin(store::Connection& in, std::string user_id, Visitor visitor);

  struct Refreshed {
    store::User user;
    Tokens tokens;
  };
  /// Throws Problem 401: `invalid_refresh_token`, `session_ended` or `refresh_token_reused`.
  [[nodiscard]] Task<Refreshed> refresh(std::string token, Visitor visitor);

  /// Who shows this access token. Throws Problem 401 `invalid_token` or `session_ended`.
  [[nodiscard]] Task<std::shared_ptr<Principal const>> authenticate(std::string token);

  /// Ends the session of a refresh token, whether or not it is the newest: for logging out.
  [[nodiscard]] Task<> end_by_token(std::string token, Visitor visitor);
  /// False when the user has no such session.
  [[nodiscard]] Task<bool> end(std::string user_id, std::string session_id, std::string reason, Visitor visitor);
  /// Ends all sessions of a user but one, which may be empty, within the transaction of what ends them. Returns those
  /// that ended: `forget` each of them once it is committed.
  [[nodiscard]] Task<std::vector<std::string>> end_all(store::Connection& in, std::string user_id, std::string except,
                                                       std::string reason);

  [[nodiscard]] Task<std::vector<store::Session>> list(std::string user_id);

  /// Has what is known of a session looked up again with its next request.
  void forget(std::string const& session_id) { known_.forget(session_id); }
  /// The same for all sessions of a user.
  [[nodiscard]] Task<> look_again(std::string user_id);

 private:
  struct Known {
    std::shared_ptr<Principal const> principal;  ///< null: the session has ended
    Time until;
  };

  [[nodiscard]] Tokens tokens_of(store::Session const& session, std::string refresh) const;
  [[nodiscard]] Task<Refreshed> rotate(store::Session session, std::string parent, Visitor visitor);
  [[nodiscard]] Task<Refreshed> answer(store::Session session, std::string refresh);
  [[nodiscard]] Task<> end_stolen(store::Session session, Visitor visitor);
  [[nodiscard]] bool is_over(store::Session const& session) const noexcept;

  store::Database& database_;
  AccessTokens const& access_;
  RefreshTokens const& refresh_;
  UuidSource& ids_;
  Clock const& clock_;
  Audit& audit_;
  SessionOptions options_;
  LruCache<Known> known_;
};

}  // namespace storymap::server::auth
