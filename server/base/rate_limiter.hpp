// server/base/rate_limiter.hpp - who decides how often something may happen: this process, or all servers together.
// Room: base.
#pragma once

#include "server/base/clock.hpp"
#include "server/base/rate_limit.hpp"
#include "server/base/task.hpp"

#include <string>
#include <utility>

namespace storymap::server {

/// Counts by key. Any thread. It always decides: what it needs may be away, but no door stands open then.
class RateLimiter {
 public:
  RateLimiter() = default;
  RateLimiter(RateLimiter const&) = delete;
  RateLimiter& operator=(RateLimiter const&) = delete;
  virtual ~RateLimiter() = default;

  /// Decides about one request of `key` and remembers it if it is allowed. Keys begin with what they are about: each
  /// kind has its own count.
  [[nodiscard]] virtual Task<RateDecision> take(std::string key, Rate rate) = 0;
};

/// In the memory of this process.
class LocalRateLimiter final : public RateLimiter {
 public:
  explicit LocalRateLimiter(Clock const& clock) : clock_(clock) {}

  [[nodiscard]] Task<RateDecision> take(std::string key, Rate rate) override {
    co_return store_.take(key, rate, clock_.now());
  }

 private:
  Clock const& clock_;
  RateStore store_;
};

}  // namespace storymap::server
