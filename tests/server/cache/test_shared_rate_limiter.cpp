// tests/server/cache/test_shared_rate_limiter.cpp - tests of server/cache/redis/shared_rate_limiter.hpp on a Redis.
#include "server/cache/redis/shared_rate_limiter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <thread>

#include "tests/server/database_under_test.hpp"
#include "tests/server/run.hpp"

namespace storymap_test {
namespace {

using namespace storymap::server;
using namespace storymap::server::cache;
using namespace std::chrono_literals;

class SharedRateLimiterTest : public testing::Test {
 protected:
  SharedRateLimiterTest() {
    for (int k = 0; k < 2000 && !client_.is_connected(); ++k) std::this_thread::sleep_for(2ms);
  }
  /// A key that no test had before.
  static std::string key() {
    static std::atomic<int> count = 0;
    return "test " + std::to_string(std::chrono::system_clock::now().time_since_epoch().count()) + " " +
           std::to_string(++count);
  }

  SystemClock clock_;
  Metrics metrics_;
  RedisClient client_{{.address = parse_redis_address(service_url("redis")), .timeout = 2s}, Log()};
};

TEST_F(SharedRateLimiterTest, SeveralServersCountTogether) {
  RedisClient other_client({.address = parse_redis_address(service_url("redis")), .timeout = 2s}, Log());
  for (int k = 0; k < 2000 && !other_client.is_connected(); ++k) std::this_thread::sleep_for(2ms);
  Metrics other_metrics;
  SharedRateLimiter one(client_, clock_, metrics_);
  SharedRateLimiter other(other_client, clock_, other_metrics);
  std::string const of_all = key();
  std::atomic<int> allowed = 0;
  auto const ask = [&](std::size_t k) -> Task<> {
    for (int turn = 0; turn < 20; ++turn) {
      RateLimiter& limiter = k % 2 == 0 ? static_cast<RateLimiter&>(one) : other;
      Rate const rate{50, 24h};
      RateDecision const decision = co_await limiter.take(of_all, rate);
      if (decision.is_allowed) ++allowed;
    }
  };
  run_at_once(20, ask);
  EXPECT_EQ(allowed, 50);
  EXPECT_FALSE(one.is_degraded());
  EXPECT_FALSE(other.is_degraded());
}

/// What is kept in Redis is what gcra_decide would keep: each allowed request adds a period, a refused one nothing, and
/// time takes away as much as has passed.
TEST_F(SharedRateLimiterTest, KeepsWhatTheFunctionKeeps) {
  using std::chrono::microseconds;
  SharedRateLimiter limiter(client_, clock_, metrics_);
  std::mt19937 random(42);
  for (int round = 0; round < 50; ++round) {
    std::string const one = key();
    Rate const rate{1 + static_cast<std::int64_t>(random() % 20), std::chrono::milliseconds(20 + random() % 2000)};
    microseconds const period((microseconds(rate.window).count() + rate.count - 1) / rate.count);
    microseconds used{0};
    auto before = std::chrono::steady_clock::now();
    for (int turn = 0; turn < 30; ++turn) {
      auto const asked = std::chrono::steady_clock::now();
      RateDecision const decision = run(limiter.take(one, rate));
      auto const answered = std::chrono::steady_clock::now();
      ASSERT_FALSE(limiter.is_degraded());
      microseconds const added = decision.is_allowed ? period : microseconds(0);
      auto const passed = std::chrono::ceil<microseconds>(answered - before) + microseconds(2);
      ASSERT_LE(decision.reset_after, used + added);
      ASSERT_GE(decision.reset_after, std::max(used - passed, microseconds(0)) + added);
      ASSERT_EQ(decision.is_allowed, decision.retry_after.count() == 0);
      if (!decision.is_allowed) {
        ASSERT_GT(used + period, period * rate.count);
      }
      used = decision.reset_after;
      before = asked;
      if (random() % 4 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(random() % 5));
    }
  }
}

TEST_F(SharedRateLimiterTest, NeverMoreThanTheBurstAndWhatTimeGivesBack) {
  SharedRateLimiter limiter(client_, clock_, metrics_);
  Rate const rate{10, 500ms};
  std::string const one = key();
  auto const begin = std::chrono::steady_clock::now();
  int allowed = 0;
  while (std::chrono::steady_clock::now() - begin < 600ms) allowed += run(limiter.take(one, rate)).is_allowed ? 1 : 0;
  std::chrono::duration<double> const passed = std::chrono::steady_clock::now() - begin;
  EXPECT_LE(allowed, 10 + 1 + passed.count() / 0.05);
  EXPECT_GE(allowed, 20);
}

TEST_F(SharedRateLimiterTest, WithoutRedisEachServerAllowsItsPart) {
  RedisAddress nowhere;
  nowhere.host = "127.0.0.1";
  nowhere.port = 1;
  RedisClient absent({.address = nowhere}, Log());
  Metrics metrics;
  SharedRateLimiter limiter(absent, clock_, metrics, 4);
  Rate const rate{20, 24h};
  int allowed = 0;
  for (int k = 0; k < 100; ++k) allowed += run(limiter.take("someone", rate)).is_allowed ? 1 : 0;
  EXPECT_EQ(allowed, 5) << "a quarter, and no open door";
  EXPECT_TRUE(limiter.is_degraded());
  EXPECT_NE(metrics.to_text().find("storymap_rates_without_redis_total 100"), std::string::npos);
  EXPECT_NE(metrics.to_text().find("storymap_redis_connected 0"), std::string::npos);
  Rate const single{1, 24h};
  EXPECT_TRUE(run(limiter.take("another", single)).is_allowed) << "a part is at least one";
}

TEST_F(SharedRateLimiterTest, RedisLearnsNoAddresses) {
  SharedRateLimiter limiter(client_, clock_, metrics_);
  Rate const rate{5, 60s};
  (void)run(limiter.take("login account anna-of-this-test@example.com", rate));
  Reply const keys = run(client_.send({"KEYS", "*anna-of-this-test*"}));
  EXPECT_TRUE(keys.items.empty());
  EXPECT_FALSE(run(client_.send({"KEYS", "storymap:rate:*"})).items.empty());
}

}  // namespace
}  // namespace storymap_test
