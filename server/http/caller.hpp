// server/http/caller.hpp - who is behind a connection: a caller, or a proxy that speaks for one.
// Room: http.
#pragma once

#include "server/base/ip_network.hpp"
#include "server/http/message.hpp"

#include <boost/asio/ip/address.hpp>

#include <span>
#include <string>

namespace storymap::server::http {

struct Caller {
  std::string address;
  std::string host;  ///< as the caller named us
  bool is_secure = false;
};

/// By the peer of the connection; if that is a proxy we trust, by what it says: the last address of X-Forwarded-For
/// that is none of our proxies, X-Forwarded-Proto and X-Forwarded-Host. Anybody else may say what he likes.
[[nodiscard]] Caller find_caller(Headers const& headers, boost::asio::ip::address const& peer, bool is_secure,
                                 std::span<IpNetwork const> trusted_proxies);

}  // namespace storymap::server::http
