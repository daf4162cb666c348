// server/auth/password_reset.cpp - bodies of password_reset.hpp.
#include "server/auth/password_reset.hpp"

#include "server/auth/email_address.hpp"
#include "server/auth/password_check.hpp"
#include "server/base/crypto/token.hpp"
#include "server/base/problem.hpp"
#include "server/store/user_tokens.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace storymap::server::auth {
namespace {

constexpr std::string_view token_prefix = "sm_reset_";
constexpr std::string_view token_kind = "password_reset";

[[nodiscard]] Problem invalid_token() {
  return {400, "invalid_reset_token", {"the link is not valid, or not any more"}};
}

}  // namespace

PasswordReset::PasswordReset(store::Database& database, Sessions& sessions, PasswordHasher const& hasher,
                             WorkerPool& hashing, Audit& audit, SendLetter send, RateLimiter& rates, Clock const& clock,
                             PasswordResetOptions options)
    : database_(database),
      sessions_(sessions),
      hasher_(hasher),
      hashing_(hashing),
      audit_(audit),
      send_(std::move(send)),
      rates_(rates),
      clock_(clock),
      options_(std::move(options)) {}

Letter PasswordReset::letter_to(store::User const& user, std::string const& token) const {
  Language const language = user.locale == "ru" ? Language::ru : Language::en;
  auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(options_.lifetime).count();
  // Behind the "#" the token stays in the browser, and in nobody's log.
  std::string const link = options_.public_url + "/password-reset#" + token;
  return {user.email, translated({"A new password for storymap"}, language),
          translated({"Set a new password within {0} minutes: {1}", {std::to_string(minutes), link}}, language) +
              "\n\n" + translated({"If you did not ask for it, do nothing: your password stays as it is."}, language) +
              "\n"};
}

Task<> PasswordReset::request(std::string email, Visitor visitor) {
  std::optional<EmailAddress> const address = parse_email_address(email);
  if (!address) co_return;
  Time const now = clock_.now();
  RateDecision const letters = co_await rates_.take("reset letters " + address->key, options_.letters);
  if (!letters.is_allowed) co_return;
  std::string const token = make_token(token_prefix);
  std::optional<store::User> const user = co_await store::find_user_by_email(database_, address->key);
  store::UserToken const row{.hash = hash_of(token),
                             .kind = std::string(token_kind),
                             .email_key = address->key,
                             .created_at = now,
                             .expires_at = now + options_.lifetime};
  Event const event{.action = "password_reset_requested",
                    .subject_kind = "user",
                    .subject_id = user ? std::optional(user->id) : std::nullopt};
  auto work = [&](store::Connection& in) -> Task<> {
    co_await store::put_user_token(in, row);
    co_await audit_.record(in, event, visitor);
  };
  co_await database_.transaction(work);
  if (!user || user->disabled_at) co_return;
  Letter letter = letter_to(*user, token);
  co_await send_(std::move(letter));
}

Task<> PasswordReset::confirm(std::string token, std::string password, Visitor visitor) {
  if (!is_token(token, token_prefix)) throw invalid_token();
  std::string const hash = hash_of(token);
  std::string const kind(token_kind);
  std::optional<std::string> const id = co_await store::find_user_of_token(database_, hash, kind, clock_.now());
  std::optional<store::User> known;
  if (id) known = co_await store::find_user(database_, *id);
  if (!known) throw invalid_token();
  PasswordOwner const owner{.email = known->email_key, .name = known->name};
  check_password(password, "/password", owner);
  auto make_hash = [&] { return hasher_.hash(password); };
  std::string const password_hash = co_await hashing_.run(std::move(make_hash));
  Event const event{.action = "password_reset", .actor_id = known->id, .subject_kind = "user", .subject_id = known->id};
  auto work = [&](store::Connection& in) -> Task<std::vector<std::string>> {
    Time const now = clock_.now();
    std::optional<std::string> const used = co_await store::use_user_token(in, hash, kind, now);
    if (!used) throw invalid_token();
    std::optional<store::User> user = co_await store::find_user(in, *used);
    if (!user) throw invalid_token();
    user->password_hash = password_hash;
    // Who read the letter owns the address.
    if (!user->email_verified_at) user->email_verified_at = now;
    user->updated_at = now;
    co_await store::update_user(in, *user);
    co_await audit_.record(in, event, visitor);
    co_return co_await sessions_.end_all(in, *used, std::string(), "password_reset");
  };
  std::vector<std::string> const ended = co_await database_.transaction(work);
  for (std::string const& session : ended) sessions_.forget(session);
}

}  // namespace storymap::server::auth
