// storymap/detail/write_nouns_json.hpp - the nouns of schema v1 as JSON objects.
// Room: formats. Depends on edit.hpp, detail/json_text.hpp, detail/json_writer.hpp and detail/schema_words.hpp.
//
// Members come in the order of docs/schema/map.v1.schema.json, unknown fields last. What may be absent is left out when
// it is: text that is empty, a list without items. Titles, names and the status are always written.
#pragma once

#include <storymap/detail/json_text.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/detail/schema_words.hpp>
#include <storymap/edit.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Writes the value of an unknown field. Between two tokens of it a line may end, which would tear a log that has one
/// document a line.
inline void write_json_text(JsonWriter& json, std::string const& text) {
  if (text.find_first_of("\r\n") == std::string::npos) {
    json.raw(text);
  } else {
    json.raw(compact_json(text).value_or(text));
  }
}

class NounWriter {
 public:
  explicit NounWriter(JsonWriter& json) : json_(json) {}

  void write(Map const& map) {
    json_.begin_object().member("storymap", 1);
    fields(map);
    list("personas", map.personas);
    list("releases", map.releases);
    list("links", map.links);
    json_.key("activities");
    write(map.activities);
    unknown<Map>(map.extra);
    json_.end_object();
  }

  /// A noun with what stands in it.
  template <class Noun>
  requires std::same_as<decltype(Noun::id), Id<Noun>>
  void write(Noun const& noun) {
    begin(noun);
    if constexpr (has_children<Noun>) {
      json_.key(children_word<Noun>);
      write(children_of(noun));
    }
    end(noun);
  }

  /// A noun without what stands in it.
  template <class Noun>
  void write_alone(Noun const& noun) {
    begin(noun);
    end(noun);
  }

  void write(Link const& link) {
    json_.begin_object();
    ends(link);
    unknown<Link>(link.extra);
    json_.end_object();
  }

  void write(LinkKey const& link) {
    json_.begin_object();
    ends(link);
    json_.end_object();
  }

  void write(External const& external) {
    json_.begin_object().member("system", external.system);
    if (!external.key.empty()) json_.member("key", external.key);
    if (!external.url.empty()) json_.member("url", external.url);
    unknown<External>(external.fields);
    json_.end_object();
  }

  template <class T>
  void write(std::vector<T> const& items) {
    json_.begin_array();
    for (T const& item : items) write(item);
    json_.end_array();
  }

  void write(std::string const& text) { json_.value(text); }
  void write(double number) { json_.value(number); }
  void write(Status status) { json_.value(to_string(status)); }
  template <class Noun>
  void write(Id<Noun> const& id) {
    json_.value(id.str());
  }
  template <class T>
  void write(std::optional<T> const& value) {
    write(*value);
  }

 private:
  template <class T>
  [[nodiscard]] static bool is_absent(T const& value) noexcept {
    if constexpr (requires { value.empty(); }) {
      return value.empty();
    } else if constexpr (requires { value.has_value(); }) {
      return !value.has_value();
    } else {
      return false;
    }
  }

  template <class T>
  void list(std::string_view word, std::vector<T> const& items) {
    if (items.empty()) return;
    json_.key(word);
    write(items);
  }

  template <class Owner>
  void fields(Owner const& owner) {
    for_each_field<Owner>([&](auto const& row) {
      auto const& value = owner.*row.member;
      // Labels are no field, since they have edits of their own; their place is before the personas.
      if constexpr (std::is_same_v<Owner, Story>) {
        if (row.word == "personas") list("labels", owner.labels);
      }
      if (row.clearing == Clearing::allowed && is_absent(value)) return;
      json_.key(row.word);
      write(value);
    });
  }

  template <class Noun>
  void begin(Noun const& noun) {
    json_.begin_object().member("id", noun.id.str());
    fields(noun);
  }

  template <class Noun>
  void end(Noun const& noun) {
    unknown<Noun>(noun.extra);
    json_.end_object();
  }

  template <class SomeLink>
  void ends(SomeLink const& link) {
    json_.member("kind", to_string(link.kind)).member("from", link.from.str()).member("to", link.to.str());
  }

  /// A field that took the name of a word of the schema has no place beside it.
  template <class Owner>
  void unknown(Fields const& fields) {
    for (Field const& field : fields) {
      if (!is_schema_word<Owner>(field.name)) write_json_text(json_.key(field.name), field.json);
    }
  }

  JsonWriter& json_;
};

}  // namespace detail

STORYMAP_END
