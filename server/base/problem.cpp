// server/base/problem.cpp - problems as documents.
#include "server/base/problem.hpp"

#include "server/base/messages.hpp"

#include <storymap/translation.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <cstddef>

namespace storymap::server {
namespace {

/// Puts the arguments where "{0}", "{1}"... stand.
[[nodiscard]] std::string filled(std::string_view pattern, std::vector<std::string> const& arguments) {
  std::string text;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    bool const is_place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
    auto const number = is_place ? static_cast<std::size_t>(pattern[at + 1] - '0') : arguments.size();
    if (number < arguments.size()) {
      text += arguments[number];
      at += 2;
    } else {
      text += pattern[at];
    }
  }
  return text;
}

}  // namespace

std::string translated(Message const& message, Language language) {
  if (language == Language::en) return filled(message.text, message.arguments);
  if (std::string_view const known = find_message(message.text, language); !known.empty()) {
    return filled(known, message.arguments);
  }
  return storymap::translated(filled(message.text, message.arguments), language);
}

std::string Problem::to_json(Language language, std::string_view request_id) const {
  boost::json::object document;
  document["type"] = "about:blank";
  document["title"] = translated(Message{std::string(status_title(status_))}, language);
  document["status"] = status_;
  document["code"] = code_;
  document["detail"] = translated(detail_, language);
  document["request_id"] = request_id;
  if (!fields_.empty()) {
    boost::json::array errors;
    for (FieldProblem const& field : fields_) {
      errors.push_back({{"pointer", field.pointer}, {"detail", translated(field.message, language)}});
    }
    document["errors"] = std::move(errors);
  }
  for (auto const& [name, json] : members_) document[name] = boost::json::parse(json);
  return boost::json::serialize(document);
}

Problem not_found() { return {404, "not_found", {"there is no such thing, or you may not see it"}}; }

Problem overloaded(int retry_after_seconds) {
  return Problem(503, "overloaded",
                 {"the server has too much to do: try again in {0} s", {std::to_string(retry_after_seconds)}})
      .with_header("Retry-After", std::to_string(retry_after_seconds));
}

}  // namespace storymap::server
