// server/maps/nouns.hpp - where a noun of a map stands, by the word for its kind.
// Room: maps.
#pragma once

#include <storymap/edit.hpp>
#include <storymap/model.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::maps {

// `kind` is "activity", "task", "story", "release" or "persona".

/// The id of what a noun stands in, empty for what stands on the map; nothing when there is no such noun.
[[nodiscard]] std::optional<std::string> find_parent(Map const& map, std::string_view kind, std::string const& id);

/// The last of the nouns of that kind that stand in `parent`; nothing when there is none, or no such parent.
[[nodiscard]] std::optional<std::string> find_last(Map const& map, std::string_view kind, std::string const& parent);

/// The edits that take a noun off the map with all that stands in it or refers to it; none when there is no such noun.
[[nodiscard]] std::vector<Edit> removal_of(Map const& map, std::string_view kind, std::string const& id);

}  // namespace storymap::server::maps
