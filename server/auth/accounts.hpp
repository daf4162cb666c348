// server/auth/accounts.hpp - accounts: who may register, who is who, and what they change about themselves.
// Room: auth.
#pragma once

#include "server/auth/audit.hpp"
#include "server/auth/email_address.hpp"
#include "server/auth/email_verification.hpp"
#include "server/auth/letter.hpp"
#include "server/auth/login_limits.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/clock.hpp"
#include "server/base/crypto/password.hpp"
#include "server/base/task.hpp"
#include "server/base/uuid.hpp"
#include "server/base/worker_pool.hpp"
#include "server/store/database.hpp"
#include "server/store/users.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace storymap::server::auth {

struct NewAccount {
  std::string email;
  std::string password;
  std::string name;
  std::string locale = "en";
  std::string invitation = {};  ///< the token of one, when only who is invited may register
};

struct Login {
  std::string email;
  std::string password;
  bool keeps_account = false;  ///< which is about to be deleted
};

struct LoggedIn {
  store::User user;
  Tokens tokens;
};

/// What a user may change about himself.
struct ProfileChange {
  std::optional<std::string> name;
  std::optional<std::string> locale;
};

struct AccountOptions {
  std::chrono::milliseconds time_to_regret =
      std::chrono::hours(24 * 30);  ///< so long a deleted account can be had back
  bool is_open = true;              ///< anybody may register; else only who is invited
};

/// Every path that looks at a password, also for accounts that do not exist, costs one run of Argon2id.
class Accounts {
 public:
  /// `hashing` is a pool for passwords alone: they take long and must keep nothing else waiting.
  Accounts(store::Database& database, Sessions& sessions, PasswordHasher const& hasher, WorkerPool& hashing,
           EmailVerification& verification, Audit& audit, SendLetter send, LoginLimits& limits, UuidSource& ids,
           Clock const& clock, AccountOptions options = {});

  /// Makes an account, sends a letter to verify the address, and logs in. Throws Problem 409 `email_taken`, 422 for an
  /// address or password that is none, 403 `registration_closed` without an invitation when it takes one.
  ///
  /// When addresses must be verified before, nobody is logged in, and nothing tells whether the address is taken: who
  /// has it is told by a letter.
  [[nodiscard]] Task<std::optional<LoggedIn>> register_account(NewAccount account, Visitor visitor);

  /// Throws Problem 401 `invalid_credentials`, the same for an unknown address and a wrong password, and 403 to whoever
  /// knows the password: `account_disabled`, `email_unverified` when that is required, `deletion_scheduled` unless he
  /// says that he keeps the account. 429 as LoginLimits says.
  [[nodiscard]] Task<LoggedIn> login(Login login, Visitor visitor);

  /// Throws Problem 403 `wrong_password`, 422 for a new one that is none. Ends all other sessions.
  [[nodiscard]] Task<> change_password(Principal principal, std::string current, std::string next, Visitor visitor);

  [[nodiscard]] Task<store::User> change_profile(Principal principal, ProfileChange profile);

  /// Ends all sessions; the account and what it owns go at the time that is returned, unless its owner logs in before
  /// and says that he keeps it. Throws Problem 403 `wrong_password`.
  [[nodiscard]] Task<Time> delete_account(Principal principal, std::string password, Visitor visitor);

 private:
  [[nodiscard]] Task<> check_is_invited(std::string token, std::string email_key);
  [[nodiscard]] Task<> limit_logins(std::string email_key, Visitor visitor);
  /// Checks and hashes the password: nothing is stored.
  [[nodiscard]] Task<store::User> user_of(NewAccount account, EmailAddress address);
  [[nodiscard]] Task<> tell_of_registration(EmailAddress address, Visitor visitor);
  [[nodiscard]] Task<LoggedIn> enter(store::User user, bool keeps_account, std::optional<std::string> fresh_hash,
                                     Visitor visitor);
  [[nodiscard]] Task<bool> is_password_of(store::User const& user, std::string password);
  /// Changes a user as he is in the database now, whatever else has changed since he was read.
  [[nodiscard]] Task<store::User> change(std::string user_id, std::function<void(store::User&)> edit);

  store::Database& database_;
  Sessions& sessions_;
  PasswordHasher const& hasher_;
  WorkerPool& hashing_;
  EmailVerification& verification_;
  Audit& audit_;
  SendLetter send_;
  LoginLimits& limits_;
  UuidSource& ids_;
  Clock const& clock_;
  AccountOptions options_;
};

}  // namespace storymap::server::auth
