// server/api/noun_routes.cpp - single nouns of a map, for callers who do not want to speak of edits.
//
// Every route makes the edits that a client would have sent to .../edits, on the map as it is now.
#include "server/api/edited.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/maps/nouns.hpp"

#include <storymap/json.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <string_view>

#include <utility>

namespace storymap::server::api {
namespace {

struct NounKind {
  std::string_view word;
  std::string_view plural;
  std::string_view parent;  ///< the kind of noun that it stands in; empty for the map
};

constexpr NounKind kinds[] = {{"activity", "activities", ""},
                              {"task", "tasks", "activity"},
                              {"story", "stories", "task"},
                              {"release", "releases", ""},
                              {"persona", "personas", ""}};

/// Who changes the map: a caller who names no batch gets one, and cannot repeat it.
[[nodiscard]] maps::Author author_of_noun(Call const& call) {
  json::object const* const body = call.body.if_object();
  bool const has_batch = body != nullptr && body->contains("batch_id");
  return {call.user_id(), has_batch ? text_of(call.body, "batch_id") : call.services.ids.next(),
          body == nullptr ? std::nullopt : optional_text_of(call.body, "client_id")};
}

/// By what a repetition is known.
[[nodiscard]] std::string request_of(Call const& call) {
  return std::string(to_string(call.request.method)) + " " + call.request.path + " " + json::serialize(call.body);
}

/// Reads edits and applies them. What is wrong with one is wrong with a member of the body.
Task<maps::Edited> apply(Call& call, std::int64_t revision, json::array edits) {
  Result<std::vector<Edit>> read = read_edits(json::serialize(edits));
  if (!read) {
    throw Problem(422, "invalid_edit", {"an edit is not what the format says"})
        .at(read.error().path, {read.error().message});
  }
  co_return co_await call.services.maps.edit(call.parameter("project"), author_of_noun(call), revision,
                                             std::move(*read), request_of(call));
}

[[nodiscard]] json::object edit_of(std::string_view operation, std::string_view noun) {
  return {{"v", 1}, {"op", operation}, {"noun", noun}};
}

[[nodiscard]] json::value text_or_null(std::optional<std::string> const& text) {
  return text ? json::value(*text) : json::value();
}

/// The place that the body asks for among the children of `parent`: the last one unless `after` is said.
[[nodiscard]] json::value after_of(Call const& call, Map const& map, NounKind const& kind, std::string const& parent) {
  json::object const& body = call.body.as_object();
  if (auto const* const after = body.if_contains("after")) return *after;
  return text_or_null(maps::find_last(map, kind.word, parent));
}

Task<http::Response> make_noun(Call& call, NounKind const& kind) {
  maps::SharedMap const now = co_await call.services.maps.current(call.parameter("project"));
  json::object value = call.body.at("value").as_object();
  if (!value.contains("id")) {
    if (call.body.as_object().contains("batch_id")) {
      throw Problem(422, "invalid_request", {"the request does not fit what is expected"})
          .at("/value/id", {"what may be sent again names the id that it makes"});
    }
    value["id"] = call.services.ids.next();
  }
  json::value const id = value.at("id");
  json::object edit = edit_of("add", kind.word);
  edit["value"] = std::move(value);
  std::string parent;
  if (!kind.parent.empty()) {
    parent = text_of(call.body, "parent");
    edit["parent"] = parent;
  }
  edit["after"] = after_of(call, now->map, kind, parent);
  json::array edits;
  edits.push_back(std::move(edit));
  maps::Edited const edited = co_await apply(call, now->revision, std::move(edits));
  json::object answer = edited_json(edited);
  answer["id"] = id;
  http::Response response = json_response(answer, 201);
  co_return response;
}

/// The map with the noun that the path names, and what it stands in. Throws Problem 404.
Task<std::pair<maps::SharedMap, std::string>> map_with_noun(Call& call, NounKind const& kind) {
  maps::SharedMap now = co_await call.services.maps.current(call.parameter("project"));
  std::optional<std::string> parent = maps::find_parent(now->map, kind.word, call.parameter(kind.word));
  if (!parent) throw not_found();
  co_return std::pair(std::move(now), std::move(*parent));
}

Task<http::Response> change_noun(Call& call, NounKind const& kind) {
  auto const found = co_await map_with_noun(call, kind);
  json::array edits;
  for (auto const& member : call.body.at("set").as_object()) {
    json::object edit = edit_of("set", kind.word);
    edit["id"] = call.parameter(kind.word);
    edit["field"] = member.key();
    edit["value"] = member.value();
    edits.push_back(std::move(edit));
  }
  maps::Edited const edited = co_await apply(call, found.first->revision, std::move(edits));
  co_return edited_response(edited);
}

Task<http::Response> move_noun(Call& call, NounKind const& kind) {
  auto const found = co_await map_with_noun(call, kind);
  json::object edit = edit_of("move", kind.word);
  edit["id"] = call.parameter(kind.word);
  std::string parent;
  if (!kind.parent.empty()) {
    parent = optional_text_of(call.body, "parent").value_or(found.second);
    edit["parent"] = parent;
  }
  edit["after"] = call.body.at("after");
  json::array edits;
  edits.push_back(std::move(edit));
  maps::Edited const edited = co_await apply(call, found.first->revision, std::move(edits));
  co_return edited_response(edited);
}

Task<http::Response> delete_noun(Call& call, NounKind const& kind) {
  auto const found = co_await map_with_noun(call, kind);
  std::vector<Edit> edits = maps::removal_of(found.first->map, kind.word, call.parameter(kind.word));
  maps::Edited const edited = co_await call.services.maps.edit(
      call.parameter("project"), author_of_noun(call), found.first->revision, std::move(edits), request_of(call));
  co_return edited_response(edited);
}

Task<http::Response> make_link(Call& call) {
  maps::SharedMap const now = co_await call.services.maps.current(call.parameter("project"));
  json::object edit = edit_of("add", "link");
  edit["value"] = call.body.at("value");
  edit["after"] = nullptr;
  json::array edits;
  edits.push_back(std::move(edit));
  maps::Edited const edited = co_await apply(call, now->revision, std::move(edits));
  co_return json_response(edited_json(edited), 201);
}

/// The link that the path names.
[[nodiscard]] bool has_link(Map const& map, Call const& call) {
  return std::any_of(map.links.begin(), map.links.end(), [&](Link const& link) {
    return to_string(link.kind) == call.parameter("kind") && link.from.str() == call.parameter("from") &&
           link.to.str() == call.parameter("to");
  });
}

Task<http::Response> delete_link(Call& call) {
  maps::SharedMap const now = co_await call.services.maps.current(call.parameter("project"));
  if (!has_link(now->map, call)) throw not_found();
  json::object link = {
      {"kind", call.parameter("kind")}, {"from", call.parameter("from")}, {"to", call.parameter("to")}};
  json::object edit = edit_of("remove", "link");
  edit["value"] = std::move(link);
  json::array edits;
  edits.push_back(std::move(edit));
  maps::Edited const edited = co_await apply(call, now->revision, std::move(edits));
  co_return edited_response(edited);
}

using Handle = Task<http::Response> (*)(Call&, NounKind const&);

/// Answers a repetition as it was answered before: what it is about may be gone, or there, since.
Task<http::Response> answer_once(Call& call, NounKind const& kind, Handle handle) {
  json::object const* const body = call.body.if_object();
  if (body != nullptr && body->contains("batch_id")) {
    std::optional<maps::Edited> const done =
        co_await call.services.maps.find_done(call.parameter("project"), author_of_noun(call), request_of(call));
    if (done) {
      json::object answer = edited_json(*done);
      if (body->contains("value")) answer["id"] = body->at("value").at("id");
      co_return json_response(answer, body->contains("value") ? 201 : 200);
    }
  }
  co_return co_await handle(call, kind);
}

/// A body with these members and, if the caller wants, the id of the batch.
[[nodiscard]] Schema body_of(std::vector<Field> fields) {
  fields.push_back(optional("batch_id", batch_id_schema()));
  fields.push_back(optional("client_id", nullable(string(1, 64))));
  return object(std::move(fields));
}

[[nodiscard]] Schema id_schema() { return string(1, 128); }
[[nodiscard]] Field after_field(bool is_required) {
  Schema schema = described(nullable(id_schema()), "the sibling to stand behind; null for the first place");
  return is_required ? required("after", std::move(schema)) : optional("after", std::move(schema));
}

[[nodiscard]] Route noun_route(NounKind const& kind, http::Method method, std::string const& path,
                               std::string_view verb, std::string summary, Handle handle) {
  Route route;
  route.method = method;
  route.path = "/api/v1/projects/{project}/" + std::string(kind.plural) + path;
  route.operation = std::string(verb) + "_" + std::string(kind.word);
  route.tag = "nouns";
  route.summary = std::move(summary);
  route.access = Access::editor;
  route.rate_class = "write";
  route.answer = edited_schema();
  route.problems = {409, 422};
  route.handle = [&kind, handle](Call& call) { return answer_once(call, kind, handle); };
  return route;
}

void add_routes_of(NounKind const& kind, std::vector<Route>& routes) {
  using http::Method;
  std::string const word(kind.word);
  std::string const a_word = (word == "activity" ? "an " : "a ") + word;
  std::vector<Field> fields = {required("value", open_object()), after_field(false)};
  if (!kind.parent.empty()) fields.push_back(required("parent", id_schema()));
  Route make =
      noun_route(kind, Method::post, "", "make", "Add " + a_word + ", the last one unless `after` is said", make_noun);
  make.body = body_of(std::move(fields));
  make.status = 201;
  make.answer->fields.push_back(required("id", id_schema()));
  routes.push_back(std::move(make));
  Route change = noun_route(kind, Method::patch, "/{" + word + "}", "change",
                            "Set fields of " + a_word + "; null clears one", change_noun);
  change.body = body_of({required("set", open_object())});
  routes.push_back(std::move(change));
  Route move = noun_route(kind, Method::post, "/{" + word + "}/move", "move", "Move " + a_word, move_noun);
  std::vector<Field> place = {after_field(true)};
  if (!kind.parent.empty()) place.push_back(optional("parent", id_schema()));
  move.body = body_of(std::move(place));
  routes.push_back(std::move(move));
  routes.push_back(noun_route(kind, Method::del, "/{" + word + "}", "delete",
                              "Take " + a_word + " off the map, with all that stands in it or refers to it",
                              delete_noun));
}

}  // namespace

void add_noun_routes(std::vector<Route>& routes) {
  using http::Method;
  for (NounKind const& kind : kinds) add_routes_of(kind, routes);
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/projects/{project}/links",
                    .operation = "make_link",
                    .tag = "nouns",
                    .summary = "Link two stories",
                    .access = Access::editor,
                    .rate_class = "write",
                    .body = body_of({required("value", open_object())}),
                    .status = 201,
                    .answer = edited_schema(),
                    .problems = {409, 422},
                    .handle = make_link});
  routes.push_back({.method = Method::del,
                    .path = "/api/v1/projects/{project}/links/{kind}/{from}/{to}",
                    .operation = "delete_link",
                    .tag = "nouns",
                    .summary = "Take a link away",
                    .access = Access::editor,
                    .rate_class = "write",
                    .answer = edited_schema(),
                    .problems = {409, 422},
                    .handle = delete_link});
}

}  // namespace storymap::server::api
