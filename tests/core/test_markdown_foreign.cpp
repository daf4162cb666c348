// tests/core/test_markdown_foreign.cpp - Markdown that was written for people: outlines, epics, prose with lists.
#include <gtest/gtest.h>
#include <storymap/markdown.hpp>
#include <storymap/utf8.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using storymap::Activity;
using storymap::ImportNote;
using storymap::ImportReport;
using storymap::Map;
using storymap::MapCounts;
using storymap::read_markdown;
using storymap::ReadOptions;
using storymap::Result;
using storymap::Status;
using storymap::Story;
using storymap::Task;
using storymap::write_markdown;

/// A map that was read, and its report.
struct Read {
  Map map;
  ImportReport report;

  /// The map as lines: "activity", "  task", "    story", "      criterion".
  [[nodiscard]] std::string outline() const {
    std::string lines;
    for (Activity const& activity : map.activities) {
      lines += activity.title + "\n";
      for (Task const& task : activity.tasks) {
        lines += "  " + task.title + "\n";
        for (Story const& story : task.stories) {
          lines += "    " + story.title + "\n";
          for (std::string const& criterion : story.acceptance_criteria) lines += "      " + criterion + "\n";
        }
      }
    }
    return lines;
  }

  /// The line of the first note with this message; 0 when there is none, or when it names none.
  [[nodiscard]] std::size_t line_of(std::string_view message) const {
    auto const note = std::find_if(report.notes.begin(), report.notes.end(),
                                   [&](ImportNote const& each) { return each.message == message; });
    return note == report.notes.end() ? 0 : note->line;
  }

  [[nodiscard]] bool notes(std::string_view message) const {
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [&](ImportNote const& each) { return each.message == message; });
  }
};

Read read(std::string_view text, std::string file = "map.md") {
  Read read;
  ReadOptions options;
  options.file_name = std::move(file);
  Result<Map> map = read_markdown(text, options, read.report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  if (map) read.map = *std::move(map);
  EXPECT_TRUE(check(read.map).has_value());
  return read;
}

TEST(MarkdownForeign, AnOutlineOfThreeLevelsIsActivitiesTasksAndStories) {
  Read const map = read(
      "# Map\n"
      "- Prepare\n"
      "\t- [x] Install\n"
      "\t\t- [x] From the store\n"
      "        - From a file\n"
      "    \t\t- Offline\n"
      "\t- Configure\n"
      "- Use\n");
  EXPECT_EQ(map.outline(), "Prepare\n  Install\n    From the store\n    From a file\n    Offline\n  Configure\nUse\n");
  EXPECT_EQ(map.map.name, "Map");
  EXPECT_EQ(map.map.activities[0].tasks[0].stories[0].status, Status::done);
  EXPECT_TRUE(map.notes("the list is read as activities, tasks and stories"));
  EXPECT_EQ(map.line_of("the status of an activity or task"), 3U);
  EXPECT_EQ(map.line_of("items below a story are stories of the same task"), 6U);
}

TEST(MarkdownForeign, AnOutlineOfTwoLevelsIsTasksAndStories) {
  Read const map = read("- Search\n  text of it\n\n  more\n  - By name\n  - By price\n1. Pay\n   1. By card\n");
  EXPECT_EQ(map.outline(), "map\n  Search text of it\n    By name\n    By price\n  Pay\n    By card\n");
  EXPECT_EQ(map.map.activities[0].tasks[0].description, "more");
  EXPECT_TRUE(map.notes("the list is read as tasks and stories"));
  EXPECT_TRUE(map.notes("no heading of level 1 names the map"));
}

TEST(MarkdownForeign, AListWithoutLevelsOrWithBoxesIsStories) {
  EXPECT_EQ(read("- a\n- b\n").outline(), "map\n  map\n    a\n    b\n");
  EXPECT_EQ(read("- a\n- b\n", "").outline(), "Stories\n  Stories\n    a\n    b\n");
  EXPECT_EQ(read("# M\n- [ ] a\n  - c\n- [x] b\n").outline(), "M\n  M\n    a\n      c\n    b\n");
}

TEST(MarkdownForeign, HeadingsRightAboveListsAreTasks) {
  Read const map = read(
      "# Backlog\n## Part\n### Epic one\nText\n\n#### Feature\n- a\n- b\n\nAfter\n#### Other\n1. c\n### Epic two\n- "
      "d\n");
  EXPECT_EQ(map.outline(), "Epic one\n  Feature\n    a\n    b\n  Other\n    c\nEpic two\n  Epic two\n    d\n");
  EXPECT_EQ(map.map.activities[0].description, "Text");
  EXPECT_EQ(map.map.activities[0].tasks[0].description, "After");
  EXPECT_EQ(map.line_of("a heading that only groups others"), 2U);
  EXPECT_TRUE(map.notes("headings of level 3 are activities"));
  EXPECT_EQ(map.line_of("a task named after its activity holds the stories that stand in none"), 14U);
}

TEST(MarkdownForeign, ADeeperHeadingInOnePlaceChangesNothingElsewhere) {
  EXPECT_EQ(read("# M\n## A\n### T\n- a\n- b\n#### Later\n- c\n### U\n- d\n").outline(),
            "A\n  T\n    a\n    b\n  Later\n    c\n  U\n    d\n");
}

TEST(MarkdownForeign, SeveralTopHeadingsAreActivities) {
  Read const map = read("# A\n## T\n- a\n# B\n## U\n- b\n", "shop.v2.md");
  EXPECT_EQ(map.outline(), "A\n  T\n    a\nB\n  U\n    b\n");
  EXPECT_EQ(map.map.name, "shop.v2");
}

TEST(MarkdownForeign, UnderlinedHeadingsAndBoldLinesAboveListsAreHeadings) {
  Read const map = read(
      "Title\n=====\n\nText\n\nActivity one\n---\n\n**1. Epic: Pay**\n\n- a\n\n**Note**\n\nNo list.\n\n__Refund__:\n* "
      "b\n");
  EXPECT_EQ(map.map.name, "Title");
  EXPECT_EQ(map.map.description, "Text");
  EXPECT_EQ(map.outline(), "Activity one\n  1. Epic: Pay\n    a\n  Refund:\n    b\n");
  EXPECT_EQ(map.map.activities[0].tasks[0].description, "**Note**\n\nNo list.");
  EXPECT_EQ(map.line_of("a bold line above a list is its heading"), 9U);
}

TEST(MarkdownForeign, HeadingsAboveAcceptanceCriteriaAreStories) {
  Read const map = read(
      "# Backlog\n## Accounts\n### US-1: Log in ^MVP\n**As a** user\n\n"
      "**Acceptance Criteria:**\n- [x] Given\n  when\n- [ ] Then\n\n**Priority:** High\n\n#### Notes\n- short\n\n"
      "### US-2\n- a detail\n#### Acceptance criteria\n1. b\n"
      "## Shop\n- plain\n\n**Acceptance criteria**\n- of nothing\n");
  EXPECT_EQ(map.outline(),
            "Accounts\n  Accounts\n    US-1: Log in\n      Given\nwhen\n      Then\n    US-2\n      a detail\n      b\n"
            "Shop\n  Shop\n    plain\n");
  Story const& story = map.map.activities[0].tasks[0].stories[0];
  EXPECT_EQ(story.description, "**As a** user\n\n**Priority:** High\n\n#### Notes\n- short");
  EXPECT_TRUE(story.release.has_value());
  EXPECT_TRUE(map.notes("headings above acceptance criteria are stories"));
  EXPECT_EQ(map.line_of("the status of a criterion"), 7U);
  EXPECT_EQ(map.map.activities[1].description, "- of nothing");
  EXPECT_EQ(map.line_of("a criterion that belongs to no story is kept as text"), 24U);
}

TEST(MarkdownForeign, WhatIsNeitherHeadingNorListIsText) {
  std::string const text =
      "A table:\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```sh\n# no heading\n- no item\n```\n\n<!--\n## none\n-->\n\n"
      "<details>\n\n    - code\n\n[link]: url\n1986. A year";
  Read const map = read("# M\n\n" + text + "\n\n***\n\n## A\n\n- a\n");
  EXPECT_EQ(map.map.description, text);
  EXPECT_EQ(map.outline(), "A\n  A\n    a\n");
  EXPECT_EQ(map.line_of("a table is kept as text"), 3U);
}

TEST(MarkdownForeign, MetadataAndTextThatBelongsNowhereAreDropped) {
  Read const map =
      read("---\ntitle: x\n---\n# M\n## Releases\nIntro\n- MVP\n\nOutro\n## Links\n- [Miro](https://miro.com)\n");
  EXPECT_EQ(map.map.name, "M");
  EXPECT_EQ(map.map.releases.size(), 1U);
  EXPECT_EQ(map.line_of("the metadata above the map"), 1U);
  EXPECT_EQ(map.line_of("text that belongs to no part of the map"), 6U);
  EXPECT_EQ(map.line_of("a link that is not written as 's1 blocks s2'"), 11U);
}

TEST(MarkdownForeign, AStoryHasOnePriorityOneEstimateAndOneRelease) {
  Read const map = read("# M\n- a !b !c ~1 ~2 ^d ^e\n");
  Story const& story = map.map.activities[0].tasks[0].stories[0];
  EXPECT_EQ(story.priority, "b");
  EXPECT_EQ(story.points, 1.0);
  EXPECT_EQ(story.release, storymap::ReleaseId("r1"));
  EXPECT_TRUE(map.notes("a story has one priority, one estimate and one release"));
}

TEST(MarkdownForeign, NoInputTakesLongerThanItsSize) {
  std::string const start = "# M\n\n## A\n\n### T\n\n- ";
  for (std::string const part :
       {"- ",   "-\n", "#",     "# a\n", ">",  "> a\n", "`",        "`` ` ", "*a _b ",  "{# ", "@{# ",
        "#\" ", "#a ", "<!-- ", "```\n", "\\", "&#1",   "a\n---\n", "  ",    "\t- a\n", "\r",  "|-|\n"}) {
    std::string text = start;
    while (text.size() < 200'000) text += part;
    auto const begin = std::chrono::steady_clock::now();
    Read const map = read(text);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << part;
  }
}

// Real files.

TEST(MarkdownForeign, RealMapsHoldWhatAReaderSeesInThem) {
  STORYMAP_NEEDS_DATA("story_maps");
  // Activities, tasks, stories.
  std::vector<std::tuple<char const*, std::size_t, std::size_t, std::size_t>> const files = {
      {"portal-pt-s02.md", 2, 8, 17},
      {"portal-pt-s04.md", 2, 8, 24},
      {"userstory-fr.md", 2, 7, 15},
      {"vscode-usm-docs-ja.md", 5, 5, 12}};
  for (auto const& [file, activities, tasks, stories] : files) {
    Read const map = read(storymap_test::read_file(*storymap_test::data_dir() / "story_maps" / file), file);
    MapCounts const counts = count(map.map);
    EXPECT_EQ(std::tuple(counts.activities, counts.tasks, counts.stories), std::tuple(activities, tasks, stories))
        << file;
    EXPECT_FALSE(map.report.notes.empty());
  }
}

TEST(MarkdownForeign, TheFrenchEpicsAreTasks) {
  STORYMAP_NEEDS_DATA("story_maps/userstory-fr.md");
  Read const map = read(storymap_test::read_file(*storymap_test::data_dir() / "story_maps/userstory-fr.md"));
  EXPECT_EQ(map.map.name, "Squellette de user story");
  EXPECT_EQ(map.map.activities[0].title, "Initiative : sprint");
  EXPECT_EQ(map.map.activities[0].tasks[1].title, "2. Epic : Gestion du backlog");
  EXPECT_EQ(map.map.activities[0].tasks[1].stories[0].title,
            "En tant que membre, je veux consulter le backlog du sprint, afin de voir les tâches assignées pour le "
            "sprint en cours.");
}

TEST(MarkdownForeign, ThePortugueseStoriesHaveNoMarksOfEmphasis) {
  STORYMAP_NEEDS_DATA("story_maps/portal-pt-s04.md");
  Read const map = read(storymap_test::read_file(*storymap_test::data_dir() / "story_maps/portal-pt-s04.md"));
  Task const& task = map.map.activities[0].tasks[3];
  EXPECT_EQ(task.title, "4. Escrever histórias de usuário");
  EXPECT_EQ(task.stories[2].title, "Como usuário, quero baixar o perfil em PDF para guardar para consulta posterior.");
}

// No text is an error for Markdown: whatever there is must read, and read the same when it is written again.
TEST(MarkdownForeign, EveryRealTextReadsAndComesBack) {
  STORYMAP_NEEDS_DATA("story_maps");
  std::size_t files = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(*storymap_test::data_dir())) {
    std::string const extension = entry.path().extension().string();
    bool const is_text = extension == ".md" || extension == ".txt" || extension == ".csv" || extension == ".jsonl";
    if (!entry.is_regular_file() || !is_text || entry.file_size() > 1'000'000) continue;
    std::string const text = storymap_test::read_file(entry.path());
    if (!storymap::is_valid_utf8(text)) continue;
    Read const map = read(text);
    Result<storymap::Export> const written = write_markdown(map.map);
    ASSERT_TRUE(written.has_value()) << entry.path();
    EXPECT_EQ(read(written->text).map, map.map) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 20U);
}

}  // namespace
