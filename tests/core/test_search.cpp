// tests/core/test_search.cpp - what is closest to a text.
#include <gtest/gtest.h>
#include <storymap/search.hpp>

#include <string>
#include <vector>

namespace {

using namespace storymap;

std::vector<std::string> const texts = {"pay by card", "pay by invoice", "search products by name"};

TEST(Search, TheClosestTextComesFirst) {
  VectorizedCorpus const fitted = fit_transform(Corpus(texts)).value();
  SimilarityIndex const index(fitted.matrix);
  std::vector<Match> const matches = search(fitted.vectorizer, index, "Card payment: pay!", 10);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].row, 0U);
  EXPECT_EQ(matches[1].row, 1U);
  EXPECT_GT(matches[0].score, matches[1].score);
}

TEST(Search, ATextOfTheCorpusIsACopy) {
  VectorizedCorpus const fitted = fit_transform(Corpus(texts)).value();
  SimilarityIndex const index(fitted.matrix);
  std::vector<Match> const matches = search(fitted.vectorizer, index, texts[2], 1);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].row, 2U);
  EXPECT_NEAR(matches[0].score, 1.0, 1e-15);
}

TEST(Search, NothingInCommonIsNoMatch) {
  VectorizedCorpus const fitted = fit_transform(Corpus(texts)).value();
  SimilarityIndex const index(fitted.matrix);
  EXPECT_TRUE(search(fitted.vectorizer, index, "", 10).empty());
  EXPECT_TRUE(search(fitted.vectorizer, index, "warehouse", 10).empty());
}

TEST(Search, JaccardCountsUnknownWordsOnce) {
  VectorizedCorpus const fitted =
      fit_transform(Corpus(texts), {.analyzer = Analyzer::fields, .binary = true, .norm = Norm::none, .use_idf = false})
          .value();
  SimilarityIndex const index(fitted.matrix, Measure::jaccard);
  std::vector<Match> const matches = search(fitted.vectorizer, index, "pay by card now now", 1);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_DOUBLE_EQ(matches[0].score, 0.75);
}

}  // namespace
