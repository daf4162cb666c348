// tests/server/net/test_ssrf_guard.cpp - tests of server/net/ssrf_guard.hpp.
#include "server/net/ssrf_guard.hpp"

#include "server/base/messages.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace {

using boost::asio::ip::make_address;
using storymap::Language;
using storymap::server::find_message;
using storymap::server::IpNetwork;
using storymap::server::net::find_url_fault;
using storymap::server::net::is_public;
using storymap::server::net::may_call;
using storymap::server::net::UrlPolicy;
using storymap::server::net::VettedUrl;

/// One word for why a URL is refused, "" when it is not.
std::string fault_of(std::string_view url, UrlPolicy const& policy = {}) {
  auto const fault = find_url_fault(url, policy);
  if (!fault) return "";
  EXPECT_NE(find_message(fault->text, Language::ru), "") << "no Russian for: " << fault->text;
  for (std::string_view const word : {"https", "user", "port", "host", "ASCII"}) {
    if (fault->text.find(word) != std::string::npos) return std::string(word);
  }
  return "?";
}

TEST(SsrfGuard, KnowsThePublicAddresses) {
  for (char const* address : {"1.1.1.1",         "8.8.8.8",         "9.255.255.255",        "11.0.0.0",
                              "100.63.255.255",  "100.128.0.0",     "126.255.255.255",      "128.0.0.0",
                              "169.253.255.255", "169.255.0.0",     "172.15.255.255",       "172.32.0.0",
                              "192.0.1.0",       "192.167.255.255", "192.169.0.0",          "198.17.255.255",
                              "198.20.0.0",      "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1",
                              "2001:200::1",     "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(is_public(make_address(address))) << address;
  }
}

TEST(SsrfGuard, KnowsTheSpecialAddresses) {
  for (char const* address :
       {"0.0.0.0", "0.1.2.3", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1",
        "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.0.170",
        "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        // Version 6, also with an address of version 4 in it.
        "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1",
        "2001:0:4136:e378::1", "2001:10::1", "2001:20::1", "2001:db8::1",
        "2002:7f00:1::", "2002:a00:1::", "2002:808:808::", "3fff::1", "5f00::1", "fc00::1", "fd00::1", "fdff::1",
        "fe80::1", "fec0::1", "ff02::1", "4000::1"}) {
    EXPECT_FALSE(is_public(make_address(address))) << address;
  }
}

TEST(SsrfGuard, TakesOrdinaryUrls) {
  for (std::string_view const url :
       {"https://example.com", "https://example.com/", "https://example.com:443/hook?a=b#c", "HTTPS://EXAMPLE.com/Path",
        "https://a-b.c1.example.com/x", "https://xn--80ak6aa92e.com/", "https://8.8.8.8/", "https://[2606:4700::1111]/",
        "https://[2606:4700::1111]:443/", "https://example.com/@user", "https://example.com/?x=http://127.0.0.1/",
        "https://example.com?x", "https://example.com#x", "https://localhost.example.com/", "https://3com.com/"}) {
    EXPECT_EQ(fault_of(url), "") << url;
  }
}

TEST(SsrfGuard, RefusesEveryTrick) {
  std::pair<std::string_view, std::string_view> const urls[] = {
      // Other schemes.
      {"", "https"},
      {"example.com", "https"},
      {"http://example.com/", "https"},
      {"ftp://example.com/", "https"},
      {"file:///etc/passwd", "https"},
      {"gopher://example.com/", "https"},
      {"https:/example.com/", "https"},
      {"https:example.com", "https"},
      {"//example.com/", "https"},
      {"javascript:alert(1)", "https"},
      {"dict://h:11211/", "https"},
      // Addresses that are not public.
      {"https://127.0.0.1/", "host"},
      {"https://10.0.0.1/", "host"},
      {"https://169.254.169.254/latest/meta-data/", "host"},
      {"https://192.168.1.1/", "host"},
      {"https://0.0.0.0/", "host"},
      {"https://255.255.255.255/", "host"},
      {"https://[::1]/", "host"},
      {"https://[::]/", "host"},
      {"https://[::ffff:127.0.0.1]/", "host"},
      {"https://[::ffff:7f00:1]/", "host"},
      {"https://[fd00::1]/", "host"},
      {"https://[fe80::1]/", "host"},
      {"https://[64:ff9b::7f00:1]/", "host"},
      {"https://[2002:7f00:1::]/", "host"},
      // The same in odd forms of numbers.
      {"https://2130706433/", "host"},
      {"https://0x7f000001/", "host"},
      {"https://017700000001/", "host"},
      {"https://0x7f.0.0.1/", "host"},
      {"https://0177.0.0.1/", "host"},
      {"https://127.1/", "host"},
      {"https://127.0.1/", "host"},
      {"https://127.0.0.1./", "host"},
      {"https://127.0.0.01/", "host"},
      {"https://0/", "host"},
      {"https://1.2.3.4.5/", "host"},
      {"https://256.256.256.256/", "host"},
      {"https://8.8.8.08/", "host"},
      {"https://[fe80::1%25eth0]/", "host"},
      {"https://[::1/", "port"},
      {"https://[127.0.0.1]/", "host"},
      // Names of the machine and the site.
      {"https://localhost/", "host"},
      {"https://LOCALHOST/", "host"},
      {"https://a.localhost/", "host"},
      {"https://db/", "host"},
      {"https://metadata.google.internal/", "host"},
      {"https://printer.local/", "host"},
      {"https://nas.home.arpa/", "host"},
      {"https://example.com./", "host"},
      {"https://.example.com/", "host"},
      {"https://example..com/", "host"},
      // Readers that disagree about where the host is.
      {"https://example.com@127.0.0.1/", "user"},
      {"https://user:pass@example.com/", "user"},
      {"https://a:b@c:443/", "user"},
      {"https://127.0.0.1:443@example.com/", "user"},
      {"https://example.com\\@127.0.0.1/", "ASCII"},
      {"https://127.0.0.1\\.example.com/", "ASCII"},
      {"https://exam ple.com/", "ASCII"},
      {"https://example.com/\r\nHost: x", "ASCII"},
      {"\thttps://example.com/", "ASCII"},
      {"https://%31%32%37.0.0.1/", "host"},
      {"https://127.0.0.1%2f.example.com/", "host"},
      {"https:///example.com/", "host"},
      {"https://?example.com/", "host"},
      {"https://#example.com/", "host"},
      // Letters that are folded into others.
      {"https://①②⑦.⓪.⓪.①/", "ASCII"},
      {"https://пример.рф/", "ASCII"},
      {"https://example。com/", "ASCII"},
      {"https://examp\xc2\xadle.com/", "ASCII"},
      {"https://a_b.example.com/", "host"},
      {"https://*.example.com/", "host"},
      // Ports.
      {"https://example.com:80/", "port"},
      {"https://example.com:22/", "port"},
      {"https://example.com:0/", "port"},
      {"https://example.com:/", "port"},
      {"https://example.com:443x/", "port"},
      {"https://example.com:+443/", "port"},
      {"https://example.com:65979/", "port"},
      {"https://example.com:443:443/", "port"},
      {"https://[2606:4700::1]x:443/", "host"},
  };
  for (auto const& [url, fault] : urls) EXPECT_EQ(fault_of(url), fault) << url;
  EXPECT_EQ(fault_of("https://example.com/" + std::string(2048, 'x')), "ASCII");
}

TEST(SsrfGuard, LetsOperatorsAllowTheirOwn) {
  UrlPolicy const policy{{443, 8443}, {*IpNetwork::parse("127.0.0.1"), *IpNetwork::parse("10.1.0.0/16")}};
  EXPECT_EQ(fault_of("http://127.0.0.1:5000/", policy), "");
  EXPECT_EQ(fault_of("https://10.1.2.3/", policy), "");
  EXPECT_EQ(fault_of("https://10.2.2.3/", policy), "host");
  EXPECT_EQ(fault_of("http://10.2.2.3/", policy), "https");
  EXPECT_EQ(fault_of("https://example.com:8443/", policy), "");
  EXPECT_EQ(fault_of("http://example.com/", policy), "https");
  EXPECT_TRUE(may_call(make_address("::ffff:127.0.0.1"), policy));
  EXPECT_TRUE(may_call(make_address("8.8.8.8"), policy));
  EXPECT_FALSE(may_call(make_address("127.0.0.2"), policy));
}

TEST(SsrfGuard, SaysWhereToCall) {
  VettedUrl vetted;
  EXPECT_FALSE(find_url_fault("https://Example.com/x", {}, &vetted));
  EXPECT_EQ(vetted.host, "example.com");
  EXPECT_EQ(vetted.port, 443);
  EXPECT_FALSE(find_url_fault("https://[2606:4700::1111]/", {}, &vetted));
  EXPECT_EQ(vetted.host, "2606:4700::1111");
}

}  // namespace
