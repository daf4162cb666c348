// server/base/crypto/constant_time.hpp - comparing and forgetting secrets.
// Room: base.
#pragma once

#include <string>
#include <string_view>

namespace storymap::server {

/// True when both are the same bytes. The time it takes says nothing about where they differ, only about their sizes.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

/// Overwrites the text, which the compiler may not leave out, and empties it.
void wipe(std::string& secret) noexcept;

}  // namespace storymap::server
