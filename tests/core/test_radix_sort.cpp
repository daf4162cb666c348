// tests/core/test_radix_sort.cpp - sorting by whole numbers.
#include <gtest/gtest.h>
#include <storymap/detail/radix_sort.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

TEST(RadixSort, SortsByKeyAndKeepsEqualOnesInOrder) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::pair<std::uint64_t, std::size_t>> pairs(random.below(300));
    std::uint64_t const most = std::uint64_t{1} << random.below(64);
    for (std::size_t k = 0; k < pairs.size(); ++k) pairs[k] = {random.below(most), k};
    auto expected = pairs;
    std::stable_sort(expected.begin(), expected.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    detail::sort_by_key(pairs);
    EXPECT_EQ(pairs, expected);
  });
}

}  // namespace
