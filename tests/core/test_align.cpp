// tests/core/test_align.cpp - which nouns of two maps are the same where readers made the ids up.
#include <gtest/gtest.h>
#include <storymap/align.hpp>
#include <storymap/diff.hpp>
#include <storymap/edit.hpp>

#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/text_maps.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

std::string const head = "# Shop\n\n## Buy\n\n### Order\n\n";

Import markdown(std::string const& text) { return read_as("markdown", text); }

/// The edits between two texts.
Edits difference(Import before, Import after, TextMatcher const& match_similar = {}) {
  align_ids(before.map, before.report.made_up, after.map, after.report.made_up, match_similar);
  EXPECT_TRUE(check(before.map));
  EXPECT_TRUE(check(after.map));
  return diff(before.map, after.map);
}
Edits difference(std::string const& before, std::string const& after) {
  return difference(markdown(head + before), markdown(head + after));
}

Place<Story> behind(std::string const& task, std::string const& story) { return {TaskId(task), StoryId(story)}; }

TEST(Align, OneInsertionIsOneEdit) {
  Edits const edits = difference("- [ ] Pay\n- [ ] Cart\n", "- [ ] Log in\n- [ ] Pay\n- [ ] Cart\n");
  ASSERT_EQ(edits.size(), 1U);
  auto const& add = std::get<Add<Story>>(edits[0]);
  EXPECT_EQ(add.value.title, "Log in");
  EXPECT_EQ(add.value.id, StoryId("s4")) << "an id that no other noun had";
}

TEST(Align, FollowsAStoryToAnotherTask) {
  EXPECT_EQ(difference("- [ ] Pay\n- [ ] Cart\n\n### Ship\n\n- [ ] Send\n",
                       "- [ ] Cart\n\n### Ship\n\n- [ ] Send\n- [ ] Pay\n"),
            (Edits{Move<Story>{StoryId("s1"), behind("t2", "s3")}}));
}

TEST(Align, PairsEqualTitlesInOrder) {
  EXPECT_EQ(difference("- [ ] Pay\n- [ ] Pay\n", "- [ ] Pay\n- [x] Pay\n"),
            (Edits{Set<Story>{StoryId("s2"), "status", "done"}}));
}

TEST(Align, TakesATitleRewrittenInItsPlaceForARename) {
  EXPECT_EQ(difference("- [ ] Pay\n- [ ] Cart\n", "- [ ] Order\n- [ ] Cart\n"),
            (Edits{Set<Story>{StoryId("s1"), "title", "Order"}}));
  EXPECT_EQ(difference("- [ ] Pay\n- [ ] Cart\n", "- [ ] Cart\n- [ ] Order\n").size(), 2U) << "another place";
}

TEST(Align, KnowsARenamedTaskByItsStories) {
  Edits const edits =
      difference(markdown("## Buy\n\n### Order\n\n- [ ] Pay\n- [ ] Cart\n\n### Ship\n\n- [ ] Send\n"),
                 markdown("## Buy\n\n### Ship\n\n- [ ] Send\n\n### Purchase\n\n- [ ] Pay\n- [ ] New\n"));
  ASSERT_EQ(edits.size(), 3U);
  EXPECT_EQ(edits[0], Edit(Move<Task>{TaskId("t2"), {ActivityId("a1"), std::nullopt}}));
  EXPECT_EQ(edits[1], Edit(Set<Task>{TaskId("t1"), "title", "Purchase"}));
  EXPECT_EQ(edits[2], Edit(Set<Story>{StoryId("s2"), "title", "New"}));
}

TEST(Align, AsksTheMatcherBeforeThePlace) {
  TextMatcher const matcher = [](std::span<std::string_view const> left, std::span<std::string_view const> right) {
    EXPECT_EQ(left.size(), 2U);
    EXPECT_EQ(right.size(), 2U);
    return std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {0, 0}, {9, 0}, {1, 9}};
  };
  Edits const edits = difference(markdown(head + "- [ ] A\n- [ ] B\n"), markdown(head + "- [ ] C\n- [ ] D\n"), matcher);
  ASSERT_EQ(edits.size(), 3U) << "what is added, renamed and removed";
  EXPECT_EQ(edits[1], Edit(Set<Story>{StoryId("s1"), "title", "D"}));
}

TEST(Align, GivenIdsNeverChange) {
  Import before = markdown(head + "- [ ] Pay\n- [ ] Cart\n");
  Import after = markdown(head + "- [ ] Cart\n- [ ] Ship {#s1}\n- [ ] Pay {#pay}\n");
  align_ids(before.map, before.report.made_up, after.map, after.report.made_up);
  auto const& old = before.map.activities[0].tasks[0].stories;
  auto const& now = after.map.activities[0].tasks[0].stories;
  EXPECT_EQ(now[1].id, StoryId("s1"));
  EXPECT_EQ(now[2].id, StoryId("pay"));
  EXPECT_EQ(old[0].id, StoryId("pay")) << "a given id wins over a made-up one";
  EXPECT_EQ(old[1].id, now[0].id);
  EXPECT_EQ(before.report.made_up.stories, (std::vector{old[1].id}));
  EXPECT_EQ(after.report.made_up.stories, (std::vector{old[1].id}));
}

TEST(Align, OfDifferentGivenIdsAreDifferentNouns) {
  Edits const edits = difference("- [ ] Pay {#x}\n", "- [ ] Pay {#y}\n");
  EXPECT_EQ(edits.size(), 2U);
}

TEST(Align, ReferencesFollow) {
  std::string const releases = "## Releases\n\n- First\n- Second\n\n";
  std::string const more = "## Releases\n\n- Zero\n- First\n- Second\n\n";
  std::string const board = "## Buy\n\n### Order\n\n- [ ] Pay ^First @Buyer\n- [ ] Cart ^Second\n\n";
  std::string const longer =
      "## Buy\n\n### Order\n\n- [ ] New @Seller\n- [ ] Pay ^First @Buyer\n- [ ] Cart ^Second\n\n";
  Edits const edits = difference(markdown("# Shop\n\n" + releases + board + "## Links\n\n- s1 blocks s2\n"),
                                 markdown("# Shop\n\n" + more + longer + "## Links\n\n- s2 blocks s3\n"));
  ASSERT_EQ(edits.size(), 3U) << "a persona, a release and a story; nothing that is old has changed";
}

TEST(Align, WithoutMadeUpNothingChanges) {
  Map map = sample_map();
  Map other = changed({Remove<Story>{StoryId("s5")}});
  Map const before = other;
  MadeUpIds none;
  align_ids(map, none, other, none);
  EXPECT_EQ(map, sample_map());
  EXPECT_EQ(other, before);
}

TEST(Align, EveryReaderSaysWhichIdsItMadeUp) {
  MadeUpIds made_up = read_as("markdown", head + "- A ^R @P\n- B {#b}\n").report.made_up;
  EXPECT_EQ(made_up.stories, (std::vector{StoryId("s1")}));
  EXPECT_EQ(made_up.tasks, (std::vector{TaskId("t1")}));
  EXPECT_EQ(made_up.activities, (std::vector{ActivityId("a1")}));
  EXPECT_EQ(made_up.releases, (std::vector{ReleaseId("r1")}));
  EXPECT_EQ(made_up.personas, (std::vector{PersonaId("p1")}));
  EXPECT_EQ(read_as("text", "A\nB\n").report.made_up.stories, (std::vector{StoryId("s1"), StoryId("s2")}));
  EXPECT_EQ(read_as("json", R"({"storymap":1,"name":"","activities":[{"title":"A","tasks":[{"id":"t","title":"T",
      "stories":[{"title":"S"},{"id":"x","title":"S"}]}]}]})")
                .report.made_up,
            (MadeUpIds{{}, {}, {ActivityId("a1")}, {}, {StoryId("s1")}}));
  EXPECT_EQ(read_as("json", R"([{"id":7,"title":"A","release":"R"},{"title":"B","personas":["P"]}])").report.made_up,
            (MadeUpIds{{PersonaId("p1")}, {ReleaseId("r1")}, {ActivityId("a1")}, {TaskId("t1")}, {StoryId("s1")}}));
  EXPECT_EQ(read_as("json", R"({"activities":[{"id":1,"title":"A","tasks":[]},{"title":"B","tasks":[]}]})")
                .report.made_up.activities,
            (std::vector{ActivityId("a1")}));
  EXPECT_EQ(read_as("jsonl", "{\"id\":\"k\",\"title\":\"A\"}\n{\"title\":\"B\"}\n").report.made_up.stories,
            (std::vector{StoryId("s1")}));
  EXPECT_EQ(read_as("csv", "Key,Summary,Epic\nK-1,A,E\n,B,E\n").report.made_up.stories, (std::vector{StoryId("s1")}));
  EXPECT_EQ(read_as("csv", "Key,Summary,Epic\nK-1,A,E\n,B,E\n").report.made_up.activities.size(), 1U);
  EXPECT_EQ(read_as("trello", R"({"id":"b","name":"B","lists":[{"id":"l","name":"To do"}],
      "cards":[{"id":"c","name":"A","idList":"l"},{"name":"B","idList":"l"}]})")
                .report.made_up,
            (MadeUpIds{{}, {}, {}, {}, {StoryId("s1")}}));
}

TEST(AlignTo, EditsNameTheIdsThatTheBaseHas) {
  // The base gives no ids; the other file gives some, and one of them is an ordinal of the base.
  auto const map = [](std::vector<std::pair<std::string, std::string>> const& stories) {
    Map made;
    Task& task = made.activities.emplace_back(Activity{.id = ActivityId("a1"), .title = "A"}).tasks.emplace_back();
    task.id = TaskId("t1");
    task.title = "T";
    for (auto const& [id, title] : stories) task.stories.push_back(Story{.id = StoryId(id), .title = title});
    return made;
  };
  Map const base = map({{"s1", "Pay by card"}, {"s2", "Pay by invoice"}});
  MadeUpIds made_up;
  made_up.add(ActivityId("a1"));
  made_up.add(TaskId("t1"));
  made_up.add(StoryId("s1"));
  made_up.add(StoryId("s2"));
  for (bool const given : {true, false}) {
    Map other = map({{"X7", "Search"}, {"s2", "Pay by card"}, {"s1", "Pay by invoice, later"}});
    MadeUpIds made_up_in_other = given ? MadeUpIds() : made_up;
    align_ids_to(base, made_up, other, made_up_in_other);
    Map changed = base;
    ASSERT_TRUE(apply(changed, diff(base, other)));
    EXPECT_EQ(changed, other);
    EXPECT_EQ(other.activities[0].tasks[0].stories[1].id, StoryId("s1"));
  }
}

}  // namespace
