// server/auth/email_address.cpp - bodies of email_address.hpp.
#include "server/auth/email_address.hpp"

#include <storymap/text.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>

namespace storymap::server::auth {
namespace {

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view spaces = " \t\r\n";
  std::size_t const begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

/// Letters, digits and the signs of RFC 5322 section 3.2.3, and everything beyond ASCII.
[[nodiscard]] bool is_atom(char c) noexcept {
  constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
  bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_letter || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U ||
         signs.find(c) != std::string_view::npos;
}

[[nodiscard]] bool is_domain_character(char c) noexcept {
  return is_atom(c) &&
         (c == '-' || c == '.' || std::string_view("!#$%&'*+/=?^_`{|}~").find(c) == std::string_view::npos);
}

[[nodiscard]] bool has_empty_part(std::string_view text) noexcept {
  return text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos;
}

[[nodiscard]] bool is_domain(std::string_view domain) noexcept {
  if (has_empty_part(domain) || domain.find('.') == std::string_view::npos) return false;
  if (!std::all_of(domain.begin(), domain.end(), is_domain_character)) return false;
  while (!domain.empty()) {
    std::string_view const label = domain.substr(0, domain.find('.'));
    if (label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    domain.remove_prefix(std::min(domain.size(), label.size() + 1));
  }
  return true;
}

}  // namespace

std::optional<EmailAddress> parse_email_address(std::string_view text) {
  constexpr std::size_t longest = 254;
  constexpr std::size_t longest_local_part = 64;
  std::string_view const address = trimmed(text);
  std::size_t const at = address.rfind('@');
  if (at == std::string_view::npos || address.size() > longest) return std::nullopt;
  std::string_view const local = address.substr(0, at);
  if (has_empty_part(local) || local.size() > longest_local_part) return std::nullopt;
  if (!std::all_of(local.begin(), local.end(), is_atom) || !is_domain(address.substr(at + 1))) return std::nullopt;
  if (find_invalid_utf8(address) != std::string_view::npos) return std::nullopt;
  return EmailAddress{std::string(address), to_lower(address)};
}

}  // namespace storymap::server::auth
