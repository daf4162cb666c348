// server/base/schema.cpp - bodies of schema.hpp.
#include "server/base/schema.hpp"

#include "server/base/clock.hpp"
#include "server/base/email_address.hpp"

#include <storymap/utf8.hpp>

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace storymap::server {
namespace {

using Kind = Schema::Kind;

[[nodiscard]] std::string_view name_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::boolean: return "boolean";
    case Kind::integer: return "integer";
    case Kind::number: return "number";
    case Kind::string: return "string";
    case Kind::array: return "array";
    case Kind::object: return "object";
    case Kind::any: break;
  }
  return "any";
}

[[nodiscard]] Kind kind_of(json::value const& value) noexcept {
  switch (value.kind()) {
    case json::kind::bool_: return Kind::boolean;
    case json::kind::int64:
    case json::kind::uint64: return Kind::integer;
    case json::kind::double_: return Kind::number;
    case json::kind::string: return Kind::string;
    case json::kind::array: return Kind::array;
    case json::kind::object: return Kind::object;
    case json::kind::null: break;
  }
  return Kind::any;
}

/// 1.0 is an integer for JSON Schema.
[[nodiscard]] bool is_whole(json::value const& value) noexcept {
  double const* const number = value.if_double();
  return number != nullptr && std::trunc(*number) == *number && std::abs(*number) <= static_cast<double>(most_integer);
}

/// A number without ".0", as people write it.
[[nodiscard]] std::string plain(double number) {
  if (std::trunc(number) == number && std::abs(number) < 1e15) return std::to_string(static_cast<long long>(number));
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

/// Walks through a value and notes what is wrong.
class Checker {
 public:
  explicit Checker(std::string pointer) : pointer_(std::move(pointer)) {}

  void check(json::value const& value, Schema const& schema) {
    if (value.is_null() && schema.allows_null) return;
    if (schema.kind == Kind::any) return;
    Kind const found = kind_of(value);
    bool const fits = found == schema.kind || (schema.kind == Kind::number && found == Kind::integer) ||
                      (schema.kind == Kind::integer && is_whole(value));
    if (!fits)
      return refuse({"expected {0}, found {1}", {word(schema.kind), found == Kind::any ? "null" : word(found)}});
    switch (schema.kind) {
      case Kind::integer:
      case Kind::number: return check_range(value.to_number<double>(), schema);
      case Kind::string: return check_string(value.get_string(), schema);
      case Kind::array: return check_array(value.get_array(), schema);
      case Kind::object: return check_object(value.get_object(), schema);
      case Kind::boolean:
      case Kind::any: break;
    }
  }

  std::vector<FieldProblem> take() { return std::move(problems_); }

 private:
  static std::string word(Kind kind) { return std::string(name_of(kind)); }

  void refuse(Message message) { problems_.push_back({pointer_, std::move(message)}); }

  template <class Inner>
  void below(std::string_view token, Inner&& inner) {
    std::size_t const size = pointer_.size();
    pointer_ += token;
    inner();
    pointer_.resize(size);
  }

  void check_range(double value, Schema const& schema) {
    if (value >= schema.least && value <= schema.most) return;
    refuse({"must be from {0} to {1}", {plain(schema.least), plain(schema.most)}});
  }

  void check_string(std::string_view value, Schema const& schema) {
    if (!schema.words.empty()) {
      if (std::find(schema.words.begin(), schema.words.end(), value) == schema.words.end()) refuse_word(schema);
      return;
    }
    std::size_t points = 0;
    for (char const c : value) points += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    if (points < schema.min_size && schema.min_size == 1) return refuse({"must not be empty"});
    if (points < schema.min_size)
      return refuse({"must have {0} characters or more", {std::to_string(schema.min_size)}});
    if (points > schema.max_size)
      return refuse({"must have {0} characters or fewer", {std::to_string(schema.max_size)}});
    auto const is_forbidden = [&](char c) {
      bool const is_break = c == '\n' || c == '\t' || c == '\r';
      return static_cast<unsigned char>(c) < 0x20U ? !(is_break && schema.allows_line_breaks) : c == 0x7F;
    };
    if (!schema.is_verbatim && std::any_of(value.begin(), value.end(), is_forbidden))
      return refuse({"must not have control characters"});
    if (schema.format == "date-time" && !from_rfc3339(value)) refuse({"must be a date and time as in RFC 3339"});
    if (schema.format == "email" && !is_email_address(value)) refuse({"this is no e-mail address"});
  }

  void refuse_word(Schema const& schema) {
    std::string words;
    for (std::string const& word : schema.words) words += (words.empty() ? "" : ", ") + word;
    refuse({"must be one of: {0}", {words}});
  }

  void check_array(json::array const& value, Schema const& schema) {
    if (value.size() < schema.min_size)
      return refuse({"must have {0} elements or more", {std::to_string(schema.min_size)}});
    if (value.size() > schema.max_size)
      return refuse({"must have {0} elements or fewer", {std::to_string(schema.max_size)}});
    for (std::size_t k = 0; k < value.size(); ++k) {
      below("/" + std::to_string(k), [&] { check(value[k], *schema.element); });
    }
  }

  void check_object(json::object const& value, Schema const& schema) {
    for (Field const& field : schema.fields) {
      json::value const* const found = value.if_contains(field.name);
      if (found == nullptr && !field.is_required) continue;
      below(pointer_token(field.name), [&] {
        if (found == nullptr) return refuse({"is missing"});
        check(*found, field.schema);
      });
    }
    if (schema.is_open) return;
    for (auto const& [key, unused] : value) {
      std::string_view const name(key.data(), key.size());
      bool const is_known = std::any_of(schema.fields.begin(), schema.fields.end(),
                                        [&](Field const& field) { return field.name == name; });
      if (!is_known) below(pointer_token(name), [&] { refuse({"is not known here"}); });
    }
  }

  std::string pointer_;
  std::vector<FieldProblem> problems_;
};

[[nodiscard]] Schema of_kind(Kind kind) {
  Schema schema;
  schema.kind = kind;
  return schema;
}

void describe_string(Schema const& schema, json::object& out) {
  if (schema.min_size > 0) out["minLength"] = schema.min_size;
  if (schema.max_size != std::numeric_limits<std::size_t>::max()) out["maxLength"] = schema.max_size;
  if (!schema.format.empty()) out["format"] = schema.format;
  if (schema.words.empty() && schema.format.empty() && !schema.is_verbatim) {
    out["pattern"] = schema.allows_line_breaks ? R"(^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$)"
                                               : R"(^[^\u0000-\u001f\u007f]*$)";
  }
  if (!schema.words.empty()) out["enum"] = json::array(schema.words.begin(), schema.words.end());
}

void describe_object(Schema const& schema, json::object& out) {
  json::object properties;
  json::array needed;
  for (Field const& field : schema.fields) {
    properties[field.name] = to_json_schema(field.schema);
    if (field.is_required) needed.emplace_back(field.name);
  }
  if (!properties.empty()) out["properties"] = std::move(properties);
  if (!needed.empty()) out["required"] = std::move(needed);
  if (!schema.is_open) out["additionalProperties"] = false;
}

}  // namespace

Schema anything() { return {}; }
Schema boolean() { return of_kind(Kind::boolean); }

Schema integer(std::int64_t least, std::int64_t most) {
  Schema schema = of_kind(Kind::integer);
  schema.least = static_cast<double>(least);
  schema.most = static_cast<double>(most);
  return schema;
}

Schema number(double least, double most) {
  Schema schema = of_kind(Kind::number);
  schema.least = least;
  schema.most = most;
  return schema;
}

Schema string(std::size_t min_size, std::size_t max_size) {
  Schema schema = of_kind(Kind::string);
  schema.min_size = min_size;
  schema.max_size = max_size;
  return schema;
}

Schema text(std::size_t max_size) {
  Schema schema = string(0, max_size);
  schema.allows_line_breaks = true;
  return schema;
}

Schema verbatim(std::size_t max_size) {
  Schema schema = string(0, max_size);
  schema.is_verbatim = true;
  return schema;
}

Schema date_time() {
  Schema schema = string(20, 40);
  schema.format = "date-time";
  return schema;
}

Schema one_of(std::initializer_list<std::string_view> words) {
  Schema schema = of_kind(Kind::string);
  schema.words.assign(words.begin(), words.end());
  return schema;
}

Schema array(Schema element, std::size_t max_size, std::size_t min_size) {
  Schema schema = of_kind(Kind::array);
  schema.element = std::make_shared<Schema const>(std::move(element));
  schema.min_size = min_size;
  schema.max_size = max_size;
  return schema;
}

Schema object(std::vector<Field> fields) {
  Schema schema = of_kind(Kind::object);
  schema.fields = std::move(fields);
  return schema;
}

Schema open_object(std::vector<Field> fields) {
  Schema schema = object(std::move(fields));
  schema.is_open = true;
  return schema;
}

Schema nullable(Schema schema) {
  schema.allows_null = true;
  return schema;
}

Schema described(Schema schema, std::string description) {
  schema.description = std::move(description);
  return schema;
}

Field required(std::string name, Schema schema) { return {std::move(name), std::move(schema), true}; }
Field optional(std::string name, Schema schema) { return {std::move(name), std::move(schema), false}; }

std::vector<FieldProblem> check(json::value const& value, Schema const& schema, std::string pointer) {
  Checker checker(std::move(pointer));
  checker.check(value, schema);
  return checker.take();
}

json::object to_json_schema(Schema const& schema) {
  json::object out;
  if (schema.kind != Kind::any) {
    json::string const kind(name_of(schema.kind));
    out["type"] = schema.allows_null ? json::value(json::array{kind, "null"}) : json::value(kind);
  }
  if (!schema.description.empty()) out["description"] = schema.description;
  if (schema.kind == Kind::integer && std::isfinite(schema.least))
    out["minimum"] = static_cast<std::int64_t>(schema.least);
  if (schema.kind == Kind::integer && std::isfinite(schema.most))
    out["maximum"] = static_cast<std::int64_t>(schema.most);
  if (schema.kind == Kind::number && std::isfinite(schema.least)) out["minimum"] = schema.least;
  if (schema.kind == Kind::number && std::isfinite(schema.most)) out["maximum"] = schema.most;
  if (schema.kind == Kind::string) describe_string(schema, out);
  if (schema.kind == Kind::object) describe_object(schema, out);
  if (schema.kind == Kind::array) {
    out["items"] = to_json_schema(*schema.element);
    if (schema.min_size > 0) out["minItems"] = schema.min_size;
    if (schema.max_size != std::numeric_limits<std::size_t>::max()) out["maxItems"] = schema.max_size;
  }
  return out;
}

}  // namespace storymap::server
