// storymap/visit.hpp - the only walks over a map, and what stands in what.
// Room: model. Depends on model.hpp.
#pragma once

#include <storymap/model.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>

STORYMAP_BEGIN

/// The parent of a noun that stands directly on the map.
struct OnMap {
  friend bool operator==(OnMap const&, OnMap const&) = default;
};

namespace detail {

template <class Noun>
struct ParentOf {
  using type = OnMap;
};
template <>
struct ParentOf<Task> {
  using type = ActivityId;
};
template <>
struct ParentOf<Story> {
  using type = TaskId;
};

}  // namespace detail

/// The id of what a noun stands in: a task's activity, a story's task, `OnMap` for the others.
template <class Noun>
using ParentId = typename detail::ParentOf<Noun>::type;

/// Position of a story: indices from the left and from the top, counted from 0.
struct StoryPlace {
  std::size_t activity = 0;
  std::size_t task = 0;
  std::size_t story = 0;

  friend auto operator<=>(StoryPlace const&, StoryPlace const&) = default;
};

/// Calls `visit(Activity&, Task&, Story&)` for every story in map order: activities from the left, their tasks from
/// the left, their stories from the top, across releases. Works on a const and on a mutable map.
template <class SomeMap, class F>
requires std::same_as<std::remove_const_t<SomeMap>, Map>
void for_each_story(SomeMap& map, F&& visit) {
  for (auto& activity : map.activities) {
    for (auto& task : activity.tasks) {
      for (auto& story : task.stories) visit(activity, task, story);
    }
  }
}

/// Calls `visit(Activity&, Task&)` for every task in map order.
template <class SomeMap, class F>
requires std::same_as<std::remove_const_t<SomeMap>, Map>
void for_each_task(SomeMap& map, F&& visit) {
  for (auto& activity : map.activities) {
    for (auto& task : activity.tasks) visit(activity, task);
  }
}

/// Calls `visit(StoryPlace, Story const&)` for every story in map order.
template <class F>
void for_each_place(Map const& map, F&& visit) {
  for (std::size_t a = 0; a < map.activities.size(); ++a) {
    for (std::size_t t = 0; t < map.activities[a].tasks.size(); ++t) {
      auto const& stories = map.activities[a].tasks[t].stories;
      for (std::size_t s = 0; s < stories.size(); ++s) visit(StoryPlace{a, t, s}, stories[s]);
    }
  }
}

/// How much a map holds.
struct MapCounts {
  std::size_t personas = 0;
  std::size_t releases = 0;
  std::size_t links = 0;
  std::size_t activities = 0;
  std::size_t tasks = 0;
  std::size_t stories = 0;

  friend bool operator==(MapCounts const&, MapCounts const&) = default;
};

[[nodiscard]] MapCounts count(Map const& map) noexcept;

/// The noun with this id, or null. O(nouns); build a `MapIndex` for many lookups.
[[nodiscard]] Story const* find(Map const& map, StoryId const& id) noexcept;
[[nodiscard]] Task const* find(Map const& map, TaskId const& id) noexcept;
[[nodiscard]] Activity const* find(Map const& map, ActivityId const& id) noexcept;
[[nodiscard]] Release const* find(Map const& map, ReleaseId const& id) noexcept;
[[nodiscard]] Persona const* find(Map const& map, PersonaId const& id) noexcept;

/// Where every noun of a map is, by id. A snapshot: valid until the map's structure changes. O(size) to build, O(1) to
/// ask. When an id occurs twice the first place wins; `check` refuses such maps.
class MapIndex {
 public:
  /// A task's indices from the left.
  struct TaskPlace {
    std::size_t activity = 0;
    std::size_t task = 0;
  };

  explicit MapIndex(Map const& map);

  [[nodiscard]] std::optional<StoryPlace> place(StoryId const& id) const;
  [[nodiscard]] std::optional<TaskPlace> place(TaskId const& id) const;
  [[nodiscard]] std::optional<std::size_t> place(ActivityId const& id) const;
  [[nodiscard]] std::optional<std::size_t> place(ReleaseId const& id) const;
  [[nodiscard]] std::optional<std::size_t> place(PersonaId const& id) const;

 private:
  std::unordered_map<StoryId, StoryPlace> stories_;
  std::unordered_map<TaskId, TaskPlace> tasks_;
  std::unordered_map<ActivityId, std::size_t> activities_;
  std::unordered_map<ReleaseId, std::size_t> releases_;
  std::unordered_map<PersonaId, std::size_t> personas_;
};

/// The story at a place, which must exist.
[[nodiscard]] inline Story const& at(Map const& map, StoryPlace const& place) noexcept {
  return map.activities[place.activity].tasks[place.task].stories[place.story];
}

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/visit.ipp>
#endif
