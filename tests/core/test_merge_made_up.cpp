// tests/core/test_merge_made_up.cpp - merging files whose nouns have no ids.
#include <gtest/gtest.h>
#include <storymap/analysis.hpp>
#include <storymap/merge.hpp>

#include <string>
#include <vector>

#include "support/merge_checks.hpp"
#include "support/text_maps.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Kind = Conflict::Kind;

std::string const head = "# Shop\n\n## Buy\n\n### Order\n\n";

/// Merges Markdown below a heading, expects these conflicts, and returns the stories as Markdown.
std::string merged_text(std::string const& base, std::string const& ours, std::string const& theirs,
                        Conflicts const& conflicts = {}) {
  auto const read = [](std::string const& text) { return read_as("markdown", head + text); };
  Merged const merged = merge_imports(read(base), read(ours), read(theirs), similar_texts());
  EXPECT_EQ(merged.conflicts, conflicts);
  std::string const text = markdown_of(merged.map);
  EXPECT_TRUE(text.starts_with(head)) << text;
  return text.substr(std::min(head.size(), text.size()));
}

TEST(MergeMadeUp, AnInsertionAboveDoesNotMarkAnotherStoryDone) {
  EXPECT_EQ(
      merged_text("- [ ] Pay by card\n- [ ] See my cart\n", "- [ ] Log in\n- [ ] Pay by card\n- [ ] See my cart\n",
                  "- [ ] Pay by card\n- [x] See my cart\n"),
      "- [ ] Log in\n- [ ] Pay by card\n- [x] See my cart\n");
}

TEST(MergeMadeUp, StoriesAppendedByBothSidesSurvive) {
  std::string const base = "- [ ] Pay by card\n- [ ] See my cart\n";
  EXPECT_EQ(merged_text(base, base + "- [ ] Log in\n", base + "- [ ] Sign out\n"),
            base + "- [ ] Log in\n- [ ] Sign out\n");
  EXPECT_EQ(merged_text(base, base + "- [ ] Export orders to PDF\n", base + "- [ ] Export orders to CSV\n"),
            base + "- [ ] Export orders to PDF\n- [ ] Export orders to CSV\n")
      << "alike is not the same";
  EXPECT_EQ(merged_text(base, base + "- [ ] Log in\n", base + "- [x] Log in\n"), base + "- [x] Log in\n")
      << "the same text is one story";
}

TEST(MergeMadeUp, StoriesAddedToDifferentTasksAreTwo) {
  EXPECT_EQ(merged_text("- [ ] A\n\n### Ship\n\n- [ ] B\n", "- [ ] A\n- [ ] New\n\n### Ship\n\n- [ ] B\n",
                        "- [ ] A\n\n### Ship\n\n- [ ] B\n- [ ] New\n"),
            "- [ ] A\n- [ ] New\n\n### Ship\n\n- [ ] B\n- [ ] New\n");
}

TEST(MergeMadeUp, ATitleMendedInItsPlaceTakesTheOtherSidesChange) {
  EXPECT_EQ(merged_text("- [ ] Pay by card\n- [ ] Cart\n", "- [ ] Pay by debit card\n- [ ] Cart\n",
                        "- [x] Pay by card\n- [ ] Cart\n"),
            "- [x] Pay by debit card\n- [ ] Cart\n");
}

TEST(MergeMadeUp, AnotherStoryInItsPlaceDoesNotTakeTheOtherSidesChange) {
  EXPECT_EQ(
      merged_text("- [ ] Pay by card\n- [ ] Cart\n", "- [ ] Browse\n- [ ] Cart\n", "- [x] Pay by card\n- [ ] Cart\n",
                  {{Kind::removed_changed, "/story/s1", "Pay by card", "", "Pay by card"}}),
      "- [x] Pay by card\n- [ ] Browse\n- [ ] Cart\n");
}

TEST(MergeMadeUp, ConflictsSpeakOfTheIdsOfTheResult) {
  EXPECT_EQ(merged_text("- [ ] A\n- [ ] B\n", "- [ ] New\n- [ ] A\n- [x] B\n", "- [ ] A\n- [!] B\n",
                        {{Kind::field, "/story/s3/status", "todo", "done", "blocked"}}),
            "- [ ] New\n- [ ] A\n- [x] B\n");
}

TEST(MergeMadeUp, GivenIdsStayAndNoOthersAppear) {
  EXPECT_EQ(merged_text("- [ ] A\n- [ ] B {#bee}\n- [ ] C\n", "- [ ] New\n- [ ] A\n- [ ] B {#bee}\n- [ ] C\n",
                        "- [ ] A\n- [x] Renamed altogether {#bee}\n- [ ] C\n- [ ] Last\n"),
            "- [ ] New\n- [ ] A\n- [x] Renamed altogether {#bee}\n- [ ] C\n- [ ] Last\n");
  EXPECT_EQ(merged_text("- [ ] A\n- [ ] B {#s7}\n- [ ] C\n", "- [ ] A\n- [ ] New\n- [ ] B {#s7}\n- [ ] C\n",
                        "- [ ] A\n- [x] B {#s7}\n- [ ] C\n- [ ] D\n"),
            "- [ ] A\n- [ ] New\n- [x] B {#s7}\n- [ ] C\n- [ ] D\n");
}

TEST(MergeMadeUp, AnIdGivenByOneSideIsTaken) {
  EXPECT_EQ(merged_text("- [ ] A\n- [ ] B\n", "- [ ] B {#bee}\n- [ ] A\n", "- [ ] A\n- [x] B\n"),
            "- [x] B {#bee}\n- [ ] A\n");
}

TEST(MergeMadeUp, LinksReleasesAndPersonasFollow) {
  std::string const base = "- [ ] A ^First @Buyer\n- [ ] B {#b}\n- [ ] C {#c}\n\n## Links\n\n- b blocks c\n";
  std::string const ours = "- [ ] New ^Zero @Seller\n" + base;
  std::string const theirs = "- [x] A ^First @Buyer\n- [ ] B {#b}\n- [ ] C {#c}\n\n## Links\n\n- b blocks c\n";
  Merged const merged = merge_imports(read_as("markdown", head + base), read_as("markdown", head + ours),
                                      read_as("markdown", head + theirs));
  EXPECT_EQ(merged.conflicts, Conflicts{});
  Map const& map = merged.map;
  EXPECT_TRUE(check(map));
  ASSERT_EQ(map.releases.size(), 2U);
  Story const& story = map.activities[0].tasks[0].stories[1];
  EXPECT_EQ(story.title, "A");
  EXPECT_EQ(story.status, Status::done);
  EXPECT_EQ(find(map, *story.release)->title, "First");
  EXPECT_EQ(find(map, story.personas.at(0))->name, "Buyer");
  EXPECT_EQ(map.links.size(), 1U);
  EXPECT_EQ(merged.made_up.stories, (std::vector{StoryId("s1"), StoryId("s2")}));
}

TEST(MergeMadeUp, ARemovedGivenOrdinalKeepsOutOfTheWay) {
  EXPECT_EQ(merged_text("- [ ] A\n- [ ] B {#s2}\n- [ ] C {#c}\n", "- [ ] A\n- [ ] X\n- [ ] C {#c}\n",
                        "- [ ] A\n- [ ] B {#s2}\n- [x] C {#c}\n"),
            "- [ ] A\n- [ ] X\n- [x] C {#c}\n");
}

TEST(MergeMadeUp, PlainTextIsMergedLikewise) {
  auto const read = [](std::string const& text) { return read_as("text", text); };
  Merged const merged = merge_imports(read("Pay by card\nSee my cart\n"), read("Log in\nPay by card\nSee my cart\n"),
                                      read("Pay by card\n[x] See my cart\nSign out\n"));
  EXPECT_EQ(merged.conflicts, Conflicts{});
  EXPECT_EQ(write_map(merged.map, "text")->text, "Log in\nPay by card\nSee my cart\nSign out\n");
  EXPECT_EQ(merged.map.activities[0].tasks[0].stories[2].status, Status::done);
}

TEST(MergeMadeUp, AFileWithIdsUpdatesFromOneWithout) {
  Map const base = changed({Remove<Persona>{PersonaId("p2")}});
  Import const theirs = read_as("text", "# Find\n- Search\n- Browse\n- Filter\n# Pay\n- Pay by invoice\n");
  MergeOptions options;
  options.made_up.theirs = theirs.report.made_up;
  Result<Merged> const merged = merge(base, base, theirs.map, options);
  ASSERT_TRUE(merged);
  Story const* const browse = find(merged->map, StoryId("s2"));
  ASSERT_NE(browse, nullptr);
  EXPECT_EQ(browse->title, "Browse");
  EXPECT_TRUE(check(merged->map));
}

TEST(MergeMadeUp, TenThousandStoriesTakeNoTime) {
  std::string base;
  for (int i = 0; i < 10'000; ++i) base += "Story number " + std::to_string(i) + "\n";
  auto const read = [](std::string const& text) { return read_as("text", text); };
  Merged const merged = merge_imports(read(base), read("First\n" + base), read(base + "Last\n"));
  EXPECT_EQ(merged.conflicts, Conflicts{});
  EXPECT_EQ(merged.map.activities[0].tasks[0].stories.size(), 10'002U);
  EXPECT_EQ(merged.map.activities[0].tasks[0].stories.back().id, StoryId("s10002"));
}

}  // namespace
