// tests/core/test_live_scan.cpp - the parts of a live index that count on their own.
#include <gtest/gtest.h>
#include <storymap/detail/live_common.hpp>
#include <storymap/detail/live_norms.hpp>
#include <storymap/detail/live_postings.hpp>
#include <storymap/detail/live_scan.hpp>
#include <storymap/simd.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

TEST(LiveScan, EveryKernelFindsTheSameRows) {
  storymap_test::for_each_case([](Random& random) {
    std::size_t const size = random.below(100);
    std::vector<float> sums(size);
    std::vector<float> floors(size);
    std::vector<std::uint16_t> masses(size);
    for (std::size_t k = 0; k < size; ++k) {
      sums[k] = random.chance(0.3) ? 0 : static_cast<float>(random.below(1000)) / 7;
      floors[k] = random.chance(0.1) ? INFINITY : static_cast<float>(1 + random.below(1000)) / 11;
      masses[k] = detail::rounded_up(static_cast<float>(random.below(1000)) / 13);
    }
    detail::ScanBound const bound{floors.data(), masses.data(), static_cast<float>(random.below(10)) / 9 + 1e-20F,
                                  random.chance(0.5) ? 0 : 0.3F};
    std::vector<std::uint32_t> expected(size);
    expected.resize(detail::reached_scalar(sums.data(), size, bound, expected.data()));
    for (Simd const simd : {Simd::avx2, Simd::avx512, best_simd()}) {
      if (!has_simd(simd)) continue;
      std::vector<std::uint32_t> places(size);
      places.resize(detail::bound_kernel(simd)(sums.data(), size, bound, places.data()));
      ASSERT_EQ(places, expected) << to_string(simd);
    }
  });
}

TEST(LiveScan, RoundsUp) {
  for (float const value : {0.0F, 1.0F, 1.0000001F, 3.14159F, 1e-30F, 65535.4F}) {
    float const widened = detail::widened(detail::rounded_up(value));
    EXPECT_GE(widened, value);
    EXPECT_LE(widened, value * 1.008F);
  }
}

/// Rows come and go in every form that a list has.
TEST(LiveScan, PostingsAreWhatWasAdded) {
  storymap_test::for_each_case([](Random& random) {
    detail::LivePostings postings;
    std::vector<detail::LivePostings::Handle> lists(3, detail::LivePostings::none);
    std::vector<std::map<std::uint32_t, std::uint32_t>> expected(3);
    std::size_t const spread = random.chance(0.5) ? 300 : 400000;
    for (std::size_t step = random.below(1500); step > 0; --step) {
      std::size_t const list = random.below(3);
      auto const row = static_cast<std::uint32_t>(random.below(spread));
      auto const at = expected[list].find(row);
      if (at != expected[list].end()) {
        postings.remove(lists[list], row, at->second);
        expected[list].erase(at);
      } else {
        auto const count = static_cast<std::uint32_t>(random.chance(0.01) ? 700 : 1 + random.below(3));
        postings.add(lists[list], row, count);
        expected[list][row] = count;
      }
    }
    for (std::size_t list = 0; list < 3; ++list) {
      std::map<std::uint32_t, std::uint32_t> found;
      std::uint32_t last = 0;
      postings.for_each(lists[list], [&](std::uint32_t row) {
        EXPECT_GE(row, last);
        last = row;
        ++found[row];
      });
      ASSERT_EQ(found, expected[list]);
      found.clear();
      postings.for_each_row(
          lists[list], [](std::uint32_t) {}, [&](std::uint32_t row, std::uint32_t count) { found[row] = count; });
      ASSERT_EQ(found, expected[list]);
    }
  });
}

/// The bounds of a length hold for any frequencies, and what was taken out leaves no trace.
TEST(LiveScan, LengthsLieWithinTheirBounds) {
  storymap_test::for_each_case([](Random& random) {
    std::size_t const all = 1 + random.below(std::size_t{1} << (1 + random.below(28)));
    double const shift = std::log1p(static_cast<double>(all)) + 1;
    detail::LiveLength length;
    detail::LiveLength const nothing;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> terms;
    double squares = 0;
    for (std::size_t left = 1 + random.below(40); left > 0; --left) {
      std::uint64_t const tf = random.chance(0.05) ? 1 + random.below(5000000) : 1 + random.below(3);
      auto const documents = static_cast<std::uint32_t>(1 + random.below(all));
      double const idf = std::log((static_cast<double>(all) + 1) / (documents + 1.0)) + 1;
      squares += static_cast<double>(tf) * static_cast<double>(tf) * idf * idf;
      length.add(tf, detail::level_of(documents));
      terms.emplace_back(tf, detail::level_of(documents));
    }
    auto const [least, most] = length.bounds(shift);
    double const exact = std::sqrt(squares);
    ASSERT_LE(least, exact * (1 + 1e-9));
    ASSERT_GE(most, exact * (1 - 1e-9));
    ASSERT_LE(most - least, exact * 0.07);
    for (auto const& [tf, level] : terms) length.remove(tf, level);
    ASSERT_EQ(length, nothing);
  });
}

}  // namespace
