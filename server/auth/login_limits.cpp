// server/auth/login_limits.cpp - bodies of login_limits.hpp.
#include "server/auth/login_limits.hpp"

#include "server/base/crypto/hex.hpp"
#include "server/base/problem.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <chrono>

namespace storymap::server::auth {
namespace {

constexpr std::int64_t crowd = 5;
constexpr std::size_t network_bytes = 8;

void refuse(RateDecision const& decision) {
  if (decision.is_allowed) return;
  auto const seconds = std::chrono::ceil<std::chrono::seconds>(decision.retry_after).count();
  throw Problem(429, "too_many_logins", {"too many tries to log in: try again in {0} s", {std::to_string(seconds)}})
      .with_header("Retry-After", std::to_string(seconds));
}

}  // namespace

std::string network_of(std::string_view address) {
  boost::system::error_code error;
  auto const parsed = boost::asio::ip::make_address(std::string(address), error);
  if (error || !parsed.is_v6()) return std::string(address);
  auto const bytes = parsed.to_v6().to_bytes();
  return to_hex(std::string(bytes.begin(), bytes.begin() + network_bytes));
}

Task<> LoginLimits::take(std::string email_key, std::string address) {
  Rate const here = rate();
  Rate const everywhere{here.count * crowd, here.window};
  Rate const in_a_crowd{std::max<std::int64_t>(here.count / crowd, 1), here.window};
  std::string const place = email_key + " " + network_of(address);
  refuse(co_await tries_.take("login place " + place, here));
  RateDecision const of_all = co_await tries_.take("login account " + email_key, everywhere);
  if (of_all.is_allowed) co_return;
  refuse(co_await tries_.take("login crowd " + place, in_a_crowd));
}

void LoginLimits::change(Rate rate) {
  std::scoped_lock const lock(mutex_);
  rate_ = rate;
}

Rate LoginLimits::rate() const {
  std::scoped_lock const lock(mutex_);
  return rate_;
}

}  // namespace storymap::server::auth
