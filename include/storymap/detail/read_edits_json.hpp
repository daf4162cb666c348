// storymap/detail/read_edits_json.hpp - edits out of JSON objects.
// Room: formats. Depends on edit.hpp and detail/read_map_json.hpp.
#pragma once

#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/read_map_json.hpp>
#include <storymap/detail/schema_words.hpp>
#include <storymap/edit.hpp>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Reads one edit after the other. Edits are a protocol, so unlike maps they hold no unknown members.
template <JsonValue V>
class EditReader : private NounReader<V> {
 public:
  using NounReader<V>::failed;
  using NounReader<V>::failure;

  void read_edit(V const& object, JsonPlace const& at, std::vector<Edit>& edits) {
    if (!this->must_be(JsonKind::object, object, at)) return;
    object_ = &object;
    at_ = &at;
    check_version();
    std::string const op = text("op");
    std::string const noun = text("noun");
    if (failed()) return;
    if (std::optional<Edit> edit = any(op, noun); edit && !failed()) edits.push_back(*std::move(edit));
  }

 private:
  [[nodiscard]] std::optional<Edit> any(std::string_view op, std::string_view noun) {
    if (noun == "activity") return of_noun<Activity>(op);
    if (noun == "task") return of_noun<Task>(op);
    if (noun == "story") return of_noun<Story>(op);
    if (noun == "release") return of_noun<Release>(op);
    if (noun == "persona") return of_noun<Persona>(op);
    if (noun == "map") return of_map(op);
    if (noun == "link") return of_link(op);
    if (noun == "label") return of_label(op);
    return unknown("noun", "activity, task, story, release, persona, map, link or label", noun);
  }

  template <class Noun>
  [[nodiscard]] std::optional<Edit> of_noun(std::string_view op) {
    if (op == "add") return add_noun<Noun>();
    if (op == "remove") return allow({"id"}), Remove<Noun>{id<Noun>("id")};
    if (op == "move") return allow_placed<Noun>("id"), Move<Noun>{id<Noun>("id"), place<Noun>()};
    if (op == "set") return set_noun<Noun>();
    return unknown("op", "add, remove, move or set", op);
  }

  template <class Noun>
  [[nodiscard]] Edit add_noun() {
    allow_placed<Noun>("value");
    Noun noun;
    with("value", [&](V const& value, JsonPlace const& here) {
      if (!this->must_be(JsonKind::object, value, here)) return;
      this->each_member(value, here, noun.extra,
                        [&](std::string_view name, V const& its_value, JsonPlace const& there) {
                          if (has_children<Noun> && name == children_word<Noun>) return refuse_children(there), true;
                          return this->member(name, its_value, there, noun);
                        });
      if (noun.id.empty()) this->missing("id", here);
    });
    return Add<Noun>{std::move(noun), place<Noun>()};
  }

  template <class Noun>
  [[nodiscard]] Edit set_noun() {
    allow({"id", "field", "value"});
    std::string field = text("field");
    Value value = value_of<Noun>(field);
    return Set<Noun>{id<Noun>("id"), std::move(field), std::move(value)};
  }

  [[nodiscard]] std::optional<Edit> of_map(std::string_view op) {
    if (op != "set") return unknown("op", "set", op);
    allow({"field", "value"});
    std::string field = text("field");
    Value value = value_of<Map>(field);
    return SetMap{std::move(field), std::move(value)};
  }

  [[nodiscard]] std::optional<Edit> of_link(std::string_view op) {
    if (op == "add") {
      allow({"value", "after"});
      Link link = this->link("value");
      return AddLink{std::move(link), after_link()};
    }
    if (op != "remove") return unknown("op", "add or remove", op);
    allow({"value"});
    Link link = this->link("value");
    if (!link.extra.empty()) refuse_member(link.extra.begin()->name, JsonPlace(*at_, "value"));
    return RemoveLink{key_of(link)};
  }

  [[nodiscard]] std::optional<Edit> of_label(std::string_view op) {
    if (op == "remove") return allow({"story", "value"}), RemoveLabel{id<Story>("story"), text("value")};
    if (op != "add") return unknown("op", "add or remove", op);
    allow({"story", "value", "after"});
    return AddLabel{id<Story>("story"), text("value"), after()};
  }

  void check_version() {
    with("v", [&](V const& value, JsonPlace const& here) {
      if (!this->must_be(JsonKind::number, value, here) || value.text() == "1") return;
      this->fail(Errc::unsupported, "expected version 1 of an edit, found " + excerpt(value.text()), here);
    });
  }

  /// Refuses members other than the given ones and those that every edit has.
  void allow(std::initializer_list<std::string_view> names) {
    this->each_member(*object_, *at_, [&](std::string_view name, V const&, JsonPlace const&) {
      bool const common = name == "v" || name == "op" || name == "noun";
      if (!common && std::find(names.begin(), names.end(), name) == names.end()) refuse_member(name, *at_);
    });
  }

  template <class Noun>
  void allow_placed(std::string_view subject) {
    if constexpr (std::is_same_v<ParentId<Noun>, OnMap>) {
      allow({subject, "after"});
    } else {
      allow({subject, "parent", "after"});
    }
  }

  void refuse_member(std::string_view name, JsonPlace const& at) {
    this->fail(Errc::invalid_field, "the edit has no such member", JsonPlace(at, name));
  }

  void refuse_children(JsonPlace const& at) {
    this->fail(Errc::invalid_field, "a noun is added without children, which have edits of their own", at);
  }

  std::optional<Edit> unknown(std::string_view member, std::string_view expected, std::string_view found) {
    std::string message = "expected ";
    message.append(expected).append(", found '").append(excerpt(found)).append("'");
    this->fail(Errc::invalid_field, std::move(message), JsonPlace(*at_, member));
    return std::nullopt;
  }

  /// Calls `read(value, path)` for a member that must be there.
  template <class F>
  void with(std::string_view name, F&& read) {
    if (failed()) return;
    if (std::optional<V> const value = find_member(*object_, name)) {
      read(*value, JsonPlace(*at_, name));
    } else {
      this->missing(name, *at_);
    }
  }

  [[nodiscard]] std::string text(std::string_view name) {
    std::string out;
    with(name, [&](V const& value, JsonPlace const& here) {
      if (this->must_be(JsonKind::string, value, here)) out = value.string();
    });
    return out;
  }

  template <class Noun>
  [[nodiscard]] Id<Noun> id(std::string_view name) {
    return Id<Noun>(text(name));
  }

  [[nodiscard]] Link link(std::string_view name) {
    Link link;
    with(name, [&](V const& value, JsonPlace const& here) {
      if (this->must_be(JsonKind::object, value, here)) this->read(value, here, link);
    });
    return link;
  }

  template <class Noun>
  [[nodiscard]] Place<Noun> place() {
    Place<Noun> place;
    if constexpr (!std::is_same_v<ParentId<Noun>, OnMap>) place.parent = ParentId<Noun>(text("parent"));
    if (std::optional<std::string> sibling = after()) place.after = Id<Noun>(*std::move(sibling));
    return place;
  }

  /// The sibling to stand after; null is the first place. It must be said: leaving it out is no way to mean "first".
  [[nodiscard]] std::optional<std::string> after() {
    std::optional<std::string> sibling;
    with("after", [&](V const& value, JsonPlace const& here) {
      if (this->is(JsonKind::string, value, here)) sibling = std::string(value.string());
    });
    return sibling;
  }

  [[nodiscard]] std::optional<LinkKey> after_link() {
    std::optional<LinkKey> sibling;
    with("after", [&](V const& value, JsonPlace const& here) {
      if (!this->is(JsonKind::object, value, here)) return;
      Link link;
      this->read(value, here, link);
      if (!link.extra.empty()) refuse_member(link.extra.begin()->name, here);
      sibling = key_of(link);
    });
    return sibling;
  }

  /// What a field is set to, by the type it has in the noun.
  template <class Owner>
  [[nodiscard]] Value value_of(std::string_view field) {
    if (is_reserved<Owner>(field)) {
      this->fail(Errc::invalid_field, "'" + std::string(field) + "' is not a field that can be set",
                 JsonPlace(*at_, "field"));
    }
    if (!is_schema_word<Owner>(field)) return unknown_value();
    Value out;
    with("value", [&](V const& value, JsonPlace const& here) {
      if (value.kind() != JsonKind::null) out = known_value<Owner>(field, value, here);
    });
    return out;
  }

  template <class Owner>
  [[nodiscard]] Value known_value(std::string_view field, V const& value, JsonPlace const& at) {
    Value out;
    for_each_field<Owner>([&](auto const& row) {
      if (row.word != field) return;
      std::remove_cvref_t<decltype(std::declval<Owner&>().*row.member)> fresh{};
      this->read(value, at, fresh);
      out = to_value(fresh);
    });
    return out;
  }

  [[nodiscard]] Value unknown_value() {
    std::optional<V> const value = find_member(*object_, "value");
    return value ? Value(storymap::JsonText{value->text()}) : Value();
  }

  V const* object_ = nullptr;
  JsonPlace const* at_ = nullptr;
};

}  // namespace detail

STORYMAP_END
