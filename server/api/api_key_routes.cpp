// server/api/api_key_routes.cpp - the API keys of a user.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::int64_t shortest_life = 60;
constexpr std::int64_t longest_life = std::int64_t{60} * 60 * 24 * 366 * 5;

[[nodiscard]] json::value time_or_null(std::optional<Time> time) {
  return time ? json::value(to_rfc3339(*time)) : json::value();
}

[[nodiscard]] json::array words_of(std::string_view text) {
  json::array words;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

[[nodiscard]] json::object to_json(store::ApiKey const& key) {
  json::object out;
  out["id"] = key.id;
  out["name"] = key.name;
  out["hint"] = key.hint;
  out["scopes"] = words_of(key.scopes);
  out["created_at"] = to_rfc3339(key.created_at);
  out["expires_at"] = time_or_null(key.expires_at);
  out["last_used_at"] = time_or_null(key.last_used_at);
  return out;
}

[[nodiscard]] Schema scopes_schema() { return array(one_of({"read", "write", "share"}), 3, 1); }

[[nodiscard]] std::vector<Field> key_fields() {
  return {required("id", string(36, 36)),
          required("name", string(1, 100)),
          required("hint", described(string(4, 4), "its last characters")),
          required("scopes", scopes_schema()),
          required("created_at", date_time()),
          required("expires_at", nullable(date_time())),
          required("last_used_at", nullable(date_time()))};
}

/// The key itself, which is shown once.
[[nodiscard]] Schema new_key_schema() {
  std::vector<Field> fields = key_fields();
  fields.push_back(required("key", described(string(20, 200), "for the header X-API-Key; shown only now")));
  return object(std::move(fields));
}

Task<http::Response> list_api_keys(Call& call) {
  std::vector<store::ApiKey> const keys = co_await call.services.api_keys.list(call.user_id());
  json::array list;
  for (store::ApiKey const& key : keys) list.push_back(to_json(key));
  json::object answer;
  answer["api_keys"] = std::move(list);
  co_return json_response(answer);
}

Task<http::Response> make_api_key(Call& call) {
  auth::ApiKeyWish wish;
  wish.name = text_of(call.body, "name");
  for (json::value const& scope : call.body.at("scopes").as_array()) {
    std::string word(scope.as_string());
    if (std::find(wish.scopes.begin(), wish.scopes.end(), word) == wish.scopes.end()) {
      wish.scopes.push_back(std::move(word));
    }
  }
  if (std::optional<std::int64_t> const seconds = optional_integer_of(call.body, "expires_in")) {
    wish.expires_in = std::chrono::seconds(*seconds);
  }
  auth::NewApiKey const made = co_await call.services.api_keys.make(call.user_id(), std::move(wish), call.visitor());
  json::object answer = to_json(made.key);
  answer["key"] = made.secret;
  co_return json_response(answer, 201);
}

Task<http::Response> revoke_api_key(Call& call) {
  bool const revoked = co_await call.services.api_keys.revoke(call.user_id(), call.parameter("key"), call.visitor());
  if (!revoked) throw not_found();
  co_return no_content();
}

}  // namespace

void add_api_key_routes(std::vector<Route>& routes) {
  using http::Method;
  std::string const all = "/api/v1/me/api-keys";
  routes.push_back({.method = Method::get,
                    .path = all,
                    .operation = "list_api_keys",
                    .tag = "api keys",
                    .summary = "The API keys of the user, without what they say",
                    .scope = Scope::none,
                    .answer = object({required("api_keys", array(object(key_fields()), 1'000))}),
                    .handle = list_api_keys});
  routes.push_back({.method = Method::post,
                    .path = all,
                    .operation = "make_api_key",
                    .tag = "api keys",
                    .summary = "Make a key by which a program acts for the user, as far as its scopes go",
                    .scope = Scope::none,
                    .rate_class = "write",
                    .body = object({required("name", string(1, 100)), required("scopes", scopes_schema()),
                                    optional("expires_in", described(integer(shortest_life, longest_life),
                                                                     "seconds; without it the key does not expire"))}),
                    .status = 201,
                    .answer = new_key_schema(),
                    .problems = {422},
                    .handle = make_api_key});
  routes.push_back({.method = Method::del,
                    .path = all + "/{key}",
                    .operation = "revoke_api_key",
                    .tag = "api keys",
                    .summary = "End a key",
                    .scope = Scope::none,
                    .rate_class = "write",
                    .status = 204,
                    .handle = revoke_api_key});
}

}  // namespace storymap::server::api
