// src/formats/simdjson_tree.hpp - fills a JsonTree with simdjson's On-Demand parser.
// Room: formats. Depends on simdjson, detail/json_tree.hpp and detail/json_offence.hpp.
//
// The parser of simdjson_parser.hpp makes numbers of digits and has no room for a long one. This one walks over the
// text and hands out the digits as they stand.
#pragma once

#include <simdjson.h>
#include <storymap/detail/json_offence.hpp>
#include <storymap/detail/json_tree.hpp>

#include <cstddef>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Copies the values of a document into a tree. It recurses with their nesting, which is bounded before it starts.
class SimdjsonTreeFiller {
 public:
  using ErrorCode = simdjson::error_code;

  explicit SimdjsonTreeFiller(JsonTree& tree) : tree_(tree) {}

  /// `Value` is a document, whose value may be a scalar, or a value inside one.
  template <class Value>
  [[nodiscard]] ErrorCode add(Value& value) {
    auto type = simdjson::ondemand::json_type::null;
    if (ErrorCode const error = value.type().get(type)) return error;
    switch (type) {
      case simdjson::ondemand::json_type::object: return add_object(value);
      case simdjson::ondemand::json_type::array: return add_array(value);
      case simdjson::ondemand::json_type::string: return add_string(value.get_string());
      case simdjson::ondemand::json_type::number: return add_number(value.raw_json_token());
      case simdjson::ondemand::json_type::boolean: return add_boolean(value.get_bool());
      case simdjson::ondemand::json_type::null: break;
    }
    tree_.null();
    return simdjson::SUCCESS;
  }

 private:
  template <class Value>
  ErrorCode add_object(Value& value) {
    simdjson::ondemand::object object;
    if (ErrorCode const error = value.get_object().get(object)) return error;
    tree_.begin(JsonKind::object);
    for (simdjson::simdjson_result<simdjson::ondemand::field> field : object) {
      if (ErrorCode const error = add_string(field.unescaped_key())) return error;
      if (ErrorCode const error = add_inner(field.value())) return error;
    }
    tree_.end();
    return simdjson::SUCCESS;
  }

  template <class Value>
  ErrorCode add_array(Value& value) {
    simdjson::ondemand::array array;
    if (ErrorCode const error = value.get_array().get(array)) return error;
    tree_.begin(JsonKind::array);
    for (simdjson::simdjson_result<simdjson::ondemand::value> element : array) {
      if (ErrorCode const error = add_inner(element)) return error;
    }
    tree_.end();
    return simdjson::SUCCESS;
  }

  ErrorCode add_inner(simdjson::simdjson_result<simdjson::ondemand::value> inner) {
    simdjson::ondemand::value value;
    if (ErrorCode const error = inner.get(value)) return error;
    return add(value);
  }

  ErrorCode add_string(simdjson::simdjson_result<std::string_view> text) {
    std::string_view string;
    if (ErrorCode const error = std::move(text).get(string)) return error;
    tree_.string(string);
    return simdjson::SUCCESS;
  }

  ErrorCode add_boolean(simdjson::simdjson_result<bool> truth) {
    bool boolean = false;
    if (ErrorCode const error = std::move(truth).get(boolean)) return error;
    tree_.boolean(boolean);
    return simdjson::SUCCESS;
  }

  /// A token reaches to the next one. Zero as an integer has no sign.
  ErrorCode add_number(simdjson::simdjson_result<std::string_view> token) {
    std::string_view digits;
    if (ErrorCode const error = std::move(token).get(digits)) return error;
    digits = digits.substr(0, digits.find_last_not_of(" \t\r\n") + 1);
    tree_.number(digits == "-0" ? "0" : digits);
    return simdjson::SUCCESS;
  }

  JsonTree& tree_;
};

/// `parse_json_tree` by simdjson.
[[nodiscard]] inline Result<JsonTree> parse_simdjson_tree(std::string_view text, std::size_t max_depth,
                                                          std::size_t first_line) {
  if (std::optional<Error> offence = find_json_offence(text, max_depth, first_line)) return Failure{*offence};
  simdjson::padded_string const padded(without_byte_order_mark(text));
  if (padded.data() == nullptr) throw std::bad_alloc();
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  JsonTree tree;
  // The document is a level of its own, and a scalar inside the deepest container one more.
  simdjson::error_code error = parser.allocate(padded.size(), max_depth + 2);
  if (error == simdjson::SUCCESS) error = parser.iterate(padded).get(document);
  if (error == simdjson::SUCCESS) error = SimdjsonTreeFiller(tree).add(document);
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  if (error != simdjson::SUCCESS) return beyond_the_parser(first_line);
  return tree;
}

}  // namespace detail

STORYMAP_END
