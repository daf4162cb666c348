// server/auth/administration.cpp - bodies of administration.hpp.
#include "server/auth/administration.hpp"

#include "server/auth/email_address.hpp"
#include "server/base/problem.hpp"

#include <utility>

namespace storymap::server::auth {

Administration::Administration(store::Database& database, Audit& audit, Clock const& clock, Sessions* sessions,
                               ApiKeys* keys)
    : database_(database), audit_(audit), clock_(clock), sessions_(sessions), keys_(keys) {}

Task<std::string> Administration::find(std::string email) {
  std::optional<EmailAddress> const address = parse_email_address(email);
  std::optional<store::User> user;
  if (address) user = co_await store::find_user_by_email(database_, address->key);
  if (!user) throw not_found();
  co_return user->id;
}

Task<std::vector<store::User>> Administration::administrators() { return store::list_administrators(database_); }

Task<> Administration::change(std::string user_id, Administrator by, std::string action,
                              std::function<bool(store::User&)> edit) {
  Event const event{.action = std::move(action), .actor_id = by.user_id, .subject_kind = "user", .subject_id = user_id};
  auto work = [&](store::Connection& in) -> Task<std::vector<std::string>> {
    std::optional<store::User> user = co_await store::find_user(in, user_id);
    if (!user) throw not_found();
    std::vector<std::string> ended;
    if (!edit(*user)) co_return ended;
    user->updated_at = clock_.now();
    co_await store::update_user(in, *user);
    co_await audit_.record(in, event, by.visitor);
    if (user->disabled_at) {
      ended = co_await store::revoke_sessions(in, user_id, std::string(), "account_disabled", clock_.now());
    }
    co_return ended;
  };
  std::vector<std::string> const ended = co_await database_.transaction(work);
  if (sessions_ != nullptr) {
    for (std::string const& session : ended) sessions_->forget(session);
    co_await sessions_->look_again(user_id);
  }
  if (keys_ != nullptr) co_await keys_->look_again(user_id);
}

Task<> Administration::grant(std::string user_id, Administrator by) {
  auto edit = [](store::User& user) { return !std::exchange(user.is_admin, true); };
  return change(std::move(user_id), std::move(by), "admin_granted", std::move(edit));
}

Task<> Administration::revoke(std::string user_id, Administrator by) {
  auto edit = [](store::User& user) { return std::exchange(user.is_admin, false); };
  return change(std::move(user_id), std::move(by), "admin_revoked", std::move(edit));
}

Task<> Administration::disable(std::string user_id, Administrator by) {
  if (by.user_id == user_id) throw Problem(409, "own_account", {"this is your own account: ask another administrator"});
  auto edit = [now = clock_.now()](store::User& user) {
    bool const is_new = !user.disabled_at;
    if (is_new) user.disabled_at = now;
    return is_new;
  };
  return change(std::move(user_id), std::move(by), "account_disabled", std::move(edit));
}

Task<> Administration::enable(std::string user_id, Administrator by) {
  auto edit = [](store::User& user) { return std::exchange(user.disabled_at, std::nullopt).has_value(); };
  return change(std::move(user_id), std::move(by), "account_enabled", std::move(edit));
}

}  // namespace storymap::server::auth
