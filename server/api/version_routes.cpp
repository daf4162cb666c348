// server/api/version_routes.cpp - named versions of a map: kept, looked at, brought back.
#include "server/api/edited.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/store/versions.hpp"

#include <storymap/json.hpp>

#include <optional>
#include <utility>

namespace storymap::server::api {
namespace {

[[nodiscard]] json::object to_json(store::Version const& version) {
  json::object out;
  out["id"] = version.id;
  out["name"] = version.name;
  out["revision"] = version.revision;
  out["created_by"] = version.created_by ? json::value(*version.created_by) : json::value();
  out["created_at"] = to_rfc3339(version.created_at);
  return out;
}

[[nodiscard]] Schema version_schema() {
  return object({required("id", string(36, 36)), required("name", string(1, 200)),
                 required("revision", integer(1, most_integer)), required("created_by", nullable(string(36, 36))),
                 required("created_at", date_time())});
}

Task<http::Response> list_versions(Call& call) {
  std::vector<store::Version> const versions =
      co_await store::list_versions(call.services.database, call.parameter("project"));
  json::array list;
  for (store::Version const& version : versions) list.push_back(to_json(version));
  json::object answer;
  answer["versions"] = std::move(list);
  co_return json_response(answer);
}

Task<http::Response> add_version(Call& call) {
  Services& services = call.services;
  std::string const& project = call.parameter("project");
  maps::SharedMap const map = co_await services.maps.current(project);
  auto write = [&] { return write_json_compact(map->map); };
  std::string text = co_await services.workers.run(std::move(write));
  store::Version const version{services.ids.next(), text_of(call.body, "name"), map->revision, call.user_id(),
                               services.clock.now()};
  auto work = [&](store::Connection& in) -> Task<> {
    if (co_await store::count_versions(in, project) >= services.quotas.versions) {
      throw Problem(422, "too_many_versions",
                    {"a project keeps {0} versions: remove one first", {std::to_string(services.quotas.versions)}});
    }
    co_await store::insert_version(in, project, version, text);
  };
  co_await services.database.transaction(work);
  http::Response response = json_response(to_json(version), 201);
  response.headers.add("Location", "/api/v1/projects/" + project + "/versions/" + version.id);
  co_return response;
}

/// The document of the version that the path names. Throws Problem 404.
Task<std::string> map_of_version(Call& call) {
  std::optional<std::string> map =
      co_await store::find_version_map(call.services.database, call.parameter("project"), call.parameter("version"));
  if (!map) throw not_found();
  co_return std::move(*map);
}

Task<http::Response> get_version(Call& call) {
  std::string text = co_await map_of_version(call);
  co_return json_text_response(std::move(text));
}

Task<http::Response> restore_version(Call& call) {
  std::string const text = co_await map_of_version(call);
  auto read = [&]() -> std::optional<Map> {
    Result<Map> map = read_json(text);
    return map ? std::optional(std::move(*map)) : std::nullopt;
  };
  std::optional<Map> map = co_await call.services.workers.run(std::move(read));
  if (!map) throw store::StoreError(store::StoreErrc::broken, "a version cannot be read");
  co_return edited_response(
      co_await call.services.maps.replace(call.parameter("project"), author_of(call), "restore", std::move(*map)));
}

Task<http::Response> delete_version(Call& call) {
  auto work = [&](store::Connection& in) -> Task<bool> {
    co_return co_await store::delete_version(in, call.parameter("project"), call.parameter("version"));
  };
  if (!co_await call.services.database.transaction(work)) throw not_found();
  co_return no_content();
}

}  // namespace

void add_version_routes(std::vector<Route>& routes) {
  using http::Method;
  std::string const all = "/api/v1/projects/{project}/versions";
  std::string const one = all + "/{version}";
  routes.push_back({.method = Method::get,
                    .path = all,
                    .operation = "list_versions",
                    .tag = "versions",
                    .summary = "The versions that were kept, the latest first",
                    .access = Access::viewer,
                    .answer = object({required("versions", array(version_schema(), 10'000))}),
                    .handle = list_versions});
  routes.push_back({.method = Method::post,
                    .path = all,
                    .operation = "add_version",
                    .tag = "versions",
                    .summary = "Keep the map as it is now, under a name",
                    .access = Access::editor,
                    .rate_class = "write",
                    .body = object({required("name", string(1, 200))}),
                    .status = 201,
                    .answer = version_schema(),
                    .problems = {422},
                    .handle = add_version});
  routes.push_back({.method = Method::get,
                    .path = one,
                    .operation = "get_version",
                    .tag = "versions",
                    .summary = "The map as it was, as JSON of schema v1",
                    .access = Access::viewer,
                    .answer = open_object({required("storymap", integer(1, 1))}),
                    .handle = get_version});
  routes.push_back({.method = Method::post,
                    .path = one + "/restore",
                    .operation = "restore_version",
                    .tag = "versions",
                    .summary = "Make the map what it was: a batch like any other, which can be undone",
                    .access = Access::editor,
                    .rate_class = "write",
                    .body = batch_schema(),
                    .answer = edited_schema(),
                    .problems = {409, 422},
                    .handle = restore_version});
  routes.push_back({.method = Method::del,
                    .path = one,
                    .operation = "delete_version",
                    .tag = "versions",
                    .summary = "Keep a version no longer",
                    .access = Access::editor,
                    .rate_class = "write",
                    .status = 204,
                    .handle = delete_version});
}

}  // namespace storymap::server::api
