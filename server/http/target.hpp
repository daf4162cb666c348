// server/http/target.hpp - the target of a request, taken apart.
// Room: http.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server::http {

/// "%D0%B9" decoded (RFC 3986 section 2.1); nothing when it is ill-formed, or decodes to bytes that are no UTF-8 or to
/// a control character.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

struct Target {
  std::string path;                                        ///< begins with "/", not decoded
  std::vector<std::pair<std::string, std::string>> query;  ///< in order, decoded
};

/// Takes the origin form ("/path?query") or absolute form ("http://host/path") apart; nothing for anything else, and
/// for a query that cannot be decoded.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

}  // namespace storymap::server::http
