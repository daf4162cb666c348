// storymap/detail/ordinal_ids.hpp - ids for nouns that came without one.
// Room: formats. Depends on model and import_report.hpp.
#pragma once

#include <storymap/detail/noun_fields.hpp>
#include <storymap/import_report.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Gives nouns of one kind that have no id the next ordinal no other noun of the map has: a1, a2...
template <class Noun>
class OrdinalFiller {
 public:
  OrdinalFiller(Map& map, ImportReport& report) : map_(map), report_(report) {}

  /// `path` is the JSON pointer of the list, for the report.
  void fill(std::vector<Noun>& nouns, std::string const& path) {
    for (std::size_t i = 0; i < nouns.size(); ++i) {
      if (!nouns[i].id.empty()) continue;
      nouns[i].id = next();
      report_.made_up.add(nouns[i].id);
      report_.add(ImportNote::Kind::defaulted, "the " + std::string(word_of<Noun>()) + " had no id: it got one",
                  path + "/" + std::to_string(i));
    }
  }

 private:
  [[nodiscard]] Id<Noun> next() {
    if (taken_.empty()) find_taken();
    std::string id;
    do id = ordinals_.next(word_of<Noun>().front());
    while (taken_.contains(id));
    return Id<Noun>(std::move(id));
  }

  /// The empty id is among them, so that the set is empty only before it was filled.
  void find_taken() {
    taken_.insert({});
    for_each_family<Noun>(map_, [&](auto const&, std::vector<Noun> const& family) {
      for (Noun const& noun : family) taken_.insert(noun.id.str());
    });
  }

  Map& map_;
  ImportReport& report_;
  OrdinalIds ordinals_;
  std::unordered_set<std::string> taken_;
};

/// Fills every missing id of the map, in map order.
inline void fill_missing_ids(Map& map, ImportReport& report) {
  OrdinalFiller<Persona>(map, report).fill(map.personas, "/personas");
  OrdinalFiller<Release>(map, report).fill(map.releases, "/releases");
  OrdinalFiller<Activity>(map, report).fill(map.activities, "/activities");
  OrdinalFiller<Task> tasks(map, report);
  OrdinalFiller<Story> stories(map, report);
  for (std::size_t a = 0; a < map.activities.size(); ++a) {
    std::vector<Task>& its_tasks = map.activities[a].tasks;
    std::string const path = "/activities/" + std::to_string(a) + "/tasks";
    tasks.fill(its_tasks, path);
    for (std::size_t t = 0; t < its_tasks.size(); ++t) {
      stories.fill(its_tasks[t].stories, path + "/" + std::to_string(t) + "/stories");
    }
  }
}

}  // namespace detail

STORYMAP_END
