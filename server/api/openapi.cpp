// server/api/openapi.cpp - bodies of openapi.hpp.
#include "server/api/openapi.hpp"

#include "server/base/messages.hpp"

#include <storymap/version.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

namespace storymap::server::api {
namespace {

[[nodiscard]] std::string word_of(http::Method method) {
  std::string word(to_string(method));
  std::transform(word.begin(), word.end(), word.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  return word;
}

[[nodiscard]] json::object reference(std::string_view to) { return {{"$ref", to}}; }

[[nodiscard]] json::array parameters_of(Route const& route) {
  json::array list;
  for (std::size_t at = route.path.find('{'); at != std::string::npos; at = route.path.find('{', at + 1)) {
    std::string const name = route.path.substr(at + 1, route.path.find('}', at) - at - 1);
    list.push_back(json::object{
        {"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}, {"minLength", 1}}}});
  }
  for (Parameter const& parameter : route.query) {
    list.push_back(json::object{{"name", parameter.name},
                                {"in", "query"},
                                {"description", parameter.summary},
                                {"schema", to_json_schema(parameter.schema)}});
  }
  return list;
}

/// All statuses that are no success.
[[nodiscard]] std::set<int> problems_of(Route const& route) {
  std::set<int> statuses(route.problems.begin(), route.problems.end());
  // 400: what the transport refuses; 401: credentials that are given must be good; 422: unknown parameters.
  statuses.insert({400, 401, 422, 429, 500, 503});
  if (route.access != Access::anyone) statuses.insert(403);
  if (route.access >= Access::viewer || route.path.find('{') != std::string::npos) statuses.insert(404);
  if (route.body) statuses.insert({413, 415});
  if (route.bytes) statuses.insert({413, 415});
  return statuses;
}

[[nodiscard]] json::object answers_of(Route const& route) {
  json::object answers;
  json::object success{{"description", route.status == 204 ? "done" : "the answer"}};
  if (route.answer) {
    success["content"] = {{route.content_type, {{"schema", to_json_schema(*route.answer)}}}};
  } else if (route.status == 200) {
    success["content"] = {{route.content_type, json::object()}};
  }
  answers[std::to_string(route.status)] = std::move(success);
  for (int const status : problems_of(route)) {
    if (status == 304) {
      answers["304"] = {{"description", "what the caller has is what there is"}};
    } else {
      answers[std::to_string(status)] = reference("#/components/responses/" + std::to_string(status));
    }
  }
  return answers;
}

/// One way to say who one is.
[[nodiscard]] json::object security(std::string_view scheme) { return {{scheme, json::array()}}; }

[[nodiscard]] json::object operation_of(Route const& route) {
  json::object operation{
      {"operationId", route.operation}, {"tags", json::array{route.tag}}, {"summary", route.summary}};
  if (route.access >= Access::viewer) {
    operation["description"] =
        "Takes the role " + std::string(to_string(route.access)) + " in the project, or a higher one.";
  }
  operation["x-rate-class"] = route.rate_class;
  if (route.access != Access::anyone) {
    operation["x-api-key-scope"] = to_string(scope_of(route));
    if (scope_of(route) == Scope::none) operation["security"] = json::array{security("bearer")};
  }
  if (json::array parameters = parameters_of(route); !parameters.empty())
    operation["parameters"] = std::move(parameters);
  if (route.body) {
    operation["requestBody"] = {{"required", !may_be_empty(*route.body)},
                                {"content", {{"application/json", {{"schema", to_json_schema(*route.body)}}}}}};
  }
  if (route.bytes) {
    operation["requestBody"] = {{"required", true}, {"content", {{"application/octet-stream", json::object()}}}};
  }
  operation["responses"] = answers_of(route);
  if (route.access == Access::anyone) operation["security"] = json::array();
  if (route.is_shareable) {
    operation["security"] = json::array{security("bearer"), security("api_key"), security("share_link")};
  }
  return operation;
}

[[nodiscard]] json::object problem_schema() {
  Schema const error = object({required("pointer", verbatim(10'000)), required("detail", verbatim(10'000))});
  return to_json_schema(open_object({required("type", string(1, 200)), required("title", string(1, 200)),
                                     required("status", integer(400, 599)), required("code", string(1, 64)),
                                     required("detail", verbatim(10'000)), required("request_id", string(1, 64)),
                                     optional("errors", array(error, 100'000))}));
}

[[nodiscard]] json::object components(std::span<Route const> routes) {
  std::set<int> statuses;
  for (Route const& route : routes) statuses.merge(problems_of(route));
  json::object responses;
  for (int const status : statuses) {
    if (status == 304) continue;
    responses[std::to_string(status)] = {
        {"description", status_title(status)},
        {"content", {{"application/problem+json", {{"schema", reference("#/components/schemas/problem")}}}}}};
  }
  return {{"schemas", {{"problem", problem_schema()}}},
          {"responses", std::move(responses)},
          {"securitySchemes",
           {{"bearer", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}},
            {"api_key", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-API-Key"}}},
            {"share_link", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-Share-Token"}}}}}};
}

}  // namespace

json::object openapi(std::span<Route const> routes, std::string_view server_url) {
  json::object paths;
  for (Route const& route : routes) {
    json::value& path = paths[route.path];
    if (!path.is_object()) path.emplace_object();
    path.as_object()[word_of(route.method)] = operation_of(route);
  }
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "storymap"},
            {"version", STORYMAP_VERSION_STRING},
            {"description", "Accounts, teams, user story maps and their analysis."},
            {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
          {"servers", json::array{json::object{{"url", server_url}}}},
          {"security", json::array{security("bearer"), security("api_key")}},
          {"paths", std::move(paths)},
          {"components", components(routes)}};
}

}  // namespace storymap::server::api
