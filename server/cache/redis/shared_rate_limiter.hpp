// server/cache/redis/shared_rate_limiter.hpp - rates that several servers count together.
// Room: cache.
#pragma once

#include "server/base/clock.hpp"
#include "server/base/metrics.hpp"
#include "server/base/rate_limiter.hpp"
#include "server/cache/redis/client.hpp"

#include <atomic>
#include <cstdint>
#include <string>

namespace storymap::server::cache {

/// The states are in Redis, whose clock counts, so that servers need not agree on the time. While Redis is away each
/// server counts on its own and allows its part of the rate: together they stay below it, and no door is open.
class SharedRateLimiter final : public RateLimiter {
 public:
  /// `instances`: how many servers share the rates.
  SharedRateLimiter(RedisClient& redis, Clock const& clock, Metrics& metrics, std::int64_t instances = 1);

  [[nodiscard]] Task<RateDecision> take(std::string key, Rate rate) override;

  /// Redis was of no help the last time.
  [[nodiscard]] bool is_degraded() const noexcept { return is_degraded_; }

 private:
  [[nodiscard]] Task<RateDecision> take_shared(std::string key, Rate rate);
  [[nodiscard]] Task<Reply> run_script(std::string key, Rate rate);

  RedisClient& redis_;
  Clock const& clock_;
  std::int64_t instances_;
  RateStore own_;
  Counter& alone_;
  std::atomic<bool> is_degraded_ = false;
};

}  // namespace storymap::server::cache
