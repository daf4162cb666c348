// storymap/impl/score.ipp - bodies of score.hpp.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/score.hpp>
#include <storymap/text.hpp>

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
  return count_code_points(trim(story.description)) > 10;
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

namespace score {

STORYMAP_DECL int compat(ValidationStats const& stats, std::span<Finding const> findings) noexcept {
  int score = 100;
  for (Finding const& finding : findings) {
    switch (finding.rule->severity) {
      case Severity::error: score -= 20; break;
      case Severity::warning: score -= 5; break;
      case Severity::info: score -= 1; break;
    }
  }
  if (stats.total_stories > 0) {
    double const bonus =
        detail::rounded_product(5, stats.description_share()) + detail::rounded_product(5, stats.criteria_share());
    score = std::min(100, score + static_cast<int>(bonus));
  }
  return std::clamp(score, 0, 100);
}

STORYMAP_DECL int overall(int validation_score, std::size_t duplicate_groups) noexcept {
  double const uniqueness = 100.0 - static_cast<double>(std::min<std::size_t>(10 * duplicate_groups, 30));
  double const sum = detail::rounded_product(0.7, validation_score) + detail::rounded_product(0.3, uniqueness);
  return std::clamp(static_cast<int>(sum), 0, 100);
}

}  // namespace score

STORYMAP_END
