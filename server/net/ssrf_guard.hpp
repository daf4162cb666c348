// server/net/ssrf_guard.hpp - which addresses the server may call because a user said so.
// Room: net.
//
// A user who names an address could have us call what only we can reach: the database, the metadata of a cloud, the
// router. So the URL is vetted when it is stored, and the address again when the socket is opened, whatever the name
// resolves to by then (OWASP API7, ASVS 1.3.6).
#pragma once

#include "server/base/ip_network.hpp"
#include "server/base/problem.hpp"

#include <boost/asio/ip/address.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::net {

/// True when the address is one of the public internet: none of the special ranges of IANA (RFC 6890 and its
/// registries), and none that carries an address of version 4 through a tunnel or a translator.
[[nodiscard]] bool is_public(boost::asio::ip::address const& address) noexcept;

struct UrlPolicy {
  std::vector<std::uint16_t> ports = {443};
  /// Networks that may be called all the same, also by http and at any port: an operator's own Jira, or a test.
  std::vector<IpNetwork> allow = {};
};

/// True when the address is public or allowed.
[[nodiscard]] bool may_call(boost::asio::ip::address const& address, UrlPolicy const& policy) noexcept;

/// The parts of a URL that passed.
struct VettedUrl {
  std::string host;  ///< a name, or an address without brackets
  std::uint16_t port = 0;
  bool is_tls = true;
};

/// Why a URL may not be called, or nothing when it may as far as can be seen without asking for its name: https, a host
/// with a full name or a public address in its usual form, a port of the policy, no user or password.
[[nodiscard]] std::optional<Message> find_url_fault(std::string_view url, UrlPolicy const& policy = {},
                                                    VettedUrl* vetted = nullptr);

}  // namespace storymap::server::net
