// server/auth/principal.hpp - who makes a request, and from where.
// Room: auth.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/users.hpp"

#include <optional>
#include <string>
#include <vector>

namespace storymap::server::auth {

/// Where a request comes from.
struct Visitor {
  std::string address;
  std::string user_agent;
  std::string request_id;
};

/// The API key that a request shows instead of a session.
struct ApiKeyUse {
  std::string id;
  std::vector<std::string> scopes;
};

/// Who makes a request.
struct Principal {
  store::User user;
  std::string session_id;        ///< empty with an API key
  Time authenticated_at;         ///< when the password was last given
  std::optional<ApiKeyUse> key;  ///< by which he is known, if it is no session
};

}  // namespace storymap::server::auth
