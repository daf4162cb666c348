// server/auth/email_verification.cpp - bodies of email_verification.hpp.
#include "server/auth/email_verification.hpp"

#include "server/auth/email_address.hpp"
#include "server/base/crypto/token.hpp"
#include "server/base/problem.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace storymap::server::auth {
namespace {

constexpr std::string_view token_prefix = "sm_verify_";
constexpr std::string_view token_kind = "email_verification";

[[nodiscard]] Problem invalid_token() {
  return {400, "invalid_verification_token", {"the link is not valid, or not any more"}};
}

}  // namespace

EmailVerification::EmailVerification(store::Database& database, Sessions& sessions, Audit& audit, SendLetter send,
                                     RateLimiter& rates, Clock const& clock, EmailVerificationOptions options)
    : database_(database),
      sessions_(sessions),
      audit_(audit),
      send_(std::move(send)),
      rates_(rates),
      clock_(clock),
      options_(std::move(options)) {}

store::UserToken EmailVerification::row_of(std::string const& token, std::string email_key) const {
  Time const now = clock_.now();
  return {.hash = hash_of(token),
          .kind = std::string(token_kind),
          .email_key = std::move(email_key),
          .created_at = now,
          .expires_at = now + options_.lifetime};
}

/// Says nothing of the user's own: whoever registers with the address of another would have us carry his words there.
Letter EmailVerification::letter_to(store::User const& user, std::string const& token) const {
  Language const language = user.locale == "ru" ? Language::ru : Language::en;
  auto const hours = std::chrono::duration_cast<std::chrono::hours>(options_.lifetime).count();
  // Behind the "#" the token stays in the browser, and in nobody's log.
  std::string const link = options_.public_url + "/verify-email#" + token;
  return {user.email, translated({"Verify your e-mail address for storymap"}, language),
          translated({"Verify that this is your e-mail address within {0} hours: {1}", {std::to_string(hours), link}},
                     language) +
              "\n\n" + translated({"If you have not registered, do nothing."}, language) + "\n"};
}

Task<Letter> EmailVerification::begin(store::Connection& in, store::User user) {
  std::string const token = make_token(token_prefix);
  store::UserToken row = row_of(token, user.email_key);
  co_await store::put_user_token(in, std::move(row));
  co_return letter_to(user, token);
}

Task<> EmailVerification::resend(std::string email, Visitor visitor) {
  std::optional<EmailAddress> const address = parse_email_address(email);
  if (!address) co_return;
  RateDecision const letters = co_await rates_.take("verification letters " + address->key, options_.letters);
  if (!letters.is_allowed) co_return;
  std::string const token = make_token(token_prefix);
  std::optional<store::User> const user = co_await store::find_user_by_email(database_, address->key);
  store::UserToken const row = row_of(token, address->key);
  Event const event{.action = "email_verification_requested",
                    .actor_id = std::nullopt,
                    .subject_kind = "user",
                    .subject_id = user ? std::optional(user->id) : std::nullopt};
  auto work = [&](store::Connection& in) -> Task<> {
    co_await store::put_user_token(in, row);
    co_await audit_.record(in, event, visitor);
  };
  co_await database_.transaction(work);
  if (!user || user->disabled_at || user->email_verified_at) co_return;
  Letter letter = letter_to(*user, token);
  co_await send_(std::move(letter));
}

Task<> EmailVerification::confirm(std::string token, Visitor visitor) {
  if (!is_token(token, token_prefix)) throw invalid_token();
  std::string const hash = hash_of(token);
  std::string const kind(token_kind);
  auto work = [&](store::Connection& in) -> Task<std::string> {
    Time const now = clock_.now();
    std::optional<std::string> const id = co_await store::use_user_token(in, hash, kind, now);
    if (!id) throw invalid_token();
    std::optional<store::User> user = co_await store::find_user(in, *id);
    if (!user) throw invalid_token();
    if (!user->email_verified_at) user->email_verified_at = now;
    user->updated_at = now;
    co_await store::update_user(in, *user);
    Event const event{.action = "email_verified", .actor_id = user->id, .subject_kind = "user", .subject_id = user->id};
    co_await audit_.record(in, event, visitor);
    co_return *id;
  };
  std::string const id = co_await database_.transaction(work);
  co_await sessions_.look_again(id);
}

}  // namespace storymap::server::auth
