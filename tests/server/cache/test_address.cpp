// tests/server/cache/test_address.cpp - tests of server/cache/redis/address.hpp.
#include "server/cache/redis/address.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace storymap_test {
namespace {

using namespace storymap::server::cache;

TEST(RedisAddress, IsTakenApart) {
  RedisAddress const plain = parse_redis_address("redis://cache.example");
  EXPECT_EQ(plain.host, "cache.example");
  EXPECT_EQ(plain.port, 6379);
  EXPECT_FALSE(plain.is_tls);
  EXPECT_EQ(plain.database, 0);
  RedisAddress const full = parse_redis_address("rediss://anna:p%40ss@[::1]:6380/3");
  EXPECT_EQ(full.host, "::1");
  EXPECT_EQ(full.port, 6380);
  EXPECT_TRUE(full.is_tls);
  EXPECT_EQ(full.user, "anna");
  EXPECT_EQ(full.password, "p@ss");
  EXPECT_EQ(full.database, 3);
  EXPECT_EQ(parse_redis_address("redis://:secret@h/").password, "secret");
}

TEST(RedisAddress, WhatItIsNotIsRefusedWithoutRepeatingIt) {
  for (std::string const url :
       {"http://:hunter2@h", "redis://:hunter2@", "redis://:hunter2@h:0", "redis://:hunter2@h/x", "redis://hunter2@h",
        "redis://:hunter2@h/1/2", "redis://:hunter2@h?x=1", "hunter2", "", "redis://:hunter2@h:99999",
        "redis://:hunter2@h/-1"}) {
    try {
      (void)parse_redis_address(url);
      FAIL() << url;
    } catch (std::runtime_error const& error) {
      EXPECT_EQ(std::string(error.what()).find("hunter2"), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace storymap_test
