// server/base/ip_network.cpp - ranges of addresses.
#include "server/base/ip_network.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace storymap::server {
namespace {

namespace ip = boost::asio::ip;

/// The bytes of either version; version 4 fills the first four.
std::array<std::uint8_t, 16> bytes_of(ip::address const& address) noexcept {
  if (address.is_v6()) return address.to_v6().to_bytes();
  std::array<std::uint8_t, 16> bytes{};
  auto const four = address.to_v4().to_bytes();
  std::copy(four.begin(), four.end(), bytes.begin());
  return bytes;
}

/// True when the first `bits` bits are equal.
bool begin_equal(std::array<std::uint8_t, 16> const& a, std::array<std::uint8_t, 16> const& b, unsigned bits) noexcept {
  std::size_t const whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  return bits % 8 == 0 || ((a[whole] ^ b[whole]) >> (8 - bits % 8)) == 0;
}

bool has_bits_behind(std::array<std::uint8_t, 16> const& bytes, unsigned bits) noexcept {
  for (unsigned bit = bits; bit < 128; ++bit) {
    if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != 0) return true;
  }
  return false;
}

}  // namespace

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  std::size_t const slash = std::min(text.find('/'), text.size());
  boost::system::error_code error;
  IpNetwork network;
  network.first_ = ip::make_address(std::string(text.substr(0, slash)), error);
  if (error || (network.first_.is_v6() && network.first_.to_v6().scope_id() != 0)) return std::nullopt;
  unsigned const most = network.first_.is_v4() ? 32 : 128;
  network.bits_ = most;
  if (slash < text.size()) {
    auto const [end, fault] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), network.bits_);
    if (fault != std::errc() || end != text.data() + text.size() || network.bits_ > most) return std::nullopt;
  }
  return has_bits_behind(bytes_of(network.first_), network.bits_) ? std::nullopt : std::optional(network);
}

bool IpNetwork::contains(ip::address const& address) const noexcept {
  ip::address const plain = first_.is_v4() ? unmapped(address) : address;
  return plain.is_v4() == first_.is_v4() && begin_equal(bytes_of(plain), bytes_of(first_), bits_);
}

std::string IpNetwork::to_text() const {
  bool const is_one = bits_ == (first_.is_v4() ? 32U : 128U);
  return is_one ? first_.to_string() : first_.to_string() + '/' + std::to_string(bits_);
}

bool contains(std::span<IpNetwork const> networks, ip::address const& address) noexcept {
  return std::any_of(networks.begin(), networks.end(),
                     [&](IpNetwork const& network) { return network.contains(address); });
}

ip::address unmapped(ip::address const& address) noexcept {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  auto const bytes = address.to_v6().to_bytes();
  return ip::address_v4({bytes[12], bytes[13], bytes[14], bytes[15]});
}

}  // namespace storymap::server
