// server/store/sessions.hpp - the rows of sessions, and how their refresh tokens follow each other.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

struct Session {
  std::string id;
  std::string user_id;
  std::int64_t counter = 0;
  std::string token_hash;                  ///< of the refresh token that is valid
  std::optional<std::string> parent_hash;  ///< of the one that it replaced
  std::optional<std::string> successor;    ///< the valid token, readable only with the one that it replaced
  Time rotated_at;
  Time created_at;
  Time last_used_at;
  Time idle_until;
  Time not_after;
  std::string user_agent;
  std::string address;
  Time authenticated_at;
  std::optional<Time> revoked_at;
  std::optional<std::string> revoked_for;
};

[[nodiscard]] Task<> insert_session(Connection& in, Session session);
[[nodiscard]] Task<std::optional<Session>> find_session(Source source, std::string id);

/// Puts the new token in the place of the one that `session.counter` counts; false when somebody was quicker or the
/// session is revoked. Takes token_hash, successor, last_used_at, idle_until, user_agent and address from `session`.
[[nodiscard]] Task<bool> rotate_session(Connection& in, Session session);

/// The sessions of a user that are not revoked and not over, oldest first.
[[nodiscard]] Task<std::vector<Session>> live_sessions(Source source, std::string user_id, Time now);

/// Revokes one session of a user; false when he has none such.
[[nodiscard]] Task<bool> revoke_session(Connection& in, std::string user_id, std::string id, std::string reason,
                                        Time now);
/// Revokes all of them, but for one if `except` is not empty; returns the ids of those revoked.
[[nodiscard]] Task<std::vector<std::string>> revoke_sessions(Connection& in, std::string user_id, std::string except,
                                                             std::string reason, Time now);

}  // namespace storymap::server::store
