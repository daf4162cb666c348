// server/base/json.hpp - JSON of requests: strict where parsers are lenient.
// Room: base.
#pragma once

#include "server/base/problem.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace storymap::server {

namespace json = boost::json;

struct JsonLimits {
  std::size_t depth = 32;       ///< of arrays and objects in each other
  std::size_t nodes = 100'000;  ///< values in all
};

/// Reads one JSON text (RFC 8259). Throws Problem 400 `invalid_json`, which names line, column and, where it is known,
/// the place as a JSON pointer: for anything that is no JSON, bytes that are no UTF-8, an object with the same member
/// twice, numbers that a double cannot hold, whole numbers beyond 64 bits, and beyond the limits. O(text).
[[nodiscard]] json::value parse_json(std::string_view text, JsonLimits const& limits = {});

/// A member's name as a part of a JSON pointer (RFC 6901): "~" and "/" escaped, with "/" before it.
[[nodiscard]] std::string pointer_token(std::string_view name);

}  // namespace storymap::server
