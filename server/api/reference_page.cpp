// server/api/reference_page.cpp - bodies of reference_page.hpp.
#include "server/api/reference_page.hpp"

#include <storymap/version.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace storymap::server::api {
namespace {

[[nodiscard]] std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (char const c : text) {
    switch (c) {
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '&': safe += "&amp;"; break;
      case '"': safe += "&quot;"; break;
      default: safe.push_back(c);
    }
  }
  return safe;
}

[[nodiscard]] std::string code(std::string_view text) { return "<code>" + escaped(text) + "</code>"; }

[[nodiscard]] std::string number_text(double number) {
  if (std::trunc(number) == number) return std::to_string(static_cast<long long>(number));
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

/// The page in one language, growing.
class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  [[nodiscard]] std::string write(std::span<Route const> routes) && {
    begin();
    std::vector<std::string> tags;
    for (Route const& route : routes) {
      if (std::find(tags.begin(), tags.end(), route.tag) == tags.end()) tags.push_back(route.tag);
    }
    // Last what nobody looks for first.
    std::stable_partition(tags.begin(), tags.end(), [](std::string const& tag) { return tag != "system"; });
    contents(routes, tags);
    for (std::string const& tag : tags) part(routes, tag);
    html_ += "</main>\n</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  /// A text of ours in the language of the page.
  [[nodiscard]] std::string say(std::string_view english) const {
    if (language_ == Language::ru) {
      std::string_view const russian = find_reference_text(english);
      if (!russian.empty()) return std::string(russian);
    }
    return std::string(english);
  }

  void begin() {
    bool const is_russian = language_ == Language::ru;
    html_ += is_russian ? "<!doctype html>\n<html lang=\"ru\">\n" : "<!doctype html>\n<html lang=\"en\">\n";
    html_ +=
        "<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    html_ += "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + say("storymap API") + "</title>\n";
    html_ += "<link rel=\"stylesheet\" href=\"/api/docs.css\">\n</head>\n<body>\n";
    html_ += "<header>\n<h1>" + say("storymap API") + " <small>" STORYMAP_VERSION_STRING "</small></h1>\n";
    html_ +=
        "<p>" + say("Requests and answers are JSON in UTF-8. Say who you are with one of these headers:") + "</p>\n";
    html_ += "<ul><li>" + code("Authorization: Bearer ...") + " " + say("the access token of a login") + "</li><li>" +
             code("X-API-Key: sm_live_...") + " " + say("a key for programs") + "</li><li>" +
             code("X-Share-Token: sm_share_...") + " " + say("a share link, for reading one project") + "</li></ul>\n";
    html_ += "<p>" +
             say("What is refused is answered as application/problem+json, with the field that is wrong and the "
                 "reason.") +
             "</p>\n";
    html_ += "<p><a href=\"/api/openapi.json\">OpenAPI 3.1</a> &middot; <a hreflang=\"" +
             (is_russian ? "en\" href=\"/api/docs?language=en\">English"
                         : "ru\" href=\"/api/docs?language=ru\">" + std::string(find_reference_text("in Russian"))) +
             "</a></p>\n</header>\n<main>\n";
  }

  void contents(std::span<Route const> routes, std::vector<std::string> const& tags) {
    html_ += "<nav aria-label=\"" + say("Contents") + "\">\n";
    for (std::string const& tag : tags) {
      html_ += "<details><summary>" + say(tag) + "</summary><ul>\n";
      for (Route const& route : routes) {
        if (route.tag != tag) continue;
        html_ += "<li><a href=\"#" + escaped(route.operation) + "\">" + escaped(say(route.summary)) + "</a></li>\n";
      }
      html_ += "</ul></details>\n";
    }
    html_ += "</nav>\n";
  }

  void part(std::span<Route const> routes, std::string const& tag) {
    html_ += "<section>\n<h2>" + say(tag) + "</h2>\n";
    for (Route const& route : routes) {
      if (route.tag == tag) operation(route);
    }
    html_ += "</section>\n";
  }

  void operation(Route const& route) {
    std::string const method(to_string(route.method));
    html_ += "<article id=\"" + escaped(route.operation) + "\">\n<h3><span class=\"method " + method + "\">" + method +
             "</span> " + code(route.path) + "</h3>\n<p>" + escaped(say(route.summary)) + ".</p>\n";
    access(route);
    if (!route.query.empty()) query(route);
    if (route.body) fields_table(say("Body"), *route.body, true);
    if (route.bytes) html_ += "<h4>" + say("Body") + "</h4>\n<p>" + say("The bytes of a file.") + "</p>\n";
    if (route.answer && !route.answer->fields.empty()) {
      fields_table(say("Answer") + " " + std::to_string(route.status), *route.answer, false);
    } else {
      html_ += "<h4>" + say("Answer") + " " + std::to_string(route.status) + "</h4>\n<p>" +
               (route.status == 204 ? say("No content.") : code(route.content_type)) + "</p>\n";
    }
    html_ += "</article>\n";
  }

  void access(Route const& route) {
    html_ += "<dl>\n<dt>" + say("Who may") + "</dt><dd>" + who(route) + "</dd>\n";
    if (route.access != Access::anyone) {
      Scope const scope = scope_of(route);
      html_ += "<dt>" + say("API key") + "</dt><dd>" +
               (scope == Scope::none ? say("none") : say("with the scope") + " " + code(to_string(scope))) + "</dd>\n";
    }
    html_ += "<dt>" + say("Rate") + "</dt><dd>" + code(route.rate_class) + "</dd>\n</dl>\n";
  }

  [[nodiscard]] std::string who(Route const& route) const {
    switch (route.access) {
      case Access::anyone: return say("anybody");
      case Access::user: return say("whoever is logged in");
      case Access::admin: return say("administrators who have given their password lately");
      default: break;
    }
    std::string text = say("in the project, from this role on:") + " " + code(to_string(route.access));
    if (route.is_shareable) text += "; " + say("also by a share link");
    return text;
  }

  void query(Route const& route) {
    begin_table(say("Query"));
    for (Parameter const& parameter : route.query) {
      row(parameter.name, parameter.schema, false, parameter.summary);
    }
    html_ += "</tbody></table>\n";
  }

  /// What an answer has is not worth a word; what a body must have is.
  void fields_table(std::string const& title, Schema const& schema, bool says_required) {
    if (schema.fields.empty()) {
      html_ += "<h4>" + title + "</h4>\n<p>" + type_of(schema) + "</p>\n";
      return;
    }
    begin_table(title);
    rows(schema, "", says_required);
    html_ += "</tbody></table>\n";
  }

  void begin_table(std::string const& title) {
    html_ += "<h4>" + title + "</h4>\n<table>\n<thead><tr><th scope=\"col\">" + say("Name") +
             "</th><th scope=\"col\">" + say("Type") + "</th><th scope=\"col\">" + say("Meaning") +
             "</th></tr></thead>\n<tbody>\n";
  }

  void rows(Schema const& schema, std::string const& prefix, bool says_required) {
    for (Field const& field : schema.fields) {
      row(prefix + field.name, field.schema, says_required && field.is_required, field.schema.description);
      if (field.schema.kind == Schema::Kind::object) rows(field.schema, prefix + field.name + ".", says_required);
      if (field.schema.element != nullptr && field.schema.element->kind == Schema::Kind::object) {
        rows(*field.schema.element, prefix + field.name + "[].", says_required);
      }
    }
  }

  void row(std::string const& name, Schema const& schema, bool is_required, std::string_view meaning) {
    html_ += "<tr><td>" + code(name) + (is_required ? " <b>" + say("required") + "</b>" : "") + "</td><td>" +
             type_of(schema) + "</td><td>" + escaped(say(meaning)) + "</td></tr>\n";
  }

  [[nodiscard]] std::string type_of(Schema const& schema) const {
    std::string text = base_type_of(schema);
    if (schema.allows_null) text += " " + say("or null");
    return text;
  }

  [[nodiscard]] std::string base_type_of(Schema const& schema) const {
    using Kind = Schema::Kind;
    switch (schema.kind) {
      case Kind::boolean: return say("true or false");
      case Kind::integer: return say("integer") + range_of(schema);
      case Kind::number: return say("number") + range_of(schema);
      case Kind::string: return string_type(schema);
      case Kind::array: return say("list of") + " " + (schema.element ? type_of(*schema.element) : say("values"));
      case Kind::object: return say("object");
      case Kind::any: break;
    }
    return say("any value");
  }

  [[nodiscard]] std::string string_type(Schema const& schema) const {
    std::string text;
    for (std::string const& word : schema.words) text += (text.empty() ? "" : " | ") + code(word);
    if (!text.empty()) return text;
    text = say("text");
    if (!schema.format.empty()) text += " (" + escaped(schema.format) + ")";
    if (schema.max_size != std::numeric_limits<std::size_t>::max()) {
      text += schema.min_size == schema.max_size
                  ? ", " + std::to_string(schema.max_size)
                  : ", " + std::to_string(schema.min_size) + "&ndash;" + std::to_string(schema.max_size);
    }
    return text;
  }

  [[nodiscard]] static std::string range_of(Schema const& schema) {
    if (!std::isfinite(schema.least) || !std::isfinite(schema.most)) return "";
    return ", " + number_text(schema.least) + "&ndash;" + number_text(schema.most);
  }

  std::string html_;
  Language language_;
};

}  // namespace

std::string reference_page(std::span<Route const> routes, Language language) { return Page(language).write(routes); }

}  // namespace storymap::server::api
