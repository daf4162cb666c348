// tests/core/test_compat.cpp - profile `compat` against the known answers of tests/parity/record_compat.py.
#include <gtest/gtest.h>
#include <storymap/analysis.hpp>
#include <storymap/json.hpp>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using nlohmann::json;

std::filesystem::path folder() { return storymap_test::source_dir() / "tests" / "golden" / "compat"; }

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::directory_iterator(folder())) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

json issues_of(Map const& map, Validation const& validation) {
  json issues = json::array();
  for (Finding const& finding : validation.findings) {
    json issue = {{"type", finding.rule->kind}, {"severity", to_string(finding.rule->severity)}};
    Location const& where = finding.location;
    if (where.story) {
      issue["where"] = at(map, {*where.activity, *where.task, *where.story}).id.str();
    } else if (where.task) {
      issue["where"] = map.activities[*where.activity].tasks[*where.task].id.str();
    } else if (where.activity) {
      issue["where"] = map.activities[*where.activity].id.str();
    }
    for (StoryPlace const& place : finding.stories) issue["story_ids"].push_back(at(map, place).id.str());
    issues.push_back(issue);
  }
  return issues;
}

json stats_of(ValidationStats const& stats) {
  json releases = json::object();
  for (auto const& [title, count] : stats.stories_per_release) releases[title] = count;
  return {{"total_activities", stats.total_activities},
          {"total_tasks", stats.total_tasks},
          {"total_stories", stats.total_stories},
          {"stories_with_description", stats.stories_with_description},
          {"stories_with_criteria", stats.stories_with_criteria},
          {"empty_cells", stats.empty_cells},
          {"stories_per_release", releases}};
}

json groups_of(Map const& map, SimilarityAnalysis const& similarity) {
  json groups = json::array();
  for (Group const& group : similarity.groups) {
    json stories = json::array();
    for (GroupMember const& member : group.members) {
      std::string const& id = at(map, similarity.stories[member.row].place).id.str();
      stories.push_back({{"id", id}, {"similarity", member.similarity}});
    }
    groups.push_back({{"group_type", to_string(group.kind)}, {"stories", stories}});
  }
  return groups;
}

class Compat : public testing::TestWithParam<std::string> {};

TEST_P(Compat, GivesTheKnownAnswers) {
  json const record = json::parse(storymap_test::read_file(folder() / (GetParam() + ".json")));
  Result<Map> const map = read_json(record["map"].dump());
  ASSERT_TRUE(map) << to_string(map.error());
  AnalysisOptions options;
  options.similarity.thresholds = {record["similar"], record["duplicate"]};
  Result<Analysis> const analysis = analyze(*map, options);
  ASSERT_TRUE(analysis) << to_string(analysis.error());

  json const& answers = record["answers"];
  EXPECT_EQ(analysis->overall_score, answers["overall_score"]);
  EXPECT_EQ(analysis->validation.is_valid, answers["validation"]["is_valid"]);
  EXPECT_EQ(analysis->validation.score, answers["validation"]["score"]);
  EXPECT_EQ(issues_of(*map, analysis->validation), answers["validation"]["issues"]);
  EXPECT_EQ(stats_of(analysis->validation.stats), answers["validation"]["stats"]);
  json advice = json::array();
  for (Recommendation const& recommendation : analysis->validation.recommendations) advice.push_back(recommendation.id);
  EXPECT_EQ(advice, answers["validation"]["recommendations"]);

  json const& similarity = answers["similarity"];
  EXPECT_EQ(analysis->similarity.algorithm, similarity["algorithm"]);
  EXPECT_EQ(groups_of(*map, analysis->similarity), similarity["similar_groups"]);
  EXPECT_EQ(analysis->similarity.stats.duplicates_found, similarity["duplicates_found"]);
  EXPECT_EQ(analysis->similarity.stats.similar_groups_found, similarity["similar_groups_found"]);
}

INSTANTIATE_TEST_SUITE_P(Recorded, Compat, testing::ValuesIn(names()), [](auto const& name) {
  std::string test_name = name.param;
  std::replace(test_name.begin(), test_name.end(), '-', '_');
  return test_name;
});

TEST(CompatAnswers, CoverAtLeastThirtyMaps) { EXPECT_GE(names().size(), 30U); }

}  // namespace
