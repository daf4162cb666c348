// server/cache/redis/shared_rate_limiter.cpp - bodies of shared_rate_limiter.hpp.
#include "server/cache/redis/shared_rate_limiter.hpp"

#include "server/base/crypto/hex.hpp"
#include "server/base/crypto/sha256.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server::cache {
namespace {

/// gcra_decide in Lua. It answers the time and the state it decided by: the decision is the same function of them here.
/// Microseconds since 1970 are whole numbers of a double until the year 2255. Other servers see a key from the first
/// allowed request on until it would say nothing any more.
constexpr std::string_view script = R"lua(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local period = tonumber(ARGV[1])
local limit = tonumber(ARGV[2])
local state = tonumber(redis.call('GET', KEYS[1]) or '0')
local used = math.min(math.max(state - now, 0), limit)
if used + period <= limit then
  redis.call('SET', KEYS[1], string.format('%.0f', now + used + period), 'PX', math.ceil((used + period) / 1000))
end
return {string.format('%.0f', now), string.format('%.0f', state)}
)lua";

/// Under which a key is known to Redis. Keys are made of addresses, which are nobody's business there.
[[nodiscard]] std::string name_of(std::string_view key) { return "storymap:rate:" + to_hex(sha256(key)).substr(0, 32); }

/// What one of several servers allows when it does not know what the others do.
[[nodiscard]] Rate part_of(Rate rate, std::int64_t instances) {
  return {std::max<std::int64_t>(rate.count / std::max<std::int64_t>(instances, 1), 1), rate.window};
}

[[nodiscard]] std::int64_t number_of(Reply const& reply, std::size_t place) {
  if (reply.kind != Reply::Kind::list || reply.items.size() <= place) throw RedisError("the reply is another one");
  return std::stoll(reply.items[place].text);
}

}  // namespace

SharedRateLimiter::SharedRateLimiter(RedisClient& redis, Clock const& clock, Metrics& metrics, std::int64_t instances)
    : redis_(redis),
      clock_(clock),
      instances_(instances),
      alone_(metrics
                 .counter("storymap_rates_without_redis_total",
                          "Requests whose rate was decided by one server alone, Redis being away.")
                 .with({})) {
  metrics.gauge_of("storymap_redis_connected", "1 while Redis is there.",
                   [&redis] { return redis.is_connected() ? 1.0 : 0.0; });
}

Task<RateDecision> SharedRateLimiter::take(std::string key, Rate rate) {
  std::optional<RateDecision> decision;
  try {
    decision = co_await take_shared(key, rate);
  } catch (std::exception const&) {
    // The log has it from the client, once.
  }
  is_degraded_ = !decision;
  if (decision) co_return *decision;
  alone_.add();
  co_return own_.take(key, part_of(rate, instances_), clock_.now());
}

Task<RateDecision> SharedRateLimiter::take_shared(std::string key, Rate rate) {
  Reply const reply = co_await run_script(std::move(key), rate);
  co_return gcra_decide(number_of(reply, 0), number_of(reply, 1), rate);
}

Task<Reply> SharedRateLimiter::run_script(std::string key, Rate rate) {
  // As in gcra_decide.
  std::int64_t const window = std::chrono::microseconds(rate.window).count();
  std::int64_t const period = (window + rate.count - 1) / rate.count;
  // EVAL, whose cost beside EVALSHA is a hash of half a kilobyte: nothing is to be done when Redis was restarted.
  std::vector<std::string> words{"EVAL",       std::string(script),    "1",
                                 name_of(key), std::to_string(period), std::to_string(period * rate.count)};
  co_return co_await redis_.send(std::move(words));
}

}  // namespace storymap::server::cache
