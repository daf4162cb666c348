// tests/server/base/test_token.cpp - tests of server/base/crypto/token.hpp.
#include "server/base/crypto/token.hpp"

#include "server/base/crypto/sha256.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace {

using storymap::server::hash_of;
using storymap::server::is_token;
using storymap::server::make_token;
using storymap::server::sha256;

TEST(Token, HasAPrefixAnd256Bits) {
  std::string const token = make_token("sm_live_");
  EXPECT_TRUE(token.starts_with("sm_live_"));
  EXPECT_EQ(token.size(), 8 + 43U);
  EXPECT_TRUE(is_token(token, "sm_live_"));
  EXPECT_EQ(hash_of(token), sha256(token));
}

TEST(Token, IsNeverTheSame) {
  std::set<std::string> seen;
  for (int k = 0; k < 1000; ++k) EXPECT_TRUE(seen.insert(make_token("")).second);
}

TEST(Token, IsToldFromOtherText) {
  std::string const token = make_token("sr_");
  EXPECT_FALSE(is_token(token, "sm_")) << "another kind of token";
  EXPECT_FALSE(is_token(token + "A", "sr_"));
  EXPECT_FALSE(is_token(token.substr(0, token.size() - 1), "sr_"));
  EXPECT_FALSE(is_token("", "sr_"));
  EXPECT_FALSE(is_token("sr_", "sr_"));
  EXPECT_FALSE(is_token("sr_" + std::string(42, 'A') + "B", "sr_")) << "bits that stand for nothing";
}

}  // namespace
