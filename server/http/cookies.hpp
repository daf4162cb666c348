// server/http/cookies.hpp - cookies, the safe kind only.
// Room: http.
#pragma once

#include "server/http/message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace storymap::server::http {

/// The value of a cookie that a request brings; nothing when there is none, or more than one of that name.
[[nodiscard]] std::optional<std::string> find_cookie(Headers const& headers, std::string_view name);

/// A Set-Cookie header: Secure, HttpOnly, SameSite=Lax and for this host alone. The name begins with "__Host-", by
/// which browsers hold us to that.
[[nodiscard]] std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds lasting);

/// The same to remove it.
[[nodiscard]] std::string clear_cookie(std::string_view name);

}  // namespace storymap::server::http
