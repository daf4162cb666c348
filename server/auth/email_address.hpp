// server/auth/email_address.hpp - e-mail addresses as people type them, and as they are compared.
// Room: auth.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace storymap::server::auth {

struct EmailAddress {
  std::string shown;  ///< as it was typed, without spaces around it
  std::string key;    ///< lower case: two addresses with one key are one
};

/// Nothing when it is no address: a local part of 1 to 64 bytes, one "@", and a domain of labels with dots between
/// them, 254 bytes in all (RFC 5321 section 4.5.3.1), in UTF-8 (RFC 6531). Quoted local parts and addresses of literal
/// hosts are not taken: mail to them is rare, and mistakes are common. Whether mail arrives there, only mail can tell.
[[nodiscard]] std::optional<EmailAddress> parse_email_address(std::string_view text);

}  // namespace storymap::server::auth
