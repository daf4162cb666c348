// tests/server/base/test_key_ring.cpp - tests of server/base/crypto/key_ring.hpp.
#include "server/base/crypto/key_ring.hpp"

#include "server/base/crypto/base64url.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using storymap::server::KeyRing;
using storymap::server::NamedKey;
using storymap::server::to_base64url;

std::string const secret_a(32, 'a');
std::string const secret_b(33, 'b');

/// What the refusal of `text` says.
std::string refusal(std::string_view text) {
  try {
    (void)KeyRing::parse(text);
  } catch (std::invalid_argument const& refused) {
    return refused.what();
  }
  return "";
}

TEST(KeyRing, ReadsWhatItWrites) {
  KeyRing const ring({{"k2", secret_b}, {"k1", secret_a}});
  KeyRing const again = KeyRing::parse(ring.to_text());
  EXPECT_EQ(ring.to_text(), "k2:" + to_base64url(secret_b) + ",k1:" + to_base64url(secret_a));
  EXPECT_EQ(again.newest().id, "k2");
  EXPECT_EQ(again.newest().secret, secret_b);
  ASSERT_NE(again.find("k1"), nullptr);
  EXPECT_EQ(again.find("k1")->secret, secret_a);
  EXPECT_EQ(again.find("k3"), nullptr);
  EXPECT_EQ(again.find(""), nullptr);
}

TEST(KeyRing, RefusesBadKeysWithoutQuotingThem) {
  std::string const good = to_base64url(secret_a);
  for (std::string const& text : std::vector<std::string>{
           "", good, "k1:", "k1:AAAA", ":" + good, "a b:" + good, "k1:" + good + "=", good + ":k1",
           "k1:" + good + ",k1:" + to_base64url(secret_b), std::string(41, 'k') + ":" + good, "," + good}) {
    EXPECT_NE(refusal(text), "") << text;
    EXPECT_EQ(refusal(text).find(good), std::string::npos) << text;
  }
  EXPECT_EQ(refusal("k1:AAAA"), "the secret of key 'k1' has fewer than 32 bytes");
}

TEST(KeyRing, MakesRandomOnes) {
  KeyRing const a = KeyRing::random();
  KeyRing const b = KeyRing::random();
  EXPECT_NE(a.newest().id, b.newest().id);
  EXPECT_NE(a.newest().secret, b.newest().secret);
  EXPECT_EQ(a.newest().secret.size(), 32U);
}

}  // namespace
