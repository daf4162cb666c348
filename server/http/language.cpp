// server/http/language.cpp - bodies of language.hpp.
#include "server/http/language.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace storymap::server::http {
namespace {

/// "q=0.85" in thousandths; 1000 when there is none, 0 for nonsense.
[[nodiscard]] int weight_of(std::string_view parameters) noexcept {
  std::size_t const at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  std::string_view const number = parameters.substr(at + 2, 5);
  if (number.empty() || (number[0] != '0' && number[0] != '1')) return 0;
  int weight = (number[0] - '0') * 1000;
  int scale = 100;
  for (std::size_t k = 2; k < number.size() && number[k] >= '0' && number[k] <= '9'; ++k, scale /= 10) {
    weight += (number[k] - '0') * scale;
  }
  return std::min(weight, 1000);
}

[[nodiscard]] bool is_of(std::string_view range, std::string_view language) noexcept {
  std::string_view const primary = range.substr(0, range.find_first_of("-; "));
  return same_name(primary, language);
}

}  // namespace

Language language_of(Headers const& headers) noexcept {
  std::string_view rest = headers.find("Accept-Language").value_or("");
  int best[2] = {-1, -1};  // of English and Russian
  while (!rest.empty()) {
    std::string_view range = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), range.size() + 1));
    range.remove_prefix(std::min(range.size(), range.find_first_not_of(' ')));
    std::size_t const semicolon = std::min(range.find(';'), range.size());
    int const weight = weight_of(range.substr(semicolon));
    if (is_of(range, "en")) best[0] = std::max(best[0], weight);
    if (is_of(range, "ru")) best[1] = std::max(best[1], weight);
  }
  return best[1] > 0 && best[1] > best[0] ? Language::ru : Language::en;
}

}  // namespace storymap::server::http
