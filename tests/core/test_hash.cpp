// tests/core/test_hash.cpp - keys to hash values.
#include <gtest/gtest.h>
#include <storymap/detail/hash.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace {

using namespace storymap;

/// The most keys that share one of as many places as there are keys.
std::size_t most_in_a_place(std::size_t keys, std::function<std::uint64_t(std::uint64_t)> const& hash_of) {
  std::vector<std::size_t> used(keys);
  for (std::uint64_t key = 0; key < keys; ++key) ++used[hash_of(key) % keys];
  return *std::max_element(used.begin(), used.end());
}

TEST(Hash, EveryBitOfTheKeyAndTheSeedCounts) {
  for (int bit = 0; bit < 64; ++bit) {
    std::uint64_t const flipped = std::uint64_t{1} << bit;
    EXPECT_NE(detail::mixed(0, 1) & 0xFFFFU, detail::mixed(flipped, 1) & 0xFFFFU) << bit;
    EXPECT_NE(detail::mixed(7, 0) & 0xFFFFU, detail::mixed(7, flipped) & 0xFFFFU) << bit;
  }
}

TEST(Hash, AFoldedProductSpreadsKeysThatDifferAnywhere) {
  std::uint64_t const seed = detail::mixed(1, 2);
  std::uint64_t const other = detail::mixed(2, 1);
  for (unsigned const shift : {0U, 8U, 24U, 40U, 48U}) {
    auto const low = [&](std::uint64_t key) { return detail::folded_product((key << shift) ^ seed, other); };
    auto const high = [&](std::uint64_t key) { return detail::folded_product(seed, (key << shift) ^ other); };
    EXPECT_LT(most_in_a_place(65536, low), 16U) << shift;
    EXPECT_LT(most_in_a_place(65536, high), 16U) << shift;
  }
}

}  // namespace
