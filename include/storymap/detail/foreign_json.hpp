// storymap/detail/foreign_json.hpp - takes plain values out of JSON that another program wrote.
// Room: formats. Depends on result.hpp, detail/json_place.hpp and detail/json_value.hpp.
//
// Other programs add members, leave members out and write null for what they do not know. So a reader names the members
// it wants and gets what is there; only a value of the wrong kind is an error.
//
//     ForeignJson json;
//     json.members(root, {}, member("name", board.name), member("closed", board.closed));
//     if (json.failed()) return json.failure();
#pragma once

#include <storymap/detail/json_place.hpp>
#include <storymap/detail/json_value.hpp>
#include <storymap/result.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A value that programs write as a string, a number or a truth value, as it pleases them; kept as text.
struct JsonScalar {
  std::string text;
};

/// How many elements an array has, when nothing else about it matters.
struct JsonLength {
  std::size_t count = 0;
};

/// A member that a reader wants, and where its value goes.
template <class T>
struct WantedMember {
  std::string_view name;
  T* out;
};

template <class T>
[[nodiscard]] WantedMember<T> member(std::string_view name, T& out) noexcept {
  return {name, &out};
}

/// Reads values and keeps the first error; after it nothing is read any more. A type that is no value of JSON brings
/// a function `read_foreign(ForeignJson&, value, place, out)`, found by its own namespace.
class ForeignJson {
 public:
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] Failure failure() const { return Failure{error_}; }

  void fail(Errc code, std::string message, JsonPlace const& place) {
    if (failed_) return;
    failed_ = true;
    error_ = Error{code, std::move(message), place.error_path()};
  }

  /// Reads the wanted members of an object; when one is there twice the last counts.
  template <JsonValue V, class... T>
  void members(V const& object, JsonPlace const& place, WantedMember<T>... wanted) {
    if (!expect(object, JsonKind::object, place)) return;
    object.for_each_member([&](std::string_view name, V const& value) {
      if (failed_ || value.kind() == JsonKind::null) return;
      JsonPlace const here(place, name);
      (void)((name == wanted.name ? (read(value, here, *wanted.out), true) : false) || ...);
    });
  }

  template <JsonValue V>
  void read(V const& value, JsonPlace const& place, std::string& out) {
    if (expect(value, JsonKind::string, place)) out = value.string();
  }

  template <JsonValue V>
  void read(V const& value, JsonPlace const& place, bool& out) {
    if (expect(value, JsonKind::boolean, place)) out = value.boolean();
  }

  template <JsonValue V>
  void read(V const& value, JsonPlace const& place, double& out) {
    if (expect(value, JsonKind::number, place)) out = value.number();
  }

  template <JsonValue V>
  void read(V const& value, JsonPlace const& place, JsonScalar& out) {
    if (value.kind() == JsonKind::string) {
      out.text = value.string();
    } else if (value.kind() == JsonKind::number || value.kind() == JsonKind::boolean) {
      out.text = value.text();
    } else {
      fail_kind(value, "a string, a number, or true or false", place);
    }
  }

  template <JsonValue V>
  void read(V const& value, JsonPlace const& place, JsonLength& out) {
    if (!expect(value, JsonKind::array, place)) return;
    out.count = 0;
    value.for_each_element([&](V const&) { ++out.count; });
  }

  template <JsonValue V, class T>
  void read(V const& value, JsonPlace const& place, std::vector<T>& out) {
    if (!expect(value, JsonKind::array, place)) return;
    out.clear();
    std::size_t index = 0;
    value.for_each_element([&](V const& element) {
      JsonPlace const here(place, index++);
      if (failed_) return;
      out.emplace_back();
      read(element, here, out.back());
    });
  }

  /// For a member whose absence means something.
  template <JsonValue V, class T>
  void read(V const& value, JsonPlace const& place, std::optional<T>& out) {
    read(value, place, out.emplace());
  }

  template <JsonValue V, class T>
  void read(V const& value, JsonPlace const& place, T& out) {
    read_foreign(*this, value, place, out);
  }

 private:
  template <JsonValue V>
  bool expect(V const& value, JsonKind kind, JsonPlace const& place) {
    if (failed_) return false;
    if (value.kind() == kind) return true;
    fail_kind(value, name_of(kind), place);
    return false;
  }

  template <JsonValue V>
  void fail_kind(V const& value, std::string_view expected, JsonPlace const& place) {
    fail(Errc::invalid_field, "expected " + std::string(expected) + ", found " + std::string(name_of(value.kind())),
         place);
  }

  bool failed_ = false;
  Error error_;
};

}  // namespace detail

STORYMAP_END
