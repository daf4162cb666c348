// storymap/detail/read_nouns_json.hpp - the nouns of schema v1 out of JSON objects.
// Room: formats. Depends on detail/json_reader.hpp and detail/noun_fields.hpp.
#pragma once

#include <storymap/detail/json_reader.hpp>
#include <storymap/detail/noun_fields.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// One of the five nouns that have an id.
template <class T>
concept MapNoun = std::same_as<T, Activity> || std::same_as<T, Task> || std::same_as<T, Story> ||
    std::same_as<T, Release> || std::same_as<T, Persona>;

/// Reads nouns as docs/schema/map.v1.schema.json describes them. An id that is not there stays empty.
template <JsonValue V>
class NounReader : public JsonReader<V> {
 public:
  using JsonReader<V>::read;

  template <MapNoun Noun>
  void read(V const& object, JsonPlace const& at, Noun& noun) {
    this->each_member(object, at, noun.extra, [&](std::string_view name, V const& value, JsonPlace const& here) {
      return member(name, value, here, noun);
    });
  }

  void read(V const& object, JsonPlace const& at, Link& link) {
    bool has_kind = false;
    this->each_member(object, at, link.extra, [&](std::string_view name, V const& value, JsonPlace const& here) {
      if (name == "kind") return has_kind = true, read(value, here, link.kind), true;
      if (name == "from") return read(value, here, link.from), true;
      if (name == "to") return read(value, here, link.to), true;
      return false;
    });
    if (!has_kind) return missing("kind", at);
    if (link.from.empty()) return missing("from", at);
    if (link.to.empty()) return missing("to", at);
  }

  template <class Item>
  requires MapNoun<Item> || std::same_as<Item, Link>
  void read(V const& array, JsonPlace const& at, std::vector<Item>& list) {
    this->reserve_for(array, list);
    this->each_element(array, at, [&](V const& item, JsonPlace const& here) {
      if (this->must_be(JsonKind::object, item, here)) read(item, here, list.emplace_back());
    });
  }

  /// Reads one member of a noun; false when the schema does not know it.
  template <MapNoun Noun>
  bool member(std::string_view name, V const& value, JsonPlace const& at, Noun& noun) {
    if (name == "id") return read_id(value, at, noun.id), true;
    if constexpr (has_children<Noun>) {
      if (name == children_word<Noun>) return read(value, at, children_of(noun)), true;
    }
    if constexpr (std::is_same_v<Noun, Story>) {
      if (name == "labels") return read(value, at, noun.labels), true;
    }
    return field(name, value, at, noun);
  }

  /// Reads one member of the map itself.
  bool member(std::string_view name, V const& value, JsonPlace const& at, Map& map) {
    if (name == "personas") return read(value, at, map.personas), true;
    if (name == "releases") return read(value, at, map.releases), true;
    if (name == "links") return read(value, at, map.links), true;
    if (name == "activities") return read(value, at, map.activities), true;
    return field(name, value, at, map);
  }

  /// An id as other programs write it, a string or a whole number; empty for null.
  void read_key(V const& value, JsonPlace const& at, std::string& key) {
    if (value.kind() != JsonKind::number) return read(value, at, key);
    std::string digits = value.text();
    if (digits.find_first_of(".eE") == std::string::npos) {
      key = std::move(digits);
    } else {
      this->fail(Errc::invalid_field, "expected a string or a whole number, found " + excerpt(digits), at);
    }
  }

  void missing(std::string_view name, JsonPlace const& at) {
    this->fail(Errc::invalid_field, "expected the member '" + std::string(name) + "'", at);
  }

 private:
  /// An empty id is not a missing one: only a missing one is made up.
  template <class Noun>
  void read_id(V const& value, JsonPlace const& at, Id<Noun>& id) {
    read(value, at, id);
    if (value.kind() == JsonKind::string && !this->failed() && !is_valid_id(id.str())) {
      this->fail(Errc::invalid_field, "expected an id of 1 to 128 bytes without control characters", at);
    }
  }

  template <class Owner>
  bool field(std::string_view name, V const& value, JsonPlace const& at, Owner& owner) {
    bool known = false;
    for_each_field<Owner>([&](auto const& row) {
      if (known || name != row.word) return;
      known = true;
      read(value, at, owner.*row.member);
    });
    return known;
  }
};

}  // namespace detail

STORYMAP_END
