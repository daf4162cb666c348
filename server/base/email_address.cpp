// server/base/email_address.cpp - addresses of e-mail.
#include "server/base/email_address.hpp"

#include <algorithm>
#include <cstddef>

namespace storymap::server {
namespace {

constexpr std::string_view alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
constexpr std::size_t longest = 254;
constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_label = 63;

bool has_empty_part(std::string_view text) noexcept {
  return text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos;
}

bool is_host(std::string_view host) noexcept {
  if (has_empty_part(host)) return false;
  while (!host.empty()) {
    std::string_view const label = host.substr(0, host.find('.'));
    bool const is_good = label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
                         std::all_of(label.begin(), label.end(),
                                     [](char c) { return c == '-' || alphanumeric.find(c) != std::string_view::npos; });
    if (!is_good) return false;
    host.remove_prefix(std::min(label.size() + 1, host.size()));
  }
  return true;
}

}  // namespace

bool is_email_address(std::string_view text) noexcept {
  std::size_t const at = text.find('@');
  if (at == std::string_view::npos || text.size() > longest || at > longest_name) return false;
  std::string_view const name = text.substr(0, at);
  bool const is_name = !has_empty_part(name) && std::all_of(name.begin(), name.end(), [](char c) {
    return alphanumeric.find(c) != std::string_view::npos || signs.find(c) != std::string_view::npos;
  });
  return is_name && is_host(text.substr(at + 1));
}

std::string folded_email(std::string_view address) {
  std::string folded(address);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return folded;
}

}  // namespace storymap::server
