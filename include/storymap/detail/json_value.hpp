// storymap/detail/json_value.hpp - what the JSON readers ask of a parsed JSON value.
// Room: formats. Depends on the standard library only.
//
// The readers of maps, boards and edits are templates over this concept, so that the same code runs on simdjson's
// tape (fast) and on the tree that either library fills (header-only programs, long numbers).
#pragma once

#include <storymap/config.hpp>

#include <concepts>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

enum class JsonKind { null, boolean, number, string, array, object };

/// "an object", "a string": for error messages.
[[nodiscard]] constexpr std::string_view name_of(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return "true or false";
    case JsonKind::number: return "a number";
    case JsonKind::string: return "a string";
    case JsonKind::array: return "an array";
    case JsonKind::object: return "an object";
  }
  return "a value";
}

/// A cheap copyable view of one JSON value; valid while its document is. Members and elements come in file order,
/// duplicate members included. Asking for what the kind is not is a broken promise.
template <class V>
concept JsonValue = std::copyable<V> && requires(V const& value) {
  { value.kind() } -> std::same_as<JsonKind>;
  { value.boolean() } -> std::same_as<bool>;
  { value.number() } -> std::same_as<double>;
  { value.string() } -> std::same_as<std::string_view>;
  /// The value as compact JSON text; integers and strings exactly, other numbers in shortest round-trip form.
  { value.text() } -> std::same_as<std::string>;
  value.for_each_member([](std::string_view, V const&) {});
  value.for_each_element([](V const&) {});
};

}  // namespace detail

STORYMAP_END
