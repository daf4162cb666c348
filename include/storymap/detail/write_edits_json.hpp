// storymap/detail/write_edits_json.hpp - edits as JSON objects.
// Room: formats. Depends on edit.hpp and detail/write_nouns_json.hpp.
#pragma once

#include <storymap/detail/write_nouns_json.hpp>
#include <storymap/edit.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

STORYMAP_BEGIN

namespace detail {

class EditWriter {
 public:
  explicit EditWriter(JsonWriter& json) : json_(json), nouns_(json) {}

  void write(Edit const& edit) {
    json_.begin_object().member("v", 1);
    std::visit([&](auto const& change) { members(change); }, edit);
    json_.end_object();
  }

 private:
  template <class Noun>
  void members(Add<Noun> const& edit) {
    head("add", word_of<Noun>()).key("value");
    nouns_.write_alone(edit.value);
    place(edit.place);
  }
  template <class Noun>
  void members(Remove<Noun> const& edit) {
    head("remove", word_of<Noun>()).member("id", edit.id.str());
  }
  template <class Noun>
  void members(Move<Noun> const& edit) {
    head("move", word_of<Noun>()).member("id", edit.id.str());
    place(edit.place);
  }
  template <class Noun>
  void members(Set<Noun> const& edit) {
    head("set", word_of<Noun>()).member("id", edit.id.str()).member("field", edit.field);
    value<Noun>(edit.field, edit.value);
  }
  void members(SetMap const& edit) {
    head("set", "map").member("field", edit.field);
    value<Map>(edit.field, edit.value);
  }
  void members(AddLink const& edit) {
    head("add", "link").key("value");
    nouns_.write(edit.value);
    after(edit.after);
  }
  void members(RemoveLink const& edit) {
    head("remove", "link").key("value");
    nouns_.write(edit.link);
  }
  void members(AddLabel const& edit) {
    head("add", "label").member("story", edit.story.str()).member("value", edit.label);
    after(edit.after);
  }
  void members(RemoveLabel const& edit) {
    head("remove", "label").member("story", edit.story.str()).member("value", edit.label);
  }

  JsonWriter& head(std::string_view op, std::string_view noun) { return json_.member("op", op).member("noun", noun); }

  template <class Noun>
  void place(Place<Noun> const& place) {
    if constexpr (!std::is_same_v<ParentId<Noun>, OnMap>) json_.member("parent", place.parent.str());
    after(place.after);
  }

  template <class Sibling>
  void after(std::optional<Sibling> const& sibling) {
    json_.key("after");
    if (sibling) {
      nouns_.write(*sibling);
    } else {
      json_.null();
    }
  }

  /// Null clears a field of the schema. An unknown field can have the value null, so clearing it leaves the value out.
  template <class Owner>
  void value(std::string_view field, Value const& value) {
    if (std::holds_alternative<std::monostate>(value)) {
      if (is_schema_word<Owner>(field)) json_.key("value").null();
      return;
    }
    json_.key("value");
    if (auto const* text = std::get_if<std::string>(&value)) nouns_.write(*text);
    if (auto const* number = std::get_if<double>(&value)) nouns_.write(*number);
    if (auto const* list = std::get_if<std::vector<std::string>>(&value)) nouns_.write(*list);
    if (auto const* list = std::get_if<std::vector<External>>(&value)) nouns_.write(*list);
    if (auto const* unknown = std::get_if<storymap::JsonText>(&value)) write_json_text(json_, unknown->text);
  }

  JsonWriter& json_;
  NounWriter nouns_;
};

}  // namespace detail

STORYMAP_END
