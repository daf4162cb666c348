// server/base/rate_limit.hpp - how often something may happen: the generic cell rate algorithm.
// Room: base.
#pragma once

#include "server/base/clock.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace storymap::server {

/// `count` times within `window`, all of them at once if need be.
struct Rate {
  std::int64_t count = 0;
  std::chrono::milliseconds window{0};

  friend bool operator==(Rate const&, Rate const&) = default;
};

/// Reads "5/60s", "100/1h": 1 to 1,000,000 times in a millisecond to a day. Nothing when it is something else.
[[nodiscard]] std::optional<Rate> parse_rate(std::string_view text);

/// What is decided about one request.
struct RateDecision {
  bool is_allowed = false;
  std::int64_t remaining = 0;                ///< how many more would be allowed at once
  std::chrono::microseconds retry_after{0};  ///< until the next is allowed, when this one is not
  std::chrono::microseconds reset_after{0};  ///< until nothing is used any more
  std::int64_t next = 0;                     ///< the state to be stored
};

/// The algorithm, as a function of the state alone. `now` and `state` are microseconds on one clock; `state` is the
/// time at which all that was allowed so far would be used up (0 for a new key). In any span of time t no more than
/// count + t * count / window are allowed.
[[nodiscard]] RateDecision gcra_decide(std::int64_t now, std::int64_t state, Rate const& rate) noexcept;

/// Header fields for an answer, as of draft-ietf-httpapi-ratelimit-headers-10: RateLimit-Policy and RateLimit, and
/// Retry-After (RFC 9110 section 10.2.3) when the request is refused. `policy` is the name of the rate class.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> rate_headers(std::string_view policy, Rate const& rate,
                                                                            RateDecision const& decision);

/// The states of this process. Any thread; keys are spread over shards with a lock each.
class RateStore {
 public:
  /// `capacity`: how many keys are held at most; beyond it those that are used least are forgotten.
  explicit RateStore(std::size_t capacity = 1'000'000);

  /// Decides about one request of `key` and remembers it if it is allowed. The key should begin with the name of the
  /// rate class: each has its own count.
  [[nodiscard]] RateDecision take(std::string_view key, Rate const& rate, Time now);

  /// How many keys are held.
  [[nodiscard]] std::size_t size() const;

 private:
  static constexpr std::size_t shard_count = 64;

  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the name that the library looks for
    std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>()(key); }
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> states;
    std::size_t sweep_at = 16;
  };

  void make_room(Shard& shard, std::int64_t now) const;

  std::size_t capacity_;  ///< of one shard
  std::array<Shard, shard_count> shards_;
};

}  // namespace storymap::server
