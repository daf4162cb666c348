// tests/core/test_markdown_comment.cpp - Markdown: the storymap comment, what is an error, and detection.
#include <gtest/gtest.h>
#include <storymap/markdown.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/markdown_text.hpp"
#include "support/storymap_test.hpp"

namespace {

using storymap::Errc;
using storymap::ImportReport;
using storymap::Map;
using storymap::read_markdown;
using storymap::Result;
using storymap::Story;
using storymap::write_markdown;
using storymap_test::read_as_markdown;
using storymap_test::written_as_markdown;

Map shop() { return read_as_markdown(storymap_test::read_file(storymap_test::source_dir() / "tests/golden/shop.md")); }

// The comment.

TEST(Markdown, TheCommentHoldsWhatMarkdownCannot) {
  Map map = shop();
  map.extra.set("a--b", "\"--> &amp; & &#45;\"");
  map.personas[0].extra.set("x", "{\"y\":[1,null]}");
  map.links[0].extra.set("why", "\"because\"");
  map.activities[0].external = {{"jira", "", "", {{"Status", "\"In QA\""}}}};
  Story& story = map.activities[0].tasks[0].stories[0];
  story.description = "a\r\nb";
  story.acceptance_criteria = {"c\r\n- d", "e"};
  map.activities[0].tasks[0].stories[1].description = "f\rg";
  std::string const text = written_as_markdown(map);
  EXPECT_EQ(read_as_markdown(text), map) << text;
  EXPECT_NE(
      text.find("# Online shop\n<!-- storymap: {\"extra\":{\"a-&#45;b\":\"-&#45;> &amp;amp; & &amp;#45;\"}} -->\n"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("\n  <!-- storymap: {\"crlf\":true} -->\n\n  a\n  b\n\n  - > c\n    > - d\n  - e\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("{\"description\":\"f\\rg\",\"external\":["), std::string::npos) << text;
}

TEST(Markdown, TheCommentMayStandOnTheLineOfTheTitle) {
  std::vector<Story> const stories =
      read_as_markdown("- [x] a #b <!-- storymap: {\"extra\":{\"c\":[1, 2]}} -->\n- d <!-- e -->\n- f \\<!-- g -->\n")
          .activities.at(0)
          .tasks.at(0)
          .stories;
  ASSERT_EQ(stories.size(), 3U);
  EXPECT_EQ(stories[0].title, "a");
  EXPECT_EQ(stories[0].labels, (std::vector<std::string>{"b"}));
  EXPECT_EQ(*stories[0].extra.find("c"), "[1,2]");
  EXPECT_EQ(stories[1].title, "d");
  EXPECT_EQ(stories[1].description, "<!-- e -->");
  EXPECT_EQ(stories[2].title, "f <!-- g -->");
}

TEST(Markdown, AnUnknownFieldThatIsNoJsonIsRefused) {
  Map map = shop();
  map.activities[0].extra.set("x", "{");
  Result<storymap::Export> const text = write_markdown(map);
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().code, Errc::invalid_field);
  EXPECT_EQ(text.error().message, "the unknown field 'x' holds no JSON value");
}

// Errors.

struct Wrong {
  std::string text;
  Errc code;
  std::string message;
  std::string path;
};

TEST(Markdown, ErrorsNameTheLineAndWhatWasExpected) {
  std::string const head = "# M\n## A\n### T\n";
  std::vector<Wrong> const all = {
      {"- a {#x}\n- b {#x}\n", Errc::duplicate_id, "the id 'x' is used twice", "line 5"},
      {"### U {#t9}\n### V {#t9}\n", Errc::duplicate_id, "the id 't9' is used twice", "line 5"},
      {"## Releases\n- a {#r}\n- b {#r}\n", Errc::duplicate_id, "the id 'r' is used twice", "line 6"},
      {"- a\n- b ^{#r9}\n", Errc::unknown_id, "no release has the id 'r9'", "line 5"},
      {"- a @{#p}\n", Errc::unknown_id, "no persona has the id 'p'", "line 4"},
      {"- a\n## Links\n- s1 blocks s9\n", Errc::unknown_id, "no story has the id 's9'", "line 6"},
      {"- a\n## Links\n- s1 relates s1\n", Errc::invalid_field, "a story cannot be linked to itself", "line 6"},
      {"- a\n- b\n## Links\n- s1 blocks s2\n- s1 blocks s2\n", Errc::duplicate_id, "the same link is listed twice",
       "line 8"},
      {"- a\n  <!-- storymap: {} \n", Errc::invalid_syntax,
       "the storymap comment: expected '-->' at the end of the line", "line 5"},
      {"- a\n  <!-- storymap: {\"extra\":{\"a\":}} -->\n", Errc::invalid_syntax,
       "the storymap comment: expected a JSON value at byte 16", "line 5"},
      {"<!-- storymap: {\"external\":{}} -->\n", Errc::invalid_syntax,
       "the storymap comment: expected an array at byte 14", "line 4"},
      {"- a <!-- storymap: {\"etxra\":{}} -->\n", Errc::invalid_field,
       "the storymap comment: expected acceptance_criteria, crlf, description, external, extra or unnamed, found "
       "'etxra'",
       "line 4"},
      {"- a\n  <!-- storymap: {\"external\":[{\"id\":1}]} -->\n", Errc::invalid_field,
       "the storymap comment: expected system, key, url or fields in external, found 'id'", "line 5"},
      {"- a\n  <!-- storymap: {\"crlf\":1} -->\n", Errc::invalid_field,
       "the storymap comment: expected true or false as crlf, found 1", "line 5"},
      {"- a\n  <!-- storymap: {\"extra\":{\"x\":1,\"x\":2}} -->\n", Errc::invalid_field,
       "the storymap comment: the field 'x' is listed twice", "line 5"},
      {"<!-- storymap: {\"acceptance_criteria\":[]} -->\n", Errc::invalid_field,
       "the storymap comment holds a field that does not exist here", "line 4"},
      {"- a\n  <!-- storymap: {} -->\n  <!-- storymap: {} -->\n", Errc::invalid_syntax,
       "expected one storymap comment, found a second", "line 6"},
  };
  for (Wrong const& wrong : all) {
    ImportReport report;
    Result<Map> const map = read_markdown(head + wrong.text, {}, report);
    ASSERT_FALSE(map.has_value()) << wrong.text;
    EXPECT_EQ(map.error(), (storymap::Error{wrong.code, wrong.message, wrong.path})) << wrong.text;
  }
}

// Detection.

TEST(Markdown, IsDetectedByItsHeadingsAndLists) {
  auto const sure = [](std::string_view text, std::string_view extension) {
    return storymap::markdown_format().detect(text, extension);
  };
  EXPECT_GT(sure(written_as_markdown(shop()), ""), 60);
  EXPECT_GT(sure("# A\n\n- b\n", ""), 60);
  EXPECT_GT(sure("- a\n  - b\n\t- c\n", ""), 50);
  EXPECT_GT(sure("Only words.\n", ".md"), 50);
  EXPECT_GT(sure("- a\n- b\n", ".MARKDOWN"), 80);
  // One story a line is a plain backlog, with marks and headings, too.
  EXPECT_LT(sure("As a user, I want a.\nAs a user, I want b.\n", ""), 5);
  EXPECT_LT(sure("- [ ] As a user\n- [x] As a user\n", ""), 10);
  EXPECT_LT(sure("Checkout:\n  - As a user\n  - As a user\n", ""), 10);
  EXPECT_LT(sure("# Checkout\n- As a user\n", ".txt"), 30);
  EXPECT_EQ(sure("{\"name\": \"# x\\n- y\"}", ".json"), 0);
  EXPECT_EQ(sure(" [\n{\"a\": 1}]", ""), 0);
  EXPECT_EQ(sure("[]", ""), 0);
  EXPECT_LT(sure("id,title\n1,# a\n2,- b\n", ".csv"), 5);
}

TEST(Markdown, TheRegistryRowSaysWhatItHolds) {
  storymap::Format const format = storymap::markdown_format();
  EXPECT_EQ(format.id, "markdown");
  EXPECT_EQ(format.extensions, ".md .markdown");
  EXPECT_TRUE(contains(format.holds, storymap::Holds::all));
  EXPECT_NE(format.read, nullptr);
  EXPECT_NE(format.write, nullptr);
}

}  // namespace
