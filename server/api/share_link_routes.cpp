// server/api/share_link_routes.cpp - links by which anybody may read a project, as long as its owners want.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/base/crypto/token.hpp"
#include "server/store/share_links.hpp"

#include <chrono>
#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::int64_t most_days = 366;

[[nodiscard]] json::object to_json(store::ShareLink const& link) {
  json::object out;
  out["id"] = link.id;
  out["name"] = link.name;
  out["created_by"] = link.created_by ? json::value(*link.created_by) : json::value();
  out["created_at"] = to_rfc3339(link.created_at);
  out["expires_at"] = link.expires_at ? json::value(to_rfc3339(*link.expires_at)) : json::value();
  return out;
}

[[nodiscard]] std::vector<Field> link_fields() {
  return {required("id", string(36, 36)), required("name", string(0, 200)),
          required("created_by", nullable(string(36, 36))), required("created_at", date_time()),
          required("expires_at", nullable(date_time()))};
}

/// The link with what it says, which is shown once.
[[nodiscard]] Schema new_link_schema() {
  std::vector<Field> fields = link_fields();
  fields.push_back(required("token", described(string(20, 200), "for the header X-Share-Token; shown only now")));
  fields.push_back(required("url", described(string(1, 1000), "opens the project in a browser")));
  return object(std::move(fields));
}

Task<http::Response> list_share_links(Call& call) {
  std::vector<store::ShareLink> const links =
      co_await store::list_share_links(call.services.database, call.parameter("project"), call.services.clock.now());
  json::array list;
  for (store::ShareLink const& link : links) list.push_back(to_json(link));
  json::object answer;
  answer["share_links"] = std::move(list);
  co_return json_response(answer);
}

Task<http::Response> add_share_link(Call& call) {
  Services& services = call.services;
  Time const now = services.clock.now();
  store::ShareLink link{services.ids.next(), optional_text_of(call.body, "name").value_or(""), call.user_id(), now, {}};
  if (std::optional<std::int64_t> const days = optional_integer_of(call.body, "expires_in_days")) {
    link.expires_at = now + std::chrono::hours(24 * *days);
  }
  std::string const token = make_token(share_token_prefix);
  auto work = [&](store::Connection& in) -> Task<> {
    std::vector<store::ShareLink> const others = co_await store::list_share_links(in, call.parameter("project"), now);
    if (others.size() >= services.quotas.share_links) {
      throw Problem(
          422, "too_many_share_links",
          {"a project has {0} links at most: remove one first", {std::to_string(services.quotas.share_links)}});
    }
    co_await store::insert_share_link(in, call.parameter("project"), link, hash_of(token));
    auth::Event event = event_of(call, "share_link_made", "share_link", link.id);
    co_await services.audit.record(in, std::move(event), call.visitor());
  };
  co_await services.database.transaction(work);
  json::object answer = to_json(link);
  answer["token"] = token;
  // Behind the "#" it stays in the browser, and in nobody's log.
  answer["url"] = services.public_url + "/shared/" + call.parameter("project") + "#" + token;
  co_return json_response(answer, 201);
}

Task<http::Response> revoke_share_link(Call& call) {
  Time const now = call.services.clock.now();
  auto work = [&](store::Connection& in) -> Task<bool> {
    if (!co_await store::revoke_share_link(in, call.parameter("project"), call.parameter("link"), now)) co_return false;
    auth::Event event = event_of(call, "share_link_revoked", "share_link", call.parameter("link"));
    co_await call.services.audit.record(in, std::move(event), call.visitor());
    co_return true;
  };
  if (!co_await call.services.database.transaction(work)) throw not_found();
  co_return no_content();
}

}  // namespace

void add_share_link_routes(std::vector<Route>& routes) {
  using http::Method;
  std::string const all = "/api/v1/projects/{project}/share-links";
  routes.push_back({.method = Method::get,
                    .path = all,
                    .operation = "list_share_links",
                    .tag = "share links",
                    .summary = "The links that are valid, without what they say",
                    .access = Access::owner,
                    .scope = Scope::share,
                    .answer = object({required("share_links", array(object(link_fields()), 10'000))}),
                    .handle = list_share_links});
  routes.push_back(
      {.method = Method::post,
       .path = all,
       .operation = "add_share_link",
       .tag = "share links",
       .summary = "Make a link by which anybody may read the project, without an account",
       .access = Access::owner,
       .scope = Scope::share,
       .rate_class = "write",
       .body = object({optional("name", string(0, 200)), optional("expires_in_days", integer(1, most_days))}),
       .status = 201,
       .answer = new_link_schema(),
       .problems = {422},
       .handle = add_share_link});
  routes.push_back({.method = Method::del,
                    .path = all + "/{link}",
                    .operation = "revoke_share_link",
                    .tag = "share links",
                    .summary = "End a link",
                    .access = Access::owner,
                    .scope = Scope::share,
                    .rate_class = "write",
                    .status = 204,
                    .handle = revoke_share_link});
}

}  // namespace storymap::server::api
