// server/api/openapi.hpp - the table of routes as an OpenAPI 3.1 document.
// Room: api.
#pragma once

#include "server/api/route.hpp"

#include <span>
#include <string_view>

namespace storymap::server::api {

/// What https://spec.openapis.org/oas/v3.1.0 describes: every route with its parameters, body, answers and problems.
[[nodiscard]] json::object openapi(std::span<Route const> routes, std::string_view server_url);

}  // namespace storymap::server::api
