// server/store/user_tokens.cpp - bodies of user_tokens.hpp.
#include "server/store/user_tokens.hpp"

#include <utility>

namespace storymap::server::store {

Task<> put_user_token(Connection& in, UserToken token) {
  co_await in.execute(
      "UPDATE user_tokens SET used_at = $1 WHERE kind = $2 AND used_at IS NULL AND user_id IN"
      " (SELECT id FROM users WHERE email_key = $3)",
      values_of(to_milliseconds(token.created_at), token.kind, token.email_key));
  Values values = values_of(Blob{std::move(token.hash)}, std::move(token.kind), to_milliseconds(token.created_at),
                            to_milliseconds(token.expires_at), std::move(token.email_key));
  co_await in.execute(
      "INSERT INTO user_tokens (token_hash, user_id, kind, email_key, created_at, expires_at)"
      " SELECT $1, id, $2, email_key, $3, $4 FROM users WHERE email_key = $5 AND disabled_at IS NULL",
      std::move(values));
}

Task<std::optional<std::string>> find_user_of_token(Source source, std::string hash, std::string kind, Time now) {
  Values values = values_of(Blob{std::move(hash)}, std::move(kind), to_milliseconds(now));
  Rows const found = co_await source.read(
      "SELECT t.user_id FROM user_tokens t JOIN users u ON u.id = t.user_id AND u.email_key = t.email_key"
      " WHERE t.token_hash = $1 AND t.kind = $2 AND t.used_at IS NULL AND t.expires_at > $3 AND u.disabled_at IS NULL",
      std::move(values));
  if (found.empty()) co_return std::nullopt;
  co_return found.front().text(0);
}

Task<std::optional<std::string>> use_user_token(Connection& in, std::string hash, std::string kind, Time now) {
  std::optional<std::string> user = co_await find_user_of_token(in, hash, std::move(kind), now);
  if (!user) co_return std::nullopt;
  Values values = values_of(to_milliseconds(now), Blob{std::move(hash)});
  Rows const done = co_await in.execute("UPDATE user_tokens SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL",
                                        std::move(values));
  if (done.affected() != 1) co_return std::nullopt;
  co_return user;
}

Task<std::size_t> remove_expired_tokens(Connection& in, Time before) {
  Rows const done =
      co_await in.execute("DELETE FROM user_tokens WHERE expires_at < $1", values_of(to_milliseconds(before)));
  co_return done.affected();
}

}  // namespace storymap::server::store
