// server/http/cookies.cpp - bodies of cookies.hpp.
#include "server/http/cookies.hpp"

#include <algorithm>
#include <cstddef>

namespace storymap::server::http {

std::optional<std::string> find_cookie(Headers const& headers, std::string_view name) {
  std::optional<std::string> found;
  for (auto const& [field, list] : headers) {
    if (!same_name(field, "Cookie")) continue;
    std::string_view rest = list;
    while (!rest.empty()) {
      std::string_view pair = rest.substr(0, rest.find(';'));
      rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
      pair.remove_prefix(std::min(pair.size(), pair.find_first_not_of(' ')));
      std::size_t const equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      if (found) return std::nullopt;
      found = std::string(pair.substr(equals + 1));
    }
  }
  return found;
}

std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds lasting) {
  std::string text(name);
  text.append("=").append(value).append("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=");
  return text + std::to_string(std::max<std::chrono::seconds::rep>(0, lasting.count()));
}

std::string clear_cookie(std::string_view name) { return set_cookie(name, "", std::chrono::seconds(0)); }

}  // namespace storymap::server::http
