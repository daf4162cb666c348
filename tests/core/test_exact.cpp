// tests/core/test_exact.cpp - sums that come out the same in every order.
#include <gtest/gtest.h>
#include <storymap/detail/exact.hpp>
#include <storymap/detail/hash.hpp>
#include <storymap/detail/ngram_table.hpp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

std::vector<double> unit(std::vector<double> values) {
  detail::divide_by_length(values);
  return values;
}

TEST(Exact, TheLengthDoesNotDependOnTheOrder) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<double> values(1 + random.below(40));
    for (double& value : values) value = std::ldexp(1.0 + static_cast<double>(random.below(1000)), -5);
    std::vector<double> backwards(values.rbegin(), values.rend());
    std::vector<double> expected = unit(values);
    std::reverse(expected.begin(), expected.end());
    EXPECT_EQ(unit(backwards), expected);
    double const squares = std::inner_product(expected.begin(), expected.end(), expected.begin(), 0.0);
    EXPECT_NEAR(squares, 1.0, 1e-15 * static_cast<double>(values.size() + 4));
  });
}

TEST(Exact, HugeAndTinyVectorsHaveALength) {
  constexpr double huge = std::numeric_limits<double>::max();
  constexpr double tiny = std::numeric_limits<double>::denorm_min();
  std::vector<double> const expected = unit({1, 1});
  EXPECT_EQ(unit({huge, huge}), expected);
  EXPECT_EQ(unit({tiny, tiny}), expected);
  EXPECT_EQ(unit({-0x1p-1070, -0x1p-1070}), unit({-1, -1}));
  EXPECT_EQ(unit({3e300, 4e300}), (std::vector<double>{0.6, 0.8}));
  EXPECT_EQ(unit({0, 0}), (std::vector<double>{0, 0}));
  EXPECT_TRUE(unit({}).empty());
}

TEST(Exact, EqualRowsScoreOneWhateverTheirSize) {
  for (double const weight : {1e-320, 1e-300, 1.0, 1e300, 1.5e308}) {
    SparseMatrix rows(2);
    for (int row = 0; row < 2; ++row) {
      rows.push_back(0, weight);
      rows.push_back(1, weight / 2);
      rows.end_row();
    }
    SimilarityIndex const index(std::move(rows));
    EXPECT_EQ(index.score(0, 1), 1.0) << weight;
    EXPECT_EQ(index.pairs(0.5)->size(), 1U) << weight;
  }
}

TEST(Exact, AValueThatOccursManyTimesIsAddedAtOnce) {
  storymap_test::for_each_case([](Random& random) {
    double const largest = std::ldexp(1.0, static_cast<int>(random.below(200)) - 100);
    detail::ExactLength once(largest);
    detail::ExactLength one_by_one(largest);
    for (std::size_t left = 1 + random.below(8); left > 0; --left) {
      double const value = largest * static_cast<double>(random.below(1000)) / 1000;
      auto const times = static_cast<std::uint32_t>(random.below(300));
      once.add(value, times);
      for (std::uint32_t k = 0; k < times; ++k) one_by_one.add(value);
    }
    EXPECT_EQ(once.length(), one_by_one.length());
  });
}

TEST(Exact, TheLargestValueIsFoundWhereverItStands) {
  EXPECT_EQ(detail::largest_of({}), 0);
  for (std::size_t size = 1; size < 12; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      std::vector<double> values(size, 0.5);
      values[place] = -2;
      EXPECT_EQ(detail::largest_of(values), 2) << size << ' ' << place;
    }
  }
}

// Keys that follow a line in (beginning, word) once shared one place of the table and were probed one by one.
TEST(NgramTable, ChosenPairsDoNotShareTheirPlace) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;
  std::vector<std::size_t> used(1U << 12U);
  std::size_t pairs = 0;
  for (std::uint64_t word = 0; word < 4096; ++word) {
    for (std::uint64_t beginning = 0; beginning < 64; ++beginning) {
      std::uint64_t const key = (beginning << 32U) | word;
      if (((key * golden) >> 32U) % 64 != 5) continue;
      ++used[detail::mixed(key, detail::seed_of(used.data())) % used.size()];
      ++pairs;
    }
  }
  EXPECT_GT(pairs, 1000U);
  EXPECT_LT(*std::max_element(used.begin(), used.end()), 16U);
}

TEST(NgramTable, LongNgramsHaveTheirText) {
  detail::NgramTable table;
  std::uint32_t gram = table.intern("w");
  std::string expected = "w";
  std::uint32_t const word = gram;
  for (int n = 1; n < 100000; ++n) {
    gram = table.intern(gram, word);
    expected += " w";
  }
  EXPECT_EQ(table.text(gram), expected);
  EXPECT_EQ(table.text(word), "w");
}

}  // namespace
