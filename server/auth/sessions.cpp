// server/auth/sessions.cpp - bodies of sessions.hpp.
#include "server/auth/sessions.hpp"

#include "server/base/crypto/constant_time.hpp"
#include "server/base/crypto/token.hpp"
#include "server/base/problem.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace storymap::server::auth {
namespace {

constexpr std::size_t most_known = 100'000;
constexpr std::size_t longest_user_agent = 300;

[[nodiscard]] Problem unauthorized(std::string code, std::string sentence) {
  return Problem(401, std::move(code), {std::move(sentence)}).with_header("WWW-Authenticate", "Bearer");
}
[[nodiscard]] Problem session_ended() { return unauthorized("session_ended", "the session has ended: log in again"); }

/// What programs call themselves, as far as it is worth keeping.
[[nodiscard]] std::string shortened(std::string text) {
  std::erase_if(text,
                [](char c) { return static_cast<unsigned char>(c) < 0x20U || static_cast<unsigned char>(c) > 0x7EU; });
  if (text.size() > longest_user_agent) text.resize(longest_user_agent);
  return text;
}

}  // namespace

Sessions::Sessions(store::Database& database, AccessTokens const& access, RefreshTokens const& refresh, UuidSource& ids,
                   Clock const& clock, Audit& audit, SessionOptions options)
    : database_(database),
      access_(access),
      refresh_(refresh),
      ids_(ids),
      clock_(clock),
      audit_(audit),
      options_(options),
      known_(most_known) {}

bool Sessions::is_over(store::Session const& session) const noexcept {
  Time const now = clock_.now();
  return session.revoked_at || session.not_after <= now || session.idle_until <= now;
}

Tokens Sessions::tokens_of(store::Session const& session, std::string refresh) const {
  return {.access = access_.issue(session.user_id, session.id, clock_.now()),
          .expires_in = access_.lifetime(),
          .refresh = std::move(refresh),
          .refresh_until = std::min(session.idle_until, session.not_after)};
}

Task<Tokens> Sessions::begin(store::Connection& in, std::string user_id, Visitor visitor) {
  Time const now = clock_.now();
  store::Session session;
  session.id = ids_.next();
  session.user_id = std::move(user_id);
  session.rotated_at = session.created_at = session.last_used_at = session.authenticated_at = now;
  session.idle_until = now + options_.idle;
  session.not_after = now + options_.lifetime;
  session.user_agent = shortened(std::move(visitor.user_agent));
  session.address = std::move(visitor.address);
  std::string refresh = refresh_.make(session.id, session.counter);
  session.token_hash = hash_of(refresh);
  co_await store::insert_session(in, session);
  co_return tokens_of(session, std::move(refresh));
}

Task<Sessions::Refreshed> Sessions::refresh(std::string token, Visitor visitor) {
  std::optional<RefreshToken> const claimed = refresh_.read(token);
  if (!claimed) throw unauthorized("invalid_refresh_token", "this is no refresh token of ours");
  std::string const hash = hash_of(token);
  // When somebody is quicker, this token has become the one before the newest.
  for (int tries = 0; tries < 2; ++tries) {
    std::optional<store::Session> session = co_await store::find_session(database_, claimed->session_id);
    if (!session || is_over(*session)) throw session_ended();
    if (equal_in_constant_time(session->token_hash, hash)) {
      Refreshed refreshed = co_await rotate(std::move(*session), token, visitor);
      if (!refreshed.tokens.refresh.empty()) co_return refreshed;
      continue;
    }
    bool const is_parent = session->parent_hash && equal_in_constant_time(*session->parent_hash, hash);
    if (is_parent && clock_.now() - session->rotated_at <= options_.grace) {
      std::string successor = show_successor(session->successor.value_or(std::string()), token);
      co_return co_await answer(std::move(*session), std::move(successor));
    }
    co_await end_stolen(std::move(*session), std::move(visitor));
    throw unauthorized("refresh_token_reused", "this refresh token was used before: log in again");
  }
  throw overloaded();
}

Task<Sessions::Refreshed> Sessions::rotate(store::Session session, std::string parent, Visitor visitor) {
  std::string refresh = refresh_.make(session.id, session.counter + 1);
  session.token_hash = hash_of(refresh);
  session.successor = hide_successor(refresh, parent);
  session.last_used_at = clock_.now();
  session.idle_until = session.last_used_at + options_.idle;
  session.user_agent = shortened(std::move(visitor.user_agent));
  session.address = std::move(visitor.address);
  auto work = [&](store::Connection& in) -> Task<bool> { co_return co_await store::rotate_session(in, session); };
  if (!co_await database_.transaction(work)) co_return Refreshed{};
  co_return co_await answer(std::move(session), std::move(refresh));
}

Task<Sessions::Refreshed> Sessions::answer(store::Session session, std::string refresh) {
  std::optional<store::User> user = co_await store::find_user(database_, session.user_id);
  if (!user || user->disabled_at) throw session_ended();
  Tokens tokens = tokens_of(session, std::move(refresh));
  co_return Refreshed{std::move(*user), std::move(tokens)};
}

Task<> Sessions::end_stolen(store::Session session, Visitor visitor) {
  co_await end(session.user_id, session.id, "refresh_token_reused", std::move(visitor));
}

Task<std::shared_ptr<Principal const>> Sessions::authenticate(std::string token) {
  Time const now = clock_.now();
  auto const verified = access_.verify(token, now);
  auto const* const claims = std::get_if<AccessClaims>(&verified);
  if (claims == nullptr) throw unauthorized("invalid_token", "the access token is not valid, or not any more");
  std::optional<Known> known = known_.find(claims->session);
  if (!known || known->until <= now) {
    std::optional<store::Session> const session = co_await store::find_session(database_, claims->session);
    std::shared_ptr<Principal> principal;
    if (session && !is_over(*session) && session->user_id == claims->subject) {
      std::optional<store::User> user = co_await store::find_user(database_, session->user_id);
      if (user && !user->disabled_at) {
        principal = std::make_shared<Principal>();
        principal->user = std::move(*user);
        principal->session_id = session->id;
        principal->authenticated_at = session->authenticated_at;
      }
    }
    known = Known{std::move(principal), now + options_.trust};
    known_.put(claims->session, *known, 1);
  }
  if (!known->principal) throw session_ended();
  co_return known->principal;
}

Task<> Sessions::end_by_token(std::string token, Visitor visitor) {
  std::optional<RefreshToken> const claimed = refresh_.read(token);
  if (!claimed) co_return;
  std::optional<store::Session> const session = co_await store::find_session(database_, claimed->session_id);
  if (session) co_await end(session->user_id, session->id, "logout", std::move(visitor));
}

Task<bool> Sessions::end(std::string user_id, std::string session_id, std::string reason, Visitor visitor) {
  Time const now = clock_.now();
  bool const is_theft = reason == "refresh_token_reused";
  Event event{.action = "session_ended",
              .actor_id = is_theft ? std::nullopt : std::optional(user_id),
              .subject_kind = "user",
              .subject_id = user_id};
  event.details["session"] = session_id;
  event.details["reason"] = reason;
  auto work = [&](store::Connection& in) -> Task<bool> {
    bool const ended = co_await store::revoke_session(in, user_id, session_id, reason, now);
    if (ended) co_await audit_.record(in, event, visitor);
    co_return ended;
  };
  bool const ended = co_await database_.transaction(work);
  known_.forget(session_id);
  co_return ended;
}

Task<std::vector<std::string>> Sessions::end_all(store::Connection& in, std::string user_id, std::string except,
                                                 std::string reason) {
  return store::revoke_sessions(in, std::move(user_id), std::move(except), std::move(reason), clock_.now());
}

Task<> Sessions::look_again(std::string user_id) {
  std::vector<store::Session> const sessions = co_await list(std::move(user_id));
  for (store::Session const& session : sessions) known_.forget(session.id);
}

Task<std::vector<store::Session>> Sessions::list(std::string user_id) {
  return store::live_sessions(database_, std::move(user_id), clock_.now());
}

}  // namespace storymap::server::auth
