// storymap/impl/stats.ipp - bodies of stats.hpp.
#pragma once

#include <storymap/stats.hpp>
#include <storymap/text.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <unordered_map>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline double share(std::size_t part, std::size_t whole) noexcept {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace detail

STORYMAP_DECL double ValidationStats::description_share() const noexcept {
  return detail::share(stories_with_description, total_stories);
}

STORYMAP_DECL double ValidationStats::criteria_share() const noexcept {
  return detail::share(stories_with_criteria, total_stories);
}

STORYMAP_DECL bool has_description(Story const& story) noexcept {
  return count_code_points(trim(story.description)) >= least_description;
}

STORYMAP_DECL ValidationStats count_stats(Map const& map) {
  ValidationStats stats;
  stats.total_activities = map.activities.size();
  std::unordered_map<ReleaseId, std::size_t> entry_of;
  for (Release const& release : map.releases) {
    auto& entries = stats.stories_per_release;
    auto const same = std::find_if(entries.begin(), entries.end(), [&](auto& e) { return e.first == release.title; });
    entry_of.emplace(release.id, static_cast<std::size_t>(same - entries.begin()));
    if (same == entries.end()) entries.emplace_back(release.title, 0);
  }
  for_each_task(map, [&](Activity const&, Task const& task) {
    ++stats.total_tasks;
    stats.total_stories += task.stories.size();
    std::vector<bool> filled(stats.stories_per_release.size());
    for (Story const& story : task.stories) {
      if (has_description(story)) ++stats.stories_with_description;
      if (!story.acceptance_criteria.empty()) ++stats.stories_with_criteria;
      auto const entry = story.release ? entry_of.find(*story.release) : entry_of.end();
      if (entry == entry_of.end()) continue;
      filled[entry->second] = true;
      ++stats.stories_per_release[entry->second].second;
    }
    if (!task.stories.empty()) {
      stats.empty_cells += static_cast<std::size_t>(std::count(filled.begin(), filled.end(), false));
    }
  });
  return stats;
}

STORYMAP_END
