// storymap/detail/schema_words.hpp - which words schema v1 has for what a noun holds.
// Room: model. Depends on ids.hpp.
//
// It knows no noun, only its name, so that the bodies of model.hpp can ask before anything else of the model is there.
// The tables of noun_fields.hpp are held against it.
#pragma once

#include <storymap/ids.hpp>

#include <algorithm>
#include <array>
#include <string_view>

STORYMAP_BEGIN

struct External;
struct Link;
struct Map;

namespace detail {

/// The members that the schema gives a meaning in an object of this kind; these are those of a release.
template <class Owner>
inline constexpr auto schema_words = std::to_array<std::string_view>({"id", "title", "description", "external"});

template <>
inline constexpr auto schema_words<Activity> = std::to_array<std::string_view>({"id", "title", "description",
                                                                                "external", "tasks"});

template <>
inline constexpr auto schema_words<Task> = std::to_array<std::string_view>({"id", "title", "description", "external",
                                                                            "stories"});

template <>
inline constexpr auto schema_words<Story> = std::to_array<std::string_view>({"id", "title", "description",
                                                                             "acceptance_criteria", "priority",
                                                                             "status", "points", "labels", "personas",
                                                                             "release", "external"});

template <>
inline constexpr auto schema_words<Persona> = std::to_array<std::string_view>({"id", "name", "description",
                                                                               "external"});

template <>
inline constexpr auto schema_words<Link> = std::to_array<std::string_view>({"kind", "from", "to"});

template <>
inline constexpr auto schema_words<External> = std::to_array<std::string_view>({"system", "key", "url"});

template <>
inline constexpr auto schema_words<Map> =
    std::to_array<std::string_view>({"storymap", "name", "description", "personas", "releases", "links", "activities"});

/// True for the name of a member that the schema gives a meaning in an object of this kind: such a name cannot be that
/// of an unknown field.
template <class Owner>
[[nodiscard]] constexpr bool is_schema_word(std::string_view name) noexcept {
  auto const& words = schema_words<Owner>;
  return std::find(words.begin(), words.end(), name) != words.end();
}

}  // namespace detail

STORYMAP_END
