// server/maps/analysis_cache.hpp - what was found out about maps, as long as they have not changed.
// Room: maps.
#pragma once

#include "server/base/lru_cache.hpp"
#include "server/maps/map_service.hpp"

#include <storymap/analysis.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace storymap::server::maps {

/// The stories of a map at a revision, ready to be asked what is close to a text.
struct SearchableMap {
  SharedMap state;
  StoryIndex index;
};

/// A map that changes is looked at anew; what is old goes when room is needed. Any thread.
class AnalysisCache {
 public:
  /// `stories`: of all maps that are ready to be searched; `bytes`: of all reports that are kept.
  explicit AnalysisCache(std::size_t stories = 500'000, std::size_t bytes = std::size_t{64} << 20U)
      : searchable_(stories), reports_(bytes) {}

  /// The stories of `map`: those at hand, if they are of its revision, or what `build()` makes of them.
  template <class Build>
  [[nodiscard]] std::shared_ptr<SearchableMap const> stories(std::string const& project_id, SharedMap const& map,
                                                             Build&& build) {
    std::optional<std::shared_ptr<SearchableMap const>> const found = searchable_.find(project_id);
    if (found && (*found)->state->revision == map->revision) return *found;
    auto made = std::make_shared<SearchableMap const>(SearchableMap{map, build()});
    auto const is_newer = [&](std::shared_ptr<SearchableMap const> const& held) {
      return held->state->revision > map->revision;
    };
    searchable_.put(project_id, made, made->index.size() + 1, is_newer);
    return made;
  }

  /// The report that `question` asks for about a map at a revision; nothing when it was not asked yet.
  [[nodiscard]] std::optional<std::shared_ptr<std::string const>> find_report(std::string const& project_id,
                                                                              std::int64_t revision,
                                                                              std::string const& question) {
    return reports_.find(key_of(project_id, revision, question));
  }
  void keep_report(std::string const& project_id, std::int64_t revision, std::string const& question,
                   std::string text) {
    std::size_t const size = text.size();
    reports_.put(key_of(project_id, revision, question), std::make_shared<std::string const>(std::move(text)), size);
  }

 private:
  [[nodiscard]] static std::string key_of(std::string const& project_id, std::int64_t revision,
                                          std::string const& question) {
    return project_id + " " + std::to_string(revision) + " " + question;
  }

  LruCache<std::shared_ptr<SearchableMap const>> searchable_;
  LruCache<std::shared_ptr<std::string const>> reports_;
};

}  // namespace storymap::server::maps
