// tests/core/test_groups.cpp - groups are connected components; rounding is that of Python.
#include <gtest/gtest.h>
#include <storymap/groups.hpp>

#include <algorithm>
#include <set>
#include <vector>

#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

TEST(Round2, RoundsTheExactBinaryValueAsPythonDoes) {
  EXPECT_EQ(round2(0.845), 0.84);  // stored a little below the tie
  EXPECT_EQ(round2(0.125), 0.12);  // an exact tie goes to even
  EXPECT_EQ(round2(0.375), 0.38);
  EXPECT_EQ(round2(2.675), 2.67);
  EXPECT_EQ(round2(1.0000000000000002), 1.0);
  EXPECT_EQ(round2(0.0), 0.0);
}

SparseMatrix five_rows() {
  // Rows 0, 2 and 4 are nearly one direction; 1 and 3 are the same one.
  SparseMatrix matrix(3);
  std::vector<std::vector<double>> const rows = {{1, 0, 0}, {0, 1, 0}, {1, 0, 0.6}, {0, 2, 0}, {1, 0, 0.7}};
  for (auto const& row : rows) {
    for (std::uint32_t column = 0; column < 3; ++column) {
      if (row[column] > 0) matrix.push_back(column, row[column]);
    }
    matrix.end_row();
  }
  return matrix;
}

TEST(Groups, DuplicatesComeFirstThenLargerOnes) {
  SimilarityIndex const index(five_rows());
  Thresholds const at_least{.similar = 0.8, .duplicate = 0.999};
  std::vector<Group> const groups = find_groups(index, *index.pairs(at_least.similar), at_least);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].kind, GroupKind::duplicate);
  EXPECT_EQ(groups[0].best, 1.0);
  EXPECT_EQ(groups[0].members, (std::vector<GroupMember>{{1, 1.0}, {3, 1.0}}));
  EXPECT_EQ(groups[1].kind, GroupKind::similar);
  ASSERT_EQ(groups[1].members.size(), 3U);
  EXPECT_EQ(groups[1].members[0].row, 2U);  // closest to both others
}

TEST(Groups, AChainIsOneGroup) {
  SimilarityIndex const index(five_rows());
  std::vector<SimilarPair> const chain = {{0, 2, 0.8}, {2, 4, 0.95}};
  std::vector<Group> const groups = find_groups(index, chain, {.similar = 0.7, .duplicate = 0.9});
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].members.size(), 3U);
  EXPECT_EQ(groups[0].kind, GroupKind::duplicate);
}

TEST(Groups, NoPairsNoGroups) {
  SimilarityIndex const index(five_rows());
  EXPECT_TRUE(find_groups(index, {}).empty());
}

/// The slow twin: spread from row to row along the pairs.
std::set<std::set<std::uint32_t>> components(std::size_t rows, std::vector<SimilarPair> const& pairs) {
  std::set<std::set<std::uint32_t>> found;
  for (std::uint32_t start = 0; start < rows; ++start) {
    std::set<std::uint32_t> component = {start};
    for (std::size_t before = 0; before != component.size();) {
      before = component.size();
      for (SimilarPair const& pair : pairs) {
        if (component.contains(pair.a) || component.contains(pair.b)) component.insert({pair.a, pair.b});
      }
    }
    if (component.size() > 1) found.insert(component);
  }
  return found;
}

TEST(Groups, AreTheConnectedComponents) {
  storymap_test::for_each_case([](Random& random) {
    SimilarityIndex const index(storymap_test::random_matrix(random, 25));
    std::vector<SimilarPair> const pairs = index.pairs(0.8).value();
    std::set<std::set<std::uint32_t>> found;
    std::vector<Group> const groups = find_groups(index, pairs, {.similar = 0.8, .duplicate = 0.95});
    for (Group const& group : groups) {
      std::set<std::uint32_t> members;
      double best = 0;
      for (GroupMember const& member : group.members) members.insert(member.row);
      for (SimilarPair const& pair : pairs) best = members.contains(pair.a) ? std::max(best, pair.score) : best;
      EXPECT_EQ(group.best, best);
      EXPECT_EQ(group.kind == GroupKind::duplicate, best >= 0.95);
      found.insert(members);
      EXPECT_TRUE(std::is_sorted(group.members.begin(), group.members.end(),
                                 [](auto const& x, auto const& y) { return x.similarity > y.similarity; }));
    }
    EXPECT_EQ(found, components(index.size(), pairs));
  });
}

}  // namespace
