// server/auth/email_verification.hpp - whether an e-mail address is of whoever registered with it.
// Room: auth.
#pragma once

#include "server/auth/audit.hpp"
#include "server/auth/letter.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/clock.hpp"
#include "server/base/rate_limiter.hpp"
#include "server/base/task.hpp"
#include "server/store/database.hpp"
#include "server/store/user_tokens.hpp"
#include "server/store/users.hpp"

#include <chrono>
#include <string>

namespace storymap::server::auth {

struct EmailVerificationOptions {
  std::string public_url;    ///< what the links of letters begin with
  bool is_required = false;  ///< nobody logs in before
  std::chrono::milliseconds lifetime = std::chrono::hours(48);
  /// Letters to one address, whoever asks for them. What is beyond is not told.
  Rate letters = {3, std::chrono::minutes(15)};
};

class EmailVerification {
 public:
  EmailVerification(store::Database& database, Sessions& sessions, Audit& audit, SendLetter send, RateLimiter& rates,
                    Clock const& clock, EmailVerificationOptions options);

  [[nodiscard]] bool is_required() const noexcept { return options_.is_required; }

  /// Within the transaction that makes an account: the letter to be sent when it is committed.
  [[nodiscard]] Task<Letter> begin(store::Connection& in, store::User user);

  /// Sends the letter again, if an account has the address and it is not verified. Nothing tells whether one has.
  [[nodiscard]] Task<> resend(std::string email, Visitor visitor);

  /// By the token of the link, once. Throws Problem 400 `invalid_verification_token`.
  [[nodiscard]] Task<> confirm(std::string token, Visitor visitor);

 private:
  [[nodiscard]] Letter letter_to(store::User const& user, std::string const& token) const;
  [[nodiscard]] store::UserToken row_of(std::string const& token, std::string email_key) const;

  store::Database& database_;
  Sessions& sessions_;
  Audit& audit_;
  SendLetter send_;
  RateLimiter& rates_;
  Clock const& clock_;
  EmailVerificationOptions options_;
};

}  // namespace storymap::server::auth
