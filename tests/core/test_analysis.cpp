// tests/core/test_analysis.cpp - the whole analysis in one call.
#include <gtest/gtest.h>
#include <storymap/analysis.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

Map map_of(std::vector<std::string> const& titles, std::string const& name = "Shop") {
  Map map;
  map.name = name;
  Activity& activity = map.activities.emplace_back();
  activity.id = ActivityId("a1");
  Task& task = activity.tasks.emplace_back();
  task.id = TaskId("t1");
  for (std::size_t k = 0; k < titles.size(); ++k) {
    Story& story = task.stories.emplace_back();
    story.id = StoryId("s" + std::to_string(k + 1));
    story.title = titles[k];
  }
  return map;
}

std::vector<std::string> const backlog = {
    "As a buyer, I want to pay by card",     "As a buyer, I want to search by name",
    "As a seller, I want to pay by card",    "As a seller, I want to print a label",
    "As a buyer, I want to pay by card!",    "As a courier, I want to see my route",
    "As a seller, I want to archive orders", "As a buyer, I want to compare prices",
    "As a guest, I want to register"};

TEST(ComparableText, JoinsAndCleansTheParts) {
  Story story;
  story.title = "Pay, by CARD!";
  story.description = "As a buyer";
  story.acceptance_criteria = {"Given a basket", "Then it's paid"};
  EXPECT_EQ(comparable_text(story), "pay by card as a buyer given a basket then it s paid");
  EXPECT_EQ(readable_text(story), "Pay, by CARD!\nAs a buyer\nGiven a basket\nThen it's paid");
}

TEST(Analyze, FindsCopiesAndNamesTheirKind) {
  Map const map = map_of(backlog);
  AnalysisOptions options;
  options.similarity.thresholds.similar = 0.5;
  Result<Analysis> const analysis = analyze(map, options);
  ASSERT_TRUE(analysis);
  EXPECT_EQ(analysis->project_name, "Shop");
  EXPECT_EQ(analysis->similarity.algorithm, "tfidf");
  ASSERT_FALSE(analysis->similarity.pairs.empty());
  AlikePair const& best = analysis->similarity.pairs.front();
  EXPECT_EQ(best.a, 0U);
  EXPECT_EQ(best.b, 4U);
  EXPECT_EQ(best.kind, LikenessKind::copy);
  EXPECT_NEAR(best.score, 1.0, 1e-15);
  auto const role = std::find_if(analysis->similarity.pairs.begin(), analysis->similarity.pairs.end(),
                                 [](AlikePair const& pair) { return pair.a == 0 && pair.b == 2; });
  ASSERT_NE(role, analysis->similarity.pairs.end());
  EXPECT_EQ(role->kind, LikenessKind::role);
  EXPECT_EQ(analysis->similarity.stats.duplicates_found, 1U);
}

TEST(Analyze, OneStoryIsSkipped) {
  for (std::size_t count : {0U, 1U}) {
    Map const map = map_of(std::vector<std::string>(count, "Pay by card"));
    Result<Analysis> const analysis = analyze(map);
    ASSERT_TRUE(analysis);
    EXPECT_EQ(analysis->similarity.algorithm, "skipped");
    EXPECT_TRUE(analysis->similarity.groups.empty());
  }
}

TEST(Analyze, TwoIdenticalStoriesFallBackToJaccard) {
  Map const map = map_of({"Pay by card", "Pay by card"});
  Result<Analysis> const analysis = analyze(map);
  ASSERT_TRUE(analysis);
  EXPECT_EQ(analysis->similarity.algorithm, "jaccard");
  ASSERT_EQ(analysis->similarity.pairs.size(), 1U);
  EXPECT_EQ(analysis->similarity.pairs[0].score, 1.0);
}

TEST(Analyze, StoriesWithoutAWordAreNotAlike) {
  Map const map = map_of({"!!!", "...", ""});
  Result<Analysis> const analysis = analyze(map);
  ASSERT_TRUE(analysis);
  EXPECT_EQ(analysis->similarity.algorithm, "jaccard");
  EXPECT_TRUE(analysis->similarity.pairs.empty());
}

TEST(Analyze, SeveralSourcesAreComparedTogether) {
  Map const shop = map_of(backlog, "Shop");
  Map const portal = map_of({"As a guest, I want to see the news", "As a buyer, I want to pay by card"}, "Portal");
  std::vector<Source> const sources = {{&shop, "shop.md"}, {&portal, "portal.md"}};
  Result<Analysis> const analysis = analyze(sources);
  ASSERT_TRUE(analysis);
  EXPECT_EQ(analysis->project_name, "Shop, Portal");
  EXPECT_EQ(analysis->validation.stats.total_stories, backlog.size() + 2);
  bool across = false;
  for (AlikePair const& pair : analysis->similarity.pairs) {
    across |= analysis->similarity.stories[pair.a].source != analysis->similarity.stories[pair.b].source;
  }
  EXPECT_TRUE(across);
}

TEST(Analyze, AReleaseThatDoesNotExistIsNoneInSeveralMaps) {
  Map map = map_of(backlog);
  map.activities[0].tasks[0].stories[0].release = ReleaseId("gone");
  std::vector<Source> const sources = {{&map, "a"}, {&map, "b"}};
  EXPECT_TRUE(analyze(sources));
}

TEST(Analyze, IdenticalStoriesScoreOneAtAnyThreshold) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::string> titles;
    titles.reserve(32);
    for (int k = 0; k < 30; ++k) titles.push_back(random.pick(backlog) + " " + std::to_string(random.below(60) + 10));
    titles.push_back("Archive " + titles[3] + " and " + titles[17]);
    titles.push_back(titles.back());
    AnalysisOptions options;
    options.similarity.thresholds = {.similar = 1, .duplicate = 1};
    Result<Analysis> const analysis = analyze(map_of(titles), options);
    ASSERT_TRUE(analysis);
    std::vector<AlikePair> const& pairs = analysis->similarity.pairs;
    ASSERT_TRUE(std::ranges::find(pairs, AlikePair{30, 31, 1.0, LikenessKind::copy}) != pairs.end());
    for (AlikePair const& pair : pairs) ASSERT_EQ(pair.score, 1.0);
  });
}

TEST(Analyze, ManyCopiesAreComparedOnce) {
  std::vector<std::string> titles(600, backlog[0]);
  for (int k = 0; k < 100; ++k) titles.push_back(backlog[3] + " " + std::to_string(k));
  Result<Analysis> const analysis = analyze(map_of(titles));
  ASSERT_TRUE(analysis);
  auto const is_copy = [](AlikePair const& pair) { return pair.kind == LikenessKind::copy; };
  EXPECT_GE(std::ranges::count_if(analysis->similarity.pairs, is_copy), 600 * 599 / 2);
}

TEST(Combine, JoinsReleasesByTitleAndKnowsTheSourceOfAnActivity) {
  Map first = map_of({"One story"}, "First");
  Map second = map_of({"Other story"}, "Second");
  for (Map* map : {&first, &second}) {
    Release& release = map->releases.emplace_back();
    release.id = ReleaseId(map == &first ? "x" : "y");
    release.title = "MVP";
    map->activities[0].tasks[0].stories[0].release = release.id;
  }
  std::vector<Source> const sources = {{&first, "1"}, {&second, "2"}};
  CombinedMap const combined = combine(sources);
  ASSERT_EQ(combined.map.releases.size(), 1U);
  EXPECT_EQ(combined.source_of(0), 0U);
  EXPECT_EQ(combined.source_of(1), 1U);
  using Entry = std::pair<std::string, std::size_t>;
  EXPECT_EQ(count_stats(combined.map).stories_per_release, (std::vector<Entry>{{"MVP", 2}}));
}

TEST(Analyze, OptionsOutOfRangeAreErrors) {
  Map const map = map_of(backlog);
  for (Thresholds const thresholds : {Thresholds{0, 0.9}, {0.9, 0.7}, {0.5, 1.1}, {-1, 0.5}}) {
    AnalysisOptions options;
    options.similarity.thresholds = thresholds;
    ASSERT_FALSE(analyze(map, options));
    EXPECT_EQ(analyze(map, options).error().code, Errc::invalid_argument);
  }
  AnalysisOptions options;
  options.profile = "nonsense";
  EXPECT_EQ(analyze(map, options).error().path, "profile");
}

TEST(Analyze, StagesComeInOrder) {
  Map const map = map_of(backlog);
  std::vector<std::string> stages;
  AnalysisOptions options;
  options.on_stage = [&](std::string_view stage) { stages.emplace_back(stage); };
  ASSERT_TRUE(analyze(map, options));
  EXPECT_EQ(stages, (std::vector<std::string>{"texts", "vectors", "pairs", "groups", "kinds", "validation"}));
}

TEST(Analyze, TheAnswerDoesNotDependOnThreads) {
  Random random(storymap_test::seed());
  std::vector<std::string> titles;
  titles.reserve(1500);
  for (int k = 0; k < 1500; ++k) titles.push_back(random.pick(backlog) + " " + std::to_string(random.below(40) + 10));
  Map const map = map_of(titles);
  AnalysisOptions alone;
  AnalysisOptions together;
  together.run.threads = 4;
  EXPECT_EQ(analyze(map, alone)->similarity.pairs, analyze(map, together)->similarity.pairs);
  EXPECT_EQ(analyze(map, alone)->similarity.groups, analyze(map, together)->similarity.groups);
}

TEST(Analyze, AnyMapCanBeAnalysed) {
  storymap_test::for_each_case([](Random& random) {
    Map const map = storymap_test::RandomMap(random).map();
    Result<Analysis> const analysis = analyze(map);
    ASSERT_TRUE(analysis) << to_string(analysis.error());
    for (Group const& group : analysis->similarity.groups) EXPECT_GE(group.members.size(), 2U);
  });
}

TEST(StoryIndex, AnswersWhatIsClosestToAText) {
  Map const map = map_of(backlog);
  Source const source{&map, {}};
  Result<StoryIndex> const index = StoryIndex::build(std::span(&source, 1));
  ASSERT_TRUE(index);
  std::vector<Match> const matches = index->closest("Print LABELS: a label, please", 3);
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(index->story(matches[0].row).title, "As a seller, I want to print a label");
  EXPECT_TRUE(index->closest("", 3).empty());
}

TEST(StoryIndex, RanksByBm25WhenAsked) {
  Map const map = map_of(backlog);
  Source const source{&map, {}};
  Result<StoryIndex> const index = StoryIndex::build(std::span(&source, 1), {.ranking = Ranking::bm25});
  ASSERT_TRUE(index);
  EXPECT_EQ(index->ranking(), Ranking::bm25);
  std::vector<Match> const matches = index->closest("label", 3);
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(index->story(matches[0].row).title, "As a seller, I want to print a label");
  EXPECT_TRUE(index->closest("label", 3, matches[0].score + 1).empty());
  EXPECT_EQ(index->similarity().score(0, 2), StoryIndex::build(std::span(&source, 1))->similarity().score(0, 2));
}

TEST(StoryIndex, NoWordsAreRankedAsNothing) {
  Map const map = map_of({"?", "!"});
  Source const source{&map, {}};
  Result<StoryIndex> const index = StoryIndex::build(std::span(&source, 1), {.ranking = Ranking::bm25});
  ASSERT_TRUE(index);
  EXPECT_TRUE(index->closest("pay", 5).empty());
}

TEST(StoryIndex, OneStoryCanBeFound) {
  Map const map = map_of({"Pay by card"});
  Source const source{&map, {}};
  Result<StoryIndex> const index = StoryIndex::build(std::span(&source, 1));
  ASSERT_TRUE(index);
  EXPECT_EQ(index->algorithm(), "skipped");
  EXPECT_EQ(index->closest("pay by card", 5).size(), 1U);
}

TEST(StoryIndex, ExplainsAScoreByItsTerms) {
  Map const map = map_of(backlog);
  Source const source{&map, {}};
  for (Measure const measure : {Measure::cosine, Measure::jaccard}) {
    Result<StoryIndex> const index = StoryIndex::build(std::span(&source, 1), {.measure = measure});
    ASSERT_TRUE(index);
    Explanation const explanation = index->explain(0, 2);
    EXPECT_EQ(explanation.score, index->similarity().score(0, 2));
    EXPECT_EQ(explanation.likeness.kind, LikenessKind::role);
    double sum = 0;
    bool has_card = false;
    for (SharedTerm const& term : explanation.terms) {
      sum += term.contribution;
      has_card = has_card || term.term == "card";
      EXPECT_LE(term.contribution, explanation.terms.front().contribution);
    }
    EXPECT_NEAR(sum, explanation.score, 1e-12);
    EXPECT_TRUE(has_card);
  }
}

TEST(StoryIndex, OptionsAreCheckedWhateverTheStories) {
  for (Map const& map : {Map(), map_of(backlog)}) {
    Source const source{&map, {}};
    for (Measure const measure : {Measure::cosine, Measure::jaccard}) {
      SimilarityOptions const options = {.measure = measure, .ngram_range = {0, 0}};
      Result<StoryIndex> const index = StoryIndex::build(std::span(&source, 1), options);
      ASSERT_FALSE(index);
      EXPECT_EQ(index.error().path, "ngram_range");
    }
  }
}

TEST(SimilarTexts, AgreesWithAskingForEveryTextAlone) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::string> texts;
    texts.reserve(24);
    for (int k = 0; k < 24; ++k) texts.push_back(random.pick(backlog) + " " + random.pick(backlog));
    std::vector<std::string_view> const all(texts.begin(), texts.end());
    std::span<std::string_view const> const left = std::span(all).first(10);
    std::span<std::string_view const> const right = std::span(all).subspan(10);
    SimilarityIndex const index(fit_transform(Corpus(texts), {.ngram_range = {1, 2}})->matrix);
    auto const closest = [&](std::size_t row) {
      std::vector<Match> matches = index.neighbours(row, index.size(), 0.5);
      std::erase_if(matches, [&](Match const& match) { return (match.row < 10) == (row < 10); });
      return matches.empty() ? row : std::size_t{matches.front().row};
    };
    std::vector<std::pair<std::size_t, std::size_t>> expected;
    for (std::size_t row = 0; row < 10; ++row) {
      if (closest(row) != row && closest(closest(row)) == row) expected.emplace_back(row, closest(row) - 10);
    }
    ASSERT_EQ(similar_texts(0.5)(left, right), expected);
  });
}

TEST(SimilarTexts, PairsOnlyEachOthersClosest) {
  std::vector<std::string_view> const left = {"pay by card online", "print a label for a parcel"};
  std::vector<std::string_view> const right = {"search by name", "pay by card online now", "pay by card online"};
  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
  EXPECT_EQ(similar_texts(0.5)(left, right), (Pairs{{0, 2}}));
  EXPECT_TRUE(similar_texts()({}, right).empty());
}

TEST(SimilarTexts, TenThousandTextsOfEqualVectorsAreNoPairsOfPairs) {
  // Words of one letter and punctuation are no terms: all these texts have the same vector.
  auto const titles = [](char mark, std::string const& rest) {
    std::vector<std::string> texts;
    texts.reserve(5'001);
    for (int k = 0; k < 5'000; ++k) {
      texts.push_back(std::string("Pay by card ") + static_cast<char>('a' + k % 26) + " " +
                      static_cast<char>('a' + k / 26 % 26) + " " + static_cast<char>('a' + k / 676) + " " + mark);
    }
    texts.push_back(rest);
    return texts;
  };
  std::vector<std::string> const ours = titles('!', "See my orders of the year");
  std::vector<std::string> const theirs = titles('?', "See all my orders of the year");
  std::vector<std::string_view> const left(ours.begin(), ours.end());
  std::vector<std::string_view> const right(theirs.begin(), theirs.end());
  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
  EXPECT_EQ(similar_texts(0.5)(left, right), (Pairs{{0, 0}, {5'000, 5'000}}));
}

}  // namespace
