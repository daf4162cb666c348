// server/api/export_routes.cpp - all that is stored about a user, for him to take along.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"
#include "server/api/user_json.hpp"

#include "server/store/audit.hpp"
#include "server/store/projects.hpp"

#include <storymap/json.hpp>

#include <boost/json/serialize.hpp>

#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::size_t page = 100;

/// Writes the parts of an object one after the other: what there is may be more than fits into memory.
class Document {
 public:
  explicit Document(http::Writer& writer) : writer_(writer) {}

  Task<> begin_list(std::string name) {
    is_first_ = true;
    std::string const text = ",\"" + name + "\":[";
    co_await writer_.write(text);
  }
  Task<> add(std::string json) {
    std::string const text = std::exchange(is_first_, false) ? std::move(json) : "," + json;
    co_await writer_.write(text);
  }
  Task<> end_list() { co_await writer_.write("]"); }

 private:
  http::Writer& writer_;
  bool is_first_ = true;
};

Task<> write_sessions(Services& services, Document& out, std::string user_id) {
  co_await out.begin_list("sessions");
  std::vector<store::Session> const sessions = co_await services.sessions.list(std::move(user_id));
  for (store::Session const& session : sessions) {
    json::object entry;
    entry["id"] = session.id;
    entry["created_at"] = to_rfc3339(session.created_at);
    entry["last_used_at"] = to_rfc3339(session.last_used_at);
    entry["user_agent"] = session.user_agent;
    entry["address"] = session.address;
    co_await out.add(json::serialize(entry));
  }
  co_await out.end_list();
}

Task<> write_api_keys(Services& services, Document& out, std::string user_id) {
  co_await out.begin_list("api_keys");
  std::vector<store::ApiKey> const keys = co_await services.api_keys.list(std::move(user_id));
  for (store::ApiKey const& key : keys) {
    json::object entry;
    entry["id"] = key.id;
    entry["name"] = key.name;
    entry["hint"] = key.hint;
    entry["scopes"] = key.scopes;
    entry["created_at"] = to_rfc3339(key.created_at);
    co_await out.add(json::serialize(entry));
  }
  co_await out.end_list();
}

/// A membership; for what the user owns with the map, in the format of the library.
Task<std::string> project_text(Services& services, store::Project project) {
  json::object entry;
  entry["id"] = project.id;
  entry["name"] = project.name;
  entry["role"] = project.role;
  entry["is_archived"] = project.archived_at.has_value();
  entry["created_at"] = to_rfc3339(project.created_at);
  entry["updated_at"] = to_rfc3339(project.updated_at);
  std::string text = json::serialize(entry);
  if (project.role != "owner") co_return text;
  maps::SharedMap const map = co_await services.maps.current(project.id);
  auto write = [&] { return write_json_compact(map->map); };
  std::string const written = co_await services.workers.run(std::move(write));
  text.back() = ',';
  co_return text + "\"map\":" + written + "}";
}

Task<> write_projects(Services& services, Document& out, std::string user_id) {
  co_await out.begin_list("projects");
  for (bool const archived : {false, true}) {
    std::optional<store::ProjectPlace> behind;
    while (true) {
      std::vector<store::Project> const projects =
          co_await store::list_projects(services.database, user_id, archived, behind, page);
      for (store::Project const& project : projects) {
        std::string text = co_await project_text(services, project);
        co_await out.add(std::move(text));
      }
      if (projects.size() < page) break;
      behind = store::ProjectPlace{projects.back().updated_at, projects.back().id};
    }
  }
  co_await out.end_list();
}

Task<> write_audit(Services& services, Document& out, std::string user_id) {
  co_await out.begin_list("audit");
  std::optional<std::string> before;
  while (true) {
    std::vector<store::AuditRow> const rows = co_await store::list_audit(services.database, user_id, before, page);
    for (store::AuditRow const& row : rows) co_await out.add(json::serialize(to_json(row, user_id)));
    if (rows.size() < page) break;
    before = rows.back().id;
  }
  co_await out.end_list();
}

Task<> write_all(Services& services, store::User user, http::Writer& writer) {
  std::string const begin = R"({"storymap_account":1,"exported_at":")" + to_rfc3339(services.clock.now()) +
                            R"(","profile":)" + json::serialize(to_json(user));
  co_await writer.write(begin);
  Document out(writer);
  co_await write_sessions(services, out, user.id);
  co_await write_api_keys(services, out, user.id);
  co_await write_projects(services, out, user.id);
  co_await write_audit(services, out, user.id);
  co_await writer.write("}");
}

Task<http::Response> export_me(Call& call) {
  auth::Event event = event_of(call, "account_exported", "user", call.user_id());
  co_await call.services.audit.record(std::move(event), call.visitor());
  http::Response response;
  response.headers.add("Content-Type", "application/json");
  response.headers.add("Content-Disposition", "attachment; filename=\"storymap-account.json\"");
  response.body = http::Stream([&services = call.services, user = call.principal->user](
                                   http::Writer& writer) -> Task<> { return write_all(services, user, writer); });
  co_return response;
}

}  // namespace

void add_export_routes(std::vector<Route>& routes) {
  routes.push_back({.method = http::Method::get,
                    .path = "/api/v1/me/export",
                    .operation = "export_me",
                    .tag = "me",
                    .summary = "All that is stored about the user: profile, sessions, keys, projects with maps, events",
                    .scope = Scope::none,
                    .rate_class = "export",
                    .answer = open_object(),
                    .handle = export_me});
}

}  // namespace storymap::server::api
