// server/auth/api_keys.cpp - bodies of api_keys.hpp.
#include "server/auth/api_keys.hpp"

#include "server/base/crypto/token.hpp"
#include "server/base/problem.hpp"
#include "server/store/users.hpp"

#include <utility>

namespace storymap::server::auth {
namespace {

constexpr std::size_t most_known = 100'000;
constexpr std::size_t hint_size = 4;

[[nodiscard]] Problem invalid_key() {
  return Problem(401, "invalid_api_key", {"the API key is not valid, or not any more"})
      .with_header("WWW-Authenticate", "Bearer");
}

[[nodiscard]] std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

[[nodiscard]] std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

ApiKeys::ApiKeys(store::Database& database, Audit& audit, UuidSource& ids, Clock const& clock, ApiKeyOptions options)
    : database_(database), audit_(audit), ids_(ids), clock_(clock), options_(options), known_(most_known) {}

Task<NewApiKey> ApiKeys::make(std::string user_id, ApiKeyWish wish, Visitor visitor) {
  Time const now = clock_.now();
  NewApiKey made;
  made.secret = make_token(api_key_prefix);
  made.key.id = ids_.next();
  made.key.user_id = std::move(user_id);
  made.key.name = std::move(wish.name);
  made.key.hint = made.secret.substr(made.secret.size() - hint_size);
  made.key.scopes = joined(wish.scopes);
  made.key.created_at = now;
  if (wish.expires_in) made.key.expires_at = now + *wish.expires_in;
  Event event{
      .action = "api_key_made", .actor_id = made.key.user_id, .subject_kind = "api_key", .subject_id = made.key.id};
  event.details["scopes"] = made.key.scopes;
  auto work = [&](store::Connection& in) -> Task<> {
    std::vector<store::ApiKey> const others = co_await store::list_api_keys(in, made.key.user_id);
    if (others.size() >= options_.most) {
      throw Problem(422, "too_many_api_keys",
                    {"you have {0} API keys, which is the most: revoke one first", {std::to_string(options_.most)}});
    }
    co_await store::insert_api_key(in, made.key, hash_of(made.secret));
    co_await audit_.record(in, event, visitor);
  };
  co_await database_.transaction(work);
  co_return made;
}

Task<std::vector<store::ApiKey>> ApiKeys::list(std::string user_id) {
  return store::list_api_keys(database_, std::move(user_id));
}

Task<bool> ApiKeys::revoke(std::string user_id, std::string key_id, Visitor visitor) {
  Time const now = clock_.now();
  Event const event{.action = "api_key_revoked", .actor_id = user_id, .subject_kind = "api_key", .subject_id = key_id};
  auto work = [&](store::Connection& in) -> Task<std::optional<std::string>> {
    std::optional<std::string> hash = co_await store::revoke_api_key(in, user_id, key_id, now);
    if (hash) co_await audit_.record(in, event, visitor);
    co_return hash;
  };
  std::optional<std::string> const hash = co_await database_.transaction(work);
  if (hash) known_.forget(*hash);
  co_return hash.has_value();
}

Task<std::shared_ptr<Principal const>> ApiKeys::authenticate(std::string secret) {
  if (!is_token(secret, api_key_prefix)) throw invalid_key();
  Time const now = clock_.now();
  std::string const hash = hash_of(secret);
  std::optional<Known> known = known_.find(hash);
  if (!known || known->until <= now) known = co_await look_up(hash);
  bool const is_expired = known->expires_at && *known->expires_at <= now;
  if (!known->principal || is_expired) throw invalid_key();
  co_return known->principal;
}

Task<ApiKeys::Known> ApiKeys::look_up(std::string hash) {
  Time const now = clock_.now();
  Known known{.principal = nullptr, .expires_at = std::nullopt, .until = now + options_.trust};
  std::optional<store::ApiKey> key = co_await store::find_api_key(database_, hash, now);
  // What is no key of ours is not kept: guesses would drive out what is.
  if (!key) co_return known;
  std::optional<store::User> user = co_await store::find_user(database_, key->user_id);
  if (user && !user->disabled_at && !user->deletion_due_at) {
    auto principal = std::make_shared<Principal>();
    principal->user = std::move(*user);
    principal->authenticated_at = key->created_at;
    principal->key = ApiKeyUse{key->id, split(key->scopes)};
    known.principal = std::move(principal);
    known.expires_at = key->expires_at;
    if (!key->last_used_at || *key->last_used_at + options_.touch <= now) co_await touch(std::move(*key));
  }
  known_.put(hash, known, 1);
  co_return known;
}

Task<> ApiKeys::touch(store::ApiKey key) {
  auto work = [&](store::Connection& in) -> Task<> { co_await store::touch_api_key(in, key.id, clock_.now()); };
  try {
    co_await database_.transaction(work);
  } catch (store::StoreError const&) {
    // A database that cannot be written just now is no reason to refuse reading.
  }
}

Task<> ApiKeys::look_again(std::string user_id) {
  std::vector<std::string> const hashes = co_await store::api_key_hashes(database_, std::move(user_id));
  for (std::string const& hash : hashes) known_.forget(hash);
}

}  // namespace storymap::server::auth
