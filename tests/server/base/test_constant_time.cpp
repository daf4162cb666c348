// tests/server/base/test_constant_time.cpp - tests of server/base/crypto/constant_time.hpp.
#include "server/base/crypto/constant_time.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using storymap::server::equal_in_constant_time;
using storymap::server::wipe;

TEST(ConstantTime, ComparesAllBytesAndTheSize) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("a\0b"sv, "a\0b"sv));
  EXPECT_FALSE(equal_in_constant_time("a\0b"sv, "a\0c"sv));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
  EXPECT_FALSE(equal_in_constant_time("", "a"));
}

TEST(ConstantTime, WipesTheMemoryToo) {
  std::string secret(100, 'x');
  char const* const memory = secret.data();
  wipe(secret);
  EXPECT_EQ(secret, "");
  ASSERT_EQ(secret.data(), memory) << "the memory is still the string's";
  for (std::size_t at = 0; at < 100; ++at) EXPECT_EQ(memory[at], '\0') << at;
}

}  // namespace
