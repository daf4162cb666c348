// src/cli/map_stats.hpp - how much a map holds, and where.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace storymap::cli {

/// Stories that have something in common.
struct Share {
  std::optional<std::string> title;  ///< nothing: the stories that lack what is counted by
  std::size_t stories = 0;
  std::size_t done = 0;
  double points = 0;

  void add(Story const& story);
};

struct MapStats {
  MapCounts counts;
  Share all;
  std::size_t stories_with_points = 0;
  std::vector<Share> by_activity;  ///< in map order
  std::vector<Share> by_release;   ///< in map order, releases of one title joined; without a release last
  std::vector<Share> by_status;    ///< all four, in order of the work
  std::vector<Share> by_persona;   ///< in map order; a story counts for each of its personas
  std::vector<Share> by_label;     ///< the most used first; a story counts for each of its labels
  std::vector<Share> by_priority;  ///< the most used first; without a priority last
};

[[nodiscard]] MapStats map_stats(Map const& map);

}  // namespace storymap::cli
