// tests/core/test_score.cpp - scores, bands and the numbers behind them.
#include <gtest/gtest.h>
#include <storymap/score.hpp>

#include <vector>

namespace {

using namespace storymap;

std::vector<Finding> findings(std::size_t errors, std::size_t warnings, std::size_t infos) {
  static Rule const error{.id = "e", .kind = "e", .severity = Severity::error, .message = {}, .fix = {}};
  static Rule const warning{.id = "w", .kind = "w", .severity = Severity::warning, .message = {}, .fix = {}};
  static Rule const info{.id = "i", .kind = "i", .severity = Severity::info, .message = {}, .fix = {}};
  std::vector<Finding> all;
  for (auto const& [rule, count] : {std::pair{&error, errors}, {&warning, warnings}, {&info, infos}}) {
    for (std::size_t k = 0; k < count; ++k) all.push_back({rule, {}, {}, {}});
  }
  return all;
}

TEST(CompatScore, TakesTwentyFiveAndOne) {
  EXPECT_EQ(score::compat({}, findings(0, 0, 0)), 100);
  EXPECT_EQ(score::compat({}, findings(1, 2, 3)), 67);
  EXPECT_EQ(score::compat({}, findings(9, 0, 0)), 0);
}

TEST(CompatScore, RewardsDescriptionsAndCriteria) {
  ValidationStats stats;
  stats.total_stories = 10;
  stats.stories_with_description = 10;
  stats.stories_with_criteria = 5;
  EXPECT_EQ(score::compat(stats, findings(0, 4, 0)), 87);   // 80 + int(5 + 2.5)
  EXPECT_EQ(score::compat(stats, findings(0, 0, 1)), 100);  // not above 100
  EXPECT_EQ(score::compat(stats, findings(6, 0, 0)), 0);    // -20 + 7 is still below 0
}

TEST(OverallScore, WeighsValidationAndUniqueness) {
  EXPECT_EQ(score::overall(100, 0), 100);
  EXPECT_EQ(score::overall(100, 1), 97);
  EXPECT_EQ(score::overall(100, 3), 91);
  EXPECT_EQ(score::overall(100, 1000), 91);
  EXPECT_EQ(score::overall(0, 0), 30);
}

TEST(Band, HasItsLimits) {
  EXPECT_EQ(band_of(90), Band::excellent);
  EXPECT_EQ(band_of(89), Band::good);
  EXPECT_EQ(band_of(70), Band::good);
  EXPECT_EQ(band_of(69), Band::satisfactory);
  EXPECT_EQ(band_of(50), Band::satisfactory);
  EXPECT_EQ(band_of(49), Band::needs_improvement);
}

TEST(Stats, CountEmptyCellsOnlyWhereATaskHasStories) {
  Map map;
  map.releases.resize(2);
  map.releases[0].id = ReleaseId("r1");
  map.releases[0].title = "MVP";
  map.releases[1].id = ReleaseId("r2");
  map.releases[1].title = "Later";
  map.activities.resize(2);
  map.activities[0].tasks.resize(2);
  map.activities[0].tasks[0].stories.resize(2);
  map.activities[0].tasks[0].stories[0].release = ReleaseId("r1");
  ValidationStats const stats = count_stats(map);
  EXPECT_EQ(stats.total_activities, 2U);
  EXPECT_EQ(stats.total_tasks, 2U);
  EXPECT_EQ(stats.total_stories, 2U);
  EXPECT_EQ(stats.empty_cells, 1U);
  using Entry = std::pair<std::string, std::size_t>;
  EXPECT_EQ(stats.stories_per_release, (std::vector<Entry>{{"MVP", 1}, {"Later", 0}}));
  EXPECT_EQ(stats.description_share(), 0.0);
  EXPECT_EQ(ValidationStats{}.criteria_share(), 0.0);
}

}  // namespace
