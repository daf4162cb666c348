// storymap/detail/dropped.hpp - what a map holds that a format cannot.
// Room: formats. Depends on formats.hpp and visit.hpp.
#pragma once

#include <storymap/formats.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Counts everything that is optional, over all nouns of a map.
struct OptionalContent {
  std::size_t descriptions = 0;
  std::size_t criteria = 0;
  std::size_t labelled = 0;
  std::size_t with_status = 0;
  std::size_t with_priority = 0;
  std::size_t with_points = 0;
  std::size_t external = 0;
  std::size_t unknown_fields = 0;
  std::size_t ids = 0;  ///< ids other than the ordinals a reader gives

  explicit OptionalContent(Map const& map) {
    for (Persona const& persona : map.personas) add(persona, 'p');
    for (Release const& release : map.releases) add(release, 'r');
    for (Activity const& activity : map.activities) add(activity, 'a');
    for_each_task(map, [&](Activity const&, Task const& task) { add(task, 't'); });
    for_each_story(map, [&](Activity const&, Task const&, Story const& story) { add_story(story); });
    for (Link const& link : map.links) unknown_fields += link.extra.size();
    descriptions += map.description.empty() ? 0U : 1U;
    unknown_fields += map.extra.size();
  }

 private:
  template <class Noun>
  void add(Noun const& noun, char prefix) {
    descriptions += noun.description.empty() ? 0U : 1U;
    external += noun.external.size();
    unknown_fields += noun.extra.size();
    ids += noun.id.str() == ordinals_.next(prefix) ? 0U : 1U;
  }

  void add_story(Story const& story) {
    add(story, 's');
    criteria += story.acceptance_criteria.size();
    labelled += story.labels.empty() ? 0U : 1U;
    with_status += story.status == Status::todo ? 0U : 1U;
    with_priority += story.priority.empty() ? 0U : 1U;
    with_points += story.points ? 1U : 0U;
  }

  OrdinalIds ordinals_;
};

/// One sentence for each thing that is in the map and not among what a format holds: "12 links".
[[nodiscard]] inline std::vector<std::string> dropped_from(Map const& map, Holds held) {
  std::vector<std::string> sentences;
  auto const lose = [&](Holds what, std::size_t count, std::string_view before, std::string_view one,
                        std::string_view many) {
    if (count == 0 || contains(held, what)) return;
    std::string sentence(before);
    sentences.push_back(sentence.append(std::to_string(count)).append(" ").append(count == 1 ? one : many));
  };
  OptionalContent const content(map);
  MapCounts const counts = count(map);
  // One activity with one task is how a plain list of stories looks, so nothing is lost with them.
  bool const flat = counts.activities <= 1 && counts.tasks <= 1;
  lose(Holds::structure, flat ? 0 : counts.activities, "", "activity", "activities");
  lose(Holds::structure, flat ? 0 : counts.tasks, "", "task", "tasks");
  lose(Holds::descriptions, content.descriptions, "", "description", "descriptions");
  lose(Holds::criteria, content.criteria, "", "acceptance criterion", "acceptance criteria");
  lose(Holds::releases, counts.releases, "", "release", "releases");
  lose(Holds::personas, counts.personas, "", "persona", "personas");
  lose(Holds::labels, content.labelled, "the labels of ", "story", "stories");
  lose(Holds::status, content.with_status, "the status of ", "story", "stories");
  lose(Holds::priority, content.with_priority, "the priority of ", "story", "stories");
  lose(Holds::points, content.with_points, "the points of ", "story", "stories");
  lose(Holds::links, counts.links, "", "link", "links");
  lose(Holds::external, content.external, "", "external reference", "external references");
  lose(Holds::ids, content.ids, "", "id", "ids");
  lose(Holds::unknown_fields, content.unknown_fields, "", "unknown field", "unknown fields");
  return sentences;
}

}  // namespace detail

STORYMAP_END
