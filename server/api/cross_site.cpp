// server/api/cross_site.cpp - bodies of cross_site.hpp.
#include "server/api/cross_site.hpp"

#include <optional>

namespace storymap::server::api {

bool is_cross_site(http::Request const& request, std::string_view own_origin) noexcept {
  using http::Method;
  if (request.method == Method::get || request.method == Method::head || request.method == Method::options)
    return false;
  if (std::optional<std::string_view> const site = request.headers.find("Sec-Fetch-Site")) {
    return *site != "same-origin" && *site != "none";
  }
  std::optional<std::string_view> const origin = request.headers.find("Origin");
  if (!origin || *origin == own_origin) return false;
  std::size_t const scheme = origin->find("://");
  return scheme == std::string_view::npos || origin->substr(scheme + 3) != request.host;
}

}  // namespace storymap::server::api
