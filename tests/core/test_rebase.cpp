// tests/core/test_rebase.cpp - edits made on one map, carried over to what others have made of it.
#include <gtest/gtest.h>
#include <storymap/edit.hpp>

#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/random_edits.hpp"
#include "support/sample_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Kind = RebaseNote::Kind;
using Notes = std::vector<RebaseNote>;

std::vector<RebaseNote> const no_notes;

Set<Story> set(std::string story, std::string field, Value value) {
  return {StoryId(std::move(story)), std::move(field), std::move(value)};
}
Add<Story> add(std::string story, Place<Story> place) { return {sample_story(std::move(story), ""), std::move(place)}; }
Move<Story> move(std::string story, Place<Story> place) { return {StoryId(std::move(story)), std::move(place)}; }
LinkKey link(std::string from, std::string to) {
  return {LinkKind::blocks, StoryId(std::move(from)), StoryId(std::move(to))};
}

/// Rebases edits of the sample map over what others did to it.
Result<Rebased> rebased(Edits const& edits, Edits const& others) {
  Map const base = sample_map();
  return rebase(edits, base, changed(base, others));
}

/// The map that both sides together make, the edits last.
Map together(Edits const& edits, Edits const& others, Notes const& notes = no_notes) {
  Result<Rebased> const result = rebased(edits, others);
  EXPECT_TRUE(result) << to_string(result.error());
  if (!result) return {};
  EXPECT_EQ(result->notes, notes);
  return changed(changed(others), result->edits);
}

Error error(Edits const& edits, Edits const& others) {
  Result<Rebased> const result = rebased(edits, others);
  EXPECT_FALSE(result);
  return result ? Error{} : result.error();
}

TEST(Rebase, OverNothingChangesNothing) {
  Edits const edits = {set("s3", "title", "x"), add("s9", in_task("t2", "s3")), move("s9", in_task("t4"))};
  Result<Rebased> const result = rebased(edits, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->edits, edits);
  EXPECT_EQ(result->notes, no_notes);
}

TEST(Rebase, DifferentFieldsBothStay) {
  Map const map = together({set("s3", "title", "Mine"), SetMap{"name", "Mine"}},
                           {set("s3", "points", 8.0), set("s4", "title", "Theirs"), SetMap{"description", "Theirs"}});
  EXPECT_EQ(story_of(map, "s3").title, "Mine");
  EXPECT_EQ(story_of(map, "s3").points, 8);
  EXPECT_EQ(story_of(map, "s4").title, "Theirs");
  EXPECT_EQ(map.name + map.description, "MineTheirs");
}

TEST(Rebase, OfTheSameFieldWinsAndIsReported) {
  Map const map = together(
      {set("s4", "title", "x"), set("s3", "title", "Mine"), set("s3", "x/y", JsonText{"1"}), SetMap{"name", "Mine"}},
      {set("s3", "title", "Theirs"), set("s3", "x/y", JsonText{"2"}), SetMap{"name", "Theirs"}},
      {{Kind::overwritten, 1, "/story/s3/title"},
       {Kind::overwritten, 2, "/story/s3/x~1y"},
       {Kind::overwritten, 3, "/name"}});
  EXPECT_EQ(story_of(map, "s3").title, "Mine");
  EXPECT_EQ(map.name, "Mine");
}

TEST(Rebase, ReportsAFieldOnce) {
  together({set("s3", "title", "Mine"), set("s3", "title", "Mine again")}, {set("s3", "title", "Theirs")},
           {{Kind::overwritten, 0, "/story/s3/title"}});
}

TEST(Rebase, OfTheSameValueIsNoConflict) {
  together({set("s3", "title", "Same"), set("s3", "release", {})},
           {set("s3", "release", {}), set("s3", "title", "Same")});
}

TEST(Rebase, ALostSiblingSendsTheNounToTheEndOfItsParent) {
  Edits const others = {Remove<Story>{StoryId("s5")}, move("s4", in_task("t1"))};
  Map const map =
      together({add("s9", in_task("t2", "s5")), move("s2", in_task("t2", "s4")), move("s3", in_task("t2", "s9"))},
               others, {{Kind::place_lost, 0, "/story/s9/place"}, {Kind::place_lost, 1, "/story/s2/place"}});
  EXPECT_EQ(outline(map), "a1(t1(s4 s1) t2(s9 s3 s2)) a2(t3(s6) t4()) a3()");
}

TEST(Rebase, ALostSiblingOfAnEmptyParentMeansFirst) {
  Map const map = together({add("s9", in_task("t3", "s6"))}, {move("s6", in_task("t4"))},
                           {{Kind::place_lost, 0, "/story/s9/place"}});
  EXPECT_EQ(outline(map), "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s9) t4(s6)) a3()");
}

TEST(Rebase, ASiblingThatMovedWithinItsParentIsStillFollowed) {
  Map const map = together({add("s9", in_task("t2", "s4"))}, {move("s4", in_task("t2", "s5"))});
  EXPECT_EQ(ids(map.activities[0].tasks[1].stories), "s3 s5 s4 s9");
}

TEST(Rebase, PlacesOfEveryNounAreKept) {
  Map const map = together({Add<Activity>{{ActivityId("a9"), "", "", {}, {}, {}}, {{}, ActivityId("a3")}},
                            Add<Release>{{ReleaseId("r9"), "", "", {}, {}}, {{}, ReleaseId("r2")}},
                            Add<Task>{sample_task("t9", "", {}), in_activity("a2", "t4")}},
                           {Remove<Activity>{ActivityId("a3")}, Remove<Release>{ReleaseId("r2")},
                            Move<Task>{TaskId("t4"), in_activity("a1")}},
                           {{Kind::place_lost, 0, "/activity/a9/place"},
                            {Kind::place_lost, 1, "/release/r9/place"},
                            {Kind::place_lost, 2, "/task/t9/place"}});
  EXPECT_EQ(outline(map), "a1(t4() t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t9()) a9()");
  EXPECT_EQ(ids(map.releases), "r1 r9");
}

TEST(Rebase, OfAMoveWinsOverTheirMoveAndIsReported) {
  Map const map =
      together({move("s6", in_task("t1"))}, {move("s6", in_task("t4"))}, {{Kind::overwritten, 0, "/story/s6/place"}});
  EXPECT_EQ(outline(map), "a1(t1(s6 s1 s2) t2(s3 s4 s5)) a2(t3() t4()) a3()");
  together({move("s6", in_task("t4"))}, {move("s6", in_task("t4"))});
}

TEST(Rebase, AVanishedTargetFailsTheBatch) {
  Edits const others = plan_remove(sample_map(), StoryId("s3"));
  for (Edit const& edit : Edits{set("s3", "title", "x"), move("s3", in_task("t1")), AddLabel{StoryId("s3"), "x", {}},
                                RemoveLabel{StoryId("s3"), "mvp"}}) {
    Error const refused = error({set("s4", "title", "x"), edit}, others);
    EXPECT_EQ(refused.code, Errc::unknown_id);
    EXPECT_TRUE(refused.path == "/1/id" || refused.path == "/1/story") << refused.path;
  }
}

TEST(Rebase, AVanishedParentOrReferenceFailsTheBatch) {
  EXPECT_EQ(error({add("s9", in_task("t4"))}, {Remove<Task>{TaskId("t4")}}),
            (Error{Errc::unknown_id, "no task has the id 't4'", "/0/place/parent"}));
  EXPECT_EQ(error({set("s3", "release", "r2")}, {Remove<Release>{ReleaseId("r2")}}),
            (Error{Errc::unknown_id, "no release has the id 'r2'", "/0/value"}));
  EXPECT_EQ(
      error({AddLink{{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}}, {}}}, {Remove<Story>{StoryId("s2")}}).path,
      "/0/value/to");
}

TEST(Rebase, ATakenIdFailsTheBatch) {
  EXPECT_EQ(error({add("s9", in_task("t1"))}, {add("s9", in_task("t4"))}),
            (Error{Errc::duplicate_id, "the story id 's9' is already used", "/0/value/id"}));
}

TEST(Rebase, ARemovalOfWhatOthersNowUseFailsTheBatch) {
  EXPECT_EQ(error({Remove<Task>{TaskId("t4")}}, {add("s9", in_task("t4"))}),
            (Error{Errc::in_use, "the task 't4' still has stories: 1", "/0/id"}));
}

TEST(Rebase, ARemovalOfWhatOthersChangedIsReported) {
  together({Remove<Story>{StoryId("s5")}, Remove<Release>{ReleaseId("r2")}},
           {set("s5", "title", "x"), set("s4", "title", "x"), Move<Release>{ReleaseId("r2"), {}}},
           {{Kind::overwritten, 0, "/story/s5"}});
  together({Remove<Story>{StoryId("s5")}}, {AddLabel{StoryId("s5"), "x", {}}}, {{Kind::overwritten, 0, "/story/s5"}});
  together({Remove<Story>{StoryId("s5")}}, {move("s5", in_task("t4"))}, {{Kind::overwritten, 0, "/story/s5"}});
}

TEST(Rebase, WhatOthersDidAlreadyIsLeftOut) {
  Edits const edits = {RemoveLink{link("s1", "s3")},
                       Remove<Story>{StoryId("s5")},
                       RemoveLabel{StoryId("s3"), "mvp"},
                       AddLabel{StoryId("s3"), "x", {}},
                       AddLink{{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}}, {}},
                       Remove<Persona>{PersonaId("p2")}};
  Result<Rebased> const result = rebased(edits, edits);
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(result->edits, Edits{});
  EXPECT_EQ(result->notes, no_notes);
}

TEST(Rebase, ALinkThatOthersAddedWithOtherFieldsIsOverwritten) {
  Link const ours{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {{"why", "\"ours\""}}};
  Link const theirs{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}};
  Notes const notes = {{Kind::overwritten, 0, "/link/blocks/s1/s2"}};
  EXPECT_EQ(together({AddLink{ours, {}}}, {AddLink{theirs, {}}}, notes).links.front(), ours);
  EXPECT_EQ(together({AddLink{theirs, {}}}, {AddLink{ours, link("s1", "s3")}}, notes).links.front(), theirs);
}

TEST(Rebase, ALinkThatOthersChangedIsRemovedWithANote) {
  Link const changed_link{LinkKind::blocks, StoryId("s1"), StoryId("s3"), {{"why", "\"theirs\""}}};
  Map const map = together({RemoveLink{link("s1", "s3")}}, {RemoveLink{link("s1", "s3")}, AddLink{changed_link, {}}},
                           {{Kind::overwritten, 0, "/link/blocks/s1/s3"}});
  EXPECT_EQ(map.links.size(), 1U);
}

TEST(Rebase, LostPlacesOfLinksAndLabelsAreReported) {
  Map const map = together({AddLink{{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}}, link("s1", "s3")},
                            AddLabel{StoryId("s3"), "x", "money"}},
                           {RemoveLink{link("s1", "s3")}, RemoveLabel{StoryId("s3"), "money"}},
                           {{Kind::place_lost, 0, "/link/blocks/s1/s2"}, {Kind::place_lost, 1, "/story/s3/labels/x"}});
  EXPECT_EQ(map.links.back().to, StoryId("s2"));
  EXPECT_EQ(story_of(map, "s3").labels, (std::vector<std::string>{"mvp", "web", "x"}));
}

TEST(Rebase, LostPlacesInEmptyListsMeanFirst) {
  Map const map = together(
      {AddLink{{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}}, link("s1", "s3")},
       AddLabel{StoryId("s3"), "x", "web"}},
      {RemoveLink{link("s1", "s3")}, RemoveLink{{LinkKind::relates, StoryId("s3"), StoryId("s4")}},
       RemoveLabel{StoryId("s3"), "money"}, RemoveLabel{StoryId("s3"), "mvp"}, RemoveLabel{StoryId("s3"), "web"}},
      {{Kind::place_lost, 0, "/link/blocks/s1/s2"}, {Kind::place_lost, 1, "/story/s3/labels/x"}});
  EXPECT_EQ(map.links.size(), 1U);
  EXPECT_EQ(story_of(map, "s3").labels, (std::vector<std::string>{"x"}));
}

TEST(Rebase, LaterEditsOfTheBatchSeeEarlierOnes) {
  Map const map = together({Add<Task>{sample_task("t9", "", {}), in_activity("a3")}, add("s9", in_task("t9")),
                            add("s10", in_task("t9", "s9")), set("s10", "title", "x"), Remove<Story>{StoryId("s9")}},
                           {SetMap{"name", "x"}, Move<Activity>{ActivityId("a3"), {}}});
  EXPECT_EQ(outline(map), "a3(t9(s10)) a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4())");
}

TEST(Rebase, OfEditsThatNeverFittedFails) {
  EXPECT_EQ(error({set("s4", "title", "x"), set("s9", "title", "x")}, {add("s9", in_task("t1"))}).path, "/1/id");
  EXPECT_EQ(error({RemoveLink{link("s4", "s5")}}, {}).path, "/0/link");
}

}  // namespace
