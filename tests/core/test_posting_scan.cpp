// tests/core/test_posting_scan.cpp - the loops over postings and signatures, against their slow twins.
#include <gtest/gtest.h>
#include <storymap/detail/dot_bound.hpp>
#include <storymap/detail/posting_scan.hpp>
#include <storymap/detail/row_signature.hpp>

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "support/simds.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap::detail;
using storymap_test::Random;

float random_weight(Random& random) { return static_cast<float>(random.below(1001)) / 1000; }

TEST(DotBound, IsNeverBelowTheTrueBound) {
  storymap_test::for_each_case([](Random& random) {
    float const a = random_weight(random), b = random_weight(random);
    float const r = std::sqrt(1 - a * a), s = std::sqrt(1 - b * b);
    double const bound =
        static_cast<double>(a) * static_cast<double>(b) + static_cast<double>(r) * static_cast<double>(s);
    EXPECT_GE(product(DotBound(a, r), DotBound(b, s)), DotBound::least(bound));
    EXPECT_GE(DotBound(a, r).weight(), a);
    EXPECT_GE(DotBound(a, r).rest(), r);
    EXPECT_LT(DotBound(a, r).weight() - a, 1e-4F);
  });
}

TEST(PostingScan, EveryKernelEqualsTheScalarOne) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::vector<std::uint32_t>> lists(random.below(6));
    std::vector<PostingSlice> slices;
    std::size_t postings = 0;
    for (auto& list : lists) {
      for (std::size_t left = random.below(70); left > 0; --left) {
        list.push_back(DotBound(random_weight(random), random_weight(random)).bits());
      }
      auto const size = static_cast<std::uint32_t>(list.size());
      slices.push_back({list.data(), size, DotBound(random_weight(random), random_weight(random)).bits()});
      postings += size;
    }
    std::int32_t const least = DotBound::least(random.pick(std::vector<double>{0.01, 0.5, 0.7, 1.0}));
    auto const hits_of = [&](Simd simd) {
      std::vector<PostingHit> hits(postings);
      hits.resize(posting_scan(simd)(slices.data(), slices.size(), least, hits.data()));
      std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
      places.reserve(hits.size());
      for (PostingHit const& hit : hits) places.emplace_back(hit.slice, hit.place);
      return places;
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
    for (std::uint32_t slice = 0; slice < slices.size(); ++slice) {
      for (std::uint32_t place = 0; place < slices[slice].size; ++place) {
        bool const passes = product(DotBound(lists[slice][place]), DotBound(slices[slice].bound)) >= least;
        if (passes) expected.emplace_back(slice, place);
      }
    }
    ASSERT_EQ(hits_of(Simd::scalar), expected);
    for (Simd const simd : storymap_test::simds()) ASSERT_EQ(hits_of(simd), expected) << to_string(simd);
  });
}

LoadedRow random_row(Random& random, std::size_t most) {
  LoadedRow row;
  std::size_t const size = random.below(most + 1);
  row.begin(size);
  std::uint32_t term = 0;
  for (std::size_t k = 0; k < size; ++k) {
    term += 1 + static_cast<std::uint32_t>(random.below(50));
    row.set(k, term, random_weight(random) / std::sqrt(static_cast<float>(size)));
  }
  row.end();
  return row;
}

TEST(RowSignature, EveryKernelEqualsTheScalarOne) {
  storymap_test::for_each_case([](Random& random) {
    SignatureMasses masses;
    masses.fill(random_row(random, 200));
    std::vector<RowSignature> signatures(20);
    for (RowSignature& signature : signatures) {
      signature = {};
      for (std::size_t left = random.below(random.chance(0.1) ? 5000 : 150); left > 0; --left) {
        signature.add(static_cast<std::uint32_t>(random.below(100000)));
      }
    }
    std::vector<std::uint32_t> rows;
    for (std::size_t left = random.below(40); left > 0; --left) {
      rows.push_back(static_cast<std::uint32_t>(random.below(signatures.size())));
    }
    auto const sums_of = [&](Simd simd) {
      std::vector<std::int32_t> sums(rows.size());
      mass_sum(simd)(masses.data(), signatures.data(), rows.data(), rows.size(), sums.data());
      return sums;
    };
    std::vector<std::int32_t> const expected = sums_of(Simd::scalar);
    for (Simd const simd : storymap_test::simds()) ASSERT_EQ(sums_of(simd), expected) << to_string(simd);
  });
}

TEST(RowSignature, ASharedMassIsNeverTooSmall) {
  storymap_test::for_each_case([](Random& random) {
    LoadedRow const row = random_row(random, random.chance(0.05) ? 40000 : 200);
    SignatureMasses masses;
    masses.fill(row);
    RowSignature signature{};
    double shared = 0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (random.chance(0.5)) continue;
      signature.add(row.term(k));
      shared += static_cast<double>(row.weight(k)) * static_cast<double>(row.weight(k));
    }
    std::uint32_t const first = 0;
    std::int32_t sum = 0;
    mass_sum(Simd::scalar)(masses.data(), &signature, &first, 1, &sum);
    EXPECT_GE(static_cast<double>(sum) * static_cast<double>(SignatureMasses::unit), std::min(shared, 1.9));
  });
}

}  // namespace
