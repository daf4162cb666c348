// server/api/user_json.hpp - users as they see themselves.
// Room: api.
#pragma once

#include "server/base/json.hpp"
#include "server/base/schema.hpp"
#include "server/store/users.hpp"

namespace storymap::server::api {

[[nodiscard]] json::object to_json(store::User const& user);
[[nodiscard]] Schema user_schema();

}  // namespace storymap::server::api
