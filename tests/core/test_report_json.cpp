// tests/core/test_report_json.cpp - results as JSON: members, order, numbers, files.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <storymap/report.hpp>

#include <string>
#include <vector>

#include "support/random_map.hpp"
#include "support/report_example.hpp"

namespace {

using namespace storymap;
using nlohmann::json;
using nlohmann::ordered_json;
using storymap_test::ReportExample;

std::vector<std::string> keys(ordered_json const& object) {
  std::vector<std::string> names;
  for (auto const& [name, value] : object.items()) names.push_back(name);
  return names;
}

TEST(ReportJson, EveryDocumentBeginsWithVersionProfileAndImport) {
  ReportExample const example;
  auto const document = ordered_json::parse(report_json(example.analysis.validation, example.context()));
  EXPECT_EQ(keys(document), (std::vector<std::string>{"schema_version", "profile", "import", "is_valid", "score",
                                                      "issues", "recommendations", "stats"}));
  EXPECT_EQ(document["schema_version"], 1);
  EXPECT_EQ(document["profile"], "compat");
  EXPECT_EQ(document["import"].dump(),
            R"({"counts":{"stories":3},"files":[{"file":"shop.json","format":"json","encoding":"utf-8",)"
            R"("counts":{"stories":3},"notes":[{"kind":"dropped","message":"attachments are not kept",)"
            R"("path":"/cards/0","line":7,"times":2}]}]})");
}

TEST(ReportJson, AnAnalysisHoldsBothAnswers) {
  ReportExample const example;
  auto const document = ordered_json::parse(report_json(example.analysis, example.context()));
  EXPECT_EQ(keys(document), (std::vector<std::string>{"schema_version", "profile", "import", "project_name",
                                                      "overall_score", "summary", "validation", "similarity"}));
  EXPECT_EQ(document["project_name"], "Online shop");
  EXPECT_EQ(document["overall_score"], example.analysis.overall_score);
  EXPECT_EQ(document["summary"], summary(example.analysis, Language::en));
  auto const validation = ordered_json::parse(report_json(example.analysis.validation, example.context()));
  auto const similarity = ordered_json::parse(report_json(example.analysis.similarity, example.context()));
  for (auto const& [name, value] : document["validation"].items()) EXPECT_EQ(value, validation[name]) << name;
  for (auto const& [name, value] : document["similarity"].items()) EXPECT_EQ(value, similarity[name]) << name;
}

TEST(ReportJson, AnIssueSaysWhatAndWhere) {
  ReportExample const example;
  auto const document = ordered_json::parse(report_json(example.analysis.validation, example.context()));
  EXPECT_EQ(document["issues"][0].dump(),
            R"({"type":"missing_description","severity":"info","message":"Story \"Export the monthly report of all )"
            R"(orders to PDF\" has no description or a very short one","location":{"activity_id":"a1",)"
            R"("activity_title":"Buy","task_id":"t1","task_title":"Report","story_id":"s1",)"
            R"("story_title":"Export the monthly report of all orders to PDF"}})");
  EXPECT_EQ(document["stats"].dump(),
            R"({"total_activities":1,"total_tasks":2,"total_stories":3,"stories_with_description":1,)"
            R"("stories_with_criteria":1,"empty_cells":1,"stories_per_release":{"MVP":0}})");
}

TEST(ReportJson, AnIssueOfTheWholeMapHasNoLocation) {
  ReportExample example;
  example.map.activities[0].tasks[0].stories[1].title = "see ORDERS ";
  example.analyze();
  auto const document = ordered_json::parse(report_json(example.analysis.validation, example.context()));
  ordered_json const& issue = document["issues"].back();
  EXPECT_EQ(issue["type"], "duplicate_title");
  EXPECT_TRUE(issue["location"].is_null());
  EXPECT_EQ(issue["story_ids"], (ordered_json{"s2", "s3"}));
  EXPECT_FALSE(issue.contains("story_files"));
}

TEST(ReportJson, GroupsAndPairs) {
  ReportExample const example;
  auto const document = ordered_json::parse(report_json(example.analysis.similarity, example.context()));
  EXPECT_EQ(keys(document), (std::vector<std::string>{"schema_version", "profile", "import", "algorithm",
                                                      "similar_groups", "pairs", "stats"}));
  ASSERT_EQ(document["similar_groups"].size(), 1U);
  ordered_json const& group = document["similar_groups"][0];
  EXPECT_EQ(keys(group), (std::vector<std::string>{"group_type", "recommendation", "stories"}));
  EXPECT_EQ(keys(group["stories"][0]),
            (std::vector<std::string>{"id", "title", "similarity", "task_title", "activity_title"}));
  EXPECT_EQ(group["stories"][1]["id"], "s2");
  ASSERT_EQ(document["pairs"].size(), 1U);
  EXPECT_EQ(keys(document["pairs"][0]), (std::vector<std::string>{"a", "b", "score", "kind"}));
  EXPECT_EQ(document["pairs"][0]["kind"], "slot");
  EXPECT_EQ(document["pairs"][0]["score"].get<double>(), example.analysis.similarity.pairs[0].score);
  EXPECT_EQ(keys(document["stats"]), (std::vector<std::string>{"total_stories", "duplicates_found",
                                                               "similar_groups_found", "pairs_found", "algorithm"}));
}

TEST(ReportJson, ClosestStories) {
  ReportExample const example;
  Result<StoryIndex> const index = StoryIndex::build(example.sources);
  ClosestStories closest{"monthly report of all orders", &*index, {}};
  closest.matches = index->closest(closest.text, 2);
  auto const document = ordered_json::parse(report_json(closest, example.context()));
  EXPECT_EQ(keys(document), (std::vector<std::string>{"schema_version", "profile", "import", "matches"}));
  ASSERT_EQ(document["matches"].size(), 2U);
  EXPECT_EQ(keys(document["matches"][0]),
            (std::vector<std::string>{"id", "title", "score", "kind", "task_title", "activity_title"}));
  EXPECT_EQ(document["matches"][0]["kind"], "contained");
}

TEST(ReportJson, WithSeveralFilesEverythingNamesItsFile) {
  Map const first = storymap_test::example_map();
  Map second = storymap_test::example_map();
  second.name = "Backlog";
  std::vector<Source> const sources = {{&first, "a.json"}, {&second, "b.json"}};
  Result<Analysis> const analysis = analyze(sources);
  ReportContext context;
  context.sources = sources;
  auto const document = json::parse(report_json(*analysis, context));
  EXPECT_EQ(document["project_name"], "Online shop, Backlog");
  for (json const& issue : document["validation"]["issues"]) {
    EXPECT_TRUE(issue["location"].is_null() || issue["location"].contains("file")) << issue;
    EXPECT_EQ(issue.value("story_ids", json::array()).size(), issue.value("story_files", json::array()).size());
  }
  json const& first_issue = document["validation"]["issues"].front();
  EXPECT_EQ(first_issue["location"]["file"], "a.json");
  json const& pair = document["similarity"]["pairs"].front();
  EXPECT_EQ(pair["a"], pair["b"]);
  EXPECT_EQ(pair["a_file"], "a.json");
  EXPECT_EQ(pair["b_file"], "b.json");
  for (json const& group : document["similarity"]["similar_groups"]) {
    for (json const& story : group["stories"]) EXPECT_TRUE(story.contains("file"));
  }
}

TEST(ReportJson, CountsAreAddedUpOverFiles) {
  ReportExample example;
  example.imports.push_back(example.imports.front());
  example.imports.back().report.count("rows", 5);
  auto const document = ordered_json::parse(report_json(example.analysis.validation, example.context()));
  EXPECT_EQ(document["import"]["counts"].dump(), R"({"stories":6,"rows":5})");
  EXPECT_EQ(document["import"]["files"].size(), 2U);
}

TEST(ReportJson, SpeaksBothLanguages) {
  ReportExample const example;
  auto const document = json::parse(report_json(example.analysis, example.context(Language::ru)));
  EXPECT_EQ(document["validation"]["issues"][1]["message"],
            "У истории «Export the monthly report of all orders to PDF» нет критериев приёмки");
  EXPECT_EQ(document["similarity"]["similar_groups"][0]["recommendation"],
            "Объедините эти истории или уточните, чем они отличаются");
}

TEST(ReportJson, OfAnyMapIsJsonAndAlwaysTheSame) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    Map const map = storymap_test::random_map(random);
    Source const source{&map, "random.json"};
    ReportContext context;
    context.sources = {&source, 1};
    Result<Analysis> const analysis = analyze(map);
    ASSERT_TRUE(analysis);
    std::string const text = report_json(*analysis, context);
    ASSERT_TRUE(json::accept(text));
    ASSERT_TRUE(text.ends_with("}\n"));
    ASSERT_EQ(text, report_json(*analysis, context));
  });
}

TEST(Summary, SaysTheMostImportantInOneSentence) {
  ReportExample const example;
  EXPECT_EQ(summary(example.analysis, Language::en),
            "Online shop: good, 87 of 100. 3 stories; 0 errors, 3 warnings; 1 group of duplicates, 0 groups of similar "
            "stories.");
  EXPECT_EQ(summary(example.analysis, Language::ru),
            "Online shop: хорошо, 87 из 100. 3 истории; 0 ошибок, 3 предупреждения; 1 группа дубликатов, 0 групп "
            "похожих историй.");
}

TEST(Summary, AMapWithoutANameIsCalledAMap) {
  Map const nothing;
  EXPECT_TRUE(summary(*analyze(nothing), Language::en).starts_with("Story map: "));
  EXPECT_TRUE(summary(*analyze(nothing), Language::ru).starts_with("Карта историй: "));
}

}  // namespace
