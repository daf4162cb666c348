// server/auth/audit.hpp - who did what, when and from where: written down for those who are asked later.
// Room: auth.
#pragma once

#include "server/auth/principal.hpp"
#include "server/base/clock.hpp"
#include "server/base/json.hpp"
#include "server/base/log.hpp"
#include "server/base/rate_limit.hpp"
#include "server/base/task.hpp"
#include "server/base/uuid.hpp"
#include "server/store/database.hpp"

#include <optional>
#include <string>

namespace storymap::server::auth {

/// Something that happened. Secrets, addresses of e-mail and names of people have no place in it: it stays when the
/// account goes.
struct Event {
  std::string action;                   ///< "login", "role_changed"
  std::optional<std::string> actor_id;  ///< the user who did it, if it is known
  std::string subject_kind;             ///< what it was done to: "user", "project", "api_key"
  std::optional<std::string> subject_id;
  json::object details = {};
};

/// Writes events into the table and, as a line each, into the log.
class Audit {
 public:
  Audit(store::Database& database, UuidSource& ids, Clock const& clock, Log log);

  /// Within the transaction that does what is written down: neither is there without the other. The line of the log is
  /// written at once, and again when the transaction is tried again: what counts is the table.
  [[nodiscard]] Task<> record(store::Connection& in, Event event, Visitor visitor);

  /// In a transaction of its own: for what was refused.
  [[nodiscard]] Task<> record(Event event, Visitor visitor);

  /// The same, once a minute for each `key`: who is refused again and again shall not fill the table. A database that
  /// fails is noted in the log, and does not change the answer.
  [[nodiscard]] Task<> record_seldom(std::string key, Event event, Visitor visitor);

 private:
  store::Database& database_;
  UuidSource& ids_;
  Clock const& clock_;
  Log log_;
  RateStore seldom_;
};

}  // namespace storymap::server::auth
