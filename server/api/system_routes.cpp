// server/api/system_routes.cpp - whether the server is alive, and whether it can work.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/store/migrations.hpp"

namespace storymap::server::api {
namespace {

[[nodiscard]] json::object status_of(std::string_view word) { return {{"status", word}}; }

Task<http::Response> get_health(Call&) { co_return json_response(status_of("ok")); }

Task<http::Response> get_ready(Call& call) {
  store::Database& database = call.services.database;
  if (call.services.is_draining) throw overloaded();
  if (co_await store::pending(database, store::migrations(database.dialect())) > 0) throw overloaded();
  co_return json_response(status_of("ready"));
}

}  // namespace

void add_system_routes(std::vector<Route>& routes) {
  using http::Method;
  routes.push_back({.method = Method::get,
                    .path = "/health",
                    .operation = "get_health",
                    .tag = "system",
                    .summary = "The process is alive",
                    .access = Access::anyone,
                    .answer = object({required("status", one_of({"ok"}))}),
                    .handle = get_health});
  routes.push_back({.method = Method::get,
                    .path = "/ready",
                    .operation = "get_ready",
                    .tag = "system",
                    .summary = "The server can take requests: the database answers, and the server is not about to end",
                    .access = Access::anyone,
                    .answer = object({required("status", one_of({"ready"}))}),
                    .handle = get_ready});
}

}  // namespace storymap::server::api
