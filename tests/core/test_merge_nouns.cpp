// tests/core/test_merge_nouns.cpp - merging nouns that both sides add, move and remove.
#include <gtest/gtest.h>
#include <storymap/merge.hpp>

#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/merge_checks.hpp"
#include "support/sample_map.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Kind = Conflict::Kind;

Add<Story> add(std::string id, Place<Story> place, std::string title = "New") {
  return {sample_story(std::move(id), std::move(title)), std::move(place)};
}
Move<Story> move(std::string id, Place<Story> place) { return {StoryId(std::move(id)), std::move(place)}; }
Set<Story> set(std::string id, std::string field, Value value) {
  return {StoryId(std::move(id)), std::move(field), std::move(value)};
}
Edits without(auto const& id) { return plan_remove(sample_map(), id); }
Edits operator+(Edits left, Edits const& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

// ---- places ----------------------------------------------------------------------------------------------------

TEST(MergePlaces, OfBothSidesAreTaken) {
  EXPECT_EQ(
      outline(merged({move("s1", in_task("t3")), add("s8", in_task("t2", "s4"), "Ours")},
                     {move("s6", in_task("t4")), move("s5", in_task("t2")), add("s9", in_task("t2", "s3"), "Theirs")})),
      "a1(t1(s2) t2(s5 s3 s9 s4 s8)) a2(t3(s1) t4(s6)) a3()");
}

TEST(MergePlaces, PutOursFirstWhereBothAdd) {
  EXPECT_EQ(outline(merged({add("s8", in_task("t4"), "Ours")}, {add("s9", in_task("t4"), "Theirs")})),
            "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4(s8 s9)) a3()");
}

TEST(MergePlaces, FollowAMovedParent) {
  EXPECT_EQ(outline(merged({Move<Task>{TaskId("t2"), in_activity("a3")}}, {add("s9", in_task("t2", "s5"))})),
            "a1(t1(s1 s2)) a2(t3(s6) t4()) a3(t2(s3 s4 s5 s9))");
}

TEST(MergePlaces, KeepOursWhenBothMovedANounElsewhere) {
  EXPECT_EQ(outline(merged({move("s6", in_task("t1", "s2"))}, {move("s6", in_task("t4"))},
                           {{Kind::place, "/story/s6/place", R"({"parent":"t3","after":null})",
                             R"({"parent":"t1","after":"s2"})", R"({"parent":"t4","after":null})"}})),
            "a1(t1(s1 s2 s6) t2(s3 s4 s5)) a2(t3() t4()) a3()");
  EXPECT_EQ(
      ids(merged({Move<Activity>{ActivityId("a3"), {}}}, {Move<Activity>{ActivityId("a3"), {{}, ActivityId("a1")}}},
                 {{Kind::place, "/activity/a3/place", R"({"after":"a2"})", R"({"after":null})", R"({"after":"a1"})"}})
              .activities),
      "a3 a1 a2");
}

TEST(MergePlaces, AgreeWhenBothMovedANounToTheSamePlace) {
  EXPECT_EQ(outline(merged({move("s6", in_task("t2", "s3"))},
                           {move("s6", in_task("t2", "s3")), add("s9", in_task("t2", "s3"))})),
            "a1(t1(s1 s2) t2(s3 s9 s6 s4 s5)) a2(t3() t4()) a3()");
}

TEST(MergePlaces, OfAdditionsOfTheSameNounKeepOurs) {
  EXPECT_EQ(outline(merged({add("s9", in_task("t1"))}, {add("s9", in_task("t1", "s2"))})),
            "a1(t1(s9 s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4()) a3()");
}

// ---- nouns -----------------------------------------------------------------------------------------------------

TEST(MergeNouns, AddedByBothAreMergedWhenTheTitlesAgree) {
  Map const map = merged({add("s9", in_task("t4")), set("s9", "points", 1.0), AddLabel{StoryId("s9"), "a", {}}},
                         {add("s9", in_task("t4")), set("s9", "description", "x"), AddLabel{StoryId("s9"), "b", {}}});
  Story const& story = story_of(map, "s9");
  EXPECT_EQ(story.points, 1);
  EXPECT_EQ(story.description, "x");
  EXPECT_EQ(story.labels, (std::vector<std::string>{"a", "b"}));
}

TEST(MergeNouns, AddedByBothToDifferentParentsAreAConflictOfPlace) {
  EXPECT_EQ(outline(merged({add("s9", in_task("t4"))}, {add("s9", in_task("t3"))},
                           {{Kind::place, "/story/s9/place", "", R"({"parent":"t4","after":null})",
                             R"({"parent":"t3","after":null})"}})),
            "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4(s9)) a3()");
}

TEST(MergeNouns, RemovedByOneSideAreGone) {
  EXPECT_EQ(merged(without(ActivityId("a1")), {set("s6", "title", "x")}),
            changed(without(ActivityId("a1")) + Edits{set("s6", "title", "x")}));
  EXPECT_EQ(merged(without(StoryId("s4")), without(StoryId("s4"))), changed(without(StoryId("s4"))));
}

TEST(MergeNouns, RemovedByOneAndChangedByTheOtherStay) {
  for (bool const swap : {false, true}) {
    auto const both = [&](Edits const& remove, Edits const& change, Conflict conflict) {
      if (!swap) return merged(remove, change, {conflict});
      std::swap(conflict.ours, conflict.theirs);
      return merged(change, remove, {conflict});
    };
    Edits const change = {set("s4", "points", 1.0)};
    EXPECT_EQ(both(without(StoryId("s4")), change,
                   {Kind::removed_changed, "/story/s4", "Pay by invoice", "", "Pay by invoice"}),
              changed(change));
    EXPECT_EQ(outline(both(without(StoryId("s4")), {move("s4", in_task("t4"))},
                           {Kind::removed_changed, "/story/s4", "Pay by invoice", "", "Pay by invoice"})),
              "a1(t1(s1 s2) t2(s3 s5)) a2(t3(s6) t4(s4)) a3()");
    Edits const rename = {Set<Release>{ReleaseId("r1"), "title", "Alpha"}};
    EXPECT_EQ(both(without(ReleaseId("r1")), rename, {Kind::removed_changed, "/release/r1", "First", "", "Alpha"}),
              changed(rename))
        << "with the stories that were in it";
    Edits const name = {Set<Persona>{PersonaId("p1"), "name", "Client"}};
    EXPECT_EQ(both(without(PersonaId("p1")), name, {Kind::removed_changed, "/persona/p1", "Buyer", "", "Client"}),
              changed(name));
  }
}

TEST(MergeNouns, BringReferencesToThemBackInOrder) {
  using Texts = std::vector<std::string>;
  Map const base = changed({set("s3", "personas", Texts{"p1", "p2"}), set("s4", "personas", Texts{"p2", "p1"})});
  Map const ours = changed(base, {Set<Persona>{PersonaId("p2"), "name", "Client"}});
  Map const theirs = changed(base, plan_remove(base, PersonaId("p2")));
  EXPECT_EQ(merged_maps(base, ours, theirs, {{Kind::removed_changed, "/persona/p2", "Seller", "Client", ""}}), ours);
  EXPECT_EQ(merged_maps(base, theirs, ours, {{Kind::removed_changed, "/persona/p2", "Seller", "", "Client"}}), ours);
}

TEST(MergeNouns, BringTheirParentsAlong) {
  Map const map = merged(without(ActivityId("a1")), {set("s4", "title", "Changed")},
                         {{Kind::removed_changed, "/story/s4", "Pay by invoice", "", "Changed"}});
  EXPECT_EQ(outline(map), "a1(t2(s4)) a2(t3(s6) t4()) a3()");
  EXPECT_TRUE(map.links.empty()) << "the other end of its link is gone";
}

TEST(MergeNouns, BringTheirLinksAlong) {
  Map const map = merged({set("s3", "title", "Changed")}, without(StoryId("s3")),
                         {{Kind::removed_changed, "/story/s3", "Pay by card", "Changed", ""}});
  EXPECT_EQ(map, changed({set("s3", "title", "Changed")}));
}

TEST(MergeNouns, LeaveReferencesBehindThatNobodyDefends) {
  Map const map =
      merged(without(StoryId("s3")) + without(ReleaseId("r2")) + without(PersonaId("p2")),
             {set("s3", "title", "Changed")}, {{Kind::removed_changed, "/story/s3", "Pay by card", "", "Changed"}});
  EXPECT_EQ(story_of(map, "s3").release, ReleaseId("r1"));
  Edits const no_release = {set("s3", "release", {}), Remove<Release>{ReleaseId("r1")}};
  Map const other =
      merged(without(StoryId("s3")) + Edits{Remove<Release>{ReleaseId("r1")}}, {set("s3", "title", "Changed")},
             {{Kind::removed_changed, "/story/s3", "Pay by card", "", "Changed"}});
  EXPECT_EQ(other, changed(no_release + Edits{set("s3", "title", "Changed")}));
}

TEST(MergeNouns, LosingARemovedReleaseIsNoChangeOfAStory) {
  EXPECT_EQ(outline(merged(without(StoryId("s3")), without(ReleaseId("r1")))),
            "a1(t1(s1 s2) t2(s4 s5)) a2(t3(s6) t4()) a3()");
  EXPECT_EQ(outline(merged(without(PersonaId("p1")), without(StoryId("s3")))),
            "a1(t1(s1 s2) t2(s4 s5)) a2(t3(s6) t4()) a3()");
}

TEST(MergeNouns, ThatAreNewlyReferredToStay) {
  EXPECT_EQ(merged({set("s4", "release", "r2")}, without(ReleaseId("r2")),
                   {{Kind::removed_changed, "/release/r2", "Second", "Second", "", "/story/s4", "Pay by invoice"}}),
            changed({set("s4", "release", "r2")}));
  EXPECT_EQ(merged(without(PersonaId("p2")), {set("s4", "personas", std::vector<std::string>{"p2"})},
                   {{Kind::removed_changed, "/persona/p2", "Seller", "", "Seller", "/story/s4", "Pay by invoice"}}),
            changed({set("s4", "personas", std::vector<std::string>{"p2"})}));
  AddLink const link{{LinkKind::blocks, StoryId("s5"), StoryId("s6"), {}}, {}};
  EXPECT_EQ(
      merged({link}, without(StoryId("s5")),
             {{Kind::removed_changed, "/story/s5", "Pay in cash", "Pay in cash", "", "/link/blocks/s5/s6", "blocks"}}),
      changed({link}));
  EXPECT_EQ(merged(without(TaskId("t4")), {add("s9", in_task("t4"))},
                   {{Kind::removed_changed, "/task/t4", "Ship", "", "Ship", "/story/s9", "New"}}),
            changed({add("s9", in_task("t4"))}));
  EXPECT_EQ(merged({move("s1", in_task("t4"))}, without(TaskId("t4")),
                   {{Kind::removed_changed, "/task/t4", "Ship", "Ship", "", "/story/s1", "Search"}}),
            changed({move("s1", in_task("t4"))}));
  Edits const task = {Add<Task>{sample_task("t9", "New", {}), in_activity("a3")}};
  EXPECT_EQ(merged(task, without(ActivityId("a3")),
                   {{Kind::removed_changed, "/activity/a3", "Grow", "Grow", "", "/task/t9", "New"}}),
            changed(task));
}

TEST(MergeNouns, ReferredToByTheLosingSideOnlyAreGone) {
  Edits const ours = {set("s4", "release", "r1")};
  EXPECT_EQ(merged(ours + without(ReleaseId("r2")), {set("s4", "release", "r2")},
                   {{Kind::field, "/story/s4/release", "", "r1", "r2"}}),
            changed(ours + without(ReleaseId("r2"))));
  Edits const moved = {move("s6", in_task("t1"))};
  Map const map = merged(moved + without(TaskId("t4")), {move("s6", in_task("t4"))},
                         {{Kind::place, "/story/s6/place", R"({"parent":"t3","after":null})",
                           R"({"parent":"t1","after":null})", R"({"parent":"t4","after":null})"}});
  EXPECT_EQ(outline(map), "a1(t1(s6 s1 s2) t2(s3 s4 s5)) a2(t3()) a3()");
}

TEST(MergeNouns, ComeBackWithEverythingTheOtherSideGaveThem) {
  Edits const theirs = {Add<Release>{{ReleaseId("r9"), "New", "", {}, {}}, {{}, ReleaseId("r1")}},
                        Add<Persona>{{PersonaId("p9"), "New", "", {}, {}}, {}},
                        Add<Task>{sample_task("t9", "New", {}), in_activity("a1")},
                        set("s3", "release", "r9"),
                        set("s3", "personas", std::vector<std::string>{"p9", "p1"}),
                        move("s3", in_task("t9"))};
  EXPECT_EQ(
      merged(without(StoryId("s3")), theirs, {{Kind::removed_changed, "/story/s3", "Pay by card", "", "Pay by card"}}),
      changed(theirs));
}

TEST(MergeNouns, ConflictsStandInMapOrder) {
  Edits const ours = {SetMap{"name", "Ours"}, set("s1", "title", "Ours"), set("s6", "title", "Ours")};
  Edits const theirs = Edits{SetMap{"name", "Theirs"}, set("s6", "title", "Theirs")} + without(StoryId("s1"));
  merged(ours, theirs,
         {{Kind::field, "/name", "Shop", "Ours", "Theirs"},
          {Kind::removed_changed, "/story/s1", "Search", "Ours", ""},
          {Kind::field, "/story/s6/title", "Add a product", "Ours", "Theirs"}});
}

// ---- matching --------------------------------------------------------------------------------------------------

/// The sample map as a file without ids of its own might bring it back: every id is another one.
Map imported(Map map) {
  auto const rename = [](auto& id) { id = std::remove_reference_t<decltype(id)>("new " + id.str()); };
  for (Persona& persona : map.personas) rename(persona.id);
  for (Release& release : map.releases) rename(release.id);
  for (Activity& activity : map.activities) rename(activity.id);
  for_each_task(map, [&](Activity&, Task& task) { rename(task.id); });
  for_each_story(map, [&](Activity&, Task&, Story& story) {
    rename(story.id);
    if (story.release) rename(*story.release);
    for (PersonaId& persona : story.personas) rename(persona);
  });
  for (Link& link : map.links) {
    rename(link.from);
    rename(link.to);
  }
  return map;
}

TEST(MergeMatching, FindsTheSameTextUnderOtherIds) {
  Map const base = sample_map();
  EXPECT_EQ(merged_maps(base, base, imported(base)), base);
  Edits const ours = {set("s4", "points", 2.0), move("s1", in_task("t2")), AddLabel{StoryId("s4"), "x", {}}};
  EXPECT_EQ(merged_maps(base, changed(ours), imported(base)), changed(ours));
  Edits const theirs = {set("s5", "points", 2.0), Remove<Release>{ReleaseId("r2")}};
  EXPECT_EQ(merged_maps(base, changed(ours), imported(changed(theirs))), changed(ours + theirs));
}

TEST(MergeMatching, KeepsWhatOursRemovedRemoved) {
  Map const base = sample_map();
  EXPECT_EQ(merged_maps(base, changed(without(StoryId("s5"))), imported(base)), changed(without(StoryId("s5"))));
}

TEST(MergeMatching, FindsWhatBothSidesAdded) {
  Map const base = sample_map();
  Edits const ours = {add("s8", in_task("t4"), "The same")};
  EXPECT_EQ(merged_maps(base, changed(ours), changed({add("s9", in_task("t4"), "The same")})), changed(ours));
  EXPECT_EQ(merged_maps(base, changed(ours), imported(changed(ours))), changed(ours));
}

TEST(MergeMatching, PairsEqualTextsInOrderAndOnce) {
  Map const base = changed({add("s8", in_task("t4"), "Twin"), add("s9", in_task("t4", "s8"), "Twin")});
  Map const ours = changed(base, {set("s8", "points", 1.0), set("s9", "points", 2.0)});
  EXPECT_EQ(merged_maps(base, ours, imported(base)), ours);
  Map const theirs = changed(imported(base), {Add<Story>{sample_story("s10", "Twin"), in_task("new t4", "new s9")}});
  EXPECT_EQ(outline(merged_maps(base, ours, theirs)), "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4(s8 s9 s10)) a3()");
}

TEST(MergeMatching, NeedsTheSameParentTitle) {
  EXPECT_EQ(outline(merged({add("s8", in_task("t3"), "Same")}, {add("s9", in_task("t4"), "Same")})),
            "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s8 s6) t4(s9)) a3()");
}

TEST(MergeMatching, AsksTheMatcherForTheRest) {
  Map const base = sample_map();
  Map const theirs = changed(imported(base), {Set<Story>{StoryId("new s4"), "title", "Pay by an invoice"},
                                              Set<Story>{StoryId("new s4"), "description", "Text"},
                                              Add<Story>{sample_story("s9", "New"), in_task("new t4")}});
  std::vector<std::string> left;
  std::vector<std::string> right;
  MergeOptions options;
  options.match_similar = [&](std::span<std::string_view const> ours, std::span<std::string_view const> others) {
    left.assign(ours.begin(), ours.end());
    right.assign(others.begin(), others.end());
    return std::vector<std::pair<std::size_t, std::size_t>>{{7, 0}, {0, 7}, {0, 0}, {0, 1}, {0, 0}};
  };
  Map const map = merged_maps(base, base, theirs, {}, options);
  EXPECT_EQ(left, (std::vector<std::string>{"Pay by invoice"}));
  EXPECT_EQ(right, (std::vector<std::string>{"Pay by an invoice\nText", "New"}));
  EXPECT_EQ(story_of(map, "s4").title, "Pay by an invoice");
  EXPECT_EQ(outline(map), "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4(s9)) a3()");
}

}  // namespace
