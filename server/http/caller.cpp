// server/http/caller.cpp - bodies of caller.hpp.
#include "server/http/caller.hpp"

#include <boost/system/error_code.hpp>

#include <optional>
#include <string_view>

namespace storymap::server::http {
namespace {

namespace ip = boost::asio::ip;

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

[[nodiscard]] std::string_view last_of_list(std::string_view list) noexcept {
  std::size_t const comma = list.rfind(',');
  return trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

/// The last address that no proxy of ours has; the peer when the list says nothing we can read.
[[nodiscard]] ip::address behind_proxies(std::string_view list, ip::address const& peer,
                                         std::span<IpNetwork const> trusted) {
  ip::address found = peer;
  while (contains(trusted, found) && !list.empty()) {
    boost::system::error_code error;
    ip::address const next = ip::make_address(std::string(last_of_list(list)), error);
    if (error) break;
    found = unmapped(next);
    std::size_t const comma = list.rfind(',');
    list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
  }
  return found;
}

}  // namespace

Caller find_caller(Headers const& headers, ip::address const& peer, bool is_secure,
                   std::span<IpNetwork const> trusted_proxies) {
  ip::address const direct = unmapped(peer);
  Caller caller{direct.to_string(), std::string(headers.find("Host").value_or("")), is_secure};
  if (!contains(trusted_proxies, direct)) return caller;
  caller.address = behind_proxies(headers.find("X-Forwarded-For").value_or(""), direct, trusted_proxies).to_string();
  if (auto const scheme = headers.find("X-Forwarded-Proto")) caller.is_secure = last_of_list(*scheme) == "https";
  if (auto const host = headers.find("X-Forwarded-Host")) caller.host = std::string(last_of_list(*host));
  return caller;
}

}  // namespace storymap::server::http
