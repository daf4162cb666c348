// bindings/c/src/map_state.cpp - where the stories of a map are, and maps as they are now.
#include "map_state.hpp"

#include "arguments.hpp"

namespace storymap::c {

void MapState::prepare() const {
  std::call_once(prepared_, [&] {
    std::vector<StoryPlace> places;
    std::unordered_map<std::string_view, std::uint64_t> rows;
    for_each_place(map_, [&](StoryPlace const& place, Story const& story) {
      rows.emplace(story.id.str(), places.size());
      places.push_back(place);
    });
    places_ = std::move(places);
    rows_ = std::move(rows);
  });
}

std::optional<std::uint64_t> MapState::row_of(std::string_view id) const {
  prepare();
  auto const found = rows_.find(id);
  if (found == rows_.end()) return std::nullopt;
  return found->second;
}

Snapshot snapshot_of(storymap_map const* const* maps, std::size_t count) {
  need(maps, "maps");
  if (count == 0) refuse(Errc::invalid_argument, "expected at least one map", "map_count");
  Snapshot snapshot;
  for (std::size_t k = 0; k < count; ++k) {
    storymap_map const& map = live(maps[k], "maps");
    snapshot.maps.push_back(map.state);
    std::string const& name = map.file_name.empty() ? map.map().name : map.file_name;
    snapshot.sources.push_back({&map.map(), name});
    if (map.import) snapshot.imports.push_back({name, *map.import});
  }
  return snapshot;
}

}  // namespace storymap::c
