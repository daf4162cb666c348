// tests/core/test_merge_twice.cpp - merging different nouns that both sides added under one id.
#include <gtest/gtest.h>
#include <storymap/analysis.hpp>
#include <storymap/merge.hpp>

#include <string>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/merge_checks.hpp"
#include "support/sample_map.hpp"
#include "support/text_maps.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Kind = Conflict::Kind;
using Texts = std::vector<std::string>;

Add<Story> add(std::string id, Place<Story> place, std::string title) {
  return {sample_story(std::move(id), std::move(title)), std::move(place)};
}
Set<Story> set(std::string id, std::string field, Value value) {
  return {StoryId(std::move(id)), std::move(field), std::move(value)};
}

TEST(MergeTwice, TheirStoryUnderTheSameIdIsNotLost) {
  Map const map =
      merged({add("s9", in_task("t4"), "Ours"), set("s9", "points", 1.0)},
             {add("s9", in_task("t4"), "Theirs"), set("s9", "description", "x"), set("s9", "release", "r2")},
             {{Kind::added_twice, "/story/s9", "", "Ours", "Theirs", "/story/s10", "Theirs"}});
  EXPECT_EQ(outline(map), "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4(s9 s10)) a3()");
  EXPECT_EQ(story_of(map, "s9").points, 1);
  EXPECT_EQ(story_of(map, "s9").description, "");
  EXPECT_EQ(story_of(map, "s10").description, "x");
  EXPECT_EQ(story_of(map, "s10").release, ReleaseId("r2"));
}

TEST(MergeTwice, WhatReferredToTheirNounStillDoes) {
  auto const side = [](std::string const& mark, Edits more) {
    Edits edits = {Add<Persona>{{PersonaId("p9"), mark + " persona", "", {}, {}}, {}},
                   Add<Release>{{ReleaseId("r9"), mark + " release", "", {}, {}}, {}},
                   Add<Task>{sample_task("t9", mark + " task", {}), in_activity("a3")},
                   add("s9", in_task("t9"), mark + " story")};
    edits.insert(edits.end(), more.begin(), more.end());
    return edits;
  };
  Map const map =
      merged(side("Our", {}),
             side("Their", {set("s9", "personas", Texts{"p9"}), set("s4", "release", "r9"),
                            AddLink{{LinkKind::blocks, StoryId("s9"), StoryId("s6"), {}}, {}}}),
             {{Kind::added_twice, "/persona/p9", "", "Our persona", "Their persona", "/persona/p10", "Their persona"},
              {Kind::added_twice, "/release/r9", "", "Our release", "Their release", "/release/r10", "Their release"},
              {Kind::added_twice, "/task/t9", "", "Our task", "Their task", "/task/t10", "Their task"},
              {Kind::added_twice, "/story/s9", "", "Our story", "Their story", "/story/s10", "Their story"}});
  EXPECT_EQ(outline(map), "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4()) a3(t9(s9) t10(s10))");
  EXPECT_EQ(story_of(map, "s10").personas, std::vector{PersonaId("p10")});
  EXPECT_EQ(story_of(map, "s4").release, ReleaseId("r10"));
  EXPECT_EQ(map.links.front().from, StoryId("s10"));
}

TEST(MergeTwice, TheNewIdIsBehindAllThatAreKnown) {
  Edits const ours = {add("s9", in_task("t4"), "Ours"), add("s20", in_task("t3"), "Far")};
  Edits const theirs = {add("s9", in_task("t4"), "Theirs"), add("s21", in_task("t4"), "Farther")};
  EXPECT_EQ(
      outline(merged(ours, theirs, {{Kind::added_twice, "/story/s9", "", "Ours", "Theirs", "/story/s22", "Theirs"}})),
      "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s20 s6) t4(s9 s21 s22)) a3()");
}

TEST(MergeTwice, TheSameStoriesUnderExchangedIdsAreNotDoubled) {
  Edits const ours = {add("s8", in_task("t4"), "One"), add("s9", in_task("t4", "s8"), "Two")};
  Edits const theirs = {add("s8", in_task("t4"), "Two"), add("s9", in_task("t4"), "One")};
  EXPECT_EQ(merged(ours, theirs), changed(ours));
}

TEST(MergeTwice, AlikeIsNotTheSame) {
  MergeOptions options;
  options.match_similar = similar_texts();
  Map const base = sample_map();
  Map const ours = changed({add("s9", in_task("t4"), "Export all orders of the month to PDF")});
  Map const theirs = changed({add("s9", in_task("t4"), "Export all orders of the month to CSV")});
  Map const map = merged_maps(base, ours, theirs,
                              {{Kind::added_twice, "/story/s9", "", story_of(ours, "s9").title,
                                story_of(theirs, "s9").title, "/story/s10", story_of(theirs, "s9").title}},
                              options);
  EXPECT_EQ(outline(map), "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6) t4(s9 s10)) a3()");
}

TEST(MergeTwice, GivenIdsInTextsWithoutOthersAreTwoStories) {
  std::string const head = "# Shop\n\n## Buy\n\n### Order\n\n- [ ] Pay by card\n- [ ] See my cart\n";
  auto const read = [&](std::string const& text) { return read_as("markdown", head + text); };
  Merged const merged =
      merge_imports(read(""), read("- [ ] Ours {#s2}\n"), read("- [ ] Theirs {#s2}\n"), similar_texts());
  EXPECT_EQ(merged.conflicts,
            (Conflicts{{Kind::added_twice, "/story/s2", "", "Ours", "Theirs", "/story/s4", "Theirs"}}));
  std::string const text = markdown_of(merged.map);
  EXPECT_NE(text.find("Ours {#s2}\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Theirs"), std::string::npos) << text;
}

}  // namespace
