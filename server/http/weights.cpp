// server/http/weights.cpp - bodies of weights.hpp.
#include "server/http/weights.hpp"

#include "server/http/message.hpp"

#include <algorithm>
#include <cstddef>

namespace storymap::server::http {
namespace {

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// "0.85" in thousandths, 0 for nonsense.
[[nodiscard]] int thousandths(std::string_view number) noexcept {
  if (number.empty() || number.size() > 5 || (number[0] != '0' && number[0] != '1')) return 0;
  if (number.size() > 1 && number[1] != '.') return 0;
  int weight = (number[0] - '0') * 1000;
  int scale = 100;
  for (std::size_t k = 2; k < number.size(); ++k, scale /= 10) {
    if (number[k] < '0' || number[k] > '9') return 0;
    weight += (number[k] - '0') * scale;
  }
  return std::min(weight, 1000);
}

}  // namespace

int weight_of(std::string_view parameters) noexcept {
  while (!parameters.empty()) {
    std::string_view const parameter = trimmed(parameters.substr(0, parameters.find(';')));
    parameters.remove_prefix(std::min(parameters.size(), std::min(parameters.find(';'), parameters.size()) + 1));
    if (parameter.size() >= 2 && (parameter[0] == 'q' || parameter[0] == 'Q') && parameter[1] == '=') {
      return thousandths(parameter.substr(2));
    }
  }
  return 1000;
}

Weighted next_weighted(std::string_view& list) noexcept {
  std::string_view const member = list.substr(0, list.find(','));
  list.remove_prefix(std::min(list.size(), member.size() + 1));
  std::size_t const semicolon = std::min(member.find(';'), member.size());
  return {trimmed(member.substr(0, semicolon)), weight_of(member.substr(semicolon))};
}

int weight_of_coding(std::string_view accepted, std::string_view coding) noexcept {
  int of_any = -1;
  while (!accepted.empty()) {
    Weighted const member = next_weighted(accepted);
    // "x-gzip" is an old name (RFC 9110 section 8.4.1.3).
    bool const is_old_name = coding == "gzip" && same_name(member.value, "x-gzip");
    if (is_old_name || same_name(member.value, coding)) return member.weight;
    if (member.value == "*") of_any = member.weight;
  }
  return of_any;
}

}  // namespace storymap::server::http
