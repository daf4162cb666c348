// tests/core/test_jsonl.cpp - one story a line.
#include <gtest/gtest.h>
#include <storymap/formats.hpp>
#include <storymap/json.hpp>
#include <storymap/visit.hpp>

#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

Result<Import> read(std::string text) {
  ReadOptions options;
  options.format = "jsonl";
  return read_map(std::move(text), options);
}

std::vector<Story> const& stories_of(Map const& map) { return map.activities.at(0).tasks.at(0).stories; }

TEST(Jsonl, ReadsAStoryALine) {
  Result<Import> const import =
      read("{\"id\":7,\"title\":\"A\",\"set\":\"x\"}\r\n\n  {\"summary\":\"B\"}  \n{\"id\":\"b\",\"text\":\"C\"}");
  ASSERT_TRUE(import.has_value()) << to_string(import.error());
  std::vector<Story> const& stories = stories_of(import->map);
  ASSERT_EQ(stories.size(), 3U);
  EXPECT_EQ(stories[0].id.str() + stories[0].title, "7A");
  EXPECT_EQ(*stories[0].extra.find("set"), "\"x\"");
  EXPECT_EQ(stories[1].id.str() + stories[1].title, "s1B");
  EXPECT_EQ(stories[2].id.str() + stories[2].title, "bC");
  EXPECT_EQ(import->report.count_of("lines"), 3U);
  EXPECT_EQ(import->report.count_of("stories"), 3U);
}

TEST(Jsonl, OnlyALineFeedEndsALine) {
  // The line and paragraph separators of Unicode, NEL and the form feed are text.
  std::string const title = "a\xE2\x80\xA8z\xE2\x80\xA9z\xC2\x85z";
  Result<Import> const import = read("{\"title\":\"" + title + "\"}\n{\"title\":\"b\"}\n");
  ASSERT_TRUE(import.has_value()) << to_string(import.error());
  EXPECT_EQ(stories_of(import->map)[0].title, title);
  EXPECT_EQ(stories_of(import->map).size(), 2U);
}

TEST(Jsonl, IdsUsedTwiceGetASuffixAndALineInTheReport) {
  Result<Import> const import =
      read("{\"id\":1,\"title\":\"a\"}\n{\"id\":\"1\",\"title\":\"b\"}\n{\"id\":1,\"title\":\"c\"}\n");
  ASSERT_TRUE(import.has_value());
  EXPECT_EQ(stories_of(import->map)[1].id.str(), "1-2");
  EXPECT_EQ(stories_of(import->map)[1].external[0].key, "1");
  ASSERT_EQ(import->report.notes.size(), 1U);
  EXPECT_EQ(import->report.notes[0].kind, ImportNote::Kind::renamed);
  EXPECT_EQ(import->report.notes[0].line, 2U);
  EXPECT_EQ(import->report.notes[0].times, 2U);
}

TEST(Jsonl, ErrorsNameTheLine) {
  std::vector<std::tuple<std::string, std::string, std::string>> const cases = {
      {"{\"title\":\"a\"}\n\n{\"title\":", "line 3, column 10", "found the end of the text"},
      {"{\"title\":\"a\"}\n{\"title\":\"b\"", "line 2, column 13", "expected ',' or '}'"},
      {"{\"title\":\"a\"}\n[]", "line 2", "expected an object, found an array"},
      {"{\"title\":\"a\"}\n{\"title\":7}", "line 2", "/title: expected a string"},
      {"{\"title\":\"a\"}\n{\"id\":\"x\"}", "line 2", "'title', 'summary', 'name' and 'text'"},
      {"{\"title\":\"a\"}\n{\"title\":\"b\",\"title\":\"c\"}", "line 2", "/title: the member is there twice"},
      {"{\"title\":\"a\"} {\"title\":\"b\"}", "line 1, column 15", "nothing after the end"},
  };
  for (auto const& [text, path, fragment] : cases) {
    Result<Import> const import = read(text);
    ASSERT_FALSE(import.has_value()) << text;
    EXPECT_EQ(import.error().path, path) << text;
    EXPECT_NE(import.error().message.find(fragment), std::string::npos) << import.error().message;
  }
}

TEST(Jsonl, KeepsEverythingAStorySays) {
  storymap_test::for_each_case([](Random& random) {
    storymap_test::MapShape shape;
    shape.activities = shape.tasks = 1;
    shape.full = true;
    shape.links = false;
    Map map = storymap_test::random_map(random, shape);
    // Lists name releases and personas by title, so these have one each, and nothing else.
    for (Release& release : map.releases) release = Release{release.id, release.id.str(), {}, {}, {}};
    for (Persona& persona : map.personas) persona = Persona{persona.id, persona.id.str(), {}, {}, {}};
    Result<Export> const text = write_map(map, "jsonl");
    ASSERT_TRUE(text.has_value());
    if (text->text.empty()) return;
    Result<Import> const import = read(text->text);
    ASSERT_TRUE(import.has_value()) << to_string(import.error());
    Result<Export> const again = write_map(import->map, "jsonl");
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->text, text->text);
    for (std::size_t i = 0; i < stories_of(map).size(); ++i) {
      Story story = stories_of(import->map)[i];
      story.release = stories_of(map)[i].release;
      story.personas = stories_of(map)[i].personas;
      EXPECT_EQ(story, stories_of(map)[i]);
    }
  });
}

TEST(Jsonl, SaysWhatHasNoPlace) {
  Map map;
  map.activities.resize(2);
  map.activities[0].tasks.resize(1);
  map.activities[0].tasks[0].stories.resize(2);
  std::vector<Story>& stories = map.activities[0].tasks[0].stories;
  stories[0].id = StoryId("s1");
  stories[1].id = StoryId("s2");
  map.links.push_back({LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}});
  Result<Export> const text = write_map(map, "jsonl");
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->dropped, (std::vector<std::string>{"2 activities", "1 task", "1 link"}));
}

TEST(RealJsonl, EveryOpenBacklogIsRead) {
  STORYMAP_NEEDS_DATA("dalpiaz", "deep-se", "ustai", "gitbugs", "openoffice_dups");
  std::vector<std::pair<char const*, std::size_t>> const files = {
      {"acceptance_criteria/shopaholic.jsonl", 12},
      {"dalpiaz/annotated.open.jsonl", 1091},
      {"dalpiaz/stories.open.jsonl", 1101},
      {"deep-se/issues.open.jsonl", 18453},
      {"gitbugs/seamonkey.jsonl", 1076},
      {"openoffice_dups/issues.open.jsonl", 2779},
      {"other_lang/stories.jsonl", 113},
      {"reqeval_ambiguity/sentences.open.jsonl", 139},
      {"ru_native/stories.open.jsonl", 60},
      {"ru_requirements/parallel_ru_en.open.jsonl", 790},
      {"ru_requirements/test_cases_ru.jsonl", 150},
      {"ru_requirements/user_stories_ru.open.jsonl", 480},
      {"trello_boards/cards.open.jsonl", 380},
      {"ustai/stories_all.open.jsonl", 1740},
      {"ustai/stories_labelled.open.jsonl", 630},
  };
  for (auto const& [file, count] : files) {
    Result<Import> const import = load_map((*storymap_test::data_dir() / file).string());
    ASSERT_TRUE(import.has_value()) << file << ": " << to_string(import.error());
    EXPECT_EQ(import->report.format, "jsonl") << file;
    EXPECT_EQ(stories_of(import->map).size(), count) << file;
    EXPECT_EQ(*read_json(write_json(import->map)), import->map) << file;
  }
}

}  // namespace
