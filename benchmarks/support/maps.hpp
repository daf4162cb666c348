// benchmarks/support/maps.hpp - seeded story maps for the benchmarks: the same on every machine.
#pragma once

#include <storymap/model.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "support/texts.hpp"

namespace storymap_bench {

/// A map with `count` stories as teams write them: a description, two criteria, an estimate, labels, a release, a key
/// of the tracker it came from, and a field that no schema knows. About 600 bytes of JSON a story.
[[nodiscard]] inline storymap::Map make_map(std::size_t count) {
  using namespace storymap;
  static char const* const words[] = {"Must", "Should", "Could"};
  static char const* const labels[] = {"web", "mobile", "payment", "search", "admin"};
  std::vector<std::string> const texts = make_stories(count);
  std::mt19937_64 random(count);
  Map map;
  map.name = "Benchmark";
  for (std::size_t i = 1; i <= 5; ++i) {
    map.releases.push_back(Release{ReleaseId("r" + std::to_string(i)), "Release " + std::to_string(i), {}, {}, {}});
    map.personas.push_back(Persona{PersonaId("p" + std::to_string(i)), "Persona " + std::to_string(i), {}, {}, {}});
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::string const number = std::to_string(i + 1);
    if (i % 1000 == 0)
      map.activities.push_back(Activity{ActivityId("a" + number), "Activity " + number, {}, {}, {}, {}});
    std::vector<Task>& tasks = map.activities.back().tasks;
    if (i % 20 == 0) tasks.push_back(Task{TaskId("t" + number), "Task " + number, {}, {}, {}, {}});
    Story& story = tasks.back().stories.emplace_back();
    story.id = StoryId("s" + number);
    story.title = texts[i].substr(0, texts[i].find(". "));
    story.description = texts[random() % count];
    story.acceptance_criteria = {"The page shows " + texts[random() % count].substr(0, 60), "An error is explained"};
    story.priority = words[random() % 3];
    story.status = static_cast<Status>(random() % 4);
    story.points = static_cast<double>(random() % 13);
    story.labels = {labels[random() % 5]};
    story.personas = {map.personas[random() % 5].id};
    story.release = map.releases[random() % 5].id;
    story.external.push_back({"jira", "SHOP-" + number, "https://jira.example.com/browse/SHOP-" + number, {}});
    story.extra.set("sprint", number);
  }
  return map;
}

}  // namespace storymap_bench
