// server/base/email_address.hpp - addresses of e-mail, as far as their form goes.
// Room: base.
#pragma once

#include <string>
#include <string_view>

namespace storymap::server {

/// True for NAME@HOST of at most 254 characters of ASCII: the forms that people have (RFC 5321 section 4.1.2), without
/// quotes, comments and addresses of hosts in brackets. Whether it exists only an e-mail can tell.
[[nodiscard]] bool is_email_address(std::string_view text) noexcept;

/// The form under which accounts are found: lower case. Host names have no case, and no provider tells names apart by
/// it.
[[nodiscard]] std::string folded_email(std::string_view address);

}  // namespace storymap::server
