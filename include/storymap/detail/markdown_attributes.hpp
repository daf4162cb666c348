// storymap/detail/markdown_attributes.hpp - the comment that holds what Markdown has no place for.
// Room: formats. Depends on field_check.hpp, json_text.hpp, json_writer.hpp and model.hpp.
//
//     <!-- storymap: {"external":[{"system":"jira","key":"SHOP-12"}],"extra":{"team":"blue"}} -->
//
// One line, members in this order: acceptance_criteria, crlf, description, external, extra.
#pragma once

#include <storymap/detail/field_check.hpp>
#include <storymap/detail/json_text.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/model.hpp>
#include <storymap/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

/// The heading of a map without a name, which its comment calls unnamed.
inline constexpr std::string_view unnamed_heading = "Story map";

struct Attributes {
  std::optional<std::vector<std::string>> acceptance_criteria;
  bool crlf = false;  ///< every line break in the description and the criteria is CR LF
  std::optional<std::string> description;
  std::vector<External> external;
  Fields extra;
  bool unnamed = false;  ///< of a map: its heading stands there because a text needs one

  [[nodiscard]] bool empty() const noexcept {
    return !acceptance_criteria && !crlf && !description && external.empty() && extra.empty() && !unnamed;
  }
};

/// An HTML comment must not contain "--": every second '-' is written as a character reference.
[[nodiscard]] inline std::string escape_comment(std::string_view json) {
  std::string text;
  for (std::size_t at = 0; at < json.size(); ++at) {
    std::string_view const rest = json.substr(at);
    if (rest.starts_with("&#45;") || rest.starts_with("&amp;")) {
      text += "&amp;";
    } else if (json[at] == '-' && text.ends_with('-')) {
      text += "&#45;";
    } else {
      text += json[at];
    }
  }
  return text;
}

[[nodiscard]] inline std::string unescape_comment(std::string_view text) {
  std::string json;
  for (std::size_t at = 0; at < text.size();) {
    bool const dash = text.substr(at).starts_with("&#45;");
    bool const escaped = dash || text.substr(at).starts_with("&amp;");
    json += dash ? '-' : text[at];
    at += escaped ? 5 : 1;
  }
  return json;
}

class AttributeReader {
 public:
  explicit AttributeReader(std::string_view json) : json_(json) {}

  [[nodiscard]] Result<Attributes> read() {
    if (members([&](std::string& name) { return member(name); }) && json_.end()) return std::move(attributes_);
    if (!offence_.empty()) return failure(Errc::invalid_field, offence_);
    return json_.failure();
  }

 private:
  /// Calls `visit(name)`, which reads the value, for each member of an object.
  template <class F>
  bool members(F&& visit) {
    return json_.items('{', '}', [&] {
      std::string name;
      return json_.name(name) && visit(name);
    });
  }

  bool member(std::string const& name) {
    if (name == "acceptance_criteria") return criteria();
    if (name == "crlf") return truth(name, attributes_.crlf);
    if (name == "description") return json_.string(attributes_.description.emplace());
    if (name == "external") return json_.items('[', ']', [&] { return external(); });
    if (name == "extra") return fields(attributes_.extra);
    if (name == "unnamed") return truth(name, attributes_.unnamed);
    return refuse("expected acceptance_criteria, crlf, description, external, extra or unnamed, found '" + name + "'");
  }

  bool criteria() {
    std::vector<std::string>& criteria = attributes_.acceptance_criteria.emplace();
    return json_.items('[', ']', [&] { return json_.string(criteria.emplace_back()); });
  }

  bool truth(std::string const& name, bool& out) {
    std::string value;
    if (!json_.value(value)) return false;
    if (value != "true" && value != "false") return refuse("expected true or false as " + name + ", found " + value);
    out = value == "true";
    return true;
  }

  bool external() {
    External& external = attributes_.external.emplace_back();
    return members([&](std::string& name) {
      if (name == "system") return json_.string(external.system);
      if (name == "key") return json_.string(external.key);
      if (name == "url") return json_.string(external.url);
      if (name == "fields") return fields(external.fields) && none_reserved(external.fields);
      return refuse("expected system, key, url or fields in external, found '" + name + "'");
    });
  }

  bool fields(Fields& fields) {
    std::vector<Field> list;
    bool const good = members([&](std::string& name) {
      std::string value;
      if (!json_.value(value)) return false;
      list.push_back({std::move(name), std::move(value)});
      return true;
    });
    if (!good) return false;
    auto const twice = fields.assign(std::move(list));
    return twice ? refuse("the field '" + *twice + "' is listed twice") : true;
  }

  bool none_reserved(Fields const& fields) {
    Field const* const reserved = find_reserved<External>(fields);
    return reserved != nullptr ? refuse(reserved_word(reserved->name)) : true;
  }

  bool refuse(std::string offence) {
    offence_ = std::move(offence);
    return false;
  }

  JsonTextReader json_;
  std::string offence_;
  Attributes attributes_;
};

/// What the comment says, from "<!--" to "-->".
[[nodiscard]] inline Result<Attributes> read_attributes(std::string_view comment) {
  comment.remove_prefix(std::string_view("<!-- storymap:").size());
  if (!comment.ends_with("-->")) return failure(Errc::invalid_syntax, "expected '-->' at the end of the line");
  comment.remove_suffix(3);
  return AttributeReader(unescape_comment(comment)).read();
}

/// Writes the members of an object. A value that is no JSON is the caller's broken promise; the file must not break
/// with it.
[[nodiscard]] inline Result<void> write_fields(JsonWriter& json, Fields const& fields) {
  json.begin_object();
  for (Field const& field : fields) {
    Result<std::string> const value = compact_json(field.json);
    if (!value) return failure(Errc::invalid_field, "the unknown field '" + field.name + "' holds no JSON value");
    json.key(field.name).raw(*value);
  }
  json.end_object();
  return {};
}

[[nodiscard]] inline Result<void> write_external(JsonWriter& json, External const& external) {
  json.begin_object();
  if (!external.system.empty()) json.member("system", external.system);
  if (!external.key.empty()) json.member("key", external.key);
  if (!external.url.empty()) json.member("url", external.url);
  if (!external.fields.empty()) {
    if (Result<void> written = write_fields(json.key("fields"), external.fields); !written) return written;
  }
  json.end_object();
  return {};
}

/// The comment, or an empty text when there is nothing to say.
[[nodiscard]] inline Result<std::string> write_attributes(Attributes const& attributes) {
  if (attributes.empty()) return std::string();
  JsonWriter json;
  json.begin_object();
  if (attributes.acceptance_criteria) {
    json.key("acceptance_criteria").begin_array();
    for (std::string const& criterion : *attributes.acceptance_criteria) json.value(criterion);
    json.end_array();
  }
  if (attributes.crlf) json.member("crlf", true);
  if (attributes.description) json.member("description", *attributes.description);
  if (!attributes.external.empty()) {
    json.key("external").begin_array();
    for (External const& external : attributes.external) {
      if (Result<void> written = write_external(json, external); !written) return failure_of(std::move(written));
    }
    json.end_array();
  }
  if (!attributes.extra.empty()) {
    if (Result<void> written = write_fields(json.key("extra"), attributes.extra); !written) {
      return failure_of(std::move(written));
    }
  }
  if (attributes.unnamed) json.member("unnamed", true);
  json.end_object();
  return "<!-- storymap: " + escape_comment(json.text()) + " -->";
}

}  // namespace detail::markdown

STORYMAP_END
