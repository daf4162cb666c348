// server/base/quantity.hpp - times and sizes as people write them: "15m", "10MiB".
// Room: base.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace storymap::server {

/// A whole number with "ms", "s", "m", "h" or "d", or 0. Up to ten thousand days; nothing when it is something else.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The shortest that `parse_duration` reads: "90s", "15m".
[[nodiscard]] std::string to_text(std::chrono::milliseconds duration);

/// A whole number of bytes, with "KiB", "MiB" or "GiB" or "B". Below 2^50; nothing when it is something else.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

/// The shortest that `parse_size` reads: "10MiB".
[[nodiscard]] std::string size_to_text(std::uint64_t bytes);

}  // namespace storymap::server
