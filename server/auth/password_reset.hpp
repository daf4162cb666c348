// server/auth/password_reset.hpp - a new password for whoever has forgotten the old one and reads his e-mail.
// Room: auth.
#pragma once

#include "server/auth/audit.hpp"
#include "server/auth/letter.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/clock.hpp"
#include "server/base/crypto/password.hpp"
#include "server/base/rate_limiter.hpp"
#include "server/base/task.hpp"
#include "server/base/worker_pool.hpp"
#include "server/store/database.hpp"
#include "server/store/users.hpp"

#include <chrono>
#include <string>

namespace storymap::server::auth {

struct PasswordResetOptions {
  std::string public_url;  ///< what the links of letters begin with
  std::chrono::milliseconds lifetime = std::chrono::minutes(30);
  /// Letters to one address, whoever asks for them: nobody's post is flooded. What is beyond is not told.
  Rate letters = {3, std::chrono::minutes(15)};
};

class PasswordReset {
 public:
  PasswordReset(store::Database& database, Sessions& sessions, PasswordHasher const& hasher, WorkerPool& hashing,
                Audit& audit, SendLetter send, RateLimiter& rates, Clock const& clock, PasswordResetOptions options);

  /// Sends a link to the address, if an account has it. Nothing that is visible or takes time tells whether one has:
  /// the statements are the same, and `send` must not wait for the delivery.
  [[nodiscard]] Task<> request(std::string email, Visitor visitor);

  /// Sets the password by the token of the link, once, and ends all sessions. Throws Problem 400 `invalid_reset_token`,
  /// 422 for a password that is none: then the token may be used again.
  [[nodiscard]] Task<> confirm(std::string token, std::string password, Visitor visitor);

 private:
  [[nodiscard]] Letter letter_to(store::User const& user, std::string const& token) const;

  store::Database& database_;
  Sessions& sessions_;
  PasswordHasher const& hasher_;
  WorkerPool& hashing_;
  Audit& audit_;
  SendLetter send_;
  RateLimiter& rates_;
  Clock const& clock_;
  PasswordResetOptions options_;
};

}  // namespace storymap::server::auth
