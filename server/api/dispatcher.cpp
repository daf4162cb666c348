// server/api/dispatcher.cpp - bodies of dispatcher.hpp.
#include "server/api/dispatcher.hpp"

#include "server/api/cross_site.hpp"
#include "server/api/documents.hpp"

#include "server/base/crypto/token.hpp"
#include "server/http/cookies.hpp"
#include "server/http/language.hpp"
#include "server/store/database.hpp"
#include "server/store/projects.hpp"
#include "server/store/share_links.hpp"

#include <boost/json/serialize.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace storymap::server::api {

/// What becomes known about a request on its way.
struct Dispatcher::Outcome {
  Route const* route = nullptr;
  std::string user_id;
  std::string caller;                                        ///< whose requests are counted together
  std::string project;                                       ///< that the path names
  bool is_stranger = false;                                  ///< to that project
  std::vector<std::pair<std::string, std::string>> headers;  ///< for any answer
  Language language = Language::en;
};

namespace {

constexpr std::string_view access_cookie = "__Host-storymap_access";
constexpr std::chrono::minutes trust_in_passwords{15};

[[nodiscard]] http::Response problem_response(Problem const& problem, Language language, std::string const& id) {
  http::Response response;
  response.status = problem.status();
  response.headers.add("Content-Type", "application/problem+json");
  response.headers.add("Content-Language", language == Language::ru ? "ru" : "en");
  for (auto const& [name, value] : problem.headers()) response.headers.add(name, value);
  response.body = problem.to_json(language, id);
  return response;
}

/// What a failing database means for the caller.
[[nodiscard]] Problem problem_of(store::StoreError const& error) {
  switch (error.code()) {
    case store::StoreErrc::unavailable:
    case store::StoreErrc::overloaded:
    case store::StoreErrc::timed_out:
    case store::StoreErrc::conflict: return overloaded();
    case store::StoreErrc::outcome_unknown:
      return Problem(503, "outcome_unknown", {"it is not known whether this was done: look before you try again"})
          .with_header("Retry-After", "2");
    default: return {500, "internal_error", {"something went wrong on our side"}};
  }
}

[[nodiscard]] Problem wrong_content_type() {
  return {415, "unsupported_media_type", {"the body must be application/json in UTF-8"}};
}

/// "application/json", with or without a charset that is UTF-8.
[[nodiscard]] bool is_json(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  while (!type.empty() && type.back() == ' ') type.pop_back();
  return type == "application/json" &&
         (content_type.find("charset") == std::string_view::npos ||
          content_type.find("tf-8") != std::string_view::npos || content_type.find("TF-8") != std::string_view::npos);
}

/// A parameter of the query as the JSON value that its schema speaks of.
[[nodiscard]] json::value value_of(std::string const& text, Schema const& schema) {
  if (schema.kind != Schema::Kind::integer) return json::value(text);
  try {
    return parse_json(text);
  } catch (Problem const&) {
    return json::value(text);
  }
}

void check_query(http::Request const& request, Route const& route) {
  std::vector<FieldProblem> problems;
  for (auto const& pair : request.query) {
    std::string const& name = pair.first;
    std::string const pointer = "?" + name;
    auto const known = std::find_if(route.query.begin(), route.query.end(),
                                    [&](Parameter const& parameter) { return parameter.name == name; });
    auto const times = std::count_if(request.query.begin(), request.query.end(),
                                     [&](auto const& other) { return other.first == name; });
    if (known == route.query.end()) {
      problems.push_back({pointer, {"is not known here"}});
    } else if (times > 1) {
      problems.push_back({pointer, {"is given twice"}});
    } else {
      std::vector<FieldProblem> found = check(value_of(pair.second, known->schema), known->schema, pointer);
      problems.insert(problems.end(), found.begin(), found.end());
    }
  }
  if (problems.empty()) return;
  throw Problem(422, "invalid_request", {"the request does not fit what is expected"}).with(std::move(problems));
}

/// Whose requests are counted together.
[[nodiscard]] std::string rate_key(Call const& call) {
  if (!call.principal) return call.request.client;
  return call.principal->key ? "key " + call.principal->key->id : call.principal->user.id;
}

}  // namespace

Dispatcher::Dispatcher(std::vector<Route> routes, Services& services, RateLimiter& rates, DispatcherOptions options,
                       Log log, Metrics& metrics)
    : routes_(std::move(routes)),
      services_(services),
      rates_(rates),
      options_(std::move(options)),
      log_(std::move(log)),
      requests_(metrics.counter("storymap_requests_total", "Requests that were answered.", {"route", "status"})),
      seconds_(metrics.histogram("storymap_request_seconds", "How long answering took.", {"route"})) {
  services_.documents = write_documents(routes_, services.public_url);
  for (Route const& route : routes_) {
    table_.add(route.method, route.path);
  }
  change(std::move(options_.policy));
}

void Dispatcher::change(DispatcherPolicy policy) {
  for (Route const& route : routes_) {
    if (!policy.rates.contains(route.rate_class)) {
      throw std::invalid_argument("there is no rate for the class " + route.rate_class);
    }
  }
  std::scoped_lock const lock(changing_);
  policies_.push_back(std::make_unique<DispatcherPolicy const>(std::move(policy)));
  policy_ = policies_.back().get();
}

Task<http::Response> Dispatcher::answer(http::Request& request) {
  auto const begin = std::chrono::steady_clock::now();
  Outcome outcome;
  outcome.language = http::language_of(request.headers);
  std::optional<Problem> problem;
  http::Response response;
  try {
    response = co_await run(request, outcome);
  } catch (Problem const& refused) {
    problem = refused;
  } catch (store::StoreError const& error) {
    log_.error("the database failed", {{"request_id", request.id}, {"reason", error.what()}});
    problem = problem_of(error);
  } catch (boost::system::system_error const&) {
    throw;  // the caller is gone
  } catch (std::exception const& error) {
    log_.error("a handler failed", {{"request_id", request.id}, {"reason", error.what()}});
    problem.emplace(500, "internal_error", Message{"something went wrong on our side"});
  }
  if (problem) co_await record_refusal(request, outcome, *problem);
  if (problem) response = problem_response(*problem, outcome.language, request.id);
  for (auto& [name, value] : outcome.headers) response.headers.add(std::move(name), std::move(value));
  add_cors(request, response);
  if (!response.headers.find("Cache-Control")) response.headers.add("Cache-Control", "no-store");
  std::string_view const route = outcome.route == nullptr ? "none" : std::string_view(outcome.route->operation);
  std::chrono::duration<double> const passed = std::chrono::steady_clock::now() - begin;
  requests_.with({route, std::to_string(response.status)}).add();
  seconds_.with({route}).observe(passed.count());
  log_.info("answered", {{"request_id", request.id},
                         {"method", to_string(request.method)},
                         {"route", route},
                         {"status", response.status},
                         {"user_id", outcome.user_id},
                         {"client", request.client},
                         {"milliseconds", passed.count() * 1000}});
  co_return response;
}

/// Refusals by rights and by limits are written down, as far as that cannot be used to fill the disk.
Task<> Dispatcher::record_refusal(http::Request const& request, Outcome const& outcome, Problem const& problem) const {
  bool const is_limit = problem.status() == 429 && problem.code() == "too_many_requests";
  bool const is_denial = problem.status() == 403 || outcome.is_stranger;
  if (outcome.route == nullptr || outcome.caller.empty() || (!is_limit && !is_denial)) co_return;
  auth::Event event{.action = is_limit ? "limited" : "denied",
                    .actor_id = outcome.user_id.empty() ? std::nullopt : std::optional(outcome.user_id),
                    .subject_kind = "route",
                    .subject_id = outcome.route->operation};
  event.details["code"] = problem.code();
  if (is_uuid(outcome.project)) event.details["project"] = outcome.project;
  std::string key = event.action + " " + outcome.caller;
  if (!outcome.user_id.empty()) key += " " + outcome.route->operation;
  auth::Visitor visitor{.address = request.client, .user_agent = {}, .request_id = request.id};
  co_await services_.audit.record_seldom(std::move(key), std::move(event), std::move(visitor));
}

Task<http::Response> Dispatcher::run(http::Request& request, Outcome& outcome) {
  if (request.method == http::Method::options) co_return preflight(request);
  http::PathMatch const match = table_.find(request.method, request.path);
  if (match.index == http::PathTable::npos) {
    co_return elsewhere(request, match);
  }
  Route const& route = routes_[match.index];
  outcome.route = &route;
  Call call{.request = request, .services = services_, .language = outcome.language, .path = match.parameters};
  co_await authenticate(call);
  if (call.principal) {
    outcome.user_id = call.principal->user.id;
    // What the user has chosen counts for more than what his browser says.
    if (!request.headers.find("Accept-Language")) {
      outcome.language = call.language = call.principal->user.locale == "ru" ? Language::ru : Language::en;
    }
  }
  outcome.caller = rate_key(call);
  if (route.access >= Access::viewer) outcome.project = call.parameter("project");
  co_await limit(call, route, outcome);
  bool const is_open = route.access == Access::anyone || (route.is_shareable && !call.shared_project.empty());
  if (!is_open && !call.principal) {
    throw Problem(401, "not_authenticated", {"log in first"}).with_header("WWW-Authenticate", "Bearer");
  }
  check_scope(call, route);
  check_admin(call, route);
  co_await check_role(call, route, outcome);
  check_query(request, route);
  co_await read_body(call, route);
  co_return co_await route.handle(call);
}

http::Response Dispatcher::elsewhere(http::Request const& request, http::PathMatch const& match) const {
  if (!match.allow.empty()) {
    throw Problem(405, "method_not_allowed", {"this address knows other methods only"})
        .with_header("Allow", match.allow);
  }
  std::optional<http::Response> found;
  if (options_.otherwise) found = options_.otherwise(request);
  if (!found) throw not_found();
  return std::move(*found);
}

Task<> Dispatcher::authenticate(Call& call) const {
  http::Headers const& headers = call.request.headers;
  constexpr std::string_view scheme = "Bearer ";
  if (std::optional<std::string_view> const given = headers.find("Authorization")) {
    if (!given->starts_with(scheme)) {
      throw Problem(401, "invalid_token", {"the access token is not valid, or not any more"})
          .with_header("WWW-Authenticate", "Bearer");
    }
    call.principal = co_await services_.sessions.authenticate(std::string(given->substr(scheme.size())));
    co_return;
  }
  if (std::optional<std::string_view> const key = headers.find("X-API-Key")) {
    call.principal = co_await services_.api_keys.authenticate(std::string(*key));
    co_return;
  }
  if (std::optional<std::string_view> const token = headers.find("X-Share-Token")) {
    co_return co_await open_share_link(call, std::string(*token));
  }
  std::optional<std::string> cookie = http::find_cookie(headers, access_cookie);
  bool const has_cookies = headers.find("Cookie").has_value();
  // Browsers send cookies whoever asks them to: a change must come from a page of ours.
  if (has_cookies && is_cross_site(call.request, services_.public_url)) {
    throw Problem(403, "cross_site_request", {"a page of another site may not do this"});
  }
  if (!cookie) co_return;
  try {
    call.principal = co_await services_.sessions.authenticate(std::move(*cookie));
  } catch (Problem const&) {
    // A page with an old cookie must still be able to log in.
  }
}

Task<> Dispatcher::open_share_link(Call& call, std::string token) const {
  std::optional<std::string> project;
  if (is_token(token, share_token_prefix)) {
    project = co_await store::find_shared_project(services_.database, hash_of(token), services_.clock.now());
  }
  if (!project) throw Problem(401, "invalid_share_token", {"the link is not valid, or not any more"});
  call.shared_project = std::move(*project);
}

void Dispatcher::check_scope(Call const& call, Route const& route) {
  if (route.access == Access::anyone || !call.principal || !call.principal->key) return;
  Scope const needed = scope_of(route);
  if (needed == Scope::none) throw Problem(403, "key_not_allowed", {"an API key may not do this: log in"});
  std::vector<std::string> const& scopes = call.principal->key->scopes;
  if (std::find(scopes.begin(), scopes.end(), to_string(needed)) != scopes.end()) return;
  throw Problem(403, "scope_missing", {"this takes an API key with the scope '{0}'", {std::string(to_string(needed))}});
}

void Dispatcher::check_admin(Call const& call, Route const& route) const {
  if (route.access != Access::admin) return;
  if (!call.principal->user.is_admin) throw Problem(403, "admin_only", {"this takes the rights of an administrator"});
  // A page that was left open is no administrator.
  if (services_.clock.now() - call.principal->authenticated_at <= trust_in_passwords) return;
  throw Problem(403, "reauthentication_required", {"this takes a password given lately: log in again"});
}

Task<> Dispatcher::limit(Call const& call, Route const& route, Outcome& outcome) const {
  Rate const rate = policy_.load()->rates.at(route.rate_class);
  RateDecision const decision = co_await rates_.take(route.rate_class + " " + rate_key(call), rate);
  outcome.headers = rate_headers(route.rate_class, rate, decision);
  if (decision.is_allowed) co_return;
  throw Problem(429, "too_many_requests", {"too many requests: try again later"});
}

Task<> Dispatcher::check_role(Call& call, Route const& route, Outcome& outcome) const {
  if (route.access < Access::viewer) co_return;
  if (!call.principal) {
    // Who has a link to one project sees of others what strangers see.
    if (call.shared_project != call.parameter("project")) throw not_found();
    call.role = to_string(Access::viewer);
    co_return;
  }
  std::optional<std::string> role =
      co_await store::find_role(services_.database, call.parameter("project"), call.user_id());
  outcome.is_stranger = !role;
  if (!role) throw not_found();
  call.role = std::move(*role);
  if (access_of_role(call.role) >= route.access) co_return;
  throw Problem(
      403, "role_too_low",
      {"this takes the role {0} in the project; yours is {1}", {std::string(to_string(route.access)), call.role}});
}

Task<> Dispatcher::read_body(Call& call, Route const& route) const {
  if (!route.body) co_return;
  std::string const text = co_await call.request.body->read(options_.body_size);
  if (text.empty() && may_be_empty(*route.body)) {
    call.body = json::object();
    co_return;
  }
  if (!is_json(call.request.headers.find("Content-Type").value_or(""))) throw wrong_content_type();
  call.body = parse_json(text, {.depth = options_.json_depth});
  std::vector<FieldProblem> problems = check(call.body, *route.body);
  if (!problems.empty()) {
    throw Problem(422, "invalid_request", {"the request does not fit what is expected"}).with(std::move(problems));
  }
}

bool Dispatcher::is_allowed_origin(std::string_view origin) const noexcept {
  std::vector<std::string> const& allowed = policy_.load()->cors_origins;
  return std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

void Dispatcher::add_cors(http::Request const& request, http::Response& response) const {
  if (policy_.load()->cors_origins.empty()) return;
  response.headers.add("Vary", "Origin");
  std::optional<std::string_view> const origin = request.headers.find("Origin");
  if (!origin || !is_allowed_origin(*origin)) return;
  response.headers.set("Access-Control-Allow-Origin", std::string(*origin));
  response.headers.set("Access-Control-Expose-Headers",
                       "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
}

http::Response Dispatcher::preflight(http::Request const& request) const {
  http::Response response = no_content();
  http::PathMatch const match = table_.find(http::Method::options, request.path);
  response.headers.add("Allow", match.allow);
  std::optional<std::string_view> const origin = request.headers.find("Origin");
  if (origin && is_allowed_origin(*origin)) {
    response.headers.add("Access-Control-Allow-Methods", match.allow);
    response.headers.add("Access-Control-Allow-Headers",
                         "Authorization, Content-Type, If-Match, If-None-Match, X-API-Key, X-Share-Token");
    response.headers.add("Access-Control-Max-Age", "600");
  }
  return response;
}

}  // namespace storymap::server::api
