// storymap/detail/json_write_value.hpp - a parsed JSON value back as compact text, the same from every parser.
// Room: formats. Depends on detail/json_writer.hpp and detail/json_value.hpp.
#pragma once

#include <storymap/detail/json_value.hpp>
#include <storymap/detail/json_writer.hpp>

#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// Recurses as deep as the value nests, which the parsers bound. Value offers `append_number(std::string&)` besides
/// what JsonValue asks.
template <class Value>
void write_parsed(JsonWriter& json, Value const& value) {
  switch (value.kind()) {
    case JsonKind::null: json.null(); break;
    case JsonKind::boolean: json.value(value.boolean()); break;
    case JsonKind::string: json.value(value.string()); break;
    case JsonKind::number: {
      std::string digits;
      value.append_number(digits);
      json.raw(digits);
      break;
    }
    case JsonKind::array:
      json.begin_array();
      value.for_each_element([&](Value const& element) { write_parsed(json, element); });
      json.end_array();
      break;
    case JsonKind::object:
      json.begin_object();
      value.for_each_member([&](std::string_view name, Value const& member) {
        json.key(name);
        write_parsed(json, member);
      });
      json.end_object();
      break;
  }
}

template <class Value>
[[nodiscard]] std::string to_json_text(Value const& value) {
  JsonWriter json;
  write_parsed(json, value);
  return json.take();
}

}  // namespace detail

STORYMAP_END
