// server/api/project_routes.cpp - projects: made, listed, renamed, archived, copied, deleted.
#include "server/api/page.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/store/maps.hpp"
#include "server/store/projects.hpp"

#include <charconv>
#include <utility>

namespace storymap::server::api {
namespace {

[[nodiscard]] json::object to_json(store::Project const& project) {
  json::object out;
  out["id"] = project.id;
  out["name"] = project.name;
  out["revision"] = project.revision;
  out["role"] = project.role;
  out["is_template"] = project.is_template;
  out["is_archived"] = project.archived_at.has_value();
  out["created_at"] = to_rfc3339(project.created_at);
  out["updated_at"] = to_rfc3339(project.updated_at);
  return out;
}

[[nodiscard]] Schema project_schema() {
  return object(
      {required("id", string(36, 36)), required("name", string(1, 200)), required("revision", integer(1, most_integer)),
       required("role", one_of({"owner", "editor", "commenter", "viewer"})), required("is_template", boolean()),
       required("is_archived", boolean()), required("created_at", date_time()), required("updated_at", date_time())});
}

[[nodiscard]] std::string cursor_of(store::Project const& project) {
  return to_cursor({std::to_string(to_milliseconds(project.updated_at)), project.id});
}

[[nodiscard]] std::optional<store::ProjectPlace> place_of(std::optional<std::string> const& cursor) {
  if (!cursor) return std::nullopt;
  std::vector<std::string> const parts = from_cursor(*cursor, 2);
  std::int64_t milliseconds = 0;
  std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), milliseconds);
  return store::ProjectPlace{from_milliseconds(milliseconds), parts[1]};
}

/// Adds a project with a map; the caller owns it.
Task<store::Project> add_project(Call& call, std::string name, Map map) {
  Services& services = call.services;
  if (co_await store::count_owned_projects(services.database, call.user_id()) >= services.quotas.projects) {
    throw Problem(422, "too_many_projects",
                  {"you own {0} projects, which is the most", {std::to_string(services.quotas.projects)}});
  }
  map.name = name;
  store::MapChange rows = services.maps.first_rows(map);
  store::Project project;
  project.id = services.ids.next();
  project.name = std::move(name);
  project.created_at = project.updated_at = services.clock.now();
  project.role = "owner";
  std::string const header = std::exchange(rows.header, std::nullopt).value_or(std::string());
  auto work = [&](store::Connection& in) -> Task<> {
    co_await store::insert_project(in, project, header, call.user_id());
    co_await store::store_change(in, project.id, project.revision, rows);
  };
  co_await services.database.transaction(work);
  co_return project;
}

[[nodiscard]] http::Response created(store::Project const& project) {
  http::Response response = json_response(to_json(project), 201);
  response.headers.add("Location", "/api/v1/projects/" + project.id);
  return response;
}

Task<http::Response> list_projects(Call& call) {
  std::size_t const limit = page_size(call);
  bool const archived = call.query("archived") == "true";
  std::vector<store::Project> projects = co_await store::list_projects(call.services.database, call.user_id(), archived,
                                                                       place_of(call.query("cursor")), limit + 1);
  bool const has_more = projects.size() > limit;
  if (has_more) projects.pop_back();
  json::array list;
  for (store::Project const& project : projects) list.push_back(to_json(project));
  co_return page_response(call, "projects", std::move(list),
                          has_more ? std::optional(cursor_of(projects.back())) : std::nullopt);
}

Task<http::Response> make_project(Call& call) {
  Map map;
  map.description = optional_text_of(call.body, "description").value_or(std::string());
  co_return created(co_await add_project(call, text_of(call.body, "name"), std::move(map)));
}

[[nodiscard]] Task<store::Project> project_of(Call& call) {
  std::optional<store::Project> project =
      co_await store::find_project(call.services.database, call.parameter("project"), call.user_id());
  if (!project) throw not_found();
  co_return std::move(*project);
}

Task<http::Response> get_project(Call& call) { co_return json_response(to_json(co_await project_of(call))); }

Task<http::Response> change_project(Call& call) {
  json::object const& body = call.body.as_object();
  Time const now = call.services.clock.now();
  auto work = [&](store::Connection& in) -> Task<store::Project> {
    std::optional<store::Project> project = co_await store::find_project(in, call.parameter("project"), call.user_id());
    if (!project) throw not_found();
    if (auto name = optional_text_of(call.body, "name")) project->name = std::move(*name);
    if (body.contains("is_template")) project->is_template = body.at("is_template").as_bool();
    if (body.contains("is_archived")) {
      bool const archived = body.at("is_archived").as_bool();
      if (archived != project->archived_at.has_value())
        project->archived_at = archived ? std::optional(now) : std::nullopt;
    }
    project->updated_at = now;
    co_await store::update_project(in, *project);
    co_return std::move(*project);
  };
  store::Project const project = co_await call.services.database.transaction(work);
  co_return json_response(to_json(project));
}

Task<http::Response> delete_project(Call& call) {
  Time const now = call.services.clock.now();
  auto work = [&](store::Connection& in) -> Task<> {
    co_await store::delete_project(in, call.parameter("project"), now);
    auth::Event event = event_of(call, "project_deleted", "project", call.parameter("project"));
    co_await call.services.audit.record(in, std::move(event), call.visitor());
  };
  co_await call.services.database.transaction(work);
  call.services.maps.forget(call.parameter("project"));
  co_return no_content();
}

Task<http::Response> copy_project(Call& call) {
  maps::SharedMap const source = co_await call.services.maps.current(call.parameter("project"));
  co_return created(co_await add_project(call, text_of(call.body, "name"), source->map));
}

}  // namespace

void add_project_routes(std::vector<Route>& routes) {
  using http::Method;
  routes.push_back({.method = Method::get,
                    .path = "/api/v1/projects",
                    .operation = "list_projects",
                    .tag = "projects",
                    .summary = "The projects that the user may see, the latest changed first",
                    .query = page_parameters({{"archived", one_of({"true", "false"}), "the archived ones instead"}}),
                    .answer = page_schema("projects", project_schema()),
                    .handle = list_projects});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/projects",
                    .operation = "make_project",
                    .tag = "projects",
                    .summary = "Make a project with an empty map",
                    .rate_class = "write",
                    .body = object({required("name", string(1, 200)), optional("description", text(10'000))}),
                    .status = 201,
                    .answer = project_schema(),
                    .problems = {422},
                    .handle = make_project});
  routes.push_back({.method = Method::get,
                    .path = "/api/v1/projects/{project}",
                    .operation = "get_project",
                    .tag = "projects",
                    .summary = "A project",
                    .access = Access::viewer,
                    .answer = project_schema(),
                    .handle = get_project});
  routes.push_back({.method = Method::patch,
                    .path = "/api/v1/projects/{project}",
                    .operation = "change_project",
                    .tag = "projects",
                    .summary = "Rename a project, archive it, or make it a template",
                    .access = Access::owner,
                    .rate_class = "write",
                    .body = object({optional("name", string(1, 200)), optional("is_template", boolean()),
                                    optional("is_archived", boolean())}),
                    .answer = project_schema(),
                    .handle = change_project});
  routes.push_back({.method = Method::del,
                    .path = "/api/v1/projects/{project}",
                    .operation = "delete_project",
                    .tag = "projects",
                    .summary = "Delete a project",
                    .access = Access::owner,
                    .rate_class = "write",
                    .status = 204,
                    .handle = delete_project});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/projects/{project}/copy",
                    .operation = "copy_project",
                    .tag = "projects",
                    .summary = "Make a project with the same map",
                    .access = Access::viewer,
                    .rate_class = "write",
                    .body = object({required("name", string(1, 200))}),
                    .status = 201,
                    .answer = project_schema(),
                    .problems = {422},
                    .handle = copy_project});
}

}  // namespace storymap::server::api
