// tests/core/test_set_join.cpp - pairs of sets above a threshold, against brute force; each part against its slow twin.
#include <gtest/gtest.h>
#include <storymap/detail/select_smallest.hpp>
#include <storymap/detail/set_rows.hpp>
#include <storymap/detail/set_signature.hpp>
#include <storymap/detail/set_threshold.hpp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <vector>

#include "benchmarks/baseline/inverted_count.hpp"
#include "benchmarks/baseline/ppjoin.hpp"
#include "reference/brute_force_pairs.hpp"
#include "support/simds.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;
using Sets = std::vector<std::set<std::uint32_t>>;

SparseMatrix matrix_of(Sets const& sets, std::size_t columns) {
  SparseMatrix matrix(columns);
  for (auto const& set : sets) {
    for (std::uint32_t const column : set) matrix.push_back(column, 1);
    matrix.end_row();
  }
  return matrix;
}

void expect_pairs(SparseMatrix const& matrix, double at_least, std::vector<SimilarPair> const& expected) {
  SimilarityIndex const index(matrix, Measure::jaccard);
  for (Simd const simd : storymap_test::simds()) {
    for (unsigned const threads : {1U, 2U, 4U}) {
      RunOptions const run{.threads = threads, .simd = simd};
      ASSERT_EQ(index.pairs(at_least, run).value(), expected)
          << to_string(simd) << ", " << threads << " threads, threshold " << at_least;
    }
  }
}

void expect_brute_force(SparseMatrix const& matrix, double at_least) {
  expect_pairs(matrix, at_least, naive::brute_force_pairs(SimilarityIndex(matrix, Measure::jaccard), at_least));
}

/// A threshold from the shares that sets of up to `largest` elements can have, or right beside one.
double some_threshold(Random& random, std::size_t largest) {
  double const either = static_cast<double>(1 + random.below(2 * largest));
  double const exact = std::max(1.0, static_cast<double>(random.below(static_cast<std::size_t>(either) + 1))) / either;
  return random.pick(std::vector<double>{exact, std::min(1.0, std::nextafter(exact, 2)), std::nextafter(exact, 0)});
}

TEST(SetThreshold, AgreesWithScoresInDoubles) {
  storymap_test::for_each_case([](Random& random) {
    double const at_least = some_threshold(random, 100);
    detail::SetThreshold const threshold(at_least);
    std::size_t const size = 1 + random.below(100);
    std::size_t const partner = 1 + random.below(size);
    std::size_t const sum = size + partner;
    for (std::size_t common = 1; common <= partner; ++common) {
      bool const reaches = detail::jaccard(static_cast<double>(common), size, partner) >= at_least;
      ASSERT_EQ(threshold.reaches(common, sum), reaches);
      ASSERT_EQ(common >= threshold.least_common(sum), reaches) << common << " of " << sum << ", " << at_least;
      if (!reaches) continue;
      ASSERT_GE(partner, threshold.least_partner(size));
      ASSERT_GE(common, threshold.least_partner(size));
      ASSERT_LE(size - common, threshold.probe_prefix(size) - 1);
      ASSERT_LE(partner - common, threshold.index_prefix(partner) - 1);
      auto const differ = static_cast<std::int32_t>(sum - 2 * common);
      ASSERT_LE(differ * detail::SetThreshold::scale,
                threshold.difference_share(size) + threshold.difference_share(partner));
    }
  });
}

TEST(SetThreshold, TheLargestSetsAreInRange) {
  std::size_t const largest = detail::SetThreshold::largest_set;
  detail::SetThreshold const nearly_nothing(0.1);
  std::int64_t const both = 2 * std::int64_t{nearly_nothing.difference_share(largest)};
  EXPECT_GT(both, 0);
  EXPECT_LT(both, INT32_MAX);
  EXPECT_EQ(detail::SetThreshold(1).least_common(2 * largest), largest);
  EXPECT_EQ(detail::SetThreshold(1).least_partner(largest), largest);
}

template <std::size_t Words>
int signatures_differ(std::vector<std::uint32_t> const& x, std::vector<std::uint32_t> const& y) {
  detail::SetSignature<Words> const in_x(x);
  detail::SetSignature<Words> const in_y(y);
  int differ = 0;
  for (std::size_t word = 0; word < Words; ++word) differ += std::popcount(in_x.words()[word] ^ in_y.words()[word]);
  return differ;
}

TEST(SetSignature, DiffersInNoMoreBitsThanTheSets) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::uint32_t> x;
    std::vector<std::uint32_t> y;
    int differ = 0;
    for (std::uint32_t element = 0; element < 1000; element += 1 + static_cast<std::uint32_t>(random.below(20))) {
      std::size_t const where = random.below(4);
      if (where != 1) x.push_back(element);
      if (where != 2) y.push_back(element);
      differ += where == 1 || where == 2 ? 1 : 0;
    }
    ASSERT_LE(signatures_differ<2>(x, y), differ);
    ASSERT_LE(signatures_differ<8>(x, y), differ);
    ASSERT_EQ(signatures_differ<8>(x, x), 0);
  });
}

TEST(SetSignature, TellsLargeSetsApart) {
  std::vector<std::uint32_t> x(200);
  std::iota(x.begin(), x.end(), 0U);
  std::vector<std::uint32_t> y(200);
  std::iota(y.begin(), y.end(), 1000U);
  EXPECT_GT(signatures_differ<8>(x, y), 150);
}

/// A tile of random signatures and probes that are close to some of them.
struct RandomTile {
  explicit RandomTile(Random& random) {
    width = random.pick(std::vector<std::size_t>{1, 2, 4, 8});
    size = (random.below(5) + 1) * detail::SignatureTile::lanes;
    std::size_t const used = size - random.below(detail::SignatureTile::lanes);
    words.resize(size * width);
    for (std::uint64_t& word : words) word = random.below(UINT64_MAX);
    for (std::size_t k = 0; k < size; ++k) {
      sets.push_back(k < used ? (sets.empty() ? 0 : sets.back()) + 1 + static_cast<std::int32_t>(random.below(3))
                              : detail::SignatureTile::no_set);
      shares.push_back(static_cast<std::int32_t>(random.below(2000)) - 200);
    }
    for (std::size_t count = random.below(70); count > 0; --count) add_probe(random);
    for (std::size_t p = 0; p < probes.size(); ++p) probes[p].words = probe_words.data() + p * width;
  }

  void add_probe(Random& random) {
    std::size_t const near = random.below(size);
    for (std::size_t word = 0; word < width; ++word) {
      std::uint64_t const lane = near % detail::SignatureTile::lanes;
      std::uint64_t const bits = words[(near / detail::SignatureTile::lanes * width + word) * 8 + lane];
      probe_words.push_back(bits ^ (random.below(UINT64_MAX) & random.below(UINT64_MAX) & random.below(UINT64_MAX)));
    }
    detail::SignatureProbe const last = probes.empty() ? detail::SignatureProbe{} : probes.back();
    auto const set = last.set + static_cast<std::int32_t>(random.below(4));
    auto const partner = last.first_partner + static_cast<std::int32_t>(random.below(3));
    probes.push_back({nullptr, set, std::min(set, partner), static_cast<std::int32_t>(random.below(2000)) - 200});
  }

  [[nodiscard]] detail::SignatureTile tile() const { return {words.data(), shares.data(), sets.data(), size, width}; }

  /// The definition, word for word.
  [[nodiscard]] std::vector<detail::SignatureHit> expected() const {
    std::vector<detail::SignatureHit> hits;
    for (std::uint32_t p = 0; p < probes.size(); ++p) {
      for (std::uint32_t k = 0; k < size; ++k) {
        if (sets[k] < probes[p].first_partner || sets[k] >= probes[p].set) continue;
        int differ = 0;
        for (std::size_t word = 0; word < width; ++word) {
          differ += std::popcount(words[(k / 8 * width + word) * 8 + k % 8] ^ probes[p].words[word]);
        }
        if (differ * detail::SetThreshold::scale <= shares[k] + probes[p].share) hits.push_back({p, k});
      }
    }
    return hits;
  }

  std::size_t width = 0;
  std::size_t size = 0;
  std::vector<std::uint64_t> words;
  std::vector<std::int32_t> sets;
  std::vector<std::int32_t> shares;
  std::vector<std::uint64_t> probe_words;
  std::vector<detail::SignatureProbe> probes;
};

TEST(SetSignature, EveryScanFindsTheSame) {
  storymap_test::for_each_case([](Random& random) {
    RandomTile const made(random);
    std::vector<detail::SignatureHit> const expected = made.expected();
    for (Simd const simd : storymap_test::simds()) {
      std::vector<detail::SignatureHit> hits(made.size * made.probes.size() + 1);
      hits.resize(detail::signature_scan(simd)(made.tile(), made.probes, hits.data()));
      ASSERT_EQ(hits, expected) << to_string(simd);
    }
  });
}

TEST(SelectSmallest, MovesTheSmallestToTheFront) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::uint32_t> values(random.below(random.chance(0.1) ? 2000 : 60));
    std::iota(values.begin(), values.end(), 0U);
    std::size_t const swaps = random.chance(0.5) ? values.size() : random.below(4);
    for (std::size_t k = 0; k < swaps && !values.empty(); ++k) {
      std::swap(values[random.below(values.size())], values[random.below(values.size())]);
    }
    std::size_t const wanted = random.below(values.size() + 1);
    std::vector<std::uint32_t> spare(values.size());
    detail::select_smallest(values.data(), values.size(), wanted, spare.data());
    std::sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(wanted));
    for (std::uint32_t k = 0; k < wanted; ++k) ASSERT_EQ(values[k], k);
  });
}

TEST(SetRows, DifferentSetsStayApartWhateverTheirHash) {
  // So many sets of one size that some of them have the same hash of 32 bits.
  SparseMatrix matrix(600);
  std::size_t subsets = 0;
  for (int copies = 0; copies < 2; ++copies) {
    for (std::uint32_t x = 0; x < 600; ++x) {
      for (std::uint32_t y = x + 1; y < 600; ++y) {
        matrix.push_back(x, 1);
        matrix.push_back(y, 1);
        matrix.end_row();
        subsets += copies == 0 ? 1U : 0U;
      }
    }
  }
  RunOptions const run;
  detail::Pulse pulse(run);
  detail::SetRows const sets(matrix, pulse);
  ASSERT_EQ(sets.size(), subsets);
  for (std::size_t set = 0; set < sets.size(); ++set) {
    ASSERT_EQ(sets.rows(set).size(), 2U);
    ASSERT_EQ(sets.rows(set)[0] + subsets, sets.rows(set)[1]);
  }
}

TEST(SetJoin, EqualSetsScoreOneAndEmptyOnesNothing) {
  expect_pairs(matrix_of({{1, 2}, {}, {1, 2}, {3}, {}, {3}}, 4), 1, {{0, 2, 1.0}, {3, 5, 1.0}});
  expect_pairs(matrix_of({{}, {}, {}}, 4), 0.5, {});
  expect_pairs(matrix_of({}, 0), 0.5, {});
}

TEST(SetJoin, NothingReachesMoreThanOne) { expect_pairs(matrix_of({{1, 2}, {1, 2}}, 4), 1.5, {}); }

TEST(SetJoin, AScoreAtTheThresholdIsAPair) {
  SparseMatrix const matrix = matrix_of({{0, 1, 2, 3, 4, 5, 6}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}, 10);
  expect_pairs(matrix, 0.7, {{0, 1, 0.7}});
  expect_pairs(matrix, std::nextafter(0.7, 1), {});
}

std::set<std::uint32_t> random_set(Random& random, std::size_t columns, std::size_t most) {
  std::set<std::uint32_t> set;
  for (std::size_t left = random.below(most + 1); left > 0; --left) {
    // The square of a random share: small numbers are far more frequent.
    std::size_t const among = 1 + random.below(columns);
    set.insert(static_cast<std::uint32_t>(random.below(among)));
  }
  return set;
}

/// Sets that are hard to prune: equal, nearly equal and disjoint ones, a huge one, empty ones, an element in all.
Sets hard_sets(Random& random, std::size_t columns) {
  Sets sets(random.below(random.chance(0.3) ? 20 : 60));
  std::size_t const most = random.pick(std::vector<std::size_t>{1, 4, 30, 200});
  double const copied = random.pick(std::vector<double>{0, 0.3, 0.9, 1});
  double const changed = random.pick(std::vector<double>{0, 0.05, 0.3});
  bool const has_common = random.chance(0.3);
  bool const is_disjoint = random.chance(0.1);
  for (std::size_t k = 0; k < sets.size(); ++k) {
    sets[k] = k > 0 && random.chance(copied) ? sets[random.below(k)] : random_set(random, columns, most);
    for (std::size_t change = sets[k].size(); change > 0; --change) {
      if (!random.chance(changed)) continue;
      auto const column = static_cast<std::uint32_t>(random.below(columns));
      if (sets[k].erase(column) == 0) sets[k].insert(column);
    }
    if (is_disjoint) sets[k] = {static_cast<std::uint32_t>(k)};
    if (has_common) sets[k].insert(static_cast<std::uint32_t>(columns - 1));
  }
  if (!sets.empty() && random.chance(0.1)) {
    for (std::uint32_t column = 0; column < columns; ++column) sets[0].insert(column);
  }
  return sets;
}

TEST(SetJoin, PairsAreThoseOfBruteForce) {
  storymap_test::for_each_case([](Random& random) {
    std::size_t const columns = random.pick(std::vector<std::size_t>{60, 300, 2000});
    SparseMatrix const matrix = matrix_of(hard_sets(random, columns), columns);
    expect_brute_force(matrix, some_threshold(random, 12));
    expect_brute_force(matrix, random.pick(std::vector<double>{0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1}));
    SimilarityIndex const index(matrix, Measure::jaccard);
    if (index.size() == 0) return;
    double const some_score = index.score(random.below(index.size()), random.below(index.size()));
    if (some_score > 0) expect_brute_force(matrix, some_score);
  });
}

TEST(SetJoin, ListsMayBeLongerThanATile) {
  Random random(storymap_test::seed());
  Sets sets(5000);
  for (auto& set : sets) {
    set = {40};
    for (std::uint32_t column = 0; column < 40; ++column) {
      if (random.chance(0.15)) set.insert(column);
    }
  }
  SparseMatrix const matrix = matrix_of(sets, 41);
  for (double const at_least : {0.3, 0.7, 0.8}) {
    expect_pairs(matrix, at_least, storymap_bench::inverted_count(matrix, at_least));
  }
}

TEST(SetJoin, LargeSetsAreComparedByWideSignatures) {
  Random random(storymap_test::seed());
  Sets sets(400);
  for (std::size_t k = 0; k < sets.size(); ++k) {
    if (k > 0 && random.chance(0.5)) sets[k] = sets[random.below(k)];
    for (std::size_t more = random.below(300); more > 0; --more) {
      sets[k].insert(static_cast<std::uint32_t>(random.below(5000)));
    }
  }
  SparseMatrix const matrix = matrix_of(sets, 5000);
  for (double const at_least : {0.2, 0.5, 0.7, 0.9}) expect_brute_force(matrix, at_least);
}

TEST(SetJoin, CopiesArePairsOfOneAnotherAndOfEveryNeighbour) {
  Sets sets(300, {1, 2, 3, 4});
  sets.resize(500, {1, 2, 3, 4, 5});
  expect_brute_force(matrix_of(sets, 6), 0.8);
}

TEST(SetJoin, ThePlainTwinsAgree) {
  storymap_test::for_each_case([](Random& random) {
    std::size_t const columns = random.pick(std::vector<std::size_t>{60, 300});
    SparseMatrix const matrix = matrix_of(hard_sets(random, columns), columns);
    double const at_least = random.pick(std::vector<double>{0.3, 0.5, 0.7, 0.9, 1});
    std::vector<SimilarPair> const found = SimilarityIndex(matrix, Measure::jaccard).pairs(at_least).value();
    ASSERT_EQ(storymap_bench::ppjoin(matrix, at_least), found);
    ASSERT_EQ(storymap_bench::inverted_count(matrix, at_least), found);
  });
}

}  // namespace
