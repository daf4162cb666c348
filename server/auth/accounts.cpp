// server/auth/accounts.cpp - bodies of accounts.hpp.
#include "server/auth/accounts.hpp"

#include "server/auth/email_address.hpp"
#include "server/auth/password_check.hpp"
#include "server/base/problem.hpp"

#include <chrono>
#include <utility>

namespace storymap::server::auth {
namespace {

constexpr std::chrono::days time_to_regret{30};

[[nodiscard]] Problem invalid(std::string pointer, Message message) {
  return Problem(422, "invalid_request", {"the request does not fit what is expected"})
      .at(std::move(pointer), std::move(message));
}

[[nodiscard]] EmailAddress checked_email(std::string const& email) {
  std::optional<EmailAddress> address = parse_email_address(email);
  if (!address) throw invalid("/email", {"this is no e-mail address"});
  return std::move(*address);
}

[[nodiscard]] Problem wrong_password(std::string pointer) {
  return Problem(403, "wrong_password", {"the password is not the right one"})
      .at(std::move(pointer), {"the password is not the right one"});
}

}  // namespace

Accounts::Accounts(store::Database& database, Sessions& sessions, PasswordHasher const& hasher, WorkerPool& hashing,
                   UuidSource& ids, Clock const& clock)
    : database_(database), sessions_(sessions), hasher_(hasher), hashing_(hashing), ids_(ids), clock_(clock) {}

Task<LoggedIn> Accounts::register_account(NewAccount account, Visitor visitor) {
  EmailAddress address = checked_email(account.email);
  check_password(account.password, "/password", {.email = address.key, .name = account.name});
  auto hash = [&] { return hasher_.hash(account.password); };
  store::User user;
  user.password_hash = co_await hashing_.run(std::move(hash));
  user.id = ids_.next();
  user.email = std::move(address.shown);
  user.email_key = std::move(address.key);
  user.name = std::move(account.name);
  user.locale = std::move(account.locale);
  user.created_at = user.updated_at = clock_.now();
  auto work = [&](store::Connection& in) -> Task<Tokens> {
    co_await store::insert_user(in, user);
    co_return co_await sessions_.begin(in, user.id, visitor);
  };
  try {
    Tokens tokens = co_await database_.transaction(work);
    co_return LoggedIn{std::move(user), std::move(tokens)};
  } catch (store::StoreError const& error) {
    if (error.code() != store::StoreErrc::unique) throw;
  }
  throw Problem(409, "email_taken", {"there is an account with this e-mail address"})
      .at("/email", {"there is an account with this e-mail address"});
}

Task<bool> Accounts::is_password_of(store::User const& user, std::string password) {
  auto verify = [&] { return hasher_.verify(password, user.password_hash); };
  co_return co_await hashing_.run(std::move(verify));
}

Task<LoggedIn> Accounts::login(std::string email, std::string password, Visitor visitor) {
  std::optional<EmailAddress> const address = parse_email_address(email);
  std::optional<store::User> user;
  if (address) user = co_await store::find_user_by_email(database_, address->key);
  // An account without a password, like one that is not there, is compared with a hash of nothing.
  bool const is_right = co_await is_password_of(user.value_or(store::User()), password);
  if (!user || !is_right) throw Problem(401, "invalid_credentials", {"the e-mail address or the password is wrong"});
  if (user->disabled_at) throw Problem(403, "account_disabled", {"this account is disabled"});
  bool is_changed = std::exchange(user->deletion_due_at, std::nullopt).has_value();
  if (hasher_.needs_rehash(user->password_hash)) {
    auto hash = [&] { return hasher_.hash(password); };
    user->password_hash = co_await hashing_.run(std::move(hash));
    is_changed = true;
  }
  if (is_changed) user->updated_at = clock_.now();
  auto work = [&](store::Connection& in) -> Task<Tokens> {
    if (is_changed) co_await store::update_user(in, *user);
    co_return co_await sessions_.begin(in, user->id, visitor);
  };
  Tokens tokens = co_await database_.transaction(work);
  co_return LoggedIn{std::move(*user), std::move(tokens)};
}

Task<store::User> Accounts::change(std::string user_id, std::function<void(store::User&)> edit) {
  auto work = [&](store::Connection& in) -> Task<store::User> {
    std::optional<store::User> user = co_await store::find_user(in, user_id);
    if (!user) throw not_found();
    edit(*user);
    user->updated_at = clock_.now();
    co_await store::update_user(in, *user);
    co_return std::move(*user);
  };
  co_return co_await database_.transaction(work);
}

Task<> Accounts::change_password(Principal principal, std::string current, std::string next) {
  store::User const& user = principal.user;
  if (!co_await is_password_of(user, std::move(current))) throw wrong_password("/current_password");
  check_password(next, "/new_password", {.email = user.email_key, .name = user.name});
  auto make_hash = [&] { return hasher_.hash(next); };
  std::string const hash = co_await hashing_.run(std::move(make_hash));
  auto edit = [&](store::User& now) { now.password_hash = hash; };
  co_await change(user.id, std::move(edit));
  co_await sessions_.end_all(user.id, principal.session_id, "password_change");
  sessions_.forget(principal.session_id);
}

Task<store::User> Accounts::change_profile(Principal principal, ProfileChange profile) {
  auto edit = [&](store::User& user) {
    if (profile.name) user.name = *profile.name;
    if (profile.locale) user.locale = *profile.locale;
  };
  store::User user = co_await change(principal.user.id, std::move(edit));
  sessions_.forget(principal.session_id);
  co_return user;
}

Task<> Accounts::delete_account(Principal principal, std::string password) {
  if (!co_await is_password_of(principal.user, std::move(password))) throw wrong_password("/password");
  Time const due = clock_.now() + time_to_regret;
  auto edit = [due](store::User& user) { user.deletion_due_at = due; };
  co_await change(principal.user.id, std::move(edit));
  co_await sessions_.end_all(principal.user.id, std::string(), "account_deleted");
}

Task<> Accounts::set_admin(std::string email, bool is_admin) {
  std::optional<EmailAddress> const address = parse_email_address(email);
  std::optional<store::User> user;
  if (address) user = co_await store::find_user_by_email(database_, address->key);
  if (!user) throw not_found();
  auto edit = [is_admin](store::User& now) { now.is_admin = is_admin; };
  co_await change(user->id, std::move(edit));
}

}  // namespace storymap::server::auth
