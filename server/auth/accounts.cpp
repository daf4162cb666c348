// server/auth/accounts.cpp - bodies of accounts.hpp.
#include "server/auth/accounts.hpp"

#include "server/auth/email_address.hpp"
#include "server/auth/password_check.hpp"
#include "server/base/crypto/token.hpp"
#include "server/base/problem.hpp"
#include "server/store/invitations.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace storymap::server::auth {
namespace {

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

[[nodiscard]] Problem deletion_scheduled(Time due) {
  std::string const time = to_rfc3339(due);
  return Problem(403, "deletion_scheduled",
                 {"this account is deleted on {0}: say that you keep it to log in", {time.substr(0, 10)}})
      .with_member("deletion_due_at", "\"" + time + "\"");
}

/// What a user does to his own account.
[[nodiscard]] Event event_of(std::string action, std::string const& user_id) {
  return {.action = std::move(action), .actor_id = user_id, .subject_kind = "user", .subject_id = user_id};
}

}  // namespace

Accounts::Accounts(store::Database& database, Sessions& sessions, PasswordHasher const& hasher, WorkerPool& hashing,
                   EmailVerification& verification, Audit& audit, SendLetter send, LoginLimits& limits, UuidSource& ids,
                   Clock const& clock, AccountOptions options)
    : database_(database),
      sessions_(sessions),
      hasher_(hasher),
      hashing_(hashing),
      verification_(verification),
      audit_(audit),
      send_(std::move(send)),
      limits_(limits),
      ids_(ids),
      clock_(clock),
      options_(options) {}

Task<store::User> Accounts::user_of(NewAccount account, EmailAddress address) {
  PasswordOwner const owner{.email = address.key, .name = account.name};
  check_password(account.password, "/password", owner);
  auto hash = [&] { return hasher_.hash(account.password); };
  store::User user;
  user.password_hash = co_await hashing_.run(std::move(hash));
  user.id = ids_.next();
  user.email = std::move(address.shown);
  user.email_key = std::move(address.key);
  user.name = std::move(account.name);
  user.locale = std::move(account.locale);
  user.created_at = user.updated_at = clock_.now();
  co_return user;
}

Task<> Accounts::check_is_invited(std::string token, std::string email_key) {
  std::optional<store::Invitation> const found =
      co_await store::find_invitation(database_, hash_of(token), clock_.now());
  if (found && found->email_key == email_key) co_return;
  throw Problem(403, "registration_closed",
                {"only who is invited may create an account: follow the link of the invitation"});
}

Task<std::optional<LoggedIn>> Accounts::register_account(NewAccount account, Visitor visitor) {
  EmailAddress const address = checked_email(account.email);
  if (!options_.is_open) co_await check_is_invited(account.invitation, address.key);
  store::User user = co_await user_of(std::move(account), address);
  Event const event = event_of("account_created", user.id);
  Letter letter;
  auto work = [&](store::Connection& in) -> Task<Tokens> {
    co_await store::insert_user(in, user);
    co_await audit_.record(in, event, visitor);
    letter = co_await verification_.begin(in, user);
    if (verification_.is_required()) co_return Tokens();
    co_return co_await sessions_.begin(in, user.id, visitor);
  };
  std::optional<Tokens> tokens;
  try {
    tokens = co_await database_.transaction(work);
  } catch (store::StoreError const& error) {
    if (error.code() != store::StoreErrc::unique) throw;
  }
  if (tokens) {
    co_await send_(std::move(letter));
    if (verification_.is_required()) co_return std::nullopt;
    co_return LoggedIn{std::move(user), std::move(*tokens)};
  }
  if (!verification_.is_required()) {
    throw Problem(409, "email_taken", {"there is an account with this e-mail address"})
        .at("/email", {"there is an account with this e-mail address"});
  }
  co_await tell_of_registration(address, std::move(visitor));
  co_return std::nullopt;
}

Task<> Accounts::tell_of_registration(EmailAddress address, Visitor visitor) {
  std::optional<store::User> const user = co_await store::find_user_by_email(database_, address.key);
  if (!user) co_return;
  Event event{
      .action = "registration_refused", .actor_id = std::nullopt, .subject_kind = "user", .subject_id = user->id};
  co_await audit_.record(std::move(event), std::move(visitor));
  Language const language = user->locale == "ru" ? Language::ru : Language::en;
  Letter letter{
      user->email, translated({"You have an account of storymap already"}, language),
      translated({"Somebody has tried to register with your e-mail address. If not you, do nothing."}, language) +
          "\n"};
  co_await send_(std::move(letter));
}

Task<bool> Accounts::is_password_of(store::User const& user, std::string password) {
  auto verify = [&] { return hasher_.verify(password, user.password_hash); };
  co_return co_await hashing_.run(std::move(verify));
}

Task<> Accounts::limit_logins(std::string email_key, Visitor visitor) {
  std::optional<Problem> refused;
  try {
    co_await limits_.take(email_key, visitor.address);
  } catch (Problem const& problem) {
    refused = problem;
  }
  if (!refused) co_return;
  std::optional<store::User> const user = co_await store::find_user_by_email(database_, email_key);
  Event event{.action = "login_limited",
              .actor_id = std::nullopt,
              .subject_kind = "user",
              .subject_id = user ? std::optional(user->id) : std::nullopt};
  co_await audit_.record_seldom("login " + email_key, std::move(event), std::move(visitor));
  throw Problem(*refused);
}

Task<LoggedIn> Accounts::login(Login login, Visitor visitor) {
  std::optional<EmailAddress> const address = parse_email_address(login.email);
  if (address) co_await limit_logins(address->key, visitor);
  std::optional<store::User> user;
  if (address) user = co_await store::find_user_by_email(database_, address->key);
  // An account without a password, like one that is not there, is compared with a hash of nothing.
  bool const is_right = co_await is_password_of(user.value_or(store::User()), login.password);
  if (!user || !is_right) {
    Event failed{.action = "login_failed",
                 .actor_id = std::nullopt,
                 .subject_kind = "user",
                 .subject_id = user ? std::optional(user->id) : std::nullopt};
    co_await audit_.record(std::move(failed), visitor);
    throw Problem(401, "invalid_credentials", {"the e-mail address or the password is wrong"});
  }
  std::optional<std::string> fresh_hash;
  if (hasher_.needs_rehash(user->password_hash)) {
    auto hash = [&] { return hasher_.hash(login.password); };
    fresh_hash = co_await hashing_.run(std::move(hash));
  }
  co_return co_await enter(std::move(*user), login.keeps_account, std::move(fresh_hash), std::move(visitor));
}

Task<LoggedIn> Accounts::enter(store::User user, bool keeps_account, std::optional<std::string> fresh_hash,
                               Visitor visitor) {
  Event const event = event_of("login", user.id);
  Event const kept = event_of("deletion_revoked", user.id);
  std::string const verified_hash = user.password_hash;
  auto work = [&](store::Connection& in) -> Task<Tokens> {
    // As the account is now: it may have changed while the password was verified.
    std::optional<store::User> now = co_await store::find_user(in, user.id);
    if (!now || now->password_hash != verified_hash) {
      throw Problem(401, "invalid_credentials", {"the e-mail address or the password is wrong"});
    }
    if (now->disabled_at) throw Problem(403, "account_disabled", {"this account is disabled"});
    if (verification_.is_required() && !now->email_verified_at) {
      throw Problem(403, "email_unverified", {"verify your e-mail address first, by the link that was sent to it"});
    }
    if (now->deletion_due_at && !keeps_account) throw deletion_scheduled(*now->deletion_due_at);
    bool const is_kept = std::exchange(now->deletion_due_at, std::nullopt).has_value();
    if (fresh_hash) now->password_hash = *fresh_hash;
    if (is_kept || fresh_hash) {
      now->updated_at = clock_.now();
      co_await store::update_user(in, *now);
    }
    user = std::move(*now);
    if (is_kept) co_await audit_.record(in, kept, visitor);
    co_await audit_.record(in, event, visitor);
    co_return co_await sessions_.begin(in, user.id, visitor);
  };
  Tokens tokens = co_await database_.transaction(work);
  co_return LoggedIn{std::move(user), std::move(tokens)};
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

Task<> Accounts::change_password(Principal principal, std::string current, std::string next, Visitor visitor) {
  store::User const& user = principal.user;
  if (!co_await is_password_of(user, std::move(current))) throw wrong_password("/current_password");
  PasswordOwner const owner{.email = user.email_key, .name = user.name};
  check_password(next, "/new_password", owner);
  auto make_hash = [&] { return hasher_.hash(next); };
  std::string const hash = co_await hashing_.run(std::move(make_hash));
  Event const event = event_of("password_changed", user.id);
  auto work = [&](store::Connection& in) -> Task<std::vector<std::string>> {
    std::optional<store::User> now = co_await store::find_user(in, user.id);
    if (!now) throw not_found();
    now->password_hash = hash;
    now->updated_at = clock_.now();
    co_await store::update_user(in, *now);
    co_await audit_.record(in, event, visitor);
    co_return co_await sessions_.end_all(in, user.id, principal.session_id, "password_change");
  };
  std::vector<std::string> const ended = co_await database_.transaction(work);
  for (std::string const& session : ended) sessions_.forget(session);
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

Task<Time> Accounts::delete_account(Principal principal, std::string password, Visitor visitor) {
  store::User const& user = principal.user;
  if (!co_await is_password_of(user, std::move(password))) throw wrong_password("/password");
  Time const due = clock_.now() + options_.time_to_regret;
  Event const event = event_of("deletion_scheduled", user.id);
  auto work = [&](store::Connection& in) -> Task<std::vector<std::string>> {
    std::optional<store::User> now = co_await store::find_user(in, user.id);
    if (!now) throw not_found();
    now->deletion_due_at = due;
    now->updated_at = clock_.now();
    co_await store::update_user(in, *now);
    co_await audit_.record(in, event, visitor);
    co_return co_await sessions_.end_all(in, user.id, std::string(), "account_deleted");
  };
  std::vector<std::string> const ended = co_await database_.transaction(work);
  for (std::string const& session : ended) sessions_.forget(session);
  Language const language = user.locale == "ru" ? Language::ru : Language::en;
  std::string const day = to_rfc3339(due).substr(0, 10);
  Letter letter{user.email, translated({"Your account of storymap will be deleted"}, language),
                translated({"It is deleted on {0}. Until then you can log in and keep it.", {day}}, language) + "\n"};
  co_await send_(std::move(letter));
  co_return due;
}

}  // namespace storymap::server::auth
