// server/api/admin_routes.cpp - what administrators do to accounts.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include <utility>

namespace storymap::server::api {
namespace {

[[nodiscard]] auth::Administrator administrator(Call const& call) {
  return {.user_id = call.user_id(), .visitor = call.visitor()};
}

Task<http::Response> disable_user(Call& call) {
  co_await call.services.administration.disable(call.parameter("user"), administrator(call));
  co_return no_content();
}

Task<http::Response> enable_user(Call& call) {
  co_await call.services.administration.enable(call.parameter("user"), administrator(call));
  co_return no_content();
}

}  // namespace

void add_admin_routes(std::vector<Route>& routes) {
  using http::Method;
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/admin/users/{user}/disable",
                    .operation = "disable_user",
                    .tag = "administration",
                    .summary = "Refuse an account, and all of its sessions and keys, from now on",
                    .access = Access::admin,
                    .scope = Scope::none,
                    .rate_class = "write",
                    .status = 204,
                    .problems = {409},
                    .handle = disable_user});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/admin/users/{user}/enable",
                    .operation = "enable_user",
                    .tag = "administration",
                    .summary = "Let an account in again",
                    .access = Access::admin,
                    .scope = Scope::none,
                    .rate_class = "write",
                    .status = 204,
                    .handle = enable_user});
}

}  // namespace storymap::server::api
