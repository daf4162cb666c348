// tests/core/test_visit.cpp - walking a map, counting and finding its nouns.
#include <gtest/gtest.h>
#include <storymap/visit.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace storymap;

Story story(std::string const& id) {
  Story made;
  made.id = StoryId(id);
  made.title = "Story " + id;
  return made;
}

Task task(std::string id, std::vector<Story> stories = {}) {
  Task made;
  made.id = TaskId(std::move(id));
  made.stories = std::move(stories);
  return made;
}

Activity activity(std::string id, std::vector<Task> tasks = {}) {
  Activity made;
  made.id = ActivityId(std::move(id));
  made.tasks = std::move(tasks);
  return made;
}

/// Two activities; the first has an empty task between two full ones, the second has no tasks.
Map shop() {
  Map map;
  map.activities = {activity("a1", {task("t1", {story("s1"), story("s2")}), task("t2"), task("t3", {story("s3")})}),
                    activity("a2")};
  Release first;
  first.id = ReleaseId("r1");
  Persona buyer;
  buyer.id = PersonaId("p1");
  Persona seller;
  seller.id = PersonaId("p2");
  map.releases = {first};
  map.personas = {buyer, seller};
  map.links = {Link{LinkKind::blocks, StoryId("s1"), StoryId("s3"), {}}};
  return map;
}

TEST(Visit, StoriesComeInMapOrderWithTheirParents) {
  Map const map = shop();
  std::vector<std::string> seen;
  for_each_story(map, [&](Activity const& in, Task const& below, Story const& found) {
    seen.push_back(in.id.str() + below.id.str() + found.id.str());
  });
  EXPECT_EQ(seen, (std::vector<std::string>{"a1t1s1", "a1t1s2", "a1t3s3"}));
}

TEST(Visit, TasksComeInMapOrderEvenWhenEmpty) {
  Map const map = shop();
  std::vector<std::string> seen;
  for_each_task(map, [&](Activity const& in, Task const& found) { seen.push_back(in.id.str() + found.id.str()); });
  EXPECT_EQ(seen, (std::vector<std::string>{"a1t1", "a1t2", "a1t3"}));
}

TEST(Visit, AMutableMapCanBeChangedOnTheWay) {
  Map map = shop();
  for_each_story(map, [](Activity&, Task&, Story& found) { found.status = Status::done; });
  for_each_task(map, [](Activity&, Task& found) { found.title = "done"; });
  EXPECT_EQ(map.activities[0].tasks[2].stories[0].status, Status::done);
  EXPECT_EQ(map.activities[0].tasks[1].title, "done");
}

TEST(Visit, CountsEveryNoun) {
  EXPECT_EQ(count(shop()), (MapCounts{2, 1, 1, 2, 3, 3}));
  EXPECT_EQ(count(Map{}), MapCounts{});
}

TEST(Visit, FindsNounsById) {
  Map const map = shop();
  EXPECT_EQ(find(map, StoryId("s3")), &map.activities[0].tasks[2].stories[0]);
  EXPECT_EQ(find(map, TaskId("t2")), &map.activities[0].tasks[1]);
  EXPECT_EQ(find(map, ActivityId("a2")), &map.activities[1]);
  EXPECT_EQ(find(map, ReleaseId("r1")), &map.releases[0]);
  EXPECT_EQ(find(map, PersonaId("p2")), &map.personas[1]);
}

TEST(Visit, FindsNothingForAnUnknownId) {
  Map const map = shop();
  EXPECT_EQ(find(map, StoryId("s9")), nullptr);
  EXPECT_EQ(find(map, TaskId("s1")), nullptr);
  EXPECT_EQ(find(map, ActivityId("")), nullptr);
  EXPECT_EQ(find(map, ReleaseId("r2")), nullptr);
  EXPECT_EQ(find(Map{}, PersonaId("p1")), nullptr);
}

TEST(MapIndex, KnowsThePlaceOfEveryNoun) {
  Map const map = shop();
  MapIndex const index(map);
  EXPECT_EQ(index.place(StoryId("s2")), (StoryPlace{0, 0, 1}));
  EXPECT_EQ(index.place(StoryId("s3")), (StoryPlace{0, 2, 0}));
  ASSERT_TRUE(index.place(TaskId("t3")).has_value());
  EXPECT_EQ(index.place(TaskId("t3"))->activity, 0U);
  EXPECT_EQ(index.place(TaskId("t3"))->task, 2U);
  EXPECT_EQ(index.place(ActivityId("a2")), 1U);
  EXPECT_EQ(index.place(ReleaseId("r1")), 0U);
  EXPECT_EQ(index.place(PersonaId("p2")), 1U);
}

TEST(MapIndex, KnowsNoPlaceForAnUnknownId) {
  MapIndex const index(shop());
  EXPECT_FALSE(index.place(StoryId("t1")));
  EXPECT_FALSE(index.place(TaskId("t9")));
  EXPECT_FALSE(index.place(ActivityId("a9")));
  EXPECT_FALSE(index.place(ReleaseId("")));
  EXPECT_FALSE(index.place(PersonaId("p9")));
}

TEST(MapIndex, TheFirstPlaceWinsWhenAnIdOccursTwice) {
  Map map = shop();
  map.activities[1].tasks = {task("t1", {story("s1")})};
  map.activities.push_back(activity("a1"));
  MapIndex const index(map);
  EXPECT_EQ(index.place(StoryId("s1")), (StoryPlace{0, 0, 0}));
  EXPECT_EQ(index.place(TaskId("t1"))->activity, 0U);
  EXPECT_EQ(index.place(ActivityId("a1")), 0U);
}

TEST(MapIndex, AgreesWithFindOnEveryStory) {
  Map const map = shop();
  MapIndex const index(map);
  for_each_story(map, [&](Activity const&, Task const&, Story const& found) {
    EXPECT_EQ(&at(map, *index.place(found.id)), find(map, found.id));
  });
}

TEST(StoryPlace, ComesInMapOrder) {
  EXPECT_LT((StoryPlace{0, 2, 9}), (StoryPlace{1, 0, 0}));
  EXPECT_LT((StoryPlace{1, 0, 9}), (StoryPlace{1, 1, 0}));
  EXPECT_LT((StoryPlace{1, 1, 0}), (StoryPlace{1, 1, 1}));
}

}  // namespace
