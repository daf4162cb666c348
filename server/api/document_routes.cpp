// server/api/document_routes.cpp - what the API says about itself.
#include "server/api/documents.hpp"
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view css = "text/css; charset=utf-8";

[[nodiscard]] http::Response shared(std::shared_ptr<std::string const> text, std::string_view type) {
  http::Response response;
  response.headers.add("Content-Type", std::string(type));
  response.headers.add("Cache-Control", "no-cache");
  response.body = std::move(text);
  return response;
}

Task<http::Response> get_openapi(Call& call) { co_return shared(call.services.documents.openapi, "application/json"); }

Task<http::Response> get_style(Call& call) { co_return shared(call.services.documents.style, css); }

Task<http::Response> get_reference(Call& call) {
  Documents const& documents = call.services.documents;
  std::optional<std::string> const asked = call.query("language");
  bool const is_russian = asked ? *asked == "ru" : call.language == Language::ru;
  http::Response response = shared(is_russian ? documents.russian : documents.english, html);
  response.headers.add("Content-Language", is_russian ? "ru" : "en");
  response.headers.add("Vary", "Accept-Language");
  response.headers.add(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  co_return response;
}

[[nodiscard]] Route document(std::string path, std::string operation, std::string summary, std::string_view type,
                             Task<http::Response> (*handle)(Call&)) {
  return {.method = http::Method::get,
          .path = std::move(path),
          .operation = std::move(operation),
          .tag = "system",
          .summary = std::move(summary),
          .access = Access::anyone,
          .content_type = std::string(type),
          .handle = handle};
}

}  // namespace

void add_document_routes(std::vector<Route>& routes) {
  routes.push_back(document("/api/openapi.json", "get_openapi", "This description of the API, for programs",
                            "application/json", get_openapi));
  Route reference =
      document("/api/docs", "get_reference", "This description of the API, for people", html, get_reference);
  reference.query = {{"language", one_of({"en", "ru"}), "that of the caller if it is not said"}};
  routes.push_back(std::move(reference));
  routes.push_back(document("/api/docs.css", "get_reference_style", "The style of that page", css, get_style));
}

}  // namespace storymap::server::api
