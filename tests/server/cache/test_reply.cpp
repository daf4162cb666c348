// tests/server/cache/test_reply.cpp - tests of server/cache/redis/reply.hpp.
#include "server/cache/redis/reply.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace storymap_test {
namespace {

using namespace storymap::server::cache;

TEST(RedisReply, CommandsAreLengthsAndBytes) {
  EXPECT_EQ(command_of({"SET", "a b", std::string("\0\r\n", 3)}),
            std::string("*3\r\n$3\r\nSET\r\n$3\r\na b\r\n$3\r\n\0\r\n\r\n", 31));
  EXPECT_EQ(command_of({"GET", ""}), "*2\r\n$3\r\nGET\r\n$0\r\n\r\n");
}

TEST(RedisReply, EveryKindIsReadInWhateverPieces) {
  std::string const bytes = "+OK\r\n-ERR no\r\n:-42\r\n$-1\r\n$3\r\na\r\n\r\n*2\r\n:1\r\n*1\r\n$1\r\nx\r\n";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    ReplyReader reader;
    std::vector<Reply> replies;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      reader.feed(std::string_view(bytes).substr(at, piece));
      while (auto reply = reader.next()) replies.push_back(std::move(*reply));
    }
    ASSERT_EQ(replies.size(), 6U) << piece;
    EXPECT_EQ(replies[0].kind, Reply::Kind::status);
    EXPECT_EQ(replies[0].text, "OK");
    EXPECT_EQ(replies[1].kind, Reply::Kind::error);
    EXPECT_EQ(replies[1].text, "ERR no");
    EXPECT_EQ(replies[2].integer, -42);
    EXPECT_EQ(replies[3].kind, Reply::Kind::nothing);
    EXPECT_EQ(replies[4].text, "a\r\n");
    ASSERT_EQ(replies[5].items.size(), 2U);
    EXPECT_EQ(replies[5].items[1].items[0].text, "x");
  }
}

TEST(RedisReply, WhatIsNoReplyIsSaid) {
  for (std::string const bytes : {"HTTP/1.1 200 OK\r\n", "$abc\r\n", "*99999999999999999999\r\n", ":x\r\n"}) {
    ReplyReader reader;
    reader.feed(bytes);
    EXPECT_THROW((void)reader.next(), std::runtime_error) << bytes;
  }
}

}  // namespace
}  // namespace storymap_test
