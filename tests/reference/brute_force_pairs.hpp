// tests/reference/brute_force_pairs.hpp - every row of an index against every other.
#pragma once

#include <storymap/parallel.hpp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace naive {

/// What SimilarityIndex::pairs should find, by the scores of the index itself.
inline std::vector<storymap::SimilarPair> brute_force_pairs(storymap::SimilarityIndex const& index, double at_least,
                                                            unsigned threads = 1) {
  std::vector<std::vector<storymap::SimilarPair>> by_row(index.size());
  (void)storymap::for_each_block(index.size(), {.threads = threads}, [&](unsigned, std::size_t row) {
    auto const a = static_cast<std::uint32_t>(row);
    for (std::uint32_t b = a + 1; b < index.size(); ++b) {
      double const score = index.score(a, b);
      if (score >= at_least) by_row[row].push_back({a, b, score});
    }
  });
  std::vector<storymap::SimilarPair> pairs;
  for (auto const& found : by_row) pairs.insert(pairs.end(), found.begin(), found.end());
  return pairs;
}

/// Those that reach a higher threshold.
inline std::vector<storymap::SimilarPair> from(double at_least, std::vector<storymap::SimilarPair> const& pairs) {
  std::vector<storymap::SimilarPair> some;
  std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(some),
               [&](storymap::SimilarPair const& pair) { return pair.score >= at_least; });
  return some;
}

}  // namespace naive
