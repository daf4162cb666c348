// tests/server/cache/test_client.cpp - tests of server/cache/redis/client.hpp on a Redis.
#include "server/cache/redis/client.hpp"

#include "server/base/uuid.hpp"

#include <gtest/gtest.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "tests/server/database_under_test.hpp"
#include "tests/server/run.hpp"

namespace storymap_test {
namespace {

using namespace storymap::server;
using namespace storymap::server::cache;
using namespace std::chrono_literals;
namespace asio = boost::asio;

[[nodiscard]] bool connects(RedisClient const& client, std::chrono::milliseconds most = 5s) {
  for (auto const end = std::chrono::steady_clock::now() + most; std::chrono::steady_clock::now() < end;) {
    if (client.is_connected()) return true;
    std::this_thread::sleep_for(2ms);
  }
  return false;
}

/// Takes connections and answers what it is told, once each.
class FakeRedis {
 public:
  explicit FakeRedis(std::string answer) : answer_(std::move(answer)), thread_([this] { serve(); }) {}
  ~FakeRedis() {
    is_stopping_ = true;
    boost::system::error_code ignored;
    asio::ip::tcp::socket last(context_);
    last.connect(acceptor_.local_endpoint(), ignored);
  }

  [[nodiscard]] RedisAddress address() const {
    RedisAddress address;
    address.host = "127.0.0.1";
    address.port = acceptor_.local_endpoint().port();
    return address;
  }
  [[nodiscard]] int visits() const { return visits_; }

 private:
  void serve() {
    std::vector<asio::ip::tcp::socket> held;
    while (!is_stopping_) {
      held.push_back(acceptor_.accept());
      ++visits_;
      boost::system::error_code ignored;
      char bytes[1024];
      if (!is_stopping_ && !answer_.empty()) {
        held.back().read_some(asio::buffer(bytes), ignored);
        asio::write(held.back(), asio::buffer(answer_), ignored);
      }
    }
  }

  std::string answer_;
  asio::io_context context_;
  asio::ip::tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
  std::atomic<bool> is_stopping_ = false;
  std::atomic<int> visits_ = 0;
  std::jthread thread_;
};

TEST(RedisClient, CommandsAreAnswered) {
  RedisClient client({.address = parse_redis_address(service_url("redis"))}, Log());
  ASSERT_TRUE(connects(client));
  std::string const key = "test:" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count());
  EXPECT_EQ(run(client.send({"SET", key, "a\r\nb", "EX", "60"})).text, "OK");
  EXPECT_EQ(run(client.send({"GET", key})).text, "a\r\nb");
  EXPECT_EQ(run(client.send({"INCR", key + ":n"})).integer, 1);
  EXPECT_EQ(run(client.send({"GET", key + ":none"})).kind, Reply::Kind::nothing);
  EXPECT_THROW((void)run(client.send({"INCR", key})), RedisError);
  EXPECT_EQ(run(client.send({"DEL", key, key + ":n"})).integer, 2) << "an error ends no connection";
}

TEST(RedisClient, CommandsOfManyFollowEachOtherAndGetTheirOwnReplies) {
  RedisClient client({.address = parse_redis_address(service_url("redis"))}, Log());
  ASSERT_TRUE(connects(client));
  std::atomic<int> right = 0;
  auto const ask = [&](std::size_t k) -> Task<> {
    for (int turn = 0; turn < 20; ++turn) {
      std::string const word = std::to_string(k) + ":" + std::to_string(turn);
      std::vector<std::string> words{"ECHO", word};
      Reply const reply = co_await client.send(std::move(words));
      if (reply.text == word) ++right;
    }
  };
  run_at_once(200, ask);
  EXPECT_EQ(right, 200 * 20);
}

TEST(RedisClient, AnAbsentRedisIsRefusedAtOnce) {
  RedisAddress nowhere;
  nowhere.host = "127.0.0.1";
  nowhere.port = 1;
  RedisClient client({.address = nowhere}, Log());
  EXPECT_THROW((void)run(client.send({"PING"})), RedisError);
  EXPECT_FALSE(connects(client, 200ms));
}

TEST(RedisClient, ASilentOneIsNoRedis) {
  FakeRedis silent("");
  RedisClient client({.address = silent.address(), .timeout = 50ms, .longest_pause = 20ms}, Log());
  EXPECT_FALSE(connects(client, 500ms));
  EXPECT_GE(silent.visits(), 2) << "it is tried again";
}

TEST(RedisClient, AStrangerIsNoRedis) {
  for (std::string const answer :
       {"HTTP/1.1 400 Bad Request\r\n\r\n", "-NOAUTH Authentication required.\r\n", "+OK\r\n+OK\r\n+OK\r\n+OK\r\n"}) {
    FakeRedis stranger(answer);
    RedisClient client({.address = stranger.address(), .timeout = 50ms, .longest_pause = 20ms}, Log());
    std::this_thread::sleep_for(100ms);
    EXPECT_THROW((void)run(client.send({"PING"})), RedisError) << answer;
  }
}

TEST(RedisClient, AWrongPasswordIsNoEntry) {
  RedisAddress address = parse_redis_address(service_url("redis"));
  address.password = "wrong";
  RedisClient client({.address = address, .longest_pause = 20ms}, Log());
  EXPECT_FALSE(connects(client, 300ms));
}

TEST(RedisClient, AReplyThatDoesNotComeInTimeEndsTheConnection) {
  RedisClient client({.address = parse_redis_address(service_url("redis")), .timeout = 100ms}, Log());
  ASSERT_TRUE(connects(client));
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_THROW((void)run(client.send({"BLPOP", "test:never", "0"})), RedisError);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  EXPECT_TRUE(connects(client)) << "it comes back by itself";
  EXPECT_EQ(run(client.send({"PING"})).text, "PONG");
}

}  // namespace
}  // namespace storymap_test
