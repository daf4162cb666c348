// server/api/route.cpp - bodies of route.hpp.
#include "server/api/route.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <stdexcept>

namespace storymap::server::api {

std::string_view to_string(Access access) noexcept {
  switch (access) {
    case Access::anyone: return "anyone";
    case Access::user: return "user";
    case Access::admin: return "admin";
    case Access::viewer: return "viewer";
    case Access::commenter: return "commenter";
    case Access::editor: return "editor";
    case Access::owner: return "owner";
  }
  return "owner";
}

Access access_of_role(std::string_view role) noexcept {
  for (Access const access : {Access::viewer, Access::commenter, Access::editor, Access::owner}) {
    if (role == to_string(access)) return access;
  }
  return Access::user;
}

std::string_view to_string(Scope scope) noexcept {
  switch (scope) {
    case Scope::by_method: return "by_method";
    case Scope::read: return "read";
    case Scope::write: return "write";
    case Scope::share: return "share";
    case Scope::none: return "none";
  }
  return "none";
}

bool may_be_empty(Schema const& body) noexcept {
  return std::none_of(body.fields.begin(), body.fields.end(), [](Field const& field) { return field.is_required; });
}

Scope scope_of(Route const& route) noexcept {
  if (route.scope != Scope::by_method) return route.scope;
  return route.method == http::Method::get ? Scope::read : Scope::write;
}

std::string const& Call::parameter(std::string_view name) const {
  auto const found = std::find_if(path.begin(), path.end(), [&](auto const& pair) { return pair.first == name; });
  if (found == path.end()) throw std::logic_error("the path of the route has no such parameter");
  return found->second;
}

std::optional<std::string> Call::query(std::string_view name) const {
  auto const& all = request.query;
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& pair) { return pair.first == name; });
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

auth::Visitor Call::visitor() const {
  return {.address = request.client,
          .user_agent = std::string(request.headers.find("User-Agent").value_or("")),
          .request_id = request.id};
}

auth::Event event_of(Call const& call, std::string action, std::string subject_kind, std::string subject_id) {
  auth::Event event{.action = std::move(action),
                    .actor_id = call.user_id(),
                    .subject_kind = std::move(subject_kind),
                    .subject_id = std::move(subject_id)};
  auto const project =
      std::find_if(call.path.begin(), call.path.end(), [](auto const& pair) { return pair.first == "project"; });
  if (project != call.path.end()) event.details["project"] = project->second;
  if (call.principal->key) event.details["api_key"] = call.principal->key->id;
  return event;
}

http::Response json_text_response(std::string text, int status) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(text);
  return response;
}

http::Response json_response(json::value const& value, int status) {
  return json_text_response(json::serialize(value), status);
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  return response;
}

std::string text_of(json::value const& body, std::string_view name) { return std::string(body.at(name).as_string()); }

std::optional<std::string> optional_text_of(json::value const& body, std::string_view name) {
  json::value const* const found = body.as_object().if_contains(name);
  return found == nullptr || found->is_null() ? std::nullopt : std::optional(std::string(found->as_string()));
}

std::optional<std::int64_t> optional_integer_of(json::value const& body, std::string_view name) {
  json::value const* const found = body.as_object().if_contains(name);
  return found == nullptr || found->is_null() ? std::nullopt : std::optional(found->to_number<std::int64_t>());
}

std::optional<double> optional_number_of(json::value const& body, std::string_view name) {
  json::value const* const found = body.as_object().if_contains(name);
  return found == nullptr || found->is_null() ? std::nullopt : std::optional(found->to_number<double>());
}

}  // namespace storymap::server::api
