// tests/core/test_string_table.cpp - the small containers of detail/.
#include <gtest/gtest.h>
#include <storymap/corpus.hpp>
#include <storymap/detail/string_table.hpp>
#include <storymap/detail/union_find.hpp>
#include <storymap/sparse_matrix.hpp>

#include <map>
#include <string>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

TEST(StringTable, NumbersStringsInOrderOfAppearance) {
  storymap_test::for_each_case([](Random& random) {
    detail::StringTable table;
    std::map<std::string, std::uint32_t> expected;
    for (int k = 0; k < 200; ++k) {
      std::string const text = random.bytes(3);
      std::uint32_t const next = static_cast<std::uint32_t>(expected.size());
      std::uint32_t const number = expected.try_emplace(text, next).first->second;
      EXPECT_EQ(table.intern(text), number);
      EXPECT_EQ(table.find(text), number);
      EXPECT_EQ(table[number], text);
    }
    EXPECT_EQ(table.size(), expected.size());
  });
}

TEST(StringTable, KnowsWhatItDoesNotHold) {
  detail::StringTable table;
  EXPECT_EQ(table.find("pay"), detail::StringTable::absent);
  EXPECT_EQ(table.intern(""), 0U);
  EXPECT_EQ(table.find("pay"), detail::StringTable::absent);
  EXPECT_EQ(table[0], "");
}

TEST(UnionFind, JoinsSets) {
  detail::UnionFind sets(5);
  sets.join(0, 3);
  sets.join(3, 4);
  sets.join(4, 0);
  EXPECT_EQ(sets.root(0), sets.root(4));
  EXPECT_NE(sets.root(0), sets.root(1));
  EXPECT_EQ(sets.size_of(sets.root(3)), 3U);
  EXPECT_EQ(sets.size_of(sets.root(2)), 1U);
}

TEST(Corpus, KeepsTextsInOrder) {
  Corpus corpus(std::vector<std::string>{"one", "", "three"});
  EXPECT_EQ(corpus.add("four"), 3U);
  EXPECT_EQ(corpus.size(), 4U);
  EXPECT_EQ(corpus[0], "one");
  EXPECT_EQ(corpus[1], "");
  EXPECT_EQ(corpus[3], "four");
  EXPECT_EQ(corpus.bytes(), 12U);
  EXPECT_TRUE(Corpus().empty());
}

TEST(SparseMatrix, HoldsRows) {
  SparseMatrix matrix(3);
  matrix.push_back(0, 1.5);
  matrix.push_back(2, 2.5);
  matrix.end_row();
  matrix.end_row();
  EXPECT_EQ(matrix.rows(), 2U);
  EXPECT_EQ(matrix.cols(), 3U);
  EXPECT_EQ(matrix.nonzeros(), 2U);
  EXPECT_EQ(matrix.row(0).columns[1], 2U);
  EXPECT_EQ(matrix.row(1).size(), 0U);
  matrix.values_of(0)[1] = 7;
  EXPECT_EQ(matrix.row(0).values[1], 7.0);
  EXPECT_EQ(SparseMatrix().rows(), 0U);
}

}  // namespace
