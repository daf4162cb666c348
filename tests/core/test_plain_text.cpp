// tests/core/test_plain_text.cpp - one story a line: what is taken off a line, what is not, and the way back.
#include <gtest/gtest.h>
#include <storymap/plain_text.hpp>
#include <storymap/text.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

/// Reads a text that must be good.
Import import(std::string_view text) {
  Import import;
  Result<Map> map = read_text(text, {}, import.report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  if (!map) return import;
  Result<void> const good = check(*map);
  EXPECT_TRUE(good.has_value()) << to_string(good.error());
  import.map = *std::move(map);
  return import;
}

std::vector<Story> stories(Map const& map) {
  std::vector<Story> all;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) { all.push_back(story); });
  return all;
}

using Titles = std::vector<std::string>;

Titles titles(Map const& map) {
  Titles all;
  for (Story const& story : stories(map)) all.push_back(story.title);
  return all;
}

/// The title of the only story of a line.
std::string title(std::string_view line) {
  Titles const all = titles(import(line).map);
  EXPECT_EQ(all.size(), 1U) << line;
  return all.empty() ? "(no story)" : all.front();
}

/// "3 tasks: Find 2, Pay 1"
std::string tasks(Map const& map) {
  std::string all;
  for_each_task(map, [&](Activity const&, Task const& task) {
    all += (all.empty() ? "" : ", ") + task.title + " " + std::to_string(task.stories.size());
  });
  return all;
}

void expect_error(std::string_view text, Errc code, std::string_view path, std::string_view words) {
  ImportReport report;
  Result<Map> const map = read_text(text, {}, report);
  ASSERT_FALSE(map.has_value()) << text.substr(0, 80);
  EXPECT_EQ(map.error().code, code);
  EXPECT_EQ(map.error().path, path);
  EXPECT_NE(map.error().message.find(words), std::string::npos) << map.error().message;
}

Map map_of(Titles const& titles) {
  Map map;
  Task task{TaskId("t1"), "Stories", {}, {}, {}, {}};
  for (std::string const& title : titles) {
    Story story;
    story.id = StoryId("s" + std::to_string(task.stories.size() + 1));
    story.title = title;
    task.stories.push_back(std::move(story));
  }
  map.activities.push_back({ActivityId("a1"), "Stories", {}, {}, {}, {}});
  map.activities[0].tasks.push_back(std::move(task));
  return map;
}

TEST(PlainText, EveryLineIsAStoryOfOneTask) {
  Import const list = import("Pay by card\n\n  Pay by invoice  \nPay by card\n");
  EXPECT_EQ(list.map, map_of({"Pay by card", "Pay by invoice", "Pay by card"})) << "the same line twice is two stories";
  EXPECT_EQ(list.report.counts,
            (std::vector<ImportCount>{{"lines", 4}, {"blank", 1}, {"headings", 0}, {"stories", 3}}));
  EXPECT_TRUE(list.report.notes.empty());
}

TEST(PlainText, LinesEndAsTheyDoOnAnyMachine) {
  Titles const two = {"a b", "c"};
  for (std::string_view const text : {"a b\nc", "a b\r\nc\r\n", "a b\rc\r", "a b\n\r\n\n\rc"}) {
    EXPECT_EQ(titles(import(text).map), two) << text;
  }
  EXPECT_EQ(import("a b\rc\r").report.count_of("lines"), 2U);
}

TEST(PlainText, TakesOffOneMarkOfAList) {
  for (char const* line :
       {"- Pay", "* Pay", "+ Pay", "-\tPay", "  - Pay", "1. Pay", "12) Pay", "2019. Pay", "\u2022 Pay", "\u2022Pay",
        "\u2013 Pay", "\u25CF\u00A0Pay", "[ ] Pay", "- [ ] Pay", "1. [x] Pay"}) {
    EXPECT_EQ(title(line), "Pay") << line;
  }
  EXPECT_EQ(title("- - Pay"), "- Pay");
  EXPECT_EQ(title("- 1. Pay"), "1. Pay");
}

TEST(PlainText, TakesNothingElseOff) {
  for (char const* line : {"-5 degrees at most", "1.5 seconds at most", "20190. Pay", "*bold* text", "#1 priority", "#",
                           "[a] b", "1.", "-", "[x]y", "(1) Pay", "a - b", "'quoted'", "\u2013", "3rd party login"}) {
    EXPECT_EQ(title(line), line);
  }
}

TEST(PlainText, ReportsWhatItTookOffOnce) {
  Import const list = import("Pay\n- Find\n- Look\n- [x] Buy\n");
  ASSERT_EQ(list.report.notes.size(), 2U);
  EXPECT_EQ(list.report.notes[0].line, 2U);
  EXPECT_EQ(list.report.notes[0].times, 3U);
  EXPECT_NE(list.report.notes[0].message.find("mark of a list"), std::string::npos);
}

TEST(PlainText, ACheckedBoxIsDone) {
  std::vector<Story> const all = stories(import("[x] a\n- [X] b\n* [ ] c\nd").map);
  std::vector<Status> status;
  status.reserve(all.size());
  for (Story const& story : all) status.push_back(story.status);
  EXPECT_EQ(status, (std::vector{Status::done, Status::done, Status::todo, Status::todo}));
}

TEST(PlainText, ATagIsALabel) {
  Import const list = import(
      "#G02# As a user, I want a map\n- #A.1_b-2# b\n#not a tag# c\n#toolong0123456789012345678901234567# "
      "d\n#\xC3\xA4# e");
  std::vector<Story> const all = stories(list.map);
  EXPECT_EQ(titles(list.map), (Titles{"As a user, I want a map", "b", "#not a tag# c",
                                      "#toolong0123456789012345678901234567# d", "#\xC3\xA4# e"}));
  EXPECT_EQ(all[0].labels, Titles{"G02"});
  EXPECT_EQ(all[1].labels, Titles{"A.1_b-2"});
  EXPECT_TRUE(all[2].labels.empty());
  EXPECT_EQ(list.report.notes.at(0).times, 2U);
  EXPECT_EQ(list.report.notes.at(0).message, "a tag like '#G02#' is a label, no part of a title");
}

TEST(PlainText, TheNoteOnTagsNamesTheFirstTagOfTheFile) {
  EXPECT_EQ(import("Pay\n#G21# Find\n#G22# Buy\n").report.notes.at(0).message,
            "a tag like '#G21#' is a label, no part of a title");
}

TEST(PlainText, ATagAloneIsAStoryWithoutATitle) {
  Import const list = import("#G08# a\n#G08# \n");
  EXPECT_EQ(titles(list.map), (Titles{"a", ""}));
  EXPECT_EQ(list.report.notes.back().kind, ImportNote::Kind::defaulted);
  EXPECT_EQ(list.report.notes.back().line, 2U);
}

TEST(PlainText, HeadingsBeginTasks) {
  EXPECT_EQ(tasks(import("# Find\na\nb\n\n## Pay\nc\n").map), "Find 2, Pay 1");
  EXPECT_EQ(tasks(import("a\n# Pay\nb\n").map), "Stories 1, Pay 1") << "stories before the first heading";
  EXPECT_EQ(tasks(import("# Find\n# Pay\nb\n").map), "Find 0, Pay 1");
  EXPECT_EQ(import("# Find\na\n").report.count_of("headings"), 1U);
}

TEST(PlainText, ALineWithAColonIsAHeadingWhenAListFollows) {
  EXPECT_EQ(tasks(import("Find:\n- a\n- b\nPay by card:\n\n\tc\n").map), "Find 2, Pay by card 1");
  EXPECT_EQ(tasks(import("Find:\na\n").map), "Stories 2") << "nothing marks what follows as its list";
  EXPECT_EQ(tasks(import("a\nFind:\n").map), "Stories 2");
  EXPECT_EQ(tasks(import("- Find:\n  - a\n").map), "Stories 2") << "a line with a mark is a story";
  EXPECT_EQ(tasks(import("As a user, I want to filter by:\n- name\n").map), "Stories 2") << "too long for a heading";
}

TEST(PlainText, SeparatorsAreNoStories) {
  Import const list = import("a\n-----\n=====\nb\n***\n");
  EXPECT_EQ(titles(list.map), (Titles{"a", "b"}));
  EXPECT_EQ(list.report.count_of("blank"), 3U);
  EXPECT_EQ(list.report.notes.at(0).kind, ImportNote::Kind::dropped);
}

TEST(PlainText, RefusesWhatIsNoText) {
  expect_error("a\nb\x07\n", Errc::invalid_syntax, "line 2", "control character");
  expect_error(std::string_view("a\0b", 3), Errc::invalid_syntax, "line 1", "control character");
  expect_error("a\r\n\x7F", Errc::invalid_syntax, "line 2", "control character");
  expect_error("", Errc::invalid_syntax, "", "expected one story a line");
  expect_error(" \n\n\t\n", Errc::invalid_syntax, "", "expected one story a line");
  expect_error("# Only a heading\n", Errc::invalid_syntax, "", "expected one story a line");
}

TEST(PlainText, RefusesALineThatIsTooLong) {
  std::string const longest(max_text_line, 'x');
  EXPECT_EQ(title(longest).size(), max_text_line);
  expect_error("a\n" + longest + "x\n", Errc::too_large, "line 2", "1048576 bytes");
}

TEST(PlainText, WritesATitleALine) {
  Result<Export> const text = write_text(map_of({"Pay", "Find", "Pay"}));
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->text, "Pay\nFind\nPay\n");
  EXPECT_TRUE(text->dropped.empty());
  EXPECT_EQ(write_text(Map{})->text, "");
}

TEST(PlainText, SaysWhatItDropped) {
  Map map = map_of({"a\r\nb", " c", "d"});
  map.description = "of the map";
  map.releases.push_back({ReleaseId("mvp"), "MVP", {}, {}, {}});
  map.links.push_back({LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}});
  map.activities[0].tasks.push_back({TaskId("t2"), "Pay", {}, {}, {}, {}});
  Story& story = map.activities[0].tasks[0].stories[0];
  story.acceptance_criteria = {"one", "two"};
  story.labels = {"ux"};
  story.status = Status::done;
  story.priority = "High";
  story.points = 3;
  story.external.push_back({"jira", "SHOP-1", "", {}});
  story.extra.set("x", "1");
  Result<Export> const text = write_text(map);
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->text, "a b\nc\nd\n");
  EXPECT_EQ(text->dropped, (Titles{"1 activity", "2 tasks", "1 description", "2 acceptance criteria", "1 release",
                                   "the labels of 1 story", "the status of 1 story", "the priority of 1 story",
                                   "the points of 1 story", "1 link", "1 external reference", "1 id", "1 unknown field",
                                   "line breaks, control characters and outer spaces of 2 titles"}));
}

TEST(PlainText, MarksTitlesThatWouldReadAsSomethingElse) {
  Titles const odd = {"# 1 priority", "Find:", "- Pay", "[x] done",     "#G02# tag", "-----", "1. Pay", "",
                      "\u2022 Pay",   "- [ ]", "[ ]",   "\xEF\xBB\xBF", "plain",     "-",     "#"};
  Result<Export> const text = write_text(map_of(odd));
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->text.substr(0, 20), "- [ ] # 1 priority\n-");
  EXPECT_NE(text->text.find("\nplain\n"), std::string::npos);
  EXPECT_EQ(titles(import(text->text).map), odd);
}

TEST(PlainText, AnyTitlesSurviveTheRoundTrip) {
  storymap_test::for_each_case([](Random& random) {
    storymap_test::MapShape shape;
    shape.line_breaks = false;
    shape.controls = false;
    storymap_test::RandomMap maps(random, shape);
    Titles written;
    for (std::size_t i = 1 + random.below(8); i > 0; --i) written.emplace_back(trim(maps.text()));
    std::erase_if(written, [](std::string const& text) { return text.find('\x7F') != std::string::npos; });
    if (written.empty()) return;
    Result<Export> const text = write_text(map_of(written));
    ASSERT_TRUE(text.has_value());
    EXPECT_TRUE(text->dropped.empty());
    EXPECT_EQ(titles(import(text->text).map), written);
  });
}

TEST(PlainText, AnyMapIsWrittenAsReadableText) {
  storymap_test::for_each_case([](Random& random) {
    Map const map = storymap_test::random_map(random);
    Result<Export> const text = write_text(map);
    ASSERT_TRUE(text.has_value());
    if (count(map).stories == 0) return;
    Titles const once = titles(import(text->text).map);
    EXPECT_EQ(once.size(), count(map).stories);
    EXPECT_EQ(write_text(map_of(once))->text, text->text);
  });
}

TEST(PlainText, IsWhatIsLeftWhenNothingElseFits) {
  Format const text = text_format();
  EXPECT_GT(text.detect("As a user", ".txt"), text.detect("As a user", ""));
  EXPECT_GT(text.detect("As a user", ""), text.detect("As a user", ".csv"));
  EXPECT_GT(text.detect("[ ] Pay", ""), 0);
  EXPECT_EQ(text.detect(" {\"storymap\":1", ""), 0);
  EXPECT_EQ(text.detect("<opml>", ""), 0);
}

/// Lines with anything but white space in them.
std::size_t lines_with_text(std::string_view text) {
  std::size_t lines = 0;
  while (!text.empty()) {
    std::string_view const line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    lines += trim(line).empty() ? 0U : 1U;
  }
  return lines;
}

TEST(PlainText, ReadsRealBacklogsLineByLine) {
  STORYMAP_NEEDS_DATA("dalpiaz/raw.open", "aqusa");
  std::size_t backlogs = 0;
  std::size_t total = 0;
  for (char const* folder : {"dalpiaz/raw.open", "aqusa"}) {
    for (auto const& file : std::filesystem::directory_iterator(*storymap_test::data_dir() / folder)) {
      if (file.path().extension() != ".txt") continue;
      SCOPED_TRACE(file.path().filename().string());
      std::string const text = storymap_test::read_file(file.path());
      Import const backlog = import(text);
      EXPECT_EQ(backlog.report.count_of("stories"), lines_with_text(text));
      EXPECT_EQ(tasks(backlog.map), "Stories " + std::to_string(lines_with_text(text)));
      for (std::string const& title : titles(backlog.map)) EXPECT_NE(text.find(title), std::string::npos);
      ++backlogs;
      if (folder[0] == 'd') total += stories(backlog.map).size();
    }
  }
  EXPECT_EQ(backlogs, 17U);
  EXPECT_EQ(total, 1101U);
}

}  // namespace
