// server/base/rate_limit.cpp - how often something may happen.
#include "server/base/rate_limit.hpp"

#include "server/base/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

namespace storymap::server {
namespace {

using std::chrono::microseconds;

constexpr std::int64_t most_times = 1'000'000;
constexpr std::chrono::milliseconds longest_window = std::chrono::hours(24);

/// Seconds, rounded up: who waits for so long is not refused again.
std::string whole_seconds(microseconds time) {
  return std::to_string(std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(time).count(), 0));
}

}  // namespace

std::optional<Rate> parse_rate(std::string_view text) {
  std::size_t const slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  Rate rate;
  auto const [end, error] = std::from_chars(text.data(), text.data() + slash, rate.count);
  auto const window = parse_duration(text.substr(slash + 1));
  if (error != std::errc() || end != text.data() + slash || !window) return std::nullopt;
  rate.window = *window;
  bool const is_good =
      rate.count >= 1 && rate.count <= most_times && rate.window.count() >= 1 && rate.window <= longest_window;
  return is_good ? std::optional(rate) : std::nullopt;
}

RateDecision gcra_decide(std::int64_t now, std::int64_t state, Rate const& rate) noexcept {
  // The period is rounded up, never in the caller's favour; a burst is `count` of these periods. A day has less than
  // 2^37 microseconds and counts end at 2^20, so that nothing here comes near 2^63.
  std::int64_t const period = (microseconds(rate.window).count() + rate.count - 1) / rate.count;
  std::int64_t const limit = period * rate.count;
  std::int64_t const used = std::clamp<std::int64_t>(state - now, 0, limit);
  std::int64_t const after = used + period;

  RateDecision decision;
  decision.is_allowed = after <= limit;
  std::int64_t const then = decision.is_allowed ? after : used;
  decision.remaining = (limit - then) / period;
  decision.retry_after = microseconds(decision.is_allowed ? 0 : after - limit);
  decision.reset_after = microseconds(then);
  decision.next = now + then;
  return decision;
}

std::vector<std::pair<std::string, std::string>> rate_headers(std::string_view policy, Rate const& rate,
                                                              RateDecision const& decision) {
  std::string const name = '"' + std::string(policy) + '"';
  std::vector<std::pair<std::string, std::string>> headers = {
      {"RateLimit-Policy", name + ";q=" + std::to_string(rate.count) + ";w=" + whole_seconds(rate.window)},
      {"RateLimit", name + ";r=" + std::to_string(decision.remaining) +
                        ";t=" + whole_seconds(decision.is_allowed ? decision.reset_after : decision.retry_after)}};
  if (!decision.is_allowed) {
    // At least a second: an answer that says "now" invites a loop.
    headers.emplace_back("Retry-After", whole_seconds(std::max(decision.retry_after, microseconds(1))));
  }
  return headers;
}

RateStore::RateStore(std::size_t capacity) : capacity_(std::max<std::size_t>(capacity / shard_count, 1)) {}

RateDecision RateStore::take(std::string_view key, Rate const& rate, Time now) {
  std::int64_t const time = to_milliseconds(now) * 1000;
  Shard& shard = shards_[Hash()(key) % shard_count];
  std::lock_guard const lock(shard.mutex);
  auto const found = shard.states.find(key);
  RateDecision const decision = gcra_decide(time, found == shard.states.end() ? 0 : found->second, rate);
  if (found != shard.states.end()) {
    found->second = decision.next;
  } else {
    make_room(shard, time);
    shard.states.emplace(key, decision.next);
  }
  return decision;
}

/// Keys whose time has passed say nothing any more. They are looked for whenever the shard has doubled; when it is full
/// of others, those that are free again soonest go.
void RateStore::make_room(Shard& shard, std::int64_t now) const {
  if (shard.states.size() < std::min(shard.sweep_at, capacity_)) return;
  std::erase_if(shard.states, [now](auto const& entry) { return entry.second <= now; });
  if (shard.states.size() >= capacity_) {
    std::vector<std::int64_t> times;
    for (auto const& entry : shard.states) times.push_back(entry.second);
    auto const middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    std::erase_if(shard.states, [limit = *middle](auto const& entry) { return entry.second <= limit; });
  }
  shard.sweep_at = std::max<std::size_t>(shard.states.size() * 2, 16);
}

std::size_t RateStore::size() const {
  std::size_t total = 0;
  for (Shard const& shard : shards_) {
    std::lock_guard const lock(shard.mutex);
    total += shard.states.size();
  }
  return total;
}

}  // namespace storymap::server
