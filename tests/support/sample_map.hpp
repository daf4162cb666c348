// tests/support/sample_map.hpp - a small map that the tests of edits, diff and merge change.
#pragma once

#include <storymap/visit.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace storymap_test {

[[nodiscard]] inline storymap::Story sample_story(std::string id, std::string title) {
  storymap::Story story;
  story.id = storymap::StoryId(std::move(id));
  story.title = std::move(title);
  return story;
}

[[nodiscard]] inline storymap::Task sample_task(std::string id, std::string title,
                                                std::vector<storymap::Story> stories) {
  return {storymap::TaskId(std::move(id)), std::move(title), "", std::move(stories), {}, {}};
}

/// Activity a1 holds the tasks t1 (stories s1, s2) and t2 (s3, s4, s5); a2 holds t3 (s6) and the empty t4; a3 is empty.
/// Story s3 says everything a story can say: it is in release r1 and names persona p1. Story s1 blocks s3, which
/// relates to s4. Nothing refers to release r2 and persona p2.
[[nodiscard]] inline storymap::Map sample_map() {
  using namespace storymap;
  Story card = sample_story("s3", "Pay by card");
  card.description = "As a buyer I pay by card";
  card.acceptance_criteria = {"The card is charged once", "A receipt is sent"};
  card.priority = "Must";
  card.status = Status::in_progress;
  card.points = 3;
  card.labels = {"money", "mvp", "web"};
  card.personas = {PersonaId("p1")};
  card.release = ReleaseId("r1");
  card.external = {{"jira", "SHOP-3", "https://jira.example/SHOP-3", {{"status", "\"In QA\""}}}};
  card.extra = {{"colour", "\"red\""}};
  Map map;
  map.name = "Shop";
  map.description = "Where people buy";
  map.personas = {{PersonaId("p1"), "Buyer", "", {}, {}}, {PersonaId("p2"), "Seller", "", {}, {}}};
  map.releases = {{ReleaseId("r1"), "First", "", {}, {}}, {ReleaseId("r2"), "Second", "", {}, {}}};
  map.activities = {
      {ActivityId("a1"),
       "Buy",
       "",
       {sample_task("t1", "Find", {sample_story("s1", "Search"), sample_story("s2", "Browse")}),
        sample_task("t2", "Pay", {card, sample_story("s4", "Pay by invoice"), sample_story("s5", "Pay in cash")})},
       {},
       {}},
      {ActivityId("a2"),
       "Sell",
       "",
       {sample_task("t3", "List", {sample_story("s6", "Add a product")}), sample_task("t4", "Ship", {})},
       {},
       {}},
      {ActivityId("a3"), "Grow", "", {}, {}, {}},
  };
  map.links = {{LinkKind::blocks, StoryId("s1"), StoryId("s3"), {}},
               {LinkKind::relates, StoryId("s3"), StoryId("s4"), {{"since", "2"}}}};
  map.extra = {{"theme", "\"dark\""}};
  return map;
}

/// The story of a map that must have it.
[[nodiscard]] inline storymap::Story const& story_of(storymap::Map const& map, std::string id) {
  storymap::Story const* const found = storymap::find(map, storymap::StoryId(std::move(id)));
  if (found == nullptr) throw std::out_of_range("the map has no such story");
  return *found;
}

/// The ids of some siblings, in order: "s1 s2".
template <class Noun>
[[nodiscard]] std::string ids(std::vector<Noun> const& siblings) {
  std::string out;
  for (Noun const& noun : siblings) out += (out.empty() ? "" : " ") + noun.id.str();
  return out;
}

/// Everything on the map by its id, with its place: "a1(t1(s1 s2) t2())".
[[nodiscard]] inline std::string outline(storymap::Map const& map) {
  std::string out;
  for (storymap::Activity const& activity : map.activities) {
    out += (out.empty() ? "" : " ") + activity.id.str() + "(";
    for (storymap::Task const& task : activity.tasks) {
      out += (out.back() == '(' ? "" : " ") + task.id.str() + "(" + ids(task.stories) + ")";
    }
    out += ")";
  }
  return out;
}

}  // namespace storymap_test
