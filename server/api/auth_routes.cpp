// server/api/auth_routes.cpp - registering, logging in and out, and the user himself.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"
#include "server/api/user_json.hpp"

#include "server/base/clock.hpp"
#include "server/http/cookies.hpp"

#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::string_view refresh_cookie = "__Host-storymap_refresh";
constexpr std::string_view access_cookie = "__Host-storymap_access";

[[nodiscard]] Schema email_schema() {
  Schema schema = string(3, 254);
  schema.format = "email";
  return schema;
}
[[nodiscard]] Schema password_schema() {
  Schema schema = string(1, 1024);
  schema.format = "password";
  return schema;
}
[[nodiscard]] Schema client_schema() {
  return described(one_of({"browser", "program"}),
                   "a browser gets its tokens as cookies, a program in the body of the answer");
}

[[nodiscard]] Schema login_answer() {
  return object({
      required("user", user_schema()),
      required("access_token", string(1, 4096)),
      required("expires_in", described(integer(1, 86'400), "seconds")),
      optional("refresh_token", string(1, 256)),
  });
}

[[nodiscard]] bool is_program(json::value const& body) { return optional_text_of(body, "client") == "program"; }

[[nodiscard]] http::Response tokens_response(store::User const& user, auth::Tokens const& tokens, bool is_program,
                                             Time now, int status) {
  json::object answer;
  answer["user"] = to_json(user);
  answer["access_token"] = tokens.access;
  answer["expires_in"] = tokens.expires_in.count();
  if (is_program) answer["refresh_token"] = tokens.refresh;
  http::Response response = json_response(answer, status);
  if (!is_program) {
    auto const lasting = std::chrono::duration_cast<std::chrono::seconds>(tokens.refresh_until - now);
    response.headers.add("Set-Cookie", http::set_cookie(refresh_cookie, tokens.refresh, lasting));
    response.headers.add("Set-Cookie", http::set_cookie(access_cookie, tokens.access, tokens.expires_in));
  }
  return response;
}

Task<http::Response> register_user(Call& call) {
  auth::NewAccount account{.email = text_of(call.body, "email"),
                           .password = text_of(call.body, "password"),
                           .name = text_of(call.body, "name")};
  account.locale = optional_text_of(call.body, "locale").value_or(call.language == Language::ru ? "ru" : "en");
  account.invitation = optional_text_of(call.body, "invitation").value_or("");
  std::optional<auth::LoggedIn> const in =
      co_await call.services.accounts.register_account(std::move(account), call.visitor());
  if (in) co_return tokens_response(in->user, in->tokens, is_program(call.body), call.services.clock.now(), 201);
  // The same for everybody: who has an account here is told in the letter.
  json::object answer;
  answer["status"] = "verification_sent";
  co_return json_response(answer, 202);
}

Task<http::Response> login(Call& call) {
  json::value const* const keeps = call.body.as_object().if_contains("keep_account");
  auth::Login login{.email = text_of(call.body, "email"),
                    .password = text_of(call.body, "password"),
                    .keeps_account = keeps != nullptr && keeps->as_bool()};
  auth::LoggedIn const in = co_await call.services.accounts.login(std::move(login), call.visitor());
  co_return tokens_response(in.user, in.tokens, is_program(call.body), call.services.clock.now(), 200);
}

/// The refresh token of a program stands in the body, that of a page in its cookie.
[[nodiscard]] std::optional<std::string> refresh_token_of(Call const& call) {
  if (std::optional<std::string> token = optional_text_of(call.body, "refresh_token")) return token;
  return http::find_cookie(call.request.headers, refresh_cookie);
}

Task<http::Response> refresh(Call& call) {
  bool const in_body = call.body.as_object().contains("refresh_token");
  std::optional<std::string> token = refresh_token_of(call);
  if (!token) throw Problem(401, "invalid_refresh_token", {"there is no refresh token in the body, nor as a cookie"});
  auth::Sessions::Refreshed const in = co_await call.services.sessions.refresh(std::move(*token), call.visitor());
  co_return tokens_response(in.user, in.tokens, in_body, call.services.clock.now(), 200);
}

Task<http::Response> logout(Call& call) {
  if (std::optional<std::string> token = refresh_token_of(call)) {
    co_await call.services.sessions.end_by_token(std::move(*token), call.visitor());
  } else if (call.principal) {
    co_await call.services.sessions.end(call.user_id(), call.principal->session_id, "logout", call.visitor());
  }
  http::Response response = no_content();
  response.headers.add("Set-Cookie", http::clear_cookie(refresh_cookie));
  response.headers.add("Set-Cookie", http::clear_cookie(access_cookie));
  co_return response;
}

Task<http::Response> get_me(Call& call) { co_return json_response(to_json(call.principal->user)); }

Task<http::Response> change_me(Call& call) {
  auth::ProfileChange change{optional_text_of(call.body, "name"), optional_text_of(call.body, "locale")};
  store::User const user = co_await call.services.accounts.change_profile(*call.principal, std::move(change));
  co_return json_response(to_json(user));
}

Task<http::Response> delete_me(Call& call) {
  Time const due =
      co_await call.services.accounts.delete_account(*call.principal, text_of(call.body, "password"), call.visitor());
  json::object answer;
  answer["deletion_due_at"] = to_rfc3339(due);
  http::Response response = json_response(answer, 202);
  response.headers.add("Set-Cookie", http::clear_cookie(refresh_cookie));
  response.headers.add("Set-Cookie", http::clear_cookie(access_cookie));
  co_return response;
}

Task<http::Response> change_password(Call& call) {
  co_await call.services.accounts.change_password(*call.principal, text_of(call.body, "current_password"),
                                                  text_of(call.body, "new_password"), call.visitor());
  co_return no_content();
}

Task<http::Response> list_sessions(Call& call) {
  std::vector<store::Session> const sessions = co_await call.services.sessions.list(call.user_id());
  json::array list;
  for (store::Session const& session : sessions) {
    list.push_back({{"id", session.id},
                    {"created_at", to_rfc3339(session.created_at)},
                    {"last_used_at", to_rfc3339(session.last_used_at)},
                    {"user_agent", session.user_agent},
                    {"address", session.address},
                    {"is_current", session.id == call.principal->session_id}});
  }
  json::object answer;
  answer["sessions"] = std::move(list);
  co_return json_response(answer);
}

Task<http::Response> end_session(Call& call) {
  bool const ended =
      co_await call.services.sessions.end(call.user_id(), call.parameter("session"), "ended_by_user", call.visitor());
  if (!ended) throw not_found();
  co_return no_content();
}

[[nodiscard]] Schema session_schema() {
  return object({required("id", string(1, 64)), required("created_at", date_time()),
                 required("last_used_at", date_time()), required("user_agent", string(0, 300)),
                 required("address", string(0, 64)), required("is_current", boolean())});
}

}  // namespace

void add_auth_routes(std::vector<Route>& routes) {
  using http::Method;
  routes.push_back(
      {.method = Method::post,
       .path = "/api/v1/auth/register",
       .operation = "register",
       .tag = "auth",
       .summary = "Make an account and log in; 202 without logging in when addresses must be verified before",
       .access = Access::anyone,
       .rate_class = "register",
       .body = object({required("email", email_schema()), required("password", password_schema()),
                       required("name", string(1, 100)), optional("locale", one_of({"en", "ru"})),
                       optional("invitation",
                                described(string(1, 256), "the token of one, where only who is invited may register")),
                       optional("client", client_schema())}),
       .status = 201,
       .answer = login_answer(),
       .problems = {403, 409, 422, 503},
       .handle = register_user});
  routes.push_back(
      {.method = Method::post,
       .path = "/api/v1/auth/login",
       .operation = "login",
       .tag = "auth",
       .summary = "Log in with e-mail address and password; an account that is about to be deleted is kept on demand",
       .access = Access::anyone,
       .rate_class = "login",
       .body = object({required("email", email_schema()), required("password", password_schema()),
                       optional("client", client_schema()),
                       optional("keep_account", described(boolean(), "that is about to be deleted"))}),
       .answer = login_answer(),
       .problems = {401, 403, 503},
       .handle = login});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/auth/refresh",
                    .operation = "refresh",
                    .tag = "auth",
                    .summary = "Exchange the refresh token for new tokens",
                    .access = Access::anyone,
                    .rate_class = "refresh",
                    .body = object({optional("refresh_token", string(1, 256))}),
                    .answer = login_answer(),
                    .problems = {401, 503},
                    .handle = refresh});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/auth/logout",
                    .operation = "logout",
                    .tag = "auth",
                    .summary = "End the session of the refresh token, or else of the access token",
                    .access = Access::anyone,
                    .rate_class = "refresh",
                    .body = object({optional("refresh_token", string(1, 256))}),
                    .status = 204,
                    .handle = logout});
  routes.push_back({.method = Method::get,
                    .path = "/api/v1/me",
                    .operation = "get_me",
                    .tag = "me",
                    .summary = "The user who asks",
                    .answer = user_schema(),
                    .handle = get_me});
  routes.push_back({.method = Method::patch,
                    .path = "/api/v1/me",
                    .operation = "change_me",
                    .tag = "me",
                    .summary = "Change name or language",
                    .scope = Scope::none,
                    .rate_class = "write",
                    .body = object({optional("name", string(1, 100)), optional("locale", one_of({"en", "ru"}))}),
                    .answer = user_schema(),
                    .handle = change_me});
  routes.push_back({.method = Method::del,
                    .path = "/api/v1/me",
                    .operation = "delete_me",
                    .tag = "me",
                    .summary = "Delete the account after a time in which its owner may log in and keep it",
                    .scope = Scope::none,
                    .rate_class = "login",
                    .body = object({required("password", password_schema())}),
                    .status = 202,
                    .answer = object({required("deletion_due_at", date_time())}),
                    .problems = {403, 503},
                    .handle = delete_me});
  routes.push_back(
      {.method = Method::post,
       .path = "/api/v1/me/password",
       .operation = "change_password",
       .tag = "me",
       .summary = "Change the password; all other sessions end",
       .scope = Scope::none,
       .rate_class = "login",
       .body = object({required("current_password", password_schema()), required("new_password", password_schema())}),
       .status = 204,
       .problems = {403, 422, 503},
       .handle = change_password});
  routes.push_back({.method = Method::get,
                    .path = "/api/v1/me/sessions",
                    .operation = "list_sessions",
                    .tag = "me",
                    .summary = "Where the user is logged in",
                    .scope = Scope::none,
                    .answer = object({required("sessions", array(session_schema(), 10'000))}),
                    .handle = list_sessions});
  routes.push_back({.method = Method::del,
                    .path = "/api/v1/me/sessions/{session}",
                    .operation = "end_session",
                    .tag = "me",
                    .summary = "Log out somewhere else",
                    .scope = Scope::none,
                    .rate_class = "write",
                    .status = 204,
                    .problems = {404},
                    .handle = end_session});
}

}  // namespace storymap::server::api
