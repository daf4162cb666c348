// storymap/detail/noun_fields.hpp - what each noun is made of: its fields, its children and where its siblings stand.
// Room: model. Depends on visit.hpp, noun_words.hpp and schema_words.hpp.
//
// One table of fields per noun is all that edits, diff and merge know about fields: a new field is one new row.
#pragma once

#include <storymap/detail/noun_words.hpp>
#include <storymap/detail/schema_words.hpp>
#include <storymap/visit.hpp>

#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

STORYMAP_BEGIN

namespace detail {

enum class Clearing {
  refused,  ///< every noun has one: a title, a status
  allowed,  ///< may be absent: empty text, an empty list, no number
};

/// One row of a table: the field's word in the schema, where it is kept, and whether `monostate` may clear it.
template <class Owner, class T>
struct FieldRow {
  std::string_view word;
  T Owner::*member;
  Clearing clearing = Clearing::allowed;
};
template <class Owner, class T>
FieldRow(std::string_view, T Owner::*) -> FieldRow<Owner, T>;
template <class Owner, class T>
FieldRow(std::string_view, T Owner::*, Clearing) -> FieldRow<Owner, T>;

/// The fields of activities, tasks and releases.
template <class Noun>
inline constexpr auto fields_of = std::tuple{
    FieldRow{"title", &Noun::title, Clearing::refused},
    FieldRow{"description", &Noun::description},
    FieldRow{"external", &Noun::external},
};

template <>
inline constexpr auto fields_of<Persona> = std::tuple{
    FieldRow{"name", &Persona::name, Clearing::refused},
    FieldRow{"description", &Persona::description},
    FieldRow{"external", &Persona::external},
};

template <>
inline constexpr auto fields_of<Story> = std::tuple{
    FieldRow{"title", &Story::title, Clearing::refused},
    FieldRow{"description", &Story::description},
    FieldRow{"acceptance_criteria", &Story::acceptance_criteria},
    FieldRow{"priority", &Story::priority},
    FieldRow{"status", &Story::status, Clearing::refused},
    FieldRow{"points", &Story::points},
    FieldRow{"personas", &Story::personas},
    FieldRow{"release", &Story::release},
    FieldRow{"external", &Story::external},
};

template <>
inline constexpr auto fields_of<Map> = std::tuple{
    FieldRow{"name", &Map::name, Clearing::refused},
    FieldRow{"description", &Map::description},
};

/// Calls `visit(row)` for every field of the noun, in the order of the schema.
template <class Owner, class F>
constexpr void for_each_field(F&& visit) {
  std::apply([&](auto const&... rows) { (visit(rows), ...); }, fields_of<Owner>);
}

/// True for the word of a row in the table.
template <class Owner>
[[nodiscard]] constexpr bool is_field(std::string_view word) noexcept {
  bool found = false;
  for_each_field<Owner>([&](auto const& row) { found = found || row.word == word; });
  return found;
}

/// True for a word of the schema that is no field: it has edits of its own, or never changes. Such a word cannot name
/// an unknown field either.
template <class Owner>
[[nodiscard]] constexpr bool is_reserved(std::string_view word) noexcept {
  return is_schema_word<Owner>(word) && !is_field<Owner>(word);
}

/// True when the schema has a word for every field.
template <class Owner>
[[nodiscard]] constexpr bool has_words_for_all_fields() noexcept {
  bool all = true;
  for_each_field<Owner>([&](auto const& row) { all = all && is_schema_word<Owner>(row.word); });
  return all;
}
static_assert(has_words_for_all_fields<Activity>() && has_words_for_all_fields<Task>());
static_assert(has_words_for_all_fields<Story>() && has_words_for_all_fields<Map>());
static_assert(has_words_for_all_fields<Release>() && has_words_for_all_fields<Persona>());

/// The title of a noun, which a persona calls its name.
template <class SomeNoun>
[[nodiscard]] auto& title_of(SomeNoun& noun) noexcept {
  return noun.*(std::get<0>(fields_of<std::remove_const_t<SomeNoun>>).member);
}

/// What stands in a noun: an activity's tasks, a task's stories.
template <class Noun>
inline constexpr bool has_children = std::is_same_v<Noun, Activity> || std::is_same_v<Noun, Task>;

template <class SomeNoun>
[[nodiscard]] auto& children_of(SomeNoun& noun) noexcept {
  if constexpr (std::is_same_v<std::remove_const_t<SomeNoun>, Activity>) {
    return noun.tasks;
  } else {
    return noun.stories;
  }
}

/// The word of the schema for what stands in a noun.
template <class Noun>
inline constexpr std::string_view children_word = std::is_same_v<Noun, Activity> ? "tasks" : "stories";

/// A copy of the noun alone, without what stands in it.
template <class Noun>
[[nodiscard]] Noun without_children(Noun const& noun) {
  if constexpr (has_children<Noun>) {
    return {noun.id, noun.title, noun.description, {}, noun.external, noun.extra};
  } else {
    return noun;
  }
}

/// True when both nouns say the same, wherever they stand and whatever stands in them.
template <class Noun>
[[nodiscard]] bool same_content(Noun const& a, Noun const& b) {
  bool same = a.extra == b.extra;
  for_each_field<Noun>([&](auto const& row) { same = same && a.*row.member == b.*row.member; });
  if constexpr (std::is_same_v<Noun, Story>) same = same && a.labels == b.labels;
  return same;
}

/// The list on the map itself for activities, releases and personas.
template <class Noun, class SomeMap>
[[nodiscard]] auto& on_map(SomeMap& map) noexcept {
  if constexpr (std::is_same_v<Noun, Activity>) {
    return map.activities;
  } else if constexpr (std::is_same_v<Noun, Release>) {
    return map.releases;
  } else {
    return map.personas;
  }
}

/// Calls `visit(ParentId<Noun> const&, std::vector<Noun>&)` for every list of siblings, in map order.
template <class Noun, class SomeMap, class F>
void for_each_family(SomeMap& map, F&& visit) {
  if constexpr (std::is_same_v<Noun, Story>) {
    for_each_task(map, [&](auto&, auto& task) { visit(task.id, task.stories); });
  } else if constexpr (std::is_same_v<Noun, Task>) {
    for (auto& activity : map.activities) visit(activity.id, activity.tasks);
  } else {
    visit(OnMap{}, on_map<Noun>(map));
  }
}

}  // namespace detail

STORYMAP_END
