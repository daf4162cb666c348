// tests/core/test_similarity.cpp - exact pairs, against brute force.
#include <gtest/gtest.h>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "reference/naive_similarity.hpp"
#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

SparseMatrix matrix_of(std::vector<std::vector<double>> const& rows) {
  SparseMatrix matrix(rows.empty() ? 0 : rows.front().size());
  for (auto const& row : rows) {
    for (std::uint32_t column = 0; column < row.size(); ++column) {
      if (row[column] != 0) matrix.push_back(column, row[column]);
    }
    matrix.end_row();
  }
  return matrix;
}

TEST(Similarity, CosineIgnoresLengths) {
  SimilarityIndex const index(matrix_of({{1, 0}, {5, 0}, {3, 4}, {0, 2}}));
  EXPECT_DOUBLE_EQ(index.score(0, 1), 1.0);
  EXPECT_DOUBLE_EQ(index.score(0, 2), 0.6);
  EXPECT_DOUBLE_EQ(index.score(2, 3), 0.8);
  EXPECT_EQ(index.score(0, 3), 0.0);
}

TEST(Similarity, JaccardIgnoresWeights) {
  SimilarityIndex const index(matrix_of({{1, 1, 0, 0}, {9, 9, 0, 0}, {0, 1, 1, 0}, {0, 0, 0, 0}}), Measure::jaccard);
  EXPECT_EQ(index.score(0, 1), 1.0);
  EXPECT_DOUBLE_EQ(index.score(0, 2), 1.0 / 3.0);
  EXPECT_EQ(index.score(3, 3), 0.0);
}

TEST(Similarity, EmptyRowsAreSimilarToNothing) {
  SimilarityIndex const index(matrix_of({{0, 0}, {0, 0}, {1, 0}}));
  EXPECT_TRUE(index.pairs(0.1)->empty());
  EXPECT_EQ(index.score(0, 0), 0.0);
  EXPECT_TRUE(index.neighbours(0, 10).empty());
}

TEST(Similarity, AnIndexWithoutRowsHasNoPairs) { EXPECT_TRUE(SimilarityIndex(SparseMatrix()).pairs(0.5)->empty()); }

TEST(Similarity, NeighboursComeBestFirstAndTiesByRow) {
  SimilarityIndex const index(matrix_of({{1, 1}, {1, 0}, {0, 1}, {2, 2}}));
  std::vector<Match> const matches = index.neighbours(0, 10);
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].row, 3U);
  EXPECT_EQ(matches[1].row, 1U);
  EXPECT_EQ(matches[2].row, 2U);
  EXPECT_EQ(index.neighbours(0, 1), std::vector<Match>(matches.begin(), matches.begin() + 1));
  EXPECT_EQ(index.neighbours(0, 10, 0.9).size(), 1U);
}

TEST(Similarity, JaccardCountsColumnsOfTheQueryThatNoRowHas) {
  SimilarityIndex const index(matrix_of({{1, 1}}), Measure::jaccard);
  SparseMatrix const query = matrix_of({{1, 0}});
  EXPECT_DOUBLE_EQ(index.query(query.row(0), 1).front().score, 0.5);
  EXPECT_DOUBLE_EQ(index.query(query.row(0), 1, 0, 2).front().score, 0.25);
}

class SimilarityProperty : public testing::TestWithParam<Measure> {};

TEST_P(SimilarityProperty, PairsAreThoseOfBruteForce) {
  storymap_test::for_each_case([](Random& random) {
    SparseMatrix const matrix = storymap_test::random_matrix(random, 40);
    double const at_least = random.pick(std::vector<double>{0.05, 0.3, 0.5, 0.7, 0.9, 1.0});
    SimilarityIndex const index(matrix, GetParam());
    std::set<std::pair<std::uint32_t, std::uint32_t>> found;
    std::vector<SimilarPair> const pairs = index.pairs(at_least).value();
    for (SimilarPair const& pair : pairs) {
      EXPECT_EQ(pair.score, index.score(pair.a, pair.b));
      found.emplace(pair.a, pair.b);
    }
    EXPECT_EQ(found.size(), pairs.size());
    auto const by_rows = [](auto const& x, auto const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); };
    EXPECT_TRUE(std::is_sorted(pairs.begin(), pairs.end(), by_rows));
    // The oracle rounds a cosine differently: only a score within 1e-12 of the threshold may be judged otherwise.
    for (SimilarPair const& pair : naive::pairs(matrix, GetParam(), at_least - 1e-12)) {
      bool const at_the_threshold = std::abs(pair.score - at_least) < 1e-12;
      EXPECT_TRUE(found.erase({pair.a, pair.b}) == 1 || at_the_threshold);
      EXPECT_NEAR(index.score(pair.a, pair.b), pair.score, 1e-12);
    }
    EXPECT_TRUE(found.empty());
  });
}

/// Rows that are hard to prune: near copies, columns that few or all rows have, weights of any size and sign.
SparseMatrix hard_matrix(Random& random) {
  std::vector<std::vector<double>> rows;
  std::size_t const columns = 1 + random.below(120);
  bool const has_negative = random.chance(0.2);
  double const spread = random.pick(std::vector<double>{0, 1, 30, 120});
  while (rows.size() < 2 + random.below(60)) {
    std::vector<double> row(columns);
    if (!rows.empty() && random.chance(0.4)) row = random.pick(rows);
    double const density = random.pick(std::vector<double>{0.02, 0.1, 0.9});
    for (std::size_t column = 0; column < columns; ++column) {
      double const rare = 1.0 - static_cast<double>(column) / static_cast<double>(columns);
      if (!random.chance(density * rare)) continue;
      row[column] = std::pow(10.0, (static_cast<double>(random.below(1000)) / 500 - 1) * spread);
      if (has_negative && random.chance(0.5)) row[column] = -row[column];
    }
    rows.push_back(std::move(row));
  }
  return matrix_of(rows);
}

TEST_P(SimilarityProperty, NoPairIsPrunedThatScoresEnough) {
  storymap_test::for_each_case([](Random& random) {
    SimilarityIndex const index(hard_matrix(random), GetParam());
    double at_least = random.pick(std::vector<double>{1e-300, 0.01, 0.2, 0.5, 0.7, 0.9, 0.999999, 1.0});
    // The score of some pair as the threshold: rounding must not lose what just reaches it.
    double const some_score = index.score(random.below(index.size()), random.below(index.size()));
    if (some_score > 0 && random.chance(0.5)) at_least = some_score;
    std::vector<SimilarPair> expected;
    for (std::uint32_t a = 0; a < index.size(); ++a) {
      for (std::uint32_t b = a + 1; b < index.size(); ++b) {
        if (index.score(a, b) >= at_least) expected.push_back({a, b, index.score(a, b)});
      }
    }
    ASSERT_EQ(index.pairs(at_least).value(), expected) << "threshold " << at_least;
  });
}

TEST_P(SimilarityProperty, ClosestAcrossIsTheBestPairOfEachRow) {
  storymap_test::for_each_case([](Random& random) {
    SimilarityIndex const index(hard_matrix(random), GetParam());
    std::size_t const boundary = random.below(index.size() + 1);
    double const at_least = random.pick(std::vector<double>{1e-300, 0.2, 0.7, 1.0});
    std::vector<std::optional<Match>> expected(index.size());
    for (std::uint32_t row = 0; row < index.size(); ++row) {
      for (std::uint32_t other = 0; other < index.size(); ++other) {
        double const score = index.score(row, other);
        if ((row < boundary) == (other < boundary) || score < at_least) continue;
        if (!expected[row] || score > expected[row]->score) expected[row] = Match{other, score};
      }
    }
    ASSERT_EQ(index.closest_across(boundary, at_least).value(), expected) << "threshold " << at_least;
    ASSERT_EQ(index.closest_across(boundary, at_least, {.threads = 3}).value(), expected);
  });
}

TEST_P(SimilarityProperty, TheAnswerDoesNotDependOnThreads) {
  Random random(storymap_test::seed());
  SparseMatrix matrix(50);
  for (std::size_t row = 0; row < 2000; ++row) {
    for (std::uint32_t column = 0; column < 50; ++column) {
      if (random.chance(0.1)) matrix.push_back(column, 1.0 + static_cast<double>(random.below(5)));
    }
    matrix.end_row();
  }
  SimilarityIndex const index(matrix, GetParam());
  std::vector<SimilarPair> const alone = index.pairs(0.6, {.threads = 1}).value();
  ASSERT_FALSE(alone.empty());
  for (unsigned const threads : {2U, 4U, 7U}) EXPECT_EQ(index.pairs(0.6, {.threads = threads}).value(), alone);
}

TEST_P(SimilarityProperty, NeighboursAreThePairsOfARow) {
  storymap_test::for_each_case([](Random& random) {
    SparseMatrix const matrix = storymap_test::random_matrix(random, 20);
    if (matrix.rows() == 0) return;
    SimilarityIndex const index(matrix, GetParam());
    std::size_t const row = random.below(matrix.rows());
    std::vector<Match> expected;
    for (std::uint32_t other = 0; other < index.size(); ++other) {
      if (other != row && index.score(row, other) > 0) expected.push_back({other, index.score(row, other)});
    }
    std::stable_sort(expected.begin(), expected.end(), [](auto& x, auto& y) { return x.score > y.score; });
    std::size_t const limit = random.below(25);
    if (expected.size() > limit) expected.resize(limit);
    EXPECT_EQ(index.neighbours(row, limit), expected);
  });
}

TEST_P(SimilarityProperty, SharedColumnsSumToTheScore) {
  storymap_test::for_each_case([](Random& random) {
    SparseMatrix const matrix = storymap_test::random_matrix(random, 10);
    if (matrix.rows() < 2) return;
    SimilarityIndex const index(matrix, GetParam());
    std::size_t const a = random.below(matrix.rows());
    std::size_t const b = random.below(matrix.rows());
    double sum = 0;
    for (SharedColumn const& column : index.shared(a, b)) sum += column.contribution;
    EXPECT_NEAR(sum, index.score(a, b), 1e-12);
  });
}

TEST_P(SimilarityProperty, MeansOfLargeGroupsEqualThoseOfPairs) {
  Random random(storymap_test::seed());
  SparseMatrix matrix(20);
  for (std::size_t row = 0; row < 200; ++row) {
    for (std::uint32_t column = 0; column < 20; ++column) {
      if (random.chance(0.5)) matrix.push_back(column, 1.0 + static_cast<double>(random.below(3)));
    }
    matrix.end_row();
  }
  SimilarityIndex const index(matrix, GetParam());
  std::vector<std::uint32_t> members;
  for (std::uint32_t row = 0; row < 200; row += 1 + row % 2) members.push_back(row);
  ASSERT_GT(members.size(), 64U);
  std::vector<double> const means = index.mean_similarities(members);
  for (std::size_t i = 0; i < members.size(); ++i) {
    double sum = 0;
    for (std::uint32_t const other : members) sum += other == members[i] ? 0 : index.score(members[i], other);
    EXPECT_NEAR(means[i], sum / static_cast<double>(members.size() - 1), 1e-12);
  }
}

TEST_P(SimilarityProperty, ProgressCanStopTheSearch) {
  SimilarityIndex const index(matrix_of(std::vector<std::vector<double>>(1000, {1, 1})), GetParam());
  std::size_t calls = 0;
  auto const stop_at_once = [&](std::uint64_t done, std::uint64_t total) {
    ++calls;
    EXPECT_LE(done, total);
    return false;
  };
  Result<std::vector<SimilarPair>> const pairs = index.pairs(0.5, {.threads = 2, .progress = stop_at_once});
  ASSERT_FALSE(pairs);
  EXPECT_EQ(pairs.error().code, Errc::cancelled);
  EXPECT_EQ(calls, 1U);
}

INSTANTIATE_TEST_SUITE_P(Measures, SimilarityProperty, testing::Values(Measure::cosine, Measure::jaccard),
                         [](auto const& measure) { return std::string(to_string(measure.param)); });

}  // namespace
