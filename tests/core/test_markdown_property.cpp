// tests/core/test_markdown_property.cpp - what is true of every map that is written as Markdown.
#include <gtest/gtest.h>
#include <storymap/markdown.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using storymap::ImportReport;
using storymap::Map;
using storymap::Result;
using storymap::Story;
using storymap::StoryId;
using storymap_test::MapShape;
using storymap_test::Random;
using storymap_test::random_map;

std::string written(Map const& map) {
  Result<storymap::Export> text = write_markdown(map);
  EXPECT_TRUE(text) << to_string(text.error());
  EXPECT_TRUE(text->dropped.empty());
  return text ? text->text : std::string();
}

Map reread(std::string const& text) {
  ImportReport report;
  Result<Map> map = read_markdown(text, storymap::ReadOptions(), report);
  EXPECT_TRUE(map) << to_string(map.error()) << "\n" << text;
  for (storymap::ImportNote const& note : report.notes) {
    EXPECT_EQ(note.message, "a table is kept as text") << "line " << note.line << " of\n" << text;
  }
  return map ? *std::move(map) : Map();
}

/// Text made of what Markdown, this format and its reader give a meaning to.
std::string nasty_text(Random& random) {
  static std::vector<std::string> const marks = {
      "#",   "##",  " ",    "  ",   "\n",    "\n\n", "\t",  "- ",   "-",     ">",    "```",   "~~~",   "`",     "``",
      "---", "===", "***",  "[x] ", "[ ]",   "[/] ", "<b>", "<!--", "-->",   "\\",   "\\#",   "&",     "&amp;", "&#10;",
      "R&D", "#12", "#a",   "@b",   "!Must", "~3",   "^r1", "{#s1", "{#s1}", "}",    "\"",    "#\"",   ":",     ": ",
      "|",   "--",  "\r\n", "\r",   "*it*",  "_it_", "a_b", "word", "\x01",  "\x7F", "&#45;", "&#x41;"};
  static std::vector<std::string> const phrases = {
      "# Title", "* item", "1. one",   "1986. ", "> quote",   "`code`",    "`a `` b`", "**bold**", "**Bold**\n",
      "~~no~~",  "[a](b)", "![a](b)",  "@{#p1}", "Activity:", "Task: ",    "Personas", "Releases", "Links",
      "Name: x", "| a |",  "    code", "\tcode", "__init__",  "two words", "\xD0\x96", "\xC2\xA0", "\xF0\x9F\x9A\x80"};
  static std::vector<std::string> const lines = {"<!-- a -->", "<!-- storymap: {} -->", "^\"Version 2\"",
                                                 "s1 blocks s2", "Acceptance criteria"};
  std::string text;
  for (std::size_t i = random.below(6); i > 0; --i) {
    text += random.pick(random.chance(0.6) ? marks : random.chance(0.8) ? phrases : lines);
  }
  return text;
}

/// Replaces most texts of a map by nasty ones.
void make_nasty(Map& map, Random& random) {
  auto const replace = [&](std::string& text) {
    if (random.chance(0.8)) text = nasty_text(random);
  };
  replace(map.name);
  replace(map.description);
  for (auto& persona : map.personas) replace(persona.name), replace(persona.description);
  for (auto& release : map.releases) replace(release.title), replace(release.description);
  for (auto& activity : map.activities) {
    replace(activity.title);
    replace(activity.description);
    for (auto& task : activity.tasks) replace(task.title), replace(task.description);
  }
  for_each_story(map, [&](auto&, auto&, Story& story) {
    replace(story.title);
    replace(story.description);
    replace(story.priority);
    for (std::string& criterion : story.acceptance_criteria) replace(criterion);
    std::set<std::string> labels;
    for (std::size_t i = random.below(4); i > 0; --i) labels.insert(nasty_text(random));
    story.labels.assign(labels.begin(), labels.end());
  });
}

TEST(MarkdownProperty, AnyMapComesBackAsItWas) {
  storymap_test::for_each_case([](Random& random) {
    Map const map = random_map(random);
    ASSERT_TRUE(check(map));
    std::string const text = written(map);
    ASSERT_EQ(reread(text), map) << text;
    ASSERT_EQ(written(reread(text)), text);
  });
}

TEST(MarkdownProperty, TextThatLooksLikeSyntaxComesBackAsItWas) {
  storymap_test::for_each_case([](Random& random) {
    Map map = random_map(random, {.any_text = false});
    make_nasty(map, random);
    ASSERT_TRUE(check(map));
    std::string const text = written(map);
    ASSERT_EQ(reread(text), map) << text;
    ASSERT_EQ(written(reread(text)), text);
  });
}

// A name may be the name or the id of another, and ids may be ordinals in any order.
TEST(MarkdownProperty, NamesAndIdsThatCollideStillTellNounsApart) {
  storymap_test::for_each_case([](Random& random) {
    Map map = random_map(random, {.any_text = false, .unknown_fields = false, .externals = false});
    std::vector<std::string> const names = {"p1", "p2", "r1", "r2", "", "same", "Same", "two words"};
    for (auto& persona : map.personas) persona.name = random.pick(names);
    for (auto& release : map.releases) release.title = random.pick(names);
    std::vector<std::string> ids;
    for_each_story(map, [&](auto&, auto&, Story const& story) { ids.push_back(story.id.str()); });
    for (std::size_t i = 1; i < ids.size(); ++i) std::swap(ids[i], ids[random.below(i + 1)]);
    map.links.clear();
    for_each_story(map, [&](auto&, auto&, Story& story) {
      story.id = StoryId(ids.back());
      ids.pop_back();
    });
    ASSERT_TRUE(check(map));
    std::string const text = written(map);
    ASSERT_EQ(reread(text), map) << text;
  });
}

TEST(MarkdownProperty, TenThousandStoriesComeBackAsTheyWere) {
  Random random(storymap_test::seed());
  Map const map = random_map(random, {.activities = 20, .tasks = 25, .stories = 20, .full = true});
  ASSERT_EQ(count(map).stories, 10'000U);
  ASSERT_EQ(reread(written(map)), map);
}

/// How many lines stand in only one of the texts.
std::size_t different_lines(std::string const& a, std::string const& b) {
  std::map<std::string, long> lines;
  std::istringstream in_a(a);
  std::istringstream in_b(b);
  for (std::string line; std::getline(in_a, line);) ++lines[line];
  for (std::string line; std::getline(in_b, line);) --lines[line];
  return std::accumulate(lines.begin(), lines.end(), std::size_t{0}, [](std::size_t sum, auto const& line) {
    return sum + static_cast<std::size_t>(std::abs(line.second));
  });
}

/// Changes one story: its fields, its place, or whether it is there.
void edit_one_story(Map& map, Random& random) {
  auto& from = map.activities[random.below(4)].tasks[random.below(4)].stories;
  auto& to = map.activities[random.below(4)].tasks[random.below(4)].stories;
  auto const place = [&](auto& stories) {
    return stories.begin() + static_cast<std::ptrdiff_t>(random.below(stories.size()));
  };
  Story added;
  added.id = StoryId(random.chance(0.5) ? "s4711" : "0190b6e0-58a0-7c3e-8f7a-7c1f0d1c2b3a");
  added.title = "Pay by invoice";
  switch (random.below(5)) {
    case 0: place(from)->title = "Another title"; break;
    case 1: place(from)->status = storymap::Status::blocked; break;
    case 2: to.insert(place(to), added); break;
    case 3: from.erase(place(from)); break;
    default:
      added = *place(from);
      std::erase_if(from, [&](Story const& story) { return story.id == added.id; });
      to.insert(place(to), added);
      break;
  }
}

TEST(MarkdownProperty, OneEditOfAStoryChangesItsLinesAndAFewIds) {
  storymap_test::for_each_case([](Random& random) {
    MapShape const shape = {.activities = 4,
                            .tasks = 4,
                            .stories = 5,
                            .full = true,
                            .any_text = false,
                            .unknown_fields = false,
                            .externals = false,
                            .links = false,
                            .awkward_ids = false,
                            .blank_text = false};
    Map map = random_map(random, shape);
    for_each_story(map, [](auto&, auto&, Story& story) {
      story.description.clear();
      story.acceptance_criteria.clear();
    });
    std::string const before = written(map);
    edit_one_story(map, random);
    std::string const after = written(map);
    // A moved story says its id, and so do the one that follows it now and the one that followed it before.
    ASSERT_LE(different_lines(before, after), 6U) << before << "\n\n" << after;
  });
}

}  // namespace
