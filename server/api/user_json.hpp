// server/api/user_json.hpp - users as they see themselves.
// Room: api.
#pragma once

#include "server/base/json.hpp"
#include "server/base/schema.hpp"
#include "server/store/audit.hpp"
#include "server/store/users.hpp"

namespace storymap::server::api {

[[nodiscard]] json::object to_json(store::User const& user);
[[nodiscard]] Schema user_schema();

/// An event as one of those it is about may see it.
[[nodiscard]] json::object to_json(store::AuditRow const& row, std::string const& user_id);

}  // namespace storymap::server::api
