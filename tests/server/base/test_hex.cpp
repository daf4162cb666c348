// tests/server/base/test_hex.cpp - tests of server/base/crypto/hex.hpp.
#include "server/base/crypto/hex.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using storymap::server::from_hex;
using storymap::server::to_hex;

TEST(Hex, WritesAndReads) {
  EXPECT_EQ(to_hex("\0\x0f\xa5\xff"sv), "000fa5ff");
  EXPECT_EQ(from_hex("000fa5ff"), "\0\x0f\xa5\xff"sv);
  EXPECT_EQ(from_hex("A5Ff"), "\xa5\xff");
  EXPECT_EQ(from_hex(""), "");
}

TEST(Hex, RefusesWhatIsNone) {
  for (std::string_view const text : {"0", "0g", "g0", " 00", "0x00", "00\n", "/0", ":0", "@0", "`0"}) {
    EXPECT_EQ(from_hex(text), std::nullopt) << text;
  }
}

}  // namespace
