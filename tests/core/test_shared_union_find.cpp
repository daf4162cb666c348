// tests/core/test_shared_union_find.cpp - disjoint sets that threads join.
#include <gtest/gtest.h>
#include <storymap/detail/connected_chunks.hpp>
#include <storymap/detail/shared_union_find.hpp>
#include <storymap/detail/union_find.hpp>
#include <storymap/parallel.hpp>

#include <cstdint>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

TEST(SharedUnionFindThreads, JoinTheSameSetsAsOne) {
  Random random(storymap_test::seed());
  std::uint32_t const size = 20000;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve(15000);
  for (int k = 0; k < 15000; ++k) {
    pairs.emplace_back(static_cast<std::uint32_t>(random.below(size)), static_cast<std::uint32_t>(random.below(size)));
  }
  detail::UnionFind alone(size);
  for (auto const& [a, b] : pairs) alone.join(a, b);
  detail::SharedUnionFind shared(size);
  ASSERT_TRUE(for_each_block(pairs.size(), {.threads = 4},
                             [&](unsigned, std::size_t k) { shared.join(pairs[k].first, pairs[k].second); }));
  std::vector<std::uint32_t> first(size, size);
  for (std::uint32_t element = 0; element < size; ++element) {
    std::uint32_t& least = first[alone.root(element)];
    if (least == size) least = element;
    ASSERT_EQ(shared.root(element), least);
  }
}

TEST(ConnectedChunks, AreSkippedOnceTheyAreOfOneSet) {
  constexpr std::size_t chunk = detail::ConnectedChunks::chunk_size;
  std::uint32_t const rows = 10 * chunk;
  detail::SharedUnionFind sets(rows);
  detail::ConnectedChunks connected(rows, sets);
  auto const look_at_all = [&] {
    for (std::size_t k = 0; k < 10; ++k) {
      connected.look(k, [&](std::size_t at) { return static_cast<std::uint32_t>(k * chunk + at); });
    }
  };
  look_at_all();
  EXPECT_EQ(connected.skip(0, 10, 0), 0U);
  // All but the last row of chunk 6 are in the set of row 0.
  for (std::uint32_t row = 1; row < rows; ++row) {
    if (row != 7 * chunk - 1) sets.join(0, row);
  }
  look_at_all();
  EXPECT_EQ(connected.skip(0, 10, 5), 6U);
  EXPECT_EQ(connected.skip(0, 10, 5), 6U);
  EXPECT_EQ(connected.skip(3, 5, 5), 5U);
  EXPECT_EQ(connected.skip(7, 10, 5), 10U);
  EXPECT_EQ(connected.skip(0, 10, 7 * chunk - 1), 0U);
  sets.join(0, 7 * chunk - 1);
  look_at_all();
  EXPECT_EQ(connected.skip(0, 10, 5), 10U);
}

}  // namespace
