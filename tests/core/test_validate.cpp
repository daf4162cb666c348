// tests/core/test_validate.cpp - findings, their order, advice; tests/core/test_compat.cpp has the known answers.
#include <gtest/gtest.h>
#include <storymap/validate.hpp>

#include <string>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

Story complete_story(std::string const& id, std::string const& title) {
  Story story;
  story.id = StoryId(id);
  story.title = title;
  story.description = "As a buyer, I want it";
  story.acceptance_criteria = {"It works"};
  return story;
}

Map small_map(std::vector<Story> stories) {
  Map map;
  map.name = "Shop";
  Task task;
  task.id = TaskId("t1");
  task.title = "Pay";
  task.stories = std::move(stories);
  Activity activity;
  activity.id = ActivityId("a1");
  activity.title = "Buy";
  activity.tasks = {task};
  map.activities = {activity};
  return map;
}

std::vector<std::string> kinds(Validation const& validation) {
  std::vector<std::string> kinds;
  for (Finding const& finding : validation.findings) kinds.emplace_back(finding.rule->kind);
  return kinds;
}

using Kinds = std::vector<std::string>;

TEST(Validate, AnEmptyMapIsInvalid) {
  Validation const validation = validate(Map{});
  EXPECT_FALSE(validation.is_valid);
  EXPECT_EQ(validation.score, 80);
  EXPECT_EQ(kinds(validation), (Kinds{"empty_activity"}));
  EXPECT_EQ(validation.findings[0].rule->severity, Severity::error);
  ASSERT_EQ(validation.recommendations.size(), 1U);
  EXPECT_EQ(validation.recommendations[0].id, "add_stories");
}

TEST(Validate, ACompleteMapScoresAHundred) {
  Validation const validation = validate(small_map({complete_story("s1", "Pay by card")}));
  EXPECT_TRUE(validation.is_valid);
  EXPECT_EQ(validation.score, 100);
  EXPECT_TRUE(validation.findings.empty());
  EXPECT_TRUE(validation.recommendations.empty());
}

TEST(Validate, FindingsComeInMapOrderAndTheWholeMapLast) {
  Map map = small_map({complete_story("s1", "Same"), complete_story("s2", "same ")});
  map.activities[0].tasks[0].stories[1].acceptance_criteria.clear();
  map.activities.insert(map.activities.begin(), Activity{});
  map.activities[0].id = ActivityId("a0");
  map.activities[1].tasks.emplace_back();
  EXPECT_EQ(kinds(validate(map)), (Kinds{"empty_activity", "short_title", "missing_criteria", "short_title",
                                         "empty_task", "duplicate_title"}));
}

TEST(Validate, DuplicateTitlesCarryTheirStories) {
  Validation const validation =
      validate(small_map({complete_story("s1", "Pay by card"), complete_story("s2", "PAY BY CARD")}));
  ASSERT_EQ(kinds(validation), (Kinds{"duplicate_title"}));
  EXPECT_EQ(validation.findings[0].stories, (std::vector<StoryPlace>{{0, 0, 0}, {0, 0, 1}}));
  EXPECT_EQ(validation.findings[0].message(Language::en), "2 stories share the title \"Pay by card\"");
  EXPECT_NE(validation.findings[0].message(Language::ru).find("Pay by card"), std::string::npos);
}

TEST(Validate, CharactersCountNotBytes) {
  Story story = complete_story("s1", "Вход");  // four letters, eight bytes
  story.description = "Одиннадцать";           // eleven letters
  EXPECT_EQ(kinds(validate(small_map({story}))), (Kinds{"short_title"}));
  story.title = "Входы";
  story.description = "  Десятьбукв  ";
  EXPECT_EQ(kinds(validate(small_map({story}))), (Kinds{"missing_description"}));
}

struct Spread {
  std::vector<std::size_t> stories;  ///< per release
  bool unbalanced;
};

class ReleaseBalance : public testing::TestWithParam<Spread> {};

TEST_P(ReleaseBalance, LooksAtTheSmallestAndTheLargest) {
  Map map = small_map({});
  for (std::size_t r = 0; r < GetParam().stories.size(); ++r) {
    Release release;
    release.id = ReleaseId("r" + std::to_string(r));
    release.title = "Release " + std::to_string(r);
    map.releases.push_back(release);
    for (std::size_t k = 0; k < GetParam().stories[r]; ++k) {
      Story story =
          complete_story("s" + std::to_string(r) + "-" + std::to_string(k), "Story " + std::to_string(100 * r + k));
      story.release = release.id;
      map.activities[0].tasks[0].stories.push_back(story);
    }
  }
  if (GetParam().stories.empty()) map.activities[0].tasks[0].stories.push_back(complete_story("s1", "Alone"));
  bool const found = kinds(validate(map)) == Kinds{"unbalanced_releases"};
  EXPECT_EQ(found, GetParam().unbalanced);
}

INSTANTIATE_TEST_SUITE_P(Spreads, ReleaseBalance,
                         testing::Values(Spread{{}, false}, Spread{{3}, false}, Spread{{1, 3}, false},
                                         Spread{{1, 4}, true}, Spread{{0, 1}, true}, Spread{{5, 0, 5}, true},
                                         Spread{{2, 6}, false}, Spread{{2, 7}, true}));

TEST(Validate, AdviceNamesTheShare) {
  std::vector<Story> stories;
  for (int k = 0; k < 3; ++k) {
    Story story;
    story.id = StoryId("s" + std::to_string(k));
    story.title = "Story " + std::to_string(k);
    stories.push_back(story);
  }
  stories[0] = complete_story("s0", "Story 0");
  Validation const validation = validate(small_map(stories));
  ASSERT_EQ(validation.recommendations.size(), 2U);
  EXPECT_EQ(validation.recommendations[0].message(Language::en),
            "Only 33 % of the stories have a description of 11 characters or more: add the others");
  EXPECT_NE(validation.recommendations[1].message(Language::ru).find("33 %"), std::string::npos);
}

TEST(Validate, AdviceDoesNotDenyShortDescriptions) {
  Story story = complete_story("s0", "Pay by card");
  story.description = "Visa only";
  Validation const validation = validate(small_map({story}));
  ASSERT_FALSE(validation.recommendations.empty());
  EXPECT_EQ(validation.recommendations[0].message(Language::en),
            "No story has a description of 11 characters or more: write them");
  EXPECT_EQ(validation.recommendations[0].message(Language::ru),
            "Ни у одной истории нет описания хотя бы из 11 символов: добавьте их");
}

TEST(Validate, EveryRuleSpeaksBothLanguages) {
  for (Profile const& profile : profiles()) {
    for (Rule const& rule : profile.rules) {
      EXPECT_EQ(rule.id.substr(0, profile.id.size() + 1), std::string(profile.id) + "/");
      for (LocalText const& text : {rule.message, rule.fix}) {
        EXPECT_FALSE(text.en.empty());
        EXPECT_FALSE(text.ru.empty());
        EXPECT_EQ(text.en.find_first_not_of("\t\n") == std::string_view::npos, false);
        for (char const number : {'0', '1', '2', '3'}) {
          std::string const placeholder = {'{', number, '}'};
          EXPECT_EQ(text.en.find(placeholder) == std::string_view::npos,
                    text.ru.find(placeholder) == std::string_view::npos)
              << rule.id << ' ' << placeholder;
        }
      }
    }
  }
}

TEST(Validate, AnyMapGetsAScoreAndMessages) {
  storymap_test::for_each_case([](Random& random) {
    Map const map = storymap_test::RandomMap(random).map();
    Validation const validation = validate(map);
    EXPECT_GE(validation.score, 0);
    EXPECT_LE(validation.score, 100);
    for (Finding const& finding : validation.findings) {
      EXPECT_FALSE(finding.message(Language::en).empty());
      EXPECT_FALSE(finding.message(Language::ru).empty());
    }
  });
}

TEST(Validate, AnUnknownProfileIsNull) {
  EXPECT_EQ(find_profile("nonsense"), nullptr);
  ASSERT_NE(find_profile("compat"), nullptr);
}

TEST(Format, FillsInArguments) {
  std::vector<std::string> const arguments = {"A", "B"};
  EXPECT_EQ(format({"{1} and {0}, {x} {", ""}, arguments, Language::en), "B and A, {x} {");
}

}  // namespace
