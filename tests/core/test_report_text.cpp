// tests/core/test_report_text.cpp - what a person at a terminal reads.
#include <gtest/gtest.h>
#include <storymap/detail/report_printable.hpp>
#include <storymap/detail/report_width.hpp>
#include <storymap/report.hpp>

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include "support/random_map.hpp"
#include "support/report_example.hpp"

namespace {

using namespace storymap;
using storymap_test::example_story;
using storymap_test::ReportExample;

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

TEST(ReportText, OfAnAnalysis) {
  ReportExample const example;
  EXPECT_EQ(report_text(example.analysis, example.context()), R"(Online shop
87 of 100  █████████████████░░░  good

3 stories, 2 tasks, 1 activity, 1 release
1 described (33 %), 1 with acceptance criteria (33 %)

shop.json  json
  stories 3
  dropped: attachments are not kept (×2)

Duplicates  1 group
Merge these stories, or make clear how they differ

  1. 0.80  the same but for one phrase
     s1  Export the monthly report of all orders to [-PDF-]    Report
     s2  Export the monthly report of all orders to {+Excel+}  Report

No similar stories.

Issues  3 warnings, 2 notes
  warning  2 stories have no acceptance criteria
           Export the monthly … all orders to PDF · Export the monthly … orders
           to Excel
  warning  Task "Pay" has no stories
  note     2 stories have no description or a very short one
           Export the monthly … all orders to PDF · Export the monthly … orders
           to Excel

Recommendations
  - Only 33 % of the stories have a description of 11 characters or more: add
    the others
  - Only 33 % of the stories have acceptance criteria: add the others
  - The MVP is empty: choose the stories that ship first

What to do next
  1. 1 group of duplicates. Merge these stories, or make clear how they differ
  2. 2 stories have no acceptance criteria. Write down how you will know that
     the story is done
  3. Task "Pay" has no stories. Add at least one story to this step, or remove
     it
  4. 2 stories have no description or a very short one. Say for whom the story
     is and what it is good for
)");
}

TEST(ReportText, InRussian) {
  ReportExample const example;
  std::string const text = report_text(example.analysis, example.context(Language::ru));
  EXPECT_TRUE(
      text.starts_with("Online shop\n87 из 100  █████████████████░░░  хорошо\n\n"
                       "3 истории, 2 задачи, 1 активность, 1 релиз\n"
                       "1 с описанием (33 %), 1 с критериями приёмки (33 %)\n"));
  EXPECT_TRUE(contains(text, "\nДубликаты  1 группа\nОбъедините эти истории или уточните, чем они отличаются\n"));
  EXPECT_TRUE(contains(text, "  1. 0.80  то же, кроме одного места\n"));
  EXPECT_TRUE(contains(text, "\nЗамечания  3 предупреждения, 2 примечания\n"));
  EXPECT_TRUE(contains(text, "  предупреждение  У 2 историй нет критериев приёмки\n"));
  EXPECT_TRUE(contains(text, "\nЧто делать дальше\n  1. 1 группа дубликатов. Объедините эти истории"));
}

TEST(ReportText, ColoursOnlyWhenAsked) {
  ReportExample const example;
  ReportContext context = example.context();
  EXPECT_FALSE(contains(report_text(example.analysis, context), "\x1b"));
  context.color = true;
  std::string const text = report_text(example.analysis, context);
  EXPECT_TRUE(contains(text, "orders to \x1b[1;31mPDF\x1b[0m"));
  EXPECT_TRUE(contains(text, "orders to \x1b[1;32mExcel\x1b[0m"));
  EXPECT_FALSE(contains(text, "[-PDF-]"));
}

TEST(ReportText, OfAnEmptyMap) {
  Map const map;
  Source const source{&map, "empty.json"};
  ReportContext context;
  context.sources = {&source, 1};
  std::string const text = report_text(*analyze(map), context);
  EXPECT_TRUE(text.starts_with("Story map\n")) << text;
  EXPECT_TRUE(contains(text, "There are fewer than two stories: nothing to compare.\n"));
  EXPECT_TRUE(contains(text, "  error  The map has no activity\n"));
}

TEST(ReportText, OfAMapWithoutAnyIssue) {
  ReportExample example;
  storymap::Task& task = example.map.activities[0].tasks[0];
  example.map.activities[0].tasks.resize(1);
  example.map.releases.clear();
  task.stories = {example_story("s1", "Pay by card", "A buyer pays with a card", {"Visa works"}),
                  example_story("s2", "See all orders", "Newest orders come first", {"Ten a page"})};
  example.analyze();
  std::string const text = report_text(example.analysis, example.context());
  EXPECT_TRUE(contains(text, "100 of 100  ████████████████████  excellent\n"));
  EXPECT_TRUE(contains(text, "\nNo duplicates.\n\nNo similar stories.\n\nNo issues.\n"));
  EXPECT_TRUE(contains(text, "  Nothing: the map is in good shape.\n"));
}

TEST(ReportText, WhatDiffersBelowEqualTitlesIsShownToo) {
  ReportExample example;
  auto& stories = example.map.activities[0].tasks[0].stories;
  stories = {example_story("s1", "See orders", "All the orders of a buyer are listed with date, status and price"),
             example_story("s2", "See orders", "All the orders of a seller are listed with date, status and price")};
  example.analyze();
  std::string const text = report_text(example.analysis.similarity, example.context());
  EXPECT_TRUE(contains(text,
                       "     s1  See orders  Report\n"
                       "           All the orders of a [-buyer-] are listed with date, status and price\n"
                       "     s2  See orders  Report\n"
                       "           All the orders of a {+seller+} are listed with date, status and price\n"))
      << text;
}

TEST(ReportText, LongTitlesWrapAndKeepTheirMarks) {
  ReportExample example;
  std::string const same = "As the owner of a small shop I want to export the monthly report of all orders to ";
  auto& stories = example.map.activities[0].tasks[0].stories;
  stories = {example_story("s1", same + "PDF"), example_story("s2", same + "Excel")};
  example.analyze();
  ReportContext context = example.context();
  context.width = 50;
  std::string const text = report_text(example.analysis.similarity, context);
  EXPECT_TRUE(contains(text, "[-PDF-]")) << text;
  EXPECT_TRUE(contains(text, "{+Excel+}")) << text;
  EXPECT_FALSE(contains(text, "s2  As the owner of a small shop I want to export the monthly"));
}

TEST(ReportText, ListsAsMuchAsAskedFor) {
  ReportExample example;
  auto& stories = example.map.activities[0].tasks[0].stories;
  stories.clear();
  for (int k = 0; k < 6; ++k) {
    std::string const word(4, static_cast<char>('a' + k));
    for (int copy = 0; copy < 2; ++copy) {
      std::string title = word + word;
      title.append(" ").append(word);
      stories.push_back(example_story("s" + std::to_string(stories.size()), std::move(title)));
    }
  }
  example.analyze();
  ReportContext context = example.context();
  context.most = 2;
  std::string const some = report_text(example.analysis.similarity, context);
  EXPECT_TRUE(contains(some, "Duplicates  6 groups\n"));
  EXPECT_TRUE(contains(some, "     … and 4 more groups\n"));
  EXPECT_FALSE(contains(some, "  3. "));
  context.most = 0;
  std::string const all = report_text(example.analysis.similarity, context);
  EXPECT_TRUE(contains(all, "  6. "));
  EXPECT_FALSE(contains(all, "more groups"));
}

TEST(ReportText, StoriesOfSeveralFilesNameTheFile) {
  Map const first = storymap_test::example_map();
  Map const second = storymap_test::example_map();
  std::vector<Source> const sources = {{&first, "maps/a.json"}, {&second, "maps/b.json"}};
  Result<SimilarityAnalysis> const similarity = find_similar(sources);
  ReportContext context;
  context.sources = sources;
  std::string const text = report_text(*similarity, context);
  EXPECT_TRUE(contains(text, "  a.json › Report\n")) << text;
  EXPECT_TRUE(contains(text, "  b.json › Report\n")) << text;
}

TEST(ReportText, OfTheClosestStories) {
  ReportExample const example;
  Result<StoryIndex> const index = StoryIndex::build(example.sources);
  ClosestStories closest{"monthly report of all orders", &*index, {}};
  EXPECT_EQ(report_text(closest, example.context()),
            "Closest to  \"monthly report of all orders\"\n\nNo story has anything in common with this text.\n");
  closest.matches = index->closest(closest.text, 1);
  EXPECT_EQ(report_text(closest, example.context()),
            "Closest to  \"monthly report of all orders\"\n\n0.67  one contains the other\n"
            "      s1  Export the monthly report of all orders to PDF  Report\n");
}

TEST(ReportText, NoteworthyImportsComeFirst) {
  ReportExample example;
  ImportReport& report = example.imports.front().report;
  report.encoding = "cp1251";
  report.count("rows", 0);
  for (int k = 0; k < 6; ++k) report.add(ImportNote::Kind::read, "column " + std::to_string(k) + " is the title");
  EXPECT_EQ(import_text(example.context()),
            "shop.json  json, cp1251\n  stories 3\n"
            "  dropped: attachments are not kept (×2)\n"
            "  read: column 0 is the title\n  read: column 1 is the title\n"
            "  read: column 2 is the title\n  read: column 3 is the title\n  … and 2 more\n");
}

TEST(ReportText, ValuesThatWereNotUnderstoodComeBeforeWhatColumnsMean) {
  ReportExample example;
  ImportReport& report = example.imports.front().report;
  report = ImportReport();
  report.format = "csv";
  for (int k = 0; k < 6; ++k) report.add(ImportNote::Kind::read, "column " + std::to_string(k) + " holds the labels");
  report.add(ImportNote::Kind::not_understood, "the points 'abc' are no number");
  EXPECT_NE(import_text(example.context()).find("\n  not understood: the points 'abc' are no number\n  read: column 0"),
            std::string::npos);
  ReportContext context = example.context();
  context.language = Language::ru;
  EXPECT_NE(import_text(context).find("\n  не понято: "), std::string::npos);
}

/// Reports of random maps, alone and together, in random shapes.
template <class Check>
void for_each_report(Check&& check) {
  storymap_test::for_each_case([&](storymap_test::Random& random) {
    std::vector<Map> const maps = {storymap_test::random_map(random), storymap_test::random_map(random)};
    std::vector<Source> sources = {{&maps[0], random.text(30)}};
    if (random.chance(0.5)) sources.push_back({&maps[1], random.text(90)});
    ReportContext context;
    context.sources = sources;
    std::vector<ImportedFile> imports = {{random.text(90), {}}};
    imports[0].report.format = "json";
    imports[0].report.add(ImportNote::Kind::dropped, random.text(90));
    context.imports = imports;
    context.language = random.chance(0.5) ? Language::en : Language::ru;
    context.width = 40 + random.below(100);
    AnalysisOptions options;
    options.similarity.thresholds = {0.2, 0.5};
    Result<Analysis> const analysis = analyze(sources, options);
    ASSERT_TRUE(analysis);
    check(report_text(*analysis, context), context.width);
  });
}

TEST(ReportText, NoLineOfAnyMapIsWiderThanTheTerminal) {
  for_each_report([](std::string const& text, std::size_t width) {
    for (std::string const& line : lines_of(text)) ASSERT_LE(detail::display_width(line), width) << line;
  });
}

TEST(ReportText, NothingInAnyMapActsOnTheTerminal) {
  for_each_report([](std::string const& text, std::size_t) {
    for (std::string const& line : lines_of(text)) ASSERT_EQ(detail::printable(line), line);
  });
}

}  // namespace
