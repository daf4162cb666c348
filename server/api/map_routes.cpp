// server/api/map_routes.cpp - the map of a project: read, edited, undone, and what has changed.
#include "server/api/edited.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/http/entity_tag.hpp"
#include "server/store/maps.hpp"

#include <storymap/json.hpp>

#include <boost/json/serialize.hpp>

#include <charconv>
#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::int64_t most_changes = 500;

/// The revision is the version of the map: a strong validator (RFC 9110 section 8.8.3).
[[nodiscard]] std::string etag_of(std::int64_t revision) { return "\"r" + std::to_string(revision) + "\""; }

Task<http::Response> get_map(Call& call) {
  std::string const& project = call.parameter("project");
  maps::SharedMap map;
  if (std::optional<std::string> const asked = call.query("revision")) {
    std::int64_t revision = 0;
    std::from_chars(asked->data(), asked->data() + asked->size(), revision);
    map = co_await call.services.maps.at(project, revision);
  } else {
    map = co_await call.services.maps.current(project);
  }
  http::Response response;
  std::string const etag = etag_of(map->revision);
  response.headers.add("ETag", etag);
  response.headers.add("Cache-Control", "private, no-cache");
  if (http::is_listed(call.request.headers.find("If-None-Match").value_or(""), etag)) {
    response.status = 304;
    co_return response;
  }
  auto write = [&] {
    std::string text = write_json_compact(map->map);
    // The document of the library, with the revision as one more member in front.
    text.insert(1, "\"revision\":" + std::to_string(map->revision) + ",");
    return text;
  };
  response.body = co_await call.services.workers.run(std::move(write));
  response.headers.add("Content-Type", "application/json");
  co_return response;
}

Task<http::Response> get_story(Call& call) {
  std::optional<store::NounRow> const story =
      co_await store::find_noun(call.services.database, call.parameter("project"), "story", call.parameter("story"));
  if (!story) throw not_found();
  json::object answer;
  answer["task"] = story->parent_id;
  answer["story"] = parse_json(story->value, {.depth = 256});
  co_return json_response(answer);
}

/// The edits of a body, in the words of the library.
[[nodiscard]] std::vector<Edit> edits_of(json::value const& body) {
  Result<std::vector<Edit>> edits = read_edits(json::serialize(body.at("edits")));
  if (edits) return std::move(*edits);
  throw Problem(422, "invalid_edit", {"an edit is not what the format says"})
      .at("/edits" + edits.error().path, {edits.error().message});
}

/// Throws when the caller says which revision he knows and that is not the newest.
Task<> check_precondition(Call& call) {
  std::optional<std::string_view> const known = call.request.headers.find("If-Match");
  if (!known || *known == "*") co_return;
  std::optional<std::int64_t> const revision =
      co_await store::find_revision(call.services.database, call.parameter("project"));
  if (!revision) throw not_found();
  if (*known == etag_of(*revision)) co_return;
  throw Problem(412, "revision_changed", {"the map is at revision {0} now", {std::to_string(*revision)}})
      .with_header("ETag", etag_of(*revision))
      .with_member("revision", std::to_string(*revision));
}

Task<http::Response> edit_map(Call& call) {
  co_await check_precondition(call);
  auto read = [&] { return edits_of(call.body); };
  std::vector<Edit> edits = co_await call.services.workers.run(std::move(read));
  std::int64_t const base = call.body.at("base_revision").to_number<std::int64_t>();
  co_return edited_response(
      co_await call.services.maps.edit(call.parameter("project"), author_of(call), base, std::move(edits)));
}

Task<http::Response> undo(Call& call) {
  co_return edited_response(co_await call.services.maps.undo(call.parameter("project"), author_of(call)));
}

Task<http::Response> redo(Call& call) {
  co_return edited_response(co_await call.services.maps.redo(call.parameter("project"), author_of(call)));
}

[[nodiscard]] json::array edits_json(std::string const& log) {
  json::array edits;
  for (std::size_t begin = 0; begin < log.size();) {
    std::size_t const end = std::min(log.find('\n', begin), log.size());
    if (end > begin) edits.push_back(parse_json(std::string_view(log).substr(begin, end - begin), {.depth = 256}));
    begin = end + 1;
  }
  return edits;
}

Task<http::Response> list_changes(Call& call) {
  std::int64_t since = 0;
  std::string const asked = call.query("since").value_or("0");
  std::from_chars(asked.data(), asked.data() + asked.size(), since);
  std::vector<store::Change> const changes =
      co_await store::changes_since(call.services.database, call.parameter("project"), since, most_changes);
  json::array list;
  for (store::Change const& change : changes) {
    json::object line;
    line["revision"] = change.revision;
    line["batch_id"] = change.batch_id;
    line["client_id"] = change.client_id ? json::value(*change.client_id) : json::value();
    line["user_id"] = change.user_id ? json::value(*change.user_id) : json::value();
    line["kind"] = change.kind;
    line["created_at"] = to_rfc3339(change.created_at);
    line["edits"] = edits_json(change.edits);
    list.push_back(std::move(line));
  }
  json::object answer;
  answer["changes"] = std::move(list);
  answer["has_more"] = changes.size() == static_cast<std::size_t>(most_changes);
  co_return json_response(answer);
}

[[nodiscard]] Schema change_schema() {
  return object({required("revision", integer(1, most_integer)), required("batch_id", string(1, 64)),
                 required("client_id", nullable(string(1, 64))), required("user_id", nullable(string(36, 36))),
                 required("kind", one_of({"edit", "undo", "redo", "import", "restore"})),
                 required("created_at", date_time()), required("edits", array(open_object(), 100'000))});
}

[[nodiscard]] Route batch_route(std::string const& word, std::string summary, Task<http::Response> (*handle)(Call&)) {
  return {.method = http::Method::post,
          .path = "/api/v1/projects/{project}/" + word,
          .operation = word + "_map",
          .tag = "maps",
          .summary = std::move(summary),
          .access = Access::editor,
          .rate_class = "write",
          .body = batch_schema(),
          .answer = edited_schema(),
          .problems = {409, 422},
          .handle = handle};
}

}  // namespace

void add_map_routes(std::vector<Route>& routes) {
  using http::Method;
  routes.push_back(
      {.method = Method::get,
       .path = "/api/v1/projects/{project}/map",
       .operation = "get_map",
       .tag = "maps",
       .summary = "The map as JSON of schema v1, with its revision",
       .access = Access::viewer,
       .is_shareable = true,
       .query = {{"revision", integer(1, most_integer), "as it was at that revision"}},
       .answer = open_object({required("storymap", integer(1, 1)), required("revision", integer(1, most_integer))}),
       .problems = {304, 410, 422},
       .handle = get_map});
  routes.push_back({.method = Method::get,
                    .path = "/api/v1/projects/{project}/stories/{story}",
                    .operation = "get_story",
                    .tag = "maps",
                    .summary = "One story with everything that is known of it",
                    .access = Access::viewer,
                    .is_shareable = true,
                    .answer = object({required("task", string(1, 128)), required("story", open_object())}),
                    .handle = get_story});
  routes.push_back(
      {.method = Method::post,
       .path = "/api/v1/projects/{project}/edits",
       .operation = "edit_map",
       .tag = "maps",
       .summary = "Apply a batch of edits: all of them or none",
       .access = Access::editor,
       .rate_class = "write",
       .body = object({required("batch_id", batch_id_schema()), optional("client_id", nullable(string(1, 64))),
                       required("base_revision", integer(1, most_integer)),
                       required("edits", array(open_object(), 10'000, 1))}),
       .answer = edited_schema(),
       .problems = {409, 410, 412, 422},
       .handle = edit_map});
  routes.push_back(batch_route("undo", "Undo the user's newest batch that is not undone", undo));
  routes.push_back(batch_route("redo", "Do again what the user undid last", redo));
  routes.push_back(
      {.method = Method::get,
       .path = "/api/v1/projects/{project}/changes",
       .operation = "list_changes",
       .tag = "maps",
       .summary = "What has changed since a revision, oldest first",
       .access = Access::viewer,
       .query = {{"since", integer(0, most_integer), "the revision that is known"}},
       .answer = object({required("changes", array(change_schema(), static_cast<std::size_t>(most_changes))),
                         required("has_more", boolean())}),
       .handle = list_changes});
}

}  // namespace storymap::server::api
