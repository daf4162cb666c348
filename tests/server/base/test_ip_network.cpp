// tests/server/base/test_ip_network.cpp - tests of server/base/ip_network.hpp.
#include "server/base/ip_network.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace {

using boost::asio::ip::make_address;
using storymap::server::contains;
using storymap::server::IpNetwork;
using storymap::server::unmapped;

bool is_in(std::string_view network, char const* address) {
  return IpNetwork::parse(network).value().contains(make_address(address));
}

TEST(IpNetwork, HoldsWhatBeginsWithItsBits) {
  EXPECT_TRUE(is_in("10.0.0.0/8", "10.255.255.255"));
  EXPECT_FALSE(is_in("10.0.0.0/8", "11.0.0.0"));
  EXPECT_TRUE(is_in("172.16.0.0/12", "172.31.255.255"));
  EXPECT_FALSE(is_in("172.16.0.0/12", "172.32.0.0"));
  EXPECT_TRUE(is_in("192.0.2.7", "192.0.2.7"));
  EXPECT_FALSE(is_in("192.0.2.7", "192.0.2.6"));
  EXPECT_TRUE(is_in("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(is_in("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(is_in("2001:db8::/33", "2001:db8:7fff::"));
  EXPECT_FALSE(is_in("2001:db8::/33", "2001:db8:8000::"));
  EXPECT_TRUE(is_in("10.0.0.0/8", "::ffff:10.1.2.3"));
  EXPECT_FALSE(is_in("::/0", "10.1.2.3"));
}

TEST(IpNetwork, ReadsWhatItWrites) {
  for (std::string_view const text : {"10.0.0.0/8", "192.0.2.7", "0.0.0.0/0", "fd00::/8", "::1", "::/0"}) {
    EXPECT_EQ(IpNetwork::parse(text).value().to_text(), text);
  }
  EXPECT_EQ(IpNetwork::parse("192.0.2.7/32").value().to_text(), "192.0.2.7");
}

TEST(IpNetwork, RefusesWhatIsNone) {
  for (std::string_view const text :
       {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8", "10.0/8", "::/129", "::1/127",
        "fe80::1%1", "example.com", "10.0.0.0/8 ", "010.0.0.0/8"}) {
    EXPECT_FALSE(IpNetwork::parse(text)) << text;
  }
}

TEST(IpNetwork, LooksThroughMappedAddresses) {
  EXPECT_EQ(unmapped(make_address("::ffff:10.1.2.3")), make_address("10.1.2.3"));
  EXPECT_EQ(unmapped(make_address("::10.1.2.3")), make_address("::10.1.2.3"));
  std::vector<IpNetwork> const networks = {*IpNetwork::parse("10.0.0.0/8"), *IpNetwork::parse("::1")};
  EXPECT_TRUE(contains(networks, make_address("::1")));
  EXPECT_TRUE(contains(networks, make_address("10.0.0.1")));
  EXPECT_FALSE(contains(networks, make_address("192.0.2.1")));
}

}  // namespace
