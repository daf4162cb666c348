// server/auth/login_limits.hpp - how often somebody may try the password of an account.
// Room: auth.
#pragma once

#include "server/base/rate_limiter.hpp"
#include "server/base/task.hpp"

#include <mutex>
#include <string>
#include <string_view>

namespace storymap::server::auth {

/// Counts tries by account and place, so that a thief with many accounts and a thief with many addresses are both slow,
/// and nobody can lock out the owner: from a place of his own he still has some tries.
///
/// - From one network an account may be tried at the rate.
/// - From all together five times as often; beyond that each network has a fifth of the rate.
///
/// Addresses that no account has are counted like others: the limits do not tell who has one.
class LoginLimits {
 public:
  LoginLimits(RateLimiter& tries, Rate rate) : tries_(tries), rate_(rate) {}

  /// Counts a try. Throws Problem 429 `too_many_logins`, also for the right password.
  [[nodiscard]] Task<> take(std::string email_key, std::string address);

  /// For tries from now on. Any thread.
  void change(Rate rate);

 private:
  [[nodiscard]] Rate rate() const;

  RateLimiter& tries_;
  mutable std::mutex mutex_;
  Rate rate_;
};

/// Who has one address of IPv6 has the 2^64 next to it: they count as one.
[[nodiscard]] std::string network_of(std::string_view address);

}  // namespace storymap::server::auth
