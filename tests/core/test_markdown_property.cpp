// tests/core/test_markdown_property.cpp - what is true of every map that is written as Markdown.
#include <gtest/gtest.h>
#include <storymap/markdown.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
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
using storymap_test::RandomMap;

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
  static std::vector<std::string> const parts = {
      "#",         "##",         "# Title",     " ",         "  ",       "\n",        "\n\n",          "\t",
      "- ",        "-",          "* item",      "+ item",    "1. one",   "1986. ",    "> quote",       ">",
      "```",       "~~~",        "`",           "`code`",    "`a `` b`", "``",        "---",           "===",
      "***",       "**bold**",   "**Bold**\n",  "*it*",      "_it_",     "snake_case", "__init__",     "~~no~~",
      "[x] ",      "[ ]",        "[/] ",        "[a](b)",    "![a](b)",  "<b>",       "<!--",          "-->",
      "<!-- a -->", "\\",        "\\#",         "&",         "&amp;",    "&#10;",     "&#x41;",        "R&D",
      "#label",    "#12",        "@Buyer",      "!Must",     "~3",       "^MVP",      "^\"Version 2\"", "@{#p1}",
      "{#s1}",     "{#",         "}",           "\"",        "#\"",      "Activity:", "Task: ",        "Personas",
      "Releases",  "Links",      ":",           ": ",        "Name: x",  "|",         "| a | b |",     "s1 blocks s2",
      "\r\n",      "\r",         "    code",    "\tcode",    "word",     "two words", "<!-- storymap: {} -->",
      "Acceptance criteria", "--", "&#45;", "\xF0\x9F\x9A\x80", "\xD0\x96", "\xC2\xA0", "\x01", "\x7F"};
  std::string text;
  for (std::size_t i = random.below(6); i > 0; --i) text += random.pick(parts);
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

}  // namespace
