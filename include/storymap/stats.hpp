// storymap/stats.hpp - how complete a map is, in numbers.
// Room: answers. Depends on model and text.
#pragma once

#include <storymap/model.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

STORYMAP_BEGIN

/// What a map holds, as far as rules and scores ask.
struct ValidationStats {
  std::size_t total_activities = 0;
  std::size_t total_tasks = 0;
  std::size_t total_stories = 0;
  std::size_t stories_with_description = 0;
  std::size_t stories_with_criteria = 0;
  /// Pairs of a task that has stories and a release in which that task has none.
  std::size_t empty_cells = 0;
  /// By title of the release, in order of the map; stories without a release are in none.
  std::vector<std::pair<std::string, std::size_t>> stories_per_release;

  friend bool operator==(ValidationStats const&, ValidationStats const&) = default;

  /// Shares of all stories, 0 to 1; 0 for a map without stories.
  [[nodiscard]] double description_share() const noexcept;
  [[nodiscard]] double criteria_share() const noexcept;
};

[[nodiscard]] ValidationStats count_stats(Map const& map);

/// How many characters a description must have, after trimming, to count.
inline constexpr std::size_t least_description = 11;

[[nodiscard]] bool has_description(Story const& story) noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/stats.ipp>
#endif
