// server/app/legacy_maps.hpp - the projects of the predecessor as maps.
// Room: app.
#pragma once

#include "server/store/legacy.hpp"

#include <storymap/model.hpp>

#include <string>
#include <vector>

namespace storymap::server::app {

struct LegacyProject {
  std::string owner;  ///< the id of its user there
  Map map;
};

/// Every project with its backbone in the order of its positions. Numbers become ids ("s17"), the description that a
/// project was generated from is kept as its description; a story whose release is gone has none. What refers to a
/// parent that is not there is left out, and counted in `lost`.
[[nodiscard]] std::vector<LegacyProject> legacy_maps(store::LegacyData const& data, std::size_t& lost);

}  // namespace storymap::server::app
