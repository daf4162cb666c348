// server/api/audit_routes.cpp - what happened to the account of the caller.
#include "server/api/page.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"
#include "server/api/user_json.hpp"

#include "server/store/audit.hpp"

#include <utility>

namespace storymap::server::api {
namespace {

[[nodiscard]] Schema event_schema() {
  return object({required("id", string(36, 36)), required("at", date_time()),
                 required("actor_id", described(nullable(string(36, 36)), "who did it, if it is known")),
                 required("action", string(1, 64)), required("subject_kind", string(1, 64)),
                 required("subject_id", nullable(string(1, 64))),
                 required("address", described(string(0, 64), "from where; of what others did it is not told")),
                 required("request_id", string(0, 64)), required("details", open_object())});
}

Task<http::Response> list_my_audit(Call& call) {
  std::size_t const limit = page_size(call);
  std::optional<std::string> before;
  if (std::optional<std::string> const cursor = call.query("cursor")) before = from_cursor(*cursor, 1).front();
  std::vector<store::AuditRow> rows =
      co_await store::list_audit(call.services.database, call.user_id(), std::move(before), limit + 1);
  bool const has_more = rows.size() > limit;
  if (has_more) rows.pop_back();
  json::array list;
  for (store::AuditRow const& row : rows) list.push_back(to_json(row, call.user_id()));
  std::optional<std::string> next;
  if (has_more) next = to_cursor({rows.back().id});
  co_return page_response(call, "events", std::move(list), next);
}

}  // namespace

void add_audit_routes(std::vector<Route>& routes) {
  routes.push_back({.method = http::Method::get,
                    .path = "/api/v1/me/audit",
                    .operation = "list_my_audit",
                    .tag = "me",
                    .summary = "What the user did and what was done to the account, the latest first",
                    .scope = Scope::none,
                    .query = page_parameters({}),
                    .answer = page_schema("events", event_schema()),
                    .handle = list_my_audit});
}

}  // namespace storymap::server::api
