// server/base/ip_network.hpp - ranges of addresses: "10.0.0.0/8", "fd00::/8", "192.0.2.7".
// Room: base.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace storymap::server {

/// All addresses that begin with the same bits.
class IpNetwork {
 public:
  /// An address, or an address, '/' and the number of leading bits. Nothing when it is something else, or a bit behind
  /// those is set, which is more often a slip than meant.
  [[nodiscard]] static std::optional<IpNetwork> parse(std::string_view text);

  /// An address of version 4 in the form of version 6 ("::ffff:10.0.0.1") is that of version 4.
  [[nodiscard]] bool contains(boost::asio::ip::address const& address) const noexcept;

  [[nodiscard]] std::string to_text() const;

  friend bool operator==(IpNetwork const&, IpNetwork const&) = default;

 private:
  boost::asio::ip::address first_;
  unsigned bits_ = 0;
};

[[nodiscard]] bool contains(std::span<IpNetwork const> networks, boost::asio::ip::address const& address) noexcept;

/// The address itself, or the one of version 4 that it stands for ("::ffff:10.0.0.1").
[[nodiscard]] boost::asio::ip::address unmapped(boost::asio::ip::address const& address) noexcept;

}  // namespace storymap::server
