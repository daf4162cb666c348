// tests/server/base/test_rate_limit.cpp - tests of server/base/rate_limit.hpp.
#include "server/base/rate_limit.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using storymap::server::from_milliseconds;
using storymap::server::gcra_decide;
using storymap::server::parse_rate;
using storymap::server::Rate;
using storymap::server::rate_headers;
using storymap::server::RateDecision;
using storymap::server::RateStore;
using storymap::server::Time;

using Headers = std::vector<std::pair<std::string, std::string>>;

TEST(RateLimit, ReadsRates) {
  EXPECT_EQ(parse_rate("5/60s"), (Rate{5, 60s}));
  EXPECT_EQ(parse_rate("100/1h"), (Rate{100, 1h}));
  EXPECT_EQ(parse_rate("1000000/1d"), (Rate{1'000'000, 24h}));
  for (std::string_view const text :
       {"", "5", "5/", "/60s", "0/60s", "-1/60s", "5/0", "5/0s", "5/2d", "1000001/1d", "5/60", "5 /60s", "5//60s"}) {
    EXPECT_EQ(parse_rate(text), std::nullopt) << text;
  }
}

TEST(RateLimit, AllowsABurstAndThenOneAPeriod) {
  Rate const rate{3, 60s};
  std::int64_t const start = 1'000'000'000;
  std::int64_t state = 0;
  for (int k = 2; k >= 0; --k) {
    RateDecision const decision = gcra_decide(start, state, rate);
    EXPECT_TRUE(decision.is_allowed);
    EXPECT_EQ(decision.remaining, k);
    EXPECT_EQ(decision.reset_after, (3 - k) * 20s);
    state = decision.next;
  }
  RateDecision const refused = gcra_decide(start, state, rate);
  EXPECT_FALSE(refused.is_allowed);
  EXPECT_EQ(refused.retry_after, 20s);
  EXPECT_EQ(refused.next, state) << "a refused request costs nothing";
  EXPECT_FALSE(gcra_decide(start + 19'999'999, state, rate).is_allowed);
  EXPECT_TRUE(gcra_decide(start + 20'000'000, state, rate).is_allowed);
  EXPECT_EQ(gcra_decide(start + 60'000'000, state, rate).remaining, 2);
}

TEST(RateLimit, AllowsTheWholeBurstWhenTheWindowDividesBadly) {
  for (Rate const rate : {Rate{7, 1s}, Rate{999, 1s}, Rate{1'000, 1ms}, Rate{5'000, 1ms}}) {
    std::int64_t state = 0;
    for (std::int64_t k = 0; k < rate.count; ++k) {
      RateDecision const decision = gcra_decide(1'000, state, rate);
      ASSERT_TRUE(decision.is_allowed) << k << " of " << rate.count;
      state = decision.next;
    }
    EXPECT_FALSE(gcra_decide(1'000, state, rate).is_allowed);
  }
}

/// Whatever comes when: never more than count + t * count / window within any span t.
TEST(RateLimit, NeverAllowsMoreThanItSays) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    Rate const rate{std::int64_t(1 + random() % 50), std::chrono::milliseconds(1 + random() % 10'000)};
    std::int64_t const window = std::chrono::microseconds(rate.window).count();
    auto const step = static_cast<std::int64_t>(1 + random() % static_cast<std::uint64_t>(window));
    std::vector<std::int64_t> allowed;
    std::int64_t now = 1'000'000'000'000;
    std::int64_t state = 0;
    for (int k = 0; k < 400; ++k) {
      now += static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(step)) * (random() % 3 == 0 ? 1 : 0);
      RateDecision const decision = gcra_decide(now, state, rate);
      state = decision.next;
      if (decision.is_allowed) allowed.push_back(now);
    }
    for (std::size_t first = 0; first < allowed.size(); ++first) {
      for (std::size_t last = first; last < allowed.size(); ++last) {
        auto const count = static_cast<std::int64_t>(last - first + 1);
        std::int64_t const span = allowed[last] - allowed[first];
        ASSERT_LE((count - rate.count) * window, span * rate.count) << rate.count << '/' << window;
      }
    }
  }
}

/// Who comes at the rate and no faster is never refused: only the rounding of a period to a microsecond is ours.
TEST(RateLimit, NeverRefusesWhoKeepsToIt) {
  for (Rate const rate : {Rate{1, 1s}, Rate{7, 1s}, Rate{100, 60s}, Rate{1'000'000, 24h}}) {
    std::int64_t const period = (std::chrono::microseconds(rate.window).count() + rate.count - 1) / rate.count;
    std::int64_t state = 0;
    for (int k = 0; k < 1'000; ++k) {
      RateDecision const decision = gcra_decide(1'000'000 + k * period, state, rate);
      ASSERT_TRUE(decision.is_allowed);
      state = decision.next;
    }
  }
}

TEST(RateLimit, SurvivesAClockThatGoesBack) {
  Rate const rate{2, 10s};
  std::int64_t state = 0;
  for (int k = 0; k < 2; ++k) state = gcra_decide(100'000'000, state, rate).next;
  RateDecision const decision = gcra_decide(1'000'000, state, rate);
  EXPECT_FALSE(decision.is_allowed);
  EXPECT_LE(decision.retry_after, 10s) << "nobody waits longer than a window";
}

TEST(RateLimit, WritesTheHeadersOfTheDraft) {
  Rate const rate{5, 60s};
  RateDecision decision = gcra_decide(0, 0, rate);
  EXPECT_EQ(rate_headers("login", rate, decision),
            (Headers{{"RateLimit-Policy", "\"login\";q=5;w=60"}, {"RateLimit", "\"login\";r=4;t=12"}}));
  decision = gcra_decide(1'500'000, 60'000'000, rate);
  EXPECT_EQ(rate_headers("login", rate, decision), (Headers{{"RateLimit-Policy", "\"login\";q=5;w=60"},
                                                            {"RateLimit", "\"login\";r=0;t=11"},
                                                            {"Retry-After", "11"}}));
}

TEST(RateStore, CountsEachKeyForItself) {
  RateStore store;
  Time const now = from_milliseconds(1'700'000'000'000);
  Rate const rate{1, 60s};
  EXPECT_TRUE(store.take("login:a", rate, now).is_allowed);
  EXPECT_TRUE(store.take("login:b", rate, now).is_allowed);
  EXPECT_FALSE(store.take("login:a", rate, now).is_allowed);
  EXPECT_TRUE(store.take("login:a", rate, now + 60s).is_allowed);
}

TEST(RateStore, AllowsNoMoreToManyThreads) {
  RateStore store;
  Time const now = from_milliseconds(1'700'000'000'000);
  std::atomic<int> allowed = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int k = 0; k < 1'000; ++k) allowed += store.take("key", {100, 60s}, now).is_allowed ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(allowed, 100);
}

TEST(RateStore, ForgetsKeysWhoseTimeHasPassed) {
  RateStore store;
  Time now = from_milliseconds(1'700'000'000'000);
  for (int k = 0; k < 100'000; ++k) {
    now += 1ms;
    (void)store.take("key" + std::to_string(k), {10, 1s}, now);
  }
  EXPECT_LT(store.size(), 5'000U) << "100 are still of interest";
}

TEST(RateStore, HoldsNoMoreThanItsCapacityAndForgetsWhoUsedLeast) {
  RateStore store(6'400);
  Time const now = from_milliseconds(1'700'000'000'000);
  Rate const rate{10, 24h};
  for (int k = 0; k < 10; ++k) EXPECT_TRUE(store.take("busy", rate, now).is_allowed);
  for (int k = 0; k < 50'000; ++k) {
    (void)store.take("key" + std::to_string(k), rate, now);
    ASSERT_LE(store.size(), 6'400U);
  }
  EXPECT_FALSE(store.take("busy", rate, now).is_allowed);
}

}  // namespace
