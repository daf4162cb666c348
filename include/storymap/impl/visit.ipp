// storymap/impl/visit.ipp - bodies of visit.hpp.
#pragma once

#include <storymap/visit.hpp>

STORYMAP_BEGIN

STORYMAP_DECL MapCounts count(Map const& map) noexcept {
  MapCounts counts;
  counts.personas = map.personas.size();
  counts.releases = map.releases.size();
  counts.links = map.links.size();
  counts.activities = map.activities.size();
  for_each_task(map, [&](Activity const&, Task const& task) {
    ++counts.tasks;
    counts.stories += task.stories.size();
  });
  return counts;
}

namespace detail {

template <class Nouns, class Noun>
[[nodiscard]] auto find_by_id(Nouns const& nouns, Id<Noun> const& id) noexcept -> Noun const* {
  for (Noun const& noun : nouns) {
    if (noun.id == id) return &noun;
  }
  return nullptr;
}

}  // namespace detail

STORYMAP_DECL Story const* find(Map const& map, StoryId const& id) noexcept {
  Story const* found = nullptr;
  for_each_task(map, [&](Activity const&, Task const& task) {
    if (found == nullptr) found = detail::find_by_id(task.stories, id);
  });
  return found;
}

STORYMAP_DECL Task const* find(Map const& map, TaskId const& id) noexcept {
  for (Activity const& activity : map.activities) {
    if (Task const* found = detail::find_by_id(activity.tasks, id)) return found;
  }
  return nullptr;
}

STORYMAP_DECL Activity const* find(Map const& map, ActivityId const& id) noexcept {
  return detail::find_by_id(map.activities, id);
}

STORYMAP_DECL Release const* find(Map const& map, ReleaseId const& id) noexcept {
  return detail::find_by_id(map.releases, id);
}

STORYMAP_DECL Persona const* find(Map const& map, PersonaId const& id) noexcept {
  return detail::find_by_id(map.personas, id);
}

STORYMAP_DECL MapIndex::MapIndex(Map const& map) {
  for (std::size_t i = 0; i < map.personas.size(); ++i) personas_.try_emplace(map.personas[i].id, i);
  for (std::size_t i = 0; i < map.releases.size(); ++i) releases_.try_emplace(map.releases[i].id, i);
  for (std::size_t a = 0; a < map.activities.size(); ++a) {
    Activity const& activity = map.activities[a];
    activities_.try_emplace(activity.id, a);
    for (std::size_t t = 0; t < activity.tasks.size(); ++t) {
      Task const& task = activity.tasks[t];
      tasks_.try_emplace(task.id, TaskPlace{a, t});
      for (std::size_t s = 0; s < task.stories.size(); ++s) {
        stories_.try_emplace(task.stories[s].id, StoryPlace{a, t, s});
      }
    }
  }
}

namespace detail {

template <class Places, class Key>
[[nodiscard]] auto look_up(Places const& places, Key const& id) -> std::optional<typename Places::mapped_type> {
  auto const at = places.find(id);
  if (at == places.end()) return std::nullopt;
  return at->second;
}

}  // namespace detail

STORYMAP_DECL std::optional<StoryPlace> MapIndex::place(StoryId const& id) const {
  return detail::look_up(stories_, id);
}
STORYMAP_DECL std::optional<MapIndex::TaskPlace> MapIndex::place(TaskId const& id) const {
  return detail::look_up(tasks_, id);
}
STORYMAP_DECL std::optional<std::size_t> MapIndex::place(ActivityId const& id) const {
  return detail::look_up(activities_, id);
}
STORYMAP_DECL std::optional<std::size_t> MapIndex::place(ReleaseId const& id) const {
  return detail::look_up(releases_, id);
}
STORYMAP_DECL std::optional<std::size_t> MapIndex::place(PersonaId const& id) const {
  return detail::look_up(personas_, id);
}

STORYMAP_END
