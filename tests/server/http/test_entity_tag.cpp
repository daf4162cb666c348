// tests/server/http/test_entity_tag.cpp - tests of server/http/entity_tag.hpp.
#include "server/http/entity_tag.hpp"

#include <gtest/gtest.h>

namespace {

using namespace storymap::server::http;

TEST(EntityTag, IsFoundInLists) {
  EXPECT_TRUE(is_listed("\"a\"", "\"a\""));
  EXPECT_TRUE(is_listed("\"b\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(is_listed("\"a\"", "W/\"a\""));
  EXPECT_TRUE(is_listed("*", "\"a\""));
  EXPECT_TRUE(is_listed("\"x,y\",\"a\"", "\"a\""));
  for (char const* const other : {"", "a", "\"a", "\"A\"", "\"b\"", "\"aa\"", "\"b,\"a\"\"x", "* "}) {
    EXPECT_FALSE(is_listed(other, "\"a\"")) << other;
  }
}

TEST(EntityTag, HasTheCodingAtItsEnd) {
  EXPECT_EQ(tag_of_coding("\"r5\"", "gzip"), "\"r5-gzip\"");
  EXPECT_EQ(without_coding("\"r5-gzip\"", "gzip"), "\"r5\"");
  EXPECT_EQ(without_coding("\"r5\", W/\"r6-gzip\", \"gzip\", \"a-gzipped\"", "gzip"),
            "\"r5\", W/\"r6\", \"gzip\", \"a-gzipped\"");
  EXPECT_EQ(without_coding("", "gzip"), "");
}

}  // namespace
