// storymap/detail/json_reader.hpp - reads typed values out of JSON and keeps the first thing that is wrong.
// Room: formats. Depends on model, detail/foreign_json.hpp, detail/json_value.hpp and detail/name_set.hpp.
#pragma once

#include <storymap/detail/foreign_json.hpp>
#include <storymap/detail/json_value.hpp>
#include <storymap/detail/name_set.hpp>
#include <storymap/model.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// `text` for an error message: short, and without characters that a terminal would obey.
[[nodiscard]] inline std::string excerpt(std::string_view text, std::size_t longest = 40) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    if (point.size == 0 || out.size() + point.size > longest) return out + "...";
    bool const control = point.value < 0x20U || (point.value >= 0x7FU && point.value <= 0x9FU);
    out += control ? std::string_view("?") : text.substr(at, point.size);
    at += point.size;
  }
  return out;
}

/// Reads values of type V. The first error is kept, everything after it is skipped: callers need not look until the
/// end.
///
/// Null is the same as absent wherever something may be absent: programs write it for what they do not know.
template <JsonValue V>
class JsonReader {
 public:
  [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }
  [[nodiscard]] Failure failure() { return Failure{*std::move(error_)}; }

  void fail(Errc code, std::string message, JsonPlace const& at) {
    if (!error_) error_ = Error{code, std::move(message), excerpt(at.error_path(), longest_path)};
  }

  /// True when the value is of that kind; null is skipped, any other kind is an error.
  [[nodiscard]] bool is(JsonKind expected, V const& value, JsonPlace const& at) {
    JsonKind const kind = value.kind();
    if (kind == expected) return !failed();
    if (kind != JsonKind::null) fail_kind(expected, kind, at);
    return false;
  }

  /// The same for a value that must be there: null is an error as well.
  [[nodiscard]] bool must_be(JsonKind expected, V const& value, JsonPlace const& at) {
    if (value.kind() == expected) return !failed();
    fail_kind(expected, value.kind(), at);
    return false;
  }

  /// Calls `member(name, value, path)` for every member of an object. A name that occurs twice is an error.
  template <class F>
  void each_member(V const& object, JsonPlace const& at, F&& member) {
    if (!is(JsonKind::object, object, at)) return;
    NameSet names;
    object.for_each_member([&](std::string_view name, V const& value) {
      if (failed()) return;
      JsonPlace const here(at, name);
      if (!names.insert(name)) return fail(Errc::invalid_field, "the member is there twice", here);
      member(name, value, here);
    });
  }

  /// The same for an object that may have more members than we know: `known` says whether it took the member, the
  /// others are kept in `extra`.
  template <class F>
  void each_member(V const& object, JsonPlace const& at, Fields& extra, F&& known) {
    std::vector<Field> unknown;
    each_member(object, at, [&](std::string_view name, V const& value, JsonPlace const& here) {
      if (!known(name, value, here)) unknown.push_back({std::string(name), value.text()});
    });
    extra.assign(std::move(unknown));  // no name is there twice: that was an error
  }

  /// Calls `element(value, path)` for every element of an array.
  template <class F>
  void each_element(V const& array, JsonPlace const& at, F&& element) {
    if (!is(JsonKind::array, array, at)) return;
    std::size_t index = 0;
    array.for_each_element([&](V const& value) {
      if (!failed()) element(value, JsonPlace(at, index));
      ++index;
    });
  }

  /// Makes room for what an array holds, within reason: what it holds need not be good.
  template <class T>
  static void reserve_for(V const& array, std::vector<T>& list) {
    if (array.kind() != JsonKind::array) return;
    std::size_t count = 0;
    array.for_each_element([&](V const&) { ++count; });
    list.reserve(std::min(count, most_reserved));
  }

  void read(V const& value, JsonPlace const& at, std::string& text) {
    if (is(JsonKind::string, value, at)) text = value.string();
  }

  void read(V const& value, JsonPlace const& at, std::optional<double>& number) {
    if (is(JsonKind::number, value, at)) number = value.number();
  }

  template <class Noun>
  void read(V const& value, JsonPlace const& at, Id<Noun>& id) {
    if (is(JsonKind::string, value, at)) id = Id<Noun>(std::string(value.string()));
  }

  template <class Noun>
  void read(V const& value, JsonPlace const& at, std::optional<Id<Noun>>& id) {
    if (is(JsonKind::string, value, at)) id = Id<Noun>(std::string(value.string()));
  }

  void read(V const& value, JsonPlace const& at, std::vector<std::string>& list) { read_texts(value, at, list); }

  template <class Noun>
  void read(V const& value, JsonPlace const& at, std::vector<Id<Noun>>& list) {
    read_texts(value, at, list);
  }

  void read(V const& value, JsonPlace const& at, Status& status) {
    read_word(value, at, status, parse_status, "todo, in_progress, done or blocked");
  }

  void read(V const& value, JsonPlace const& at, LinkKind& kind) {
    read_word(value, at, kind, parse_link_kind, "blocks, relates or duplicates");
  }

  void read(V const& value, JsonPlace const& at, std::vector<External>& list) {
    each_element(value, at, [&](V const& item, JsonPlace const& here) {
      if (must_be(JsonKind::object, item, here)) read(item, here, list.emplace_back());
    });
  }

  void read(V const& object, JsonPlace const& at, External& external) {
    each_member(object, at, external.fields, [&](std::string_view name, V const& value, JsonPlace const& here) {
      if (name == "system") return read(value, here, external.system), true;
      if (name == "key") return read(value, here, external.key), true;
      if (name == "url") return read(value, here, external.url), true;
      return false;
    });
  }

 private:
  void fail_kind(JsonKind expected, JsonKind found, JsonPlace const& at) {
    std::string message = "expected ";
    message.append(name_of(expected)).append(", found ").append(name_of(found));
    fail(Errc::invalid_field, std::move(message), at);
  }

  template <class T>
  void read_texts(V const& value, JsonPlace const& at, std::vector<T>& list) {
    reserve_for(value, list);
    each_element(value, at, [&](V const& item, JsonPlace const& here) {
      if (must_be(JsonKind::string, item, here)) list.emplace_back(std::string(item.string()));
    });
  }

  template <class Word, class Parse>
  void read_word(V const& value, JsonPlace const& at, Word& word, Parse parse, std::string_view allowed) {
    if (!is(JsonKind::string, value, at)) return;
    if (auto const known = parse(value.string())) {
      word = *known;
    } else {
      fail(Errc::invalid_field, "expected " + std::string(allowed) + ", found '" + excerpt(value.string()) + "'", at);
    }
  }

  static constexpr std::size_t most_reserved = 4096;
  static constexpr std::size_t longest_path = 400;

  std::optional<Error> error_;
};

}  // namespace detail

STORYMAP_END
