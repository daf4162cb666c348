// tests/server/maps/test_place_key.cpp - tests of server/maps/place_key.hpp.
#include "server/maps/place_key.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using storymap::server::maps::keys_between;

void expect_between(std::string_view below, std::string_view above, std::vector<std::string> const& keys) {
  std::string last(below);
  for (std::string const& key : keys) {
    ASSERT_LT(last, key) << "between '" << below << "' and '" << above << "'";
    ASSERT_FALSE(key.empty());
    ASSERT_NE(key.back(), '0');
    last = key;
  }
  if (!above.empty() && !keys.empty()) {
    ASSERT_LT(last, above) << "above '" << below << "'";
  }
}

TEST(PlaceKey, StandBetweenTheirNeighbours) {
  for (auto const& [below, above] : std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                                                     {"", "1"},
                                                                                     {"", "01"},
                                                                                     {"", "00000000000000001"},
                                                                                     {"V", ""},
                                                                                     {"z", ""},
                                                                                     {"zzzzzzzzzzzzzzz", ""},
                                                                                     {"1", "2"},
                                                                                     {"1", "11"},
                                                                                     {"1", "1000000000000000000001"},
                                                                                     {"Az", "B"},
                                                                                     {"Azzzzzzzzzzzzzzzzz", "B"}}) {
    for (std::size_t const count : {0U, 1U, 2U, 61U, 62U, 5000U}) {
      std::vector<std::string> const keys = keys_between(below, above, count);
      ASSERT_EQ(keys.size(), count);
      expect_between(below, above, keys);
    }
  }
}

TEST(PlaceKey, RandomInsertionsKeepTheOrder) {
  std::mt19937_64 random(1);
  std::vector<std::string> keys;
  for (std::size_t k = 0; k < 3000; ++k) {
    std::size_t const at = random() % (keys.size() + 1);
    std::string const below = at == 0 ? "" : keys[at - 1];
    std::string const above = at == keys.size() ? "" : keys[at];
    std::string const key = keys_between(below, above, 1).front();
    expect_between(below, above, {key});
    keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(at), key);
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  auto const longest = std::max_element(keys.begin(), keys.end(), [](auto& a, auto& b) { return a.size() < b.size(); });
  EXPECT_LE(longest->size(), 12U);
}

TEST(PlaceKey, AppendingKeepsKeysShort) {
  std::string last;
  for (std::size_t k = 0; k < 10'000; ++k) last = keys_between(last, "", 1).front();
  EXPECT_LE(last.size(), 6U) << last;
}

TEST(PlaceKey, PrependingKeepsKeysShort) {
  std::string first;
  for (std::size_t k = 0; k < 10'000; ++k) first = keys_between("", first, 1).front();
  EXPECT_LE(first.size(), 6U) << first;
}

TEST(PlaceKey, AlwaysTheSameGapGrowsByADigitForFiveKeys) {
  std::string above = "W";
  for (std::size_t k = 0; k < 200; ++k) above = keys_between("V", above, 1).front();
  EXPECT_LE(above.size(), 42U) << above;
}

}  // namespace
