// src/cli/map_lookup.hpp - nouns of a map by their ids, and what people call them.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <string>

namespace storymap::cli {

/// The map must outlive the lookup.
class MapLookup {
 public:
  explicit MapLookup(Map const& map) : map_(map), index_(map) {}

  [[nodiscard]] Map const& map() const noexcept { return map_; }

  /// The noun with this id, or null. O(1).
  [[nodiscard]] Activity const* find(ActivityId const& id) const { return at(map_.activities, index_.place(id)); }
  [[nodiscard]] Release const* find(ReleaseId const& id) const { return at(map_.releases, index_.place(id)); }
  [[nodiscard]] Persona const* find(PersonaId const& id) const { return at(map_.personas, index_.place(id)); }
  [[nodiscard]] Task const* find(TaskId const& id) const {
    auto const place = index_.place(id);
    return place ? &map_.activities[place->activity].tasks[place->task] : nullptr;
  }
  [[nodiscard]] Story const* find(StoryId const& id) const {
    auto const place = index_.place(id);
    return place ? &storymap::at(map_, *place) : nullptr;
  }

  /// What stands above a noun: "Buy" for a task, "Buy > Pay" for a story, nothing for the others.
  [[nodiscard]] std::string place(TaskId const& id) const {
    auto const place = index_.place(id);
    return place ? map_.activities[place->activity].title : std::string();
  }
  [[nodiscard]] std::string place(StoryId const& id) const {
    auto const place = index_.place(id);
    if (!place) return {};
    Activity const& activity = map_.activities[place->activity];
    return activity.title + " \u203A " + activity.tasks[place->task].title;
  }
  template <class Noun>
  [[nodiscard]] std::string place(Id<Noun> const&) const {
    return {};
  }

 private:
  template <class Nouns>
  [[nodiscard]] static typename Nouns::value_type const* at(Nouns const& nouns, std::optional<std::size_t> place) {
    return place ? &nouns[*place] : nullptr;
  }

  Map const& map_;
  MapIndex index_;
};

}  // namespace storymap::cli
