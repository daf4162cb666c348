// src/cli/map_stats.cpp - counts what a map holds.
// Room: cli.
#include "map_stats.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace storymap::cli {

namespace {

/// Shares by title, in order of first mention.
class Shares {
 public:
  Share& of(std::string const& title) {
    auto const [entry, is_new] = place_.try_emplace(title, shares_.size());
    if (is_new) shares_.push_back({title, 0, 0, 0});
    return shares_[entry->second];
  }

  Share& without() { return without_; }

  [[nodiscard]] std::vector<Share> take() {
    if (without_.stories > 0) shares_.push_back(without_);
    return std::move(shares_);
  }

  [[nodiscard]] std::vector<Share> take_most_used_first() {
    std::stable_sort(shares_.begin(), shares_.end(), [](Share const& a, Share const& b) {
      return a.stories != b.stories ? a.stories > b.stories : *a.title < *b.title;
    });
    return take();
  }

 private:
  std::unordered_map<std::string, std::size_t> place_;
  std::vector<Share> shares_;
  Share without_;
};

/// The titles of nouns by their ids.
template <class Noun, class Title>
[[nodiscard]] std::unordered_map<Id<Noun>, std::string> titles(std::vector<Noun> const& nouns, Title Noun::*title) {
  std::unordered_map<Id<Noun>, std::string> by_id;
  for (Noun const& noun : nouns) by_id.emplace(noun.id, noun.*title);
  return by_id;
}

}  // namespace

void Share::add(Story const& story) {
  ++stories;
  if (story.status == Status::done) ++done;
  points += story.points.value_or(0);
}

MapStats map_stats(Map const& map) {
  MapStats stats;
  stats.counts = count(map);
  Shares releases;
  Shares statuses;
  Shares personas;
  Shares labels;
  Shares priorities;
  for (Release const& release : map.releases) releases.of(release.title);
  for (Status const status : {Status::todo, Status::in_progress, Status::blocked, Status::done}) {
    statuses.of(std::string(to_string(status)));
  }
  for (Persona const& persona : map.personas) personas.of(persona.name);
  auto const release_titles = titles(map.releases, &Release::title);
  auto const persona_names = titles(map.personas, &Persona::name);

  for (Activity const& activity : map.activities) stats.by_activity.push_back({activity.title, 0, 0, 0});
  for_each_place(map, [&](StoryPlace const& place, Story const& story) {
    stats.all.add(story);
    if (story.points) ++stats.stories_with_points;
    stats.by_activity[place.activity].add(story);
    (story.release ? releases.of(release_titles.at(*story.release)) : releases.without()).add(story);
    statuses.of(std::string(to_string(story.status))).add(story);
    for (PersonaId const& persona : story.personas) personas.of(persona_names.at(persona)).add(story);
    for (std::string const& label : story.labels) labels.of(label).add(story);
    (story.priority.empty() ? priorities.without() : priorities.of(story.priority)).add(story);
  });
  stats.by_release = releases.take();
  stats.by_status = statuses.take();
  stats.by_persona = personas.take();
  stats.by_label = labels.take_most_used_first();
  stats.by_priority = priorities.take_most_used_first();
  return stats;
}

}  // namespace storymap::cli
