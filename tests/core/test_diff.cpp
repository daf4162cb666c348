// tests/core/test_diff.cpp - the edits between two maps.
#include <gtest/gtest.h>
#include <storymap/diff.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/sample_map.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Texts = std::vector<std::string>;

/// The diff from the sample map to what the edits make of it, having checked that it gets there.
Edits diff_after(Edits const& edits) {
  Map const a = sample_map();
  Map const b = changed(a, edits);
  Edits there = diff(a, b);
  EXPECT_EQ(changed(a, there), b);
  EXPECT_EQ(changed(b, diff(b, a)), a);
  return there;
}

/// Expects that diff finds these very edits again.
void expect_found(Edits const& edits) { EXPECT_EQ(diff_after(edits), edits); }

TEST(Diff, OfEqualMapsIsEmpty) { EXPECT_EQ(diff(sample_map(), sample_map()), Edits{}); }

TEST(Diff, OfAChangedFieldIsOneSet) {
  StoryId const id("s3");
  expect_found({Set<Story>{id, "title", "Pay"}});
  expect_found({Set<Story>{id, "description", ""}});
  expect_found({Set<Story>{id, "acceptance_criteria", Texts{}}});
  expect_found({Set<Story>{id, "priority", "Low"}});
  expect_found({Set<Story>{id, "status", "done"}});
  expect_found({Set<Story>{id, "points", {}}});
  expect_found({Set<Story>{id, "personas", Texts{"p2", "p1"}}});
  expect_found({Set<Story>{id, "release", "r2"}});
  expect_found({Set<Story>{id, "release", {}}});
  expect_found({Set<Story>{id, "external", std::vector<External>{}}});
  expect_found({Set<Story>{id, "colour", JsonText{"1"}}});
  expect_found({Set<Story>{id, "colour", {}}});
  expect_found({Set<Story>{id, "size", JsonText{"1"}}});
  expect_found({Set<Activity>{ActivityId("a1"), "title", "Shop"}});
  expect_found({Set<Task>{TaskId("t4"), "description", "x"}});
  expect_found({Set<Release>{ReleaseId("r1"), "title", "One"}});
  expect_found({Set<Persona>{PersonaId("p1"), "name", "Client"}});
  expect_found({SetMap{"name", "Store"}, SetMap{"description", ""}, SetMap{"theme", {}}});
}

TEST(Diff, OfAMovedNounIsOneMove) {
  expect_found({Move<Story>{StoryId("s5"), in_task("t2")}});
  expect_found({Move<Story>{StoryId("s3"), in_task("t3", "s6")}});
  expect_found({Move<Task>{TaskId("t2"), in_activity("a3")}});
  expect_found({Move<Activity>{ActivityId("a1"), {{}, ActivityId("a3")}}});
  EXPECT_EQ(diff_after({Move<Release>{ReleaseId("r1"), {{}, ReleaseId("r2")}}}).size(), 1U);
  EXPECT_EQ(diff_after({Move<Persona>{PersonaId("p2"), {}}}).size(), 1U);
}

TEST(Diff, OfAddedAndRemovedNouns) {
  expect_found({Add<Story>{sample_story("s9", "New"), in_task("t4")}});
  expect_found({Remove<Story>{StoryId("s5")}});
  expect_found({Remove<Task>{TaskId("t4")}});
  expect_found({RemoveLink{{LinkKind::relates, StoryId("s3"), StoryId("s4")}},
                RemoveLink{{LinkKind::blocks, StoryId("s1"), StoryId("s3")}}, Remove<Story>{StoryId("s3")}});
}

TEST(Diff, AddsWhatIsReferredToFirst) {
  Story story = sample_story("s9", "New");
  story.release = ReleaseId("r9");
  story.personas = {PersonaId("p9")};
  expect_found({Add<Persona>{{PersonaId("p9"), "", "", {}, {}}, {}},
                Add<Release>{{ReleaseId("r9"), "", "", {}, {}}, {}},
                Add<Task>{sample_task("t9", "", {}), in_activity("a3")}, Set<Story>{StoryId("s3"), "release", "r9"},
                Add<Story>{story, in_task("t9")}, AddLink{{LinkKind::blocks, StoryId("s9"), StoryId("s1"), {}}, {}}});
}

TEST(Diff, RemovesWhatIsNoLongerReferredToLast) {
  expect_found({Set<Story>{StoryId("s3"), "personas", Texts{}}, Set<Story>{StoryId("s3"), "release", {}},
                Remove<Release>{ReleaseId("r1")}, Remove<Persona>{PersonaId("p1")}});
}

TEST(Diff, MovesOutOfRemovedAndIntoAddedParents) {
  expect_found({Add<Activity>{{ActivityId("a9"), "", "", {}, {}, {}}, {}},
                Add<Task>{sample_task("t9", "", {}), in_activity("a9")},
                Move<Task>{TaskId("t1"), in_activity("a9", "t9")}, Move<Story>{StoryId("s3"), in_task("t9")},
                Move<Story>{StoryId("s4"), in_task("t9", "s3")}, Move<Story>{StoryId("s5"), in_task("t1", "s2")},
                Remove<Task>{TaskId("t2")}, Remove<Activity>{ActivityId("a1")}});
}

TEST(Diff, TakesTheFewestMovesAmongSiblings) {
  Map a;
  for (int i = 0; i < 100; ++i) a.releases.push_back({ReleaseId(std::to_string(i)), "", "", {}, {}});
  Map b = a;
  std::rotate(b.releases.begin(), b.releases.begin() + 3, b.releases.end());
  EXPECT_EQ(diff(a, b).size(), 3U) << "the three that went to the end";
  std::swap(b.releases[10], b.releases[50]);
  EXPECT_EQ(diff(a, b).size(), 5U);
  EXPECT_EQ(changed(a, diff(a, b)), b);
}

TEST(Diff, OfLabelsKeepsThoseInOrder) {
  StoryId const id("s3");
  expect_found({RemoveLabel{id, "mvp"}});
  expect_found({AddLabel{id, "new", "money"}});
  expect_found({RemoveLabel{id, "money"}, AddLabel{id, "money", "web"}});
}

TEST(Diff, OfLinksKeepsThoseInOrder) {
  LinkKey const blocks{LinkKind::blocks, StoryId("s1"), StoryId("s3")};
  LinkKey const relates{LinkKind::relates, StoryId("s3"), StoryId("s4")};
  expect_found({AddLink{{LinkKind::duplicates, StoryId("s4"), StoryId("s5"), {}}, blocks}});
  expect_found({RemoveLink{relates}, AddLink{{LinkKind::relates, StoryId("s3"), StoryId("s4"), {}}, blocks}});
  EXPECT_EQ(
      diff_after({RemoveLink{blocks}, AddLink{{LinkKind::blocks, StoryId("s1"), StoryId("s3"), {}}, relates}}).size(),
      2U)
      << "either of the two may stay";
}

TEST(Diff, FromAndToTheEmptyMap) {
  Map const map = sample_map();
  EXPECT_EQ(changed(Map{}, diff(Map{}, map)), map);
  EXPECT_EQ(changed(map, diff(map, Map{})), Map{});
}

}  // namespace
