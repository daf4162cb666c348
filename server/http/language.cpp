// server/http/language.cpp - bodies of language.hpp.
#include "server/http/language.hpp"

#include "server/http/weights.hpp"

#include <algorithm>
#include <string_view>

namespace storymap::server::http {
namespace {

[[nodiscard]] bool is_of(std::string_view range, std::string_view language) noexcept {
  return same_name(range.substr(0, range.find_first_of("- ")), language);
}

}  // namespace

Language language_of(Headers const& headers) noexcept {
  std::string_view rest = headers.find("Accept-Language").value_or("");
  int best[2] = {-1, -1};  // of English and Russian
  while (!rest.empty()) {
    Weighted const range = next_weighted(rest);
    if (is_of(range.value, "en")) best[0] = std::max(best[0], range.weight);
    if (is_of(range.value, "ru")) best[1] = std::max(best[1], range.weight);
  }
  return best[1] > 0 && best[1] > best[0] ? Language::ru : Language::en;
}

}  // namespace storymap::server::http
