// tests/core/test_vectorizer.cpp - what scikit-learn would say, by hand and by the slow twin; tests/parity asks it.
#include <gtest/gtest.h>
#include <storymap/vectorizer.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "reference/naive_tfidf.hpp"
#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

VectorizedCorpus fit(std::vector<std::string> const& texts, VectorizerOptions options = {}) {
  Result<VectorizedCorpus> fitted = fit_transform(Corpus(texts), std::move(options));
  EXPECT_TRUE(fitted) << (fitted ? "" : fitted.error().message);
  return fitted ? std::move(*fitted) : VectorizedCorpus{};
}

Error refusal(std::vector<std::string> const& texts, VectorizerOptions options = {}) {
  Result<VectorizedCorpus> const fitted = fit_transform(Corpus(texts), std::move(options));
  EXPECT_FALSE(fitted);
  return fitted ? Error{} : fitted.error();
}

std::vector<std::string> terms(Vectorizer const& vectorizer) {
  std::vector<std::string> terms;
  for (std::uint32_t column = 0; column < vectorizer.size(); ++column) terms.emplace_back(vectorizer.term(column));
  return terms;
}

using Terms = std::vector<std::string>;

TEST(Vectorizer, ColumnsAreSortedTerms) {
  VectorizedCorpus const fitted = fit({"pay by card", "Pay later"});
  EXPECT_EQ(terms(fitted.vectorizer), (Terms{"by", "card", "later", "pay"}));
  EXPECT_EQ(fitted.vectorizer.column("later"), 2U);
  EXPECT_EQ(fitted.vectorizer.column("Pay"), std::nullopt);
  ASSERT_EQ(fitted.matrix.rows(), 2U);
  EXPECT_EQ(fitted.matrix.row(0).size(), 3U);
  EXPECT_EQ(fitted.matrix.row(1).columns[0], 2U);
}

TEST(Vectorizer, WeightsAreSmoothIdfAndUnitLength) {
  VectorizedCorpus const fitted = fit({"pay by card", "pay later"});
  double const rare = std::log(3.0 / 2.0) + 1;
  EXPECT_DOUBLE_EQ(fitted.vectorizer.idf()[0], rare);
  EXPECT_DOUBLE_EQ(fitted.vectorizer.idf()[3], 1.0);
  double const length = std::sqrt(rare * rare + 1);
  EXPECT_DOUBLE_EQ(fitted.matrix.row(1).values[0], rare / length);
  EXPECT_DOUBLE_EQ(fitted.matrix.row(1).values[1], 1 / length);
}

TEST(Vectorizer, WordsOfOneCharacterAreDroppedBeforeNgrams) {
  EXPECT_EQ(terms(fit({"as a buyer"}, {.ngram_range = {1, 2}}).vectorizer), (Terms{"as", "as buyer", "buyer"}));
}

TEST(Vectorizer, StopWordsAreDroppedBeforeNgrams) {
  VectorizerOptions const options{.ngram_range = {2, 2}, .stop_words = StopWords{"the"}};
  EXPECT_EQ(terms(fit({"pay the order"}, options).vectorizer), (Terms{"pay order"}));
}

TEST(Vectorizer, CharactersCollapseWhiteSpaceButKeepASingleTab) {
  VectorizerOptions const options{.analyzer = Analyzer::chars};
  EXPECT_EQ(terms(fit({"a\tb \n c"}, options).vectorizer), (Terms{"\t", " ", "a", "b", "c"}));
}

TEST(Vectorizer, ShortWordsCountOnceInsideTheirPadding) {
  VectorizerOptions const options{.analyzer = Analyzer::chars_wb, .ngram_range = {2, 5}};
  EXPECT_EQ(fit({"x"}, options).vectorizer.analyze("x"), (Terms{" x", "x ", " x "}));
}

TEST(Vectorizer, FieldsAreWhateverStandsBetweenSpaces) {
  VectorizerOptions const options{.analyzer = Analyzer::fields};
  EXPECT_EQ(terms(fit({"a b-c  d"}, options).vectorizer), (Terms{"a", "b-c", "d"}));
}

TEST(Vectorizer, ACountAndAShareOfDocumentsAreDifferentThings) {
  std::vector<std::string> const texts = {"aa bb", "aa cc", "aa bb"};
  EXPECT_EQ(terms(fit(texts, {.max_df = 1}).vectorizer), (Terms{"cc"}));
  EXPECT_EQ(terms(fit(texts, {.max_df = 1.0}).vectorizer), (Terms{"aa", "bb", "cc"}));
  EXPECT_EQ(terms(fit(texts, {.min_df = 2}).vectorizer), (Terms{"aa", "bb"}));
  EXPECT_EQ(terms(fit(texts, {.min_df = 0.5, .max_df = 0.95}).vectorizer), (Terms{"bb"}));
}

TEST(Vectorizer, MaxFeaturesBreaksTiesByName) {
  EXPECT_EQ(terms(fit({"cc bb aa aa"}, {.max_features = 2}).vectorizer), (Terms{"aa", "bb"}));
}

TEST(Vectorizer, AFixedVocabularyKeepsItsOrderAndItsAbsentTerms) {
  VectorizedCorpus const fitted = fit({"pay by card"}, {.vocabulary = {"pay", "never", "card"}});
  EXPECT_EQ(terms(fitted.vectorizer), (Terms{"pay", "never", "card"}));
  EXPECT_EQ(fitted.matrix.row(0).size(), 2U);
}

TEST(Vectorizer, TransformIgnoresUnknownTerms) {
  VectorizedCorpus const fitted = fit({"pay by card", "pay later"});
  Corpus query;
  query.add("PAY tomorrow");
  SparseMatrix const row = fitted.vectorizer.transform(query);
  ASSERT_EQ(row.row(0).size(), 1U);
  EXPECT_DOUBLE_EQ(row.row(0).values[0], 1.0);
}

TEST(Vectorizer, TransformOfTheCorpusIsTheMatrix) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::string> const texts = storymap_test::random_texts(random, 12);
    Result<VectorizedCorpus> const fitted = fit_transform(Corpus(texts), {.ngram_range = {1, 3}});
    if (fitted) {
      EXPECT_EQ(fitted->vectorizer.transform(Corpus(texts)), fitted->matrix);
    }
  });
}

TEST(Vectorizer, TransformOnManyThreadsIsTheSame) {
  Random random(11);
  std::vector<std::string> texts;
  while (texts.size() < 1500) {
    for (std::string& text : storymap_test::random_texts(random, 50)) texts.push_back(std::move(text));
  }
  Vectorizer const fitted = fit(texts, {.ngram_range = {1, 2}}).vectorizer;
  SparseMatrix const expected = fitted.transform(Corpus(texts));
  for (unsigned const threads : {1U, 2U, 7U}) {
    Result<SparseMatrix> const found = fitted.transform(Corpus(texts), {.threads = threads});
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, expected);
  }
  EXPECT_EQ(fitted.transform(Corpus(), RunOptions{})->rows(), 0U);
}

TEST(Vectorizer, TransformCanBeStopped) {
  Vectorizer const fitted = fit({"pay by card", "pay later"}).vectorizer;
  std::vector<std::string> const texts(1000, "pay by card");
  std::uint64_t asked = 0;
  RunOptions const run{.threads = 1, .progress = [&](std::uint64_t, std::uint64_t) { return ++asked < 2; }};
  Result<SparseMatrix> const stopped = fitted.transform(Corpus(texts), run);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, Errc::cancelled);
  EXPECT_EQ(asked, 2U);
}

TEST(Vectorizer, OnlyStopWordsIsAnEmptyVocabulary) {
  EXPECT_EQ(refusal({"the", "The"}, {.stop_words = StopWords{"the"}}).code, Errc::empty_vocabulary);
  EXPECT_EQ(refusal({}).code, Errc::empty_vocabulary);
}

TEST(Vectorizer, TwoIdenticalDocumentsHaveNoTermBelowMaxDf) {
  EXPECT_EQ(refusal({"pay by card", "pay by card"}, {.max_df = 0.95}).code, Errc::empty_vocabulary);
}

TEST(Vectorizer, OptionsOutOfRangeAreNamed) {
  EXPECT_EQ(refusal({"aa"}, {.ngram_range = {0, 1}}).path, "ngram_range");
  EXPECT_EQ(refusal({"aa"}, {.ngram_range = {2, 1}}).path, "ngram_range");
  EXPECT_EQ(refusal({"aa"}, {.min_df = -0.1}).path, "min_df");
  EXPECT_EQ(refusal({"aa"}, {.max_df = 1.5}).path, "max_df");
  EXPECT_EQ(refusal({"aa"}, {.max_df = std::nan("")}).path, "max_df");
  EXPECT_EQ(refusal({"aa"}, {.min_df = 0}).path, "min_df");
  EXPECT_EQ(refusal({"aa"}, {.max_df = 0}).path, "max_df");
  EXPECT_EQ(refusal({"aa"}, {.max_features = 0}).path, "max_features");
  EXPECT_EQ(refusal({"aa"}, {.vocabulary = {"aa", "aa"}}).path, "vocabulary");
}

TEST(Vectorizer, WeightsAreThoseOfTheSlowTwin) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::string> const texts = storymap_test::random_texts(random, 15);
    std::size_t const max_n = 1 + random.below(3);
    double const max_df = random.pick(std::vector<double>{0.5, 0.95, 1.0});
    std::vector<naive::Weights> const expected = naive::tfidf(texts, max_n, max_df);
    Result<VectorizedCorpus> const fitted = fit_transform(Corpus(texts), {.ngram_range = {1, max_n}, .max_df = max_df});
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (!fitted) {
        EXPECT_TRUE(expected[row].empty());
        continue;
      }
      SparseRow const entries = fitted->matrix.row(row);
      ASSERT_EQ(entries.size(), expected[row].size());
      for (std::size_t k = 0; k < entries.size(); ++k) {
        std::string const term(fitted->vectorizer.term(entries.columns[k]));
        ASSERT_TRUE(expected[row].contains(term)) << term;
        EXPECT_NEAR(entries.values[k], expected[row].at(term), 1e-12);
      }
    }
  });
}

TEST(Vectorizer, ColumnsAreInTheOrderOfCodePoints) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::string> texts = storymap_test::random_texts(random, 15);
    // A field may hold bytes that sort before the space between two fields.
    if (random.chance(0.3)) texts.emplace_back("a\x01 a b a\x01 b");
    auto const analyzer = random.pick(std::vector<Analyzer>{Analyzer::word, Analyzer::fields, Analyzer::chars});
    Result<VectorizedCorpus> const fitted =
        fit_transform(Corpus(texts), {.analyzer = analyzer, .ngram_range = {1, 1 + random.below(5)}});
    if (!fitted) return;
    for (std::uint32_t column = 1; column < fitted->vectorizer.size(); ++column) {
      ASSERT_LT(fitted->vectorizer.term(column - 1), fitted->vectorizer.term(column));
    }
  });
}

TEST(Vectorizer, ACountAbove65535IsKept) {
  std::string text = "other";
  for (int k = 0; k < 70000; ++k) text += " same";
  VectorizedCorpus const fitted = fit({text}, {.norm = Norm::none, .use_idf = false});
  EXPECT_EQ(fitted.matrix.row(0).values[1], 70000.0);
}

TEST(Vectorizer, ProgressCanStopTheWork) {
  RunOptions const run{.threads = 1, .progress = [](std::uint64_t, std::uint64_t) { return false; }};
  std::vector<std::string> const texts = {"pay"};
  Result<VectorizedCorpus> const fitted = fit_transform(Corpus(texts), {}, run);
  ASSERT_FALSE(fitted);
  EXPECT_EQ(fitted.error().code, Errc::cancelled);
}

TEST(Vectorizer, TheNumberOfThreadsChangesNothing) {
  Random random(7);
  std::vector<std::string> texts;
  for (int k = 0; k < 6000; ++k) {
    std::string text = "\u041F\u043E\u043A\u0443\u043F\u043A\u0430";
    for (int word = 0; word < 60; ++word) text += " word" + std::to_string(random.below(3000));
    texts.push_back(std::move(text));
  }
  Corpus const corpus(texts);
  auto const fit = [&](unsigned threads) {
    return fit_transform(corpus, {.ngram_range = {1, 2}}, {.threads = threads});
  };
  Result<VectorizedCorpus> const one = fit(1);
  ASSERT_TRUE(one);
  for (unsigned const threads : {2U, 3U, 4U}) {
    Result<VectorizedCorpus> const many = fit(threads);
    ASSERT_TRUE(many);
    EXPECT_EQ(many->matrix, one->matrix) << threads;
    EXPECT_EQ(many->vectorizer.term(17), one->vectorizer.term(17)) << threads;
  }
}

TEST(Vectorizer, WhatWasLearnedTransformsAsBefore) {
  std::vector<std::string> const texts = {"pay by card", "pay by invoice", "search by name"};
  for (VectorizerOptions options :
       {VectorizerOptions{.ngram_range = {1, 2}}, VectorizerOptions{.analyzer = Analyzer::chars, .ngram_range = {2, 3}},
        VectorizerOptions{.use_idf = false, .sublinear_tf = true}}) {
    Vectorizer const fitted = fit_transform(Corpus(texts), options)->vectorizer;
    for (std::uint32_t column = 0; column < fitted.size(); ++column) options.vocabulary.push_back(fitted.term(column));
    Result<Vectorizer> const restored =
        Vectorizer::restore(options, std::vector<double>(fitted.idf().begin(), fitted.idf().end()));
    ASSERT_TRUE(restored);
    std::vector<std::string> const others = {"pay by name by name", "nothing known", ""};
    EXPECT_EQ(restored->transform(Corpus(others)), fitted.transform(Corpus(others)));
    EXPECT_EQ(restored->term(1), fitted.term(1));
    EXPECT_EQ(restored->column(fitted.term(1)), 1U);
  }
}

TEST(Vectorizer, WhatWasNeverLearnedIsRefused) {
  auto const path_of = [](VectorizerOptions options, std::vector<double> idf) {
    Result<Vectorizer> const restored = Vectorizer::restore(std::move(options), std::move(idf));
    return restored ? std::string("none") : restored.error().path;
  };
  EXPECT_EQ(path_of({}, {}), "vocabulary");
  EXPECT_EQ(path_of({.vocabulary = {"pay", "pay"}}, {1, 1}), "vocabulary");
  EXPECT_EQ(path_of({.vocabulary = {"pay"}}, {}), "idf");
  EXPECT_EQ(path_of({.vocabulary = {"pay"}, .use_idf = false}, {1}), "idf");
  EXPECT_EQ(path_of({.vocabulary = {"pay"}}, {std::numeric_limits<double>::infinity()}), "idf");
  EXPECT_EQ(path_of({.vocabulary = {"pay"}}, {1}), "none");
}

}  // namespace
