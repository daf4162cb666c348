// server/base/crypto/hex.hpp - bytes as hexadecimal digits.
// Room: base.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace storymap::server {

/// Lower case, two digits a byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);

/// Either case; nothing when it is not pairs of digits.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

}  // namespace storymap::server
