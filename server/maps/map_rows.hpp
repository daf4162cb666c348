// server/maps/map_rows.hpp - a map as rows, and the rows that a change of it touches.
// Room: maps.
#pragma once

#include "server/store/maps.hpp"

#include <storymap/edit.hpp>
#include <storymap/model.hpp>
#include <storymap/result.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace storymap::server::maps {

/// The places of all nouns among their siblings: (kind, id) -> key.
using Places = std::map<std::pair<std::string, std::string>, std::string, std::less<>>;

/// A map at a revision, with what is needed to write its next one. Never changed once it is shared.
struct MapState {
  Map map;
  std::int64_t revision = 0;
  Places places;
};

/// Reads a map from its rows. Errors are faults of ours or of whoever wrote into the database.
[[nodiscard]] Result<MapState> from_rows(store::MapRows const& rows);

/// All rows of a map, with places for everything, and the header.
[[nodiscard]] std::pair<store::MapChange, Places> to_rows(Map const& map);

/// The rows that `edits`, which turned `before` into `after.map`, have changed. Gives new places to what was added and
/// moved, in `after.places`, which are those of `before` when this is called. O(nouns + edits log nouns).
[[nodiscard]] store::MapChange changed_rows(MapState& after, std::span<Edit const> edits);

}  // namespace storymap::server::maps
