// server/api/cross_site.hpp - requests that a page of another site has made a browser send.
// Room: api.
#pragma once

#include "server/http/message.hpp"

#include <string_view>

namespace storymap::server::api {

/// True for a request that may change something and comes from a page of another site, by what browsers say of it:
/// Sec-Fetch-Site, or Origin where that is missing. A request without either comes from no browser that is in use.
/// (The rule of Go's CrossOriginProtection; see OWASP, "Cross-Site Request Forgery Prevention".)
[[nodiscard]] bool is_cross_site(http::Request const& request, std::string_view own_origin) noexcept;

}  // namespace storymap::server::api
