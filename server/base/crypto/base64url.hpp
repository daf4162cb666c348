// server/base/crypto/base64url.hpp - bytes as letters that are safe in URLs (RFC 4648 section 5, without padding).
// Room: base.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace storymap::server {

[[nodiscard]] std::string to_base64url(std::string_view bytes);

/// Exactly what `to_base64url` writes and nothing else: no padding, no white space, no letters of the other alphabet,
/// no bits set that stand for nothing. So that each sequence of bytes has one form.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// The form with padding and the alphabet "+/" (section 4), which some protocols want.
[[nodiscard]] std::string to_base64(std::string_view bytes);

}  // namespace storymap::server
