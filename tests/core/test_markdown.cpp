// tests/core/test_markdown.cpp - our own Markdown: what stands in a file, what it means, and what is wrong with it.
#include <gtest/gtest.h>
#include <storymap/markdown.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "support/markdown_text.hpp"
#include "support/storymap_test.hpp"

namespace {

using storymap::ActivityId;
using storymap::Errc;
using storymap::Export;
using storymap::ImportNote;
using storymap::ImportReport;
using storymap::LinkKind;
using storymap::Map;
using storymap::max_text_line;
using storymap::Persona;
using storymap::PersonaId;
using storymap::read_markdown;
using storymap::Release;
using storymap::ReleaseId;
using storymap::Result;
using storymap::Status;
using storymap::Story;
using storymap::StoryId;
using storymap::TaskId;
using storymap_test::read_as_markdown;
using storymap_test::written_as_markdown;

/// The stories that stand below a task, from the Markdown of their list.
std::vector<Story> read_stories(std::string const& list) {
  Map map = read_as_markdown("# Map\n\n## Activity\n\n### Task\n\n" + list);
  EXPECT_EQ(map.activities.size(), 1U);
  if (map.activities.empty() || map.activities[0].tasks.empty()) return {};
  return std::move(map.activities[0].tasks[0].stories);
}

Story read_story(std::string const& item) {
  std::vector<Story> stories = read_stories(item);
  EXPECT_EQ(stories.size(), 1U);
  return stories.empty() ? Story() : stories[0];
}

/// A map with one story, and the line of that story.
std::string line_of(Story story) {
  Map map;
  map.personas = {{PersonaId("p1"), "Buyer", "", {}, {}}};
  map.releases = {{ReleaseId("r1"), "MVP", "", {}, {}}};
  map.activities.push_back({ActivityId("a1"), "Activity", "", {{TaskId("t1"), "Task", "", {story}, {}, {}}}, {}, {}});
  std::string const text = written_as_markdown(map);
  EXPECT_EQ(read_as_markdown(text), map) << text;
  std::size_t const at = text.find("- [");
  return text.substr(at, text.find('\n', at) - at);
}

std::string line_of_title(std::string title) {
  Story story;
  story.id = StoryId("s1");
  story.title = std::move(title);
  return line_of(story);
}

Map shop() {
  Map map;
  map.name = "Online shop";
  map.description = "What a visitor does between hearing of the shop and holding the parcel.";
  map.personas = {{PersonaId("p1"), "Buyer", "knows what she wants", {}, {}},
                  {PersonaId("manager"), "Shop manager", "keeps the shelves full", {}, {}}};
  map.releases = {{ReleaseId("r1"), "MVP", "", {}, {}}, {ReleaseId("r2"), "Version 2", "faster checkout", {}, {}}};

  Story search;
  search.id = StoryId("s1");
  search.title = "Search by name";
  search.description = "As a buyer, I want to search by name, so that I find what I know.";
  search.acceptance_criteria = {"Given \"Tea\", when I type \"te\", then it is listed",
                                "Given a typo\nwhen I search\nthen similar names are offered"};
  search.priority = "Must";
  search.status = Status::done;
  search.points = 3;
  search.labels = {"search", "web"};
  search.personas = {PersonaId("p1")};
  search.release = ReleaseId("r1");

  Story filter;
  filter.id = StoryId("s2");
  filter.title = "Filter by price";
  filter.release = ReleaseId("r2");
  filter.external = {{"jira", "SHOP-12", "https://example.com/SHOP-12", {}}};
  filter.extra.set("team", "\"blue\"");

  Story sort;
  sort.id = StoryId("s3");
  sort.title = "Sort by price and `name`";
  sort.status = Status::in_progress;
  sort.acceptance_criteria = {"An empty result says so"};

  Story categories;
  categories.id = StoryId("s4");
  categories.title = "Show categories";
  categories.description = "Categories are\n\n- few\n- stable";
  categories.status = Status::blocked;
  categories.priority = "Should have";
  categories.points = 0.5;
  categories.personas = {PersonaId("p1"), PersonaId("manager")};

  Story card;
  card.id = StoryId("s5");
  card.title = "Pay by card";
  Story invoice;
  invoice.id = StoryId("SHOP-40");
  invoice.title = "Pay by invoice";
  Story later;
  later.id = StoryId("s6");
  later.title = "Pay #later";

  map.activities = {
      {ActivityId("a1"),
       "Find a product",
       "The visitor knows roughly what she looks for.",
       {{TaskId("t1"), "Search", "", {search, filter, sort}, {}, {}},
        {TaskId("t2"), "Browse", "", {categories}, {}, {}}},
       {},
       {}},
      {ActivityId("a2"), "Buy it", "", {{TaskId("t3"), "Pay", "", {card, invoice, later}, {}, {}}}, {}, {}}};
  map.links = {{LinkKind::blocks, StoryId("s2"), StoryId("s3"), {}},
               {LinkKind::relates, StoryId("SHOP-40"), StoryId("s2"), {}}};
  return map;
}

TEST(Markdown, TheGoldenFileIsTheMapAndTheMapIsTheGoldenFile) {
  std::string const golden = storymap_test::read_file(storymap_test::source_dir() / "tests/golden/shop.md");
  ImportReport report;
  Result<Map> const map = read_markdown(golden, {}, report);
  ASSERT_TRUE(map.has_value()) << to_string(map.error());
  EXPECT_EQ(*map, shop());
  EXPECT_EQ(written_as_markdown(shop()), golden);
  EXPECT_TRUE(report.notes.empty());
  EXPECT_EQ(report.count_of("headings"), 9U);
  EXPECT_EQ(report.count_of("items"), 16U);
  EXPECT_EQ(report.count_of("activities"), 2U);
  EXPECT_EQ(report.count_of("tasks"), 3U);
  EXPECT_EQ(report.count_of("stories"), 7U);
}

TEST(Markdown, TheGuideShowsWhatIsWritten) {
  std::string const guide = storymap_test::read_file(storymap_test::source_dir() / "docs/guide/markdown-format.md");
  std::size_t const begin = guide.find("```markdown\n") + 12;
  std::string const example = guide.substr(begin, guide.find("```", begin) - begin);
  EXPECT_EQ(written_as_markdown(read_as_markdown(example)), example);
}

TEST(Markdown, AnyLineEndReadsTheSame) {
  std::string const golden = written_as_markdown(shop());
  for (std::string const end : {"\r\n", "\r"}) {
    std::string text;
    for (char const byte : golden) text += byte == '\n' ? end : std::string(1, byte);
    EXPECT_EQ(read_as_markdown(text), shop());
  }
}

TEST(Markdown, AnEmptyMapIsAnEmptyHeading) {
  EXPECT_EQ(written_as_markdown(Map()), "# Story map\n<!-- storymap: {\"unnamed\":true} -->\n");
  EXPECT_EQ(read_as_markdown(written_as_markdown(Map())), Map());
  EXPECT_EQ(read_as_markdown("#\n"), Map());
}

// Stories.

TEST(Markdown, BoxesSayTheStatus) {
  std::vector<std::tuple<std::string, Status, std::string>> const boxes = {
      {"- [ ] a", Status::todo, "a"},          {"- a", Status::todo, "a"},
      {"* [x] a", Status::done, "a"},          {"1. [X] a", Status::done, "a"},
      {"- [/] a", Status::in_progress, "a"},   {"+ [~] a", Status::in_progress, "a"},
      {"- [!] a", Status::blocked, "a"},       {"- [?] a", Status::todo, "[?] a"},
      {"- [x](url)", Status::todo, "[x](url)"}};
  for (auto const& [item, status, title] : boxes) {
    Story const story = read_story(item);
    EXPECT_EQ(story.status, status) << item;
    EXPECT_EQ(story.title, title) << item;
  }
}

TEST(Markdown, WordsAtTheEndOfATitleAreTags) {
  Story const story = read_story("- a #b c ~5 #\"two words\" !High ~0.25 #x #x");
  EXPECT_EQ(story.title, "a #b c");
  EXPECT_EQ(story.labels, (std::vector<std::string>{"two words", "x"}));
  EXPECT_EQ(story.priority, "High");
  EXPECT_EQ(story.points, 5.0);
}

TEST(Markdown, WhatLooksLikeATagAndIsNoneStaysInTheTitle) {
  for (std::string const title : {"Fix #12", "Fix # b", "call me @", "wait ~long", "so what!", "a #b.", "x^2", "a {#}",
                                  "a #\"b", "a #\"b\"c", "{#a", "Use `a #b`"}) {
    EXPECT_EQ(read_story("- " + title).title, title);
  }
}

TEST(Markdown, TagsAreWrittenInOneOrderAndQuotedWhereTheyMustBe) {
  Story story;
  story.id = StoryId("s7");
  story.title = "Title";
  story.labels = {"ux", "two words", "12", "", "a\"b", "-x", "C++", "\xD0\x96"};
  story.personas = {PersonaId("p1")};
  story.priority = "MVP!";
  story.points = 1e22;
  story.release = ReleaseId("r1");
  EXPECT_EQ(
      line_of(story),
      "- [ ] Title #ux #\"two words\" #\"12\" #\"\" #\"a\\\"b\" #\"-x\" #\"C++\" #\xD0\x96 @Buyer !\"MVP!\" ~1e+22 "
      "^MVP {#s7}");
}

TEST(Markdown, TitlesAreEscapedOnlyWhereTheyWouldMeanSomething) {
  std::vector<std::pair<std::string, std::string>> const titles = {
      {"Buy #1 product @home or #2", "Buy #1 product @home or #2"},
      {"Pay #later", "Pay \\#later"},
      {"a #b #c", "a \\#b \\#c"},
      {"say #\"x\" y", "say \\#\"x\" y"},
      {"snake_case and _x_", "snake_case and \\_x\\_"},
      {"2*3", "2\\*3"},
      {"C:\\dir", "C:\\\\dir"},
      {"R&D &amp;", "R&D \\&amp;"},
      {"a < b <c>", "a < b \\<c>"},
      {"`code #a` and ` tick", "`code #a` and \\` tick"},
      {" spaces ", "&#32;spaces&#32;"},
      {"two\nlines\tand\ra", "two&#10;lines&#9;and&#13;a"},
      {"a {#s1}", "a \\{#s1}"},
      {"[x] a", "[x] a"},
      {"see [a](b)", "see [a](b)"},
      {"\xF0\x9F\x9A\x80 \xD0\x96", "\xF0\x9F\x9A\x80 \xD0\x96"}};
  for (auto const& [title, markdown] : titles) EXPECT_EQ(line_of_title(title), "- [ ] " + markdown);
  EXPECT_EQ(line_of_title(""), "- [ ]");
}

TEST(Markdown, EmphasisIsNoPartOfATitle) {
  EXPECT_EQ(read_story("- As a **buyer**, I want _this_ and *that*").title, "As a buyer, I want this and that");
  EXPECT_EQ(read_story("- 2 * 3 * 4, **a, snake_case_name, ***b***").title, "2 * 3 * 4, **a, snake_case_name, b");
  EXPECT_EQ(read_story("- `*.csv` and `*.md`, \\*a\\*").title, "`*.csv` and `*.md`, *a*");
  EXPECT_EQ(read_story("- &lt;b&gt; &#x41;&#66; &#xD800; &nope;").title, "<b> AB &#xD800; &nope;");
}

TEST(Markdown, TextBelowAStoryIsItsDescriptionAndNestedItemsAreItsCriteria) {
  Story const story = read_story(
      "- a\n\n  One\n  two\n\n  three\n\n  - [x] b\n    c\n  - d\n    - e\n\n    f\n\n  four\n  <!-- a comment -->\n");
  EXPECT_EQ(story.title, "a");
  EXPECT_EQ(story.description, "One\ntwo\n\nthree\n\nfour\n<!-- a comment -->");
  EXPECT_EQ(story.acceptance_criteria, (std::vector<std::string>{"b\nc", "d\n- e\n\nf"}));
}

TEST(Markdown, AParagraphIsOneTitleUnlessTagsEndIt) {
  EXPECT_EQ(read_story("- As a buyer, I want\n  to pay\nlater #x").title, "As a buyer, I want to pay later");
  Story const tagged = read_story("- Search #x\n  As a buyer\n  - Given");
  EXPECT_EQ(tagged.title, "Search");
  EXPECT_EQ(tagged.description, "As a buyer");
  EXPECT_EQ(tagged.acceptance_criteria, (std::vector<std::string>{"Given"}));
}

TEST(Markdown, AQuoteIsATextThatMayHoldAnything) {
  Story const story = read_story("- a\n\n  > # b\n  >\n  > - c\n  >  d\n\n  - > - e\n    >\n    > f\n  - >\n");
  EXPECT_EQ(story.description, "# b\n\n- c\n d");
  EXPECT_EQ(story.acceptance_criteria, (std::vector<std::string>{"- e\n\nf", ""}));
  EXPECT_EQ(read_story("- a\n\n  Text\n\n  > quote\n").description, "Text\n\n> quote");
}

TEST(Markdown, FencesAndCommentsHideWhatIsInThem) {
  std::vector<Story> const stories = read_stories("- a\n\n  ```\n  - b\n\n  # c\n  ```\n\n  <!--\n  - d\n  -->\n- e\n");
  ASSERT_EQ(stories.size(), 2U);
  EXPECT_EQ(stories[0].description, "```\n- b\n\n# c\n```\n\n<!--\n- d\n-->");
  // A fence that nobody closes ends with the item it stands in.
  EXPECT_EQ(read_stories("- a\n\n  ```\n  - b\n- c\n").size(), 2U);
}

// Ids and names.

std::vector<std::string> ids_of(std::string const& list) {
  std::vector<std::string> ids;
  for (Story const& story : read_stories(list)) ids.push_back(story.id.str());
  return ids;
}

TEST(Markdown, IdsCountOnFromTheOneAbove) {
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids_of("- a\n- b\n"), (Ids{"s1", "s2"}));
  EXPECT_EQ(ids_of("- a {#s7}\n- b\n- c {#x}\n- d\n"), (Ids{"s7", "s8", "x", "s9"}));
  EXPECT_EQ(ids_of("- a\n- b\n- c {#s2}\n- d\n"), (Ids{"s1", "s3", "s2", "s4"}));
  EXPECT_EQ(ids_of("- a {#an id with } in it}\n"), (Ids{"s1"}));
  EXPECT_EQ(ids_of("- a {#an id with \\} in it}\n"), (Ids{"an id with } in it"}));
  EXPECT_EQ(ids_of("- a {#s01}\n- b\n"), (Ids{"s01", "s1"}));
}

TEST(Markdown, NamesThatAreNotListedAreAddedAndReported) {
  ImportReport report;
  Result<Map> const map = read_markdown(
      "# M\n\n## A\n\n### T\n\n- a @Ann ^Now\n- b @Ann @\"Bob B\" ^{#r1}\n\n"
      "## Releases\n\n- Later\n",
      {}, report);
  ASSERT_TRUE(map.has_value());
  EXPECT_EQ(map->personas,
            (std::vector<Persona>{{PersonaId("p1"), "Ann", "", {}, {}}, {PersonaId("p2"), "Bob B", "", {}, {}}}));
  EXPECT_EQ(map->releases,
            (std::vector<Release>{{ReleaseId("r1"), "Later", "", {}, {}}, {ReleaseId("r2"), "Now", "", {}, {}}}));
  std::vector<Story> const& stories = map->activities[0].tasks[0].stories;
  EXPECT_EQ(stories[0].release, ReleaseId("r2"));
  EXPECT_EQ(stories[1].release, ReleaseId("r1"));
  EXPECT_EQ(stories[1].personas, (std::vector<PersonaId>{PersonaId("p1"), PersonaId("p2")}));
  EXPECT_EQ(report.notes,
            (std::vector<ImportNote>{
                {ImportNote::Kind::defaulted, "the persona 'Ann' is not listed and was added", "", 7, 1},
                {ImportNote::Kind::defaulted, "the release 'Now' is not listed and was added", "", 7, 1},
                {ImportNote::Kind::defaulted, "the persona 'Bob B' is not listed and was added", "", 8, 1},
            }));
}

TEST(Markdown, ANameIsFoundByTitleThenById) {
  Map const map =
      read_as_markdown("# M\n\n## Personas\n\n- p2\n- Ann\n- Ann\n\n## A\n\n### T\n\n- a @p2 @Ann @{#p2} @p3\n");
  EXPECT_EQ(map.activities[0].tasks[0].stories[0].personas,
            (std::vector<PersonaId>{PersonaId("p1"), PersonaId("p2"), PersonaId("p3")}));
}

TEST(Markdown, PersonasAndReleasesAreNamesWithDescriptions) {
  Map const map = read_as_markdown(
      "# M\n\n## Personas\n\n- **Ann**: buys: much\n- Bob\\: B {#b}\n\n  Long\n\n  text\n\n- https://x\n  y\n- : only\n"
      "-\n- C: one\n  - two\n  three\n");
  std::vector<std::tuple<std::string, std::string, std::string>> personas;
  for (Persona const& each : map.personas) personas.emplace_back(each.id.str(), each.name, each.description);
  EXPECT_EQ(personas,
            (std::vector<std::tuple<std::string, std::string, std::string>>{{"p1", "Ann", "buys: much"},
                                                                            {"b", "Bob: B", "Long\n\ntext"},
                                                                            {"p2", "https://x y", ""},
                                                                            {"p3", "", "only"},
                                                                            {"p4", "", ""},
                                                                            {"p5", "C", "one\n\n- two\nthree"}}));
}

TEST(Markdown, SectionsAreFoundInEnglishAndRussian) {
  Map const map = read_as_markdown("# M\n\n## Персоны\n\n- Ann\n\n## РЕЛИЗЫ\n\n## релизы\n\n- Now\n\n## LINKS\n");
  EXPECT_EQ(map.personas.size(), 1U);
  EXPECT_EQ(map.releases.size(), 1U);
  ASSERT_EQ(map.activities.size(), 1U);
  EXPECT_EQ(map.activities[0].title, "РЕЛИЗЫ");
}

TEST(Markdown, ATitleThatMeansSomethingElseStandsBehindAPrefix) {
  Map map;
  for (std::string const title : {"Releases", "links", "Activity: a", "ACTIVITY:", "Acceptance criteria", "Task: b"}) {
    std::string const number = std::to_string(map.activities.size() + 1);
    map.activities.push_back(
        {ActivityId("a" + number), title, "", {{TaskId("t" + number), title, "", {}, {}, {}}}, {}, {}});
  }
  EXPECT_EQ(written_as_markdown(map),
            "# Story map\n<!-- storymap: {\"unnamed\":true} -->\n\n## Activity: Releases\n\n### Releases\n\n## "
            "Activity: links\n\n### links\n\n"
            "## Activity: Activity: a\n\n### Activity: a\n\n## Activity: ACTIVITY:\n\n### ACTIVITY:\n\n"
            "## Activity: Acceptance criteria\n\n### Task: Acceptance criteria\n\n## Task: b\n\n### Task: Task: b\n");
  EXPECT_EQ(read_as_markdown(written_as_markdown(map)), map);
  EXPECT_EQ(read_as_markdown("# M\n\n## activity: Buy\n\n### task:Pay\n").activities[0].tasks[0].title, "Pay");
}

TEST(Markdown, RefusesALineThatNobodyWrote) {
  ImportReport report;
  std::string const line = "# M\n\n- " + std::string(max_text_line, 'x') + "\n";
  Result<Map> const map = read_markdown(line, {}, report);
  ASSERT_FALSE(map.has_value());
  EXPECT_EQ(map.error().code, Errc::too_large);
  EXPECT_EQ(map.error().path, "line 3");
}

TEST(Markdown, ALongLineOfADescriptionStandsInTheCommentAndALongTitleIsAnError) {
  std::string const line(max_text_line, 'x');
  Map map = read_as_markdown("# M\n\n## A\n\n### T\n\n- [ ] Pay\n");
  Story& story = map.activities[0].tasks[0].stories[0];
  story.description = "short\n" + line;
  story.acceptance_criteria = {line};
  EXPECT_EQ(read_as_markdown(written_as_markdown(map)), map);
  story.title = line;
  Result<Export> const text = write_markdown(map);
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().code, Errc::too_large);
}

TEST(Markdown, TheHeadingOfAMapWithoutANameIsANameWhenItIsEdited) {
  EXPECT_EQ(read_as_markdown("# Shop\n<!-- storymap: {\"unnamed\":true} -->\n").name, "Shop");
  EXPECT_EQ(read_as_markdown("# Story map\n").name, "Story map");
  ImportReport report;
  auto const task = read_markdown("# M\n\n## A\n<!-- storymap: {\"unnamed\":true} -->\n", {}, report);
  EXPECT_FALSE(task.has_value()) << "only a map may lack a name like this";
}

}  // namespace
