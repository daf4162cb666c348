// storymap/detail/report_places.hpp - from rows and positions back to stories and files.
// Room: report. Depends on analysis.hpp.
#pragma once

#include <storymap/analysis.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Finds what a result points to. Positions of a validation count through all sources, as `combine` lays them out.
class Places {
 public:
  explicit Places(std::span<Source const> sources) : sources_(sources) {
    std::size_t activities = 0;
    for (Source const& source : sources) {
      combined_.first_activity.push_back(activities);
      activities += source.map->activities.size();
    }
  }

  /// True when stories need the name of their file.
  [[nodiscard]] bool several_files() const noexcept { return sources_.size() > 1; }

  /// The story at a position in the combined map.
  [[nodiscard]] StoryRef ref(StoryPlace place) const noexcept {
    std::size_t const source = combined_.source_of(place.activity);
    place.activity -= combined_.first_activity[source];
    return {source, place};
  }

  /// The same for a location that names at least an activity; absent positions are 0.
  [[nodiscard]] StoryRef ref(Location const& at) const noexcept {
    return ref(StoryPlace{at.activity.value_or(0), at.task.value_or(0), at.story.value_or(0)});
  }

  [[nodiscard]] Activity const& activity(StoryRef const& at) const noexcept {
    return sources_[at.source].map->activities[at.place.activity];
  }
  [[nodiscard]] Task const& task(StoryRef const& at) const noexcept { return activity(at).tasks[at.place.task]; }
  [[nodiscard]] Story const& story(StoryRef const& at) const noexcept { return task(at).stories[at.place.story]; }
  [[nodiscard]] std::string const& file(StoryRef const& at) const noexcept { return sources_[at.source].name; }

 private:
  std::span<Source const> sources_;
  /// Only the offsets: nothing here needs a copy of the maps.
  CombinedMap combined_;
};

/// The names of the maps, joined as `combine` joins them.
[[nodiscard]] inline std::string joined_name(std::span<Source const> sources) {
  std::string name;
  for (Source const& source : sources) {
    if (!name.empty() && !source.map->name.empty()) name.append(", ");
    name.append(source.map->name);
  }
  return name;
}

}  // namespace detail

STORYMAP_END
