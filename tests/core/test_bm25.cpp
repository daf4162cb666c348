// tests/core/test_bm25.cpp - ranking by BM25, against its formula.
#include <gtest/gtest.h>
#include <storymap/bm25.hpp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

VectorizerOptions counting() {
  VectorizerOptions options;
  options.use_idf = false;
  options.norm = Norm::none;
  return options;
}

/// The formula, word for word.
double score_of(SparseMatrix const& counts, std::uint32_t row, SparseRow query, Bm25Options const& options) {
  double all = 0;
  for (double const count : counts.values()) all += count;
  double const mean = all / static_cast<double>(counts.rows());
  double length = 0;
  for (double const count : counts.row(row).values) length += count;
  double score = 0;
  for (std::size_t k = 0; k < query.size(); ++k) {
    double in_row = 0;
    double documents = 0;
    for (std::size_t other = 0; other < counts.rows(); ++other) {
      SparseRow const entries = counts.row(other);
      auto const at = std::find(entries.columns.begin(), entries.columns.end(), query.columns[k]);
      if (at == entries.columns.end()) continue;
      documents += 1;
      if (other == row) in_row = entries.values[static_cast<std::size_t>(at - entries.columns.begin())];
    }
    double const idf = std::log(1 + (static_cast<double>(counts.rows()) - documents + 0.5) / (documents + 0.5));
    double const share = options.k1 * (1 - options.b + options.b * length / mean);
    score += in_row == 0 ? 0 : query.values[k] * idf * in_row * (options.k1 + 1) / (in_row + share);
  }
  return score;
}

TEST(Bm25, EqualsItsFormula) {
  storymap_test::for_each_case([](Random& random) {
    Result<VectorizedCorpus> const fitted = fit_transform(Corpus(storymap_test::random_texts(random, 30)), counting());
    if (!fitted) return;
    Bm25Options const options{random.pick(std::vector<double>{0, 0.5, 1.2, 3}),
                              random.pick(std::vector<double>{0, 0.3, 0.75, 1})};
    Bm25Index const index = Bm25Index::build(fitted->matrix, options).value();
    SparseMatrix const query = fitted->vectorizer.transform(Corpus(storymap_test::random_texts(random, 3)));
    if (query.rows() == 0) return;
    std::size_t const limit = random.below(40);
    std::vector<Match> const found = index.query(query.row(0), limit);
    std::size_t answers = 0;
    for (std::uint32_t row = 0; row < index.size(); ++row) {
      double const expected = score_of(fitted->matrix, row, query.row(0), options);
      answers += expected > 0 ? 1 : 0;
      auto const at = std::find_if(found.begin(), found.end(), [&](Match const& match) { return match.row == row; });
      if (at != found.end()) {
        EXPECT_NEAR(at->score, expected, 1e-12 * (1 + expected));
      } else if (!found.empty()) {
        EXPECT_LE(expected, found.back().score + 1e-9);
      }
    }
    EXPECT_EQ(found.size(), std::min(limit, answers));
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(), [](Match const& a, Match const& b) {
      return a.score != b.score ? a.score > b.score : a.row < b.row;
    }));
  });
}

TEST(Bm25, AFewWordsFindTheDocumentThatDealsWithThem) {
  std::vector<std::string> const texts = {"pay by card and see the receipt of the card and all orders of the year",
                                          "see all", "pay later"};
  VectorizedCorpus const fitted = fit_transform(Corpus(texts), counting()).value();
  Bm25Index const index = Bm25Index::build(fitted.matrix).value();
  SparseMatrix const query = fitted.vectorizer.transform(Corpus(std::vector{"card receipt see"}));
  EXPECT_EQ(index.query(query.row(0), 1).front().row, 0U);
}

TEST(Bm25, NothingFindsNothing) {
  EXPECT_TRUE(Bm25Index().query({}, 10).empty());
  SparseMatrix empty(3);
  empty.end_row();
  Bm25Index const index = Bm25Index::build(empty).value();
  std::vector<std::uint32_t> const columns = {1, 700};
  std::vector<double> const counts = {1, 1};
  EXPECT_TRUE(index.query({columns, counts}, 10).empty());
}

TEST(Bm25, OptionsOutOfRangeAreRefused) {
  EXPECT_EQ(Bm25Index::build(SparseMatrix(), {.k1 = -1}).error().path, "k1");
  EXPECT_EQ(Bm25Index::build(SparseMatrix(), {.b = 1.5}).error().path, "b");
  EXPECT_EQ(Bm25Index::build(SparseMatrix(), {.k1 = std::nan("")}).error().code, Errc::invalid_argument);
}

}  // namespace
