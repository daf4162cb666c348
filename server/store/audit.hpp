// server/store/audit.hpp - the rows of the audit log, which are added and never changed.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

/// Something that happened. It names accounts and things by their ids alone, so that it can stay when they go.
struct AuditRow {
  std::string id;  ///< ascends in time
  Time at;
  std::optional<std::string> actor_id;  ///< the user who did it, if it is known
  std::string action;                   ///< "password_changed"
  std::string subject_kind;             ///< "user", "project", "api_key"...
  std::optional<std::string> subject_id;
  std::string address;  ///< from where
  std::string request_id;
  std::string details;  ///< a JSON object
};

[[nodiscard]] Task<> append_audit(Connection& in, AuditRow row);

/// What a user did and what was done to his account, the latest first. `before`: the id behind which the page begins.
[[nodiscard]] Task<std::vector<AuditRow>> list_audit(Source source, std::string user_id,
                                                     std::optional<std::string> before, std::size_t limit);

/// Forgets from where a user came. All else stays: nothing of it tells who he was when his account is gone.
[[nodiscard]] Task<> forget_addresses(Connection& in, std::string user_id);

}  // namespace storymap::server::store
