// tests/server/base/test_random.cpp - tests of server/base/crypto/random.hpp.
#include "server/base/crypto/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace {

using storymap::server::random_bytes;

TEST(Random, NeverRepeats) {
  std::set<std::string> seen;
  for (int k = 0; k < 1000; ++k) EXPECT_TRUE(seen.insert(random_bytes(16)).second);
}

TEST(Random, FillsEveryByte) {
  std::string any(64, '\0');
  for (int k = 0; k < 20; ++k) {
    std::string const bytes = random_bytes(any.size());
    for (std::size_t at = 0; at < any.size(); ++at) any[at] = static_cast<char>(any[at] | bytes[at]);
  }
  EXPECT_EQ(std::count(any.begin(), any.end(), '\0'), 0);
  EXPECT_EQ(random_bytes(0), "");
}

}  // namespace
