// src/formats/simdjson_parser.hpp - parses JSON with simdjson, and what that refuses with `parse_json_tree`.
// Room: formats. Depends on simdjson and detail/json_tree.hpp.
#pragma once

#include <simdjson.h>
#include <storymap/detail/json_tree.hpp>
#include <storymap/detail/json_value.hpp>
#include <storymap/detail/json_write_value.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// A JsonValue on simdjson's tape.
class SimdjsonValue {
 public:
  explicit SimdjsonValue(simdjson::dom::element element) noexcept : element_(element) {}

  [[nodiscard]] JsonKind kind() const noexcept {
    using simdjson::dom::element_type;
    switch (element_.type()) {
      case element_type::ARRAY: return JsonKind::array;
      case element_type::OBJECT: return JsonKind::object;
      case element_type::STRING: return JsonKind::string;
      case element_type::BOOL: return JsonKind::boolean;
      case element_type::INT64:
      case element_type::UINT64:
      case element_type::DOUBLE: return JsonKind::number;
      case element_type::NULL_VALUE: break;
    }
    return JsonKind::null;
  }

  [[nodiscard]] bool boolean() const noexcept { return get<bool>(); }
  [[nodiscard]] double number() const noexcept { return get<double>(); }
  [[nodiscard]] std::string_view string() const noexcept { return get<std::string_view>(); }

  void append_number(std::string& out) const {
    switch (element_.type()) {
      case simdjson::dom::element_type::INT64: append_json_number(out, get<std::int64_t>()); break;
      case simdjson::dom::element_type::UINT64: append_json_number(out, get<std::uint64_t>()); break;
      default: append_json_number(out, get<double>()); break;
    }
  }

  [[nodiscard]] std::string text() const { return to_json_text(*this); }

  template <class F>
  void for_each_member(F&& visit) const {
    for (auto const [name, value] : get<simdjson::dom::object>()) visit(name, SimdjsonValue(value));
  }

  template <class F>
  void for_each_element(F&& visit) const {
    for (simdjson::dom::element const element : get<simdjson::dom::array>()) visit(SimdjsonValue(element));
  }

 private:
  template <class T>
  [[nodiscard]] T get() const noexcept {
    return element_.get<T>().value_unsafe();
  }

  simdjson::dom::element element_;
};

static_assert(JsonValue<SimdjsonValue>);

/// Parses JSON texts one after the other and keeps the memory for the next. A header-only program gets the class of the
/// same name from <storymap/nlohmann.hpp>.
class JsonParser {
 public:
  /// `max_depth` bounds how many containers may be nested, and with it the stack that readers use.
  explicit JsonParser(std::size_t max_depth)
      : max_depth_(std::clamp(max_depth, std::size_t{1}, deepest_json)),
        ready_(simdjson_.allocate(first_capacity, max_depth_) == simdjson::SUCCESS) {}

  /// Calls `read(JsonValue)`, which returns a Result, with the value of the text; lines are counted from `first_line`.
  template <class Read>
  auto parse(std::string_view text, Read&& read, std::size_t first_line = 1)
      -> std::invoke_result_t<Read, SimdjsonValue> {
    simdjson::dom::element root;
    if (ready_ && simdjson_.parse(text.data(), text.size()).get(root) == simdjson::SUCCESS) {
      return read(SimdjsonValue(root));
    }
    // simdjson says that something is wrong, not where. It also refuses integers beyond 64 bits, which are fine.
    Result<JsonTree> const tree = parse_json_tree(text, max_depth_, first_line);
    if (!tree) return Failure{tree.error()};
    return read(tree->root());
  }

 private:
  static constexpr std::size_t first_capacity = 4096;

  std::size_t max_depth_;
  simdjson::dom::parser simdjson_;
  bool ready_;
};

}  // namespace detail

STORYMAP_END
