// server/net/ssrf_guard.cpp - which addresses the server may call because a user said so.
#include "server/net/ssrf_guard.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace storymap::server::net {
namespace {

namespace ip = boost::asio::ip;

constexpr std::size_t longest_url = 2048;

/// IANA IPv4 Special-Purpose Address Registry, multicast, and what is reserved.
constexpr std::string_view special_v4[] = {
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
};

/// Of version 6 only global unicast is public, without what IANA took out of it: protocol assignments with Teredo and
/// ORCHID, documentation, 6to4. Loopback, unique local, link local, multicast, NAT64 and the addresses that hold one of
/// version 4 are outside of it.
constexpr std::string_view global_v6 = "2000::/3";
constexpr std::string_view special_v6[] = {"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"};

/// Names that never leave the machine or the site (RFC 6761, RFC 6762, RFC 8375, RFC 9476), and what clouds use.
constexpr std::string_view local_suffixes[] = {".localhost", ".local", ".internal", ".home.arpa", ".localdomain",
                                               ".lan",       ".home",  ".corp",     ".intranet",  ".onion",
                                               ".alt",       ".test",  ".invalid"};

std::vector<IpNetwork> networks(std::span<std::string_view const> texts) {
  std::vector<IpNetwork> parsed;
  for (std::string_view const text : texts) parsed.push_back(IpNetwork::parse(text).value());
  return parsed;
}

struct Parts {
  bool is_tls = true;
  std::string host;  ///< with its brackets
  std::optional<std::string_view> port;
};

/// The scheme and the authority, lower case. Whatever two readers of URLs could take differently is refused before.
std::optional<Parts> split(std::string_view url) {
  std::string lower(url);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  Parts parts;
  parts.is_tls = lower.starts_with("https://");
  if (!parts.is_tls && !lower.starts_with("http://")) return std::nullopt;
  std::size_t const first = parts.is_tls ? 8 : 7;
  std::size_t const size = std::min(lower.find_first_of("/?#", first), lower.size()) - first;
  std::size_t const bracket = lower.find(']', first);
  std::size_t const colon = lower.find(':', bracket < first + size ? bracket : first);
  std::size_t const host_size = std::min(colon, first + size) - first;
  parts.host = lower.substr(first, host_size);
  if (host_size < size) parts.port = url.substr(first + host_size + 1, size - host_size - 1);
  return parts;
}

bool is_written_plainly(std::string_view url) noexcept {
  return std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7F && c != '\\'; });
}

/// 1 to 5 digits, or the usual one.
std::optional<std::uint16_t> port_of(Parts const& parts) {
  if (!parts.port) return parts.is_tls ? 443 : 80;
  std::uint16_t port = 0;
  auto const [end, error] = std::from_chars(parts.port->data(), parts.port->data() + parts.port->size(), port);
  bool const is_good = error == std::errc() && end == parts.port->data() + parts.port->size() && port != 0;
  return is_good ? std::optional(port) : std::nullopt;
}

/// The address, when the host is one in the form in which it is always written: no octal, hexadecimal or short forms.
std::optional<ip::address> literal(std::string_view host) {
  bool const is_v6 = host.size() > 2 && host.front() == '[' && host.back() == ']';
  boost::system::error_code error;
  if (is_v6) {
    auto const address = ip::make_address_v6(std::string(host.substr(1, host.size() - 2)), error);
    return error || address.scope_id() != 0 ? std::nullopt : std::optional<ip::address>(address);
  }
  auto const address = ip::make_address_v4(std::string(host), error);
  return error || address.to_string() != host ? std::nullopt : std::optional<ip::address>(address);
}

/// A name with a dot in it whose last label is none of the forms that numbers take ("0x7f.1", "017700000001").
bool is_full_name(std::string_view host) {
  std::size_t const dot = host.rfind('.');
  if (dot == std::string_view::npos || host.size() > 253 || host.front() == '.' || host.back() == '.') return false;
  std::string_view const last = host.substr(dot + 1);
  bool const is_plain = host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string_view::npos;
  return is_plain && host.find("..") == std::string_view::npos && last.front() >= 'a' && last.front() <= 'z';
}

bool is_local_name(std::string_view host) {
  return std::any_of(std::begin(local_suffixes), std::end(local_suffixes),
                     [&](std::string_view suffix) { return host.ends_with(suffix); });
}

}  // namespace

bool is_public(ip::address const& address) noexcept {
  static std::vector<IpNetwork> const v4 = networks(special_v4);
  static std::vector<IpNetwork> const v6 = networks(special_v6);
  static IpNetwork const global = IpNetwork::parse(global_v6).value();
  ip::address const plain = unmapped(address);
  if (plain.is_v4()) return !contains(v4, plain);
  return global.contains(plain) && !contains(v6, plain);
}

bool may_call(ip::address const& address, UrlPolicy const& policy) noexcept {
  return is_public(address) || contains(policy.allow, address);
}

std::optional<Message> find_url_fault(std::string_view url, UrlPolicy const& policy, VettedUrl* vetted) {
  if (url.size() > longest_url || !is_written_plainly(url)) {
    return Message{"a URL has at most {0} characters, all of ASCII and none of them a space or a backslash",
                   {std::to_string(longest_url)}};
  }
  auto const parts = split(url);
  if (!parts) return Message{"a URL begins with https://"};
  if (parts->host.find('@') != std::string::npos || parts->port.value_or("").find('@') != std::string_view::npos) {
    return Message{"a URL has no user name or password"};
  }
  auto const port = port_of(*parts);
  auto const address = literal(parts->host);
  bool const is_allowed = address && contains(policy.allow, *address);
  if (!parts->is_tls && !is_allowed) return Message{"a URL begins with https://"};
  if (!port || (!is_allowed && std::find(policy.ports.begin(), policy.ports.end(), *port) == policy.ports.end())) {
    return Message{"this port may not be called"};
  }
  bool const is_good = address ? may_call(*address, policy) : is_full_name(parts->host) && !is_local_name(parts->host);
  if (!is_good) return Message{"this host may not be called: a public name or address is needed"};
  if (vetted != nullptr) {
    bool const has_brackets = parts->host.front() == '[';
    *vetted = {has_brackets ? parts->host.substr(1, parts->host.size() - 2) : parts->host, *port, parts->is_tls};
  }
  return std::nullopt;
}

}  // namespace storymap::server::net
