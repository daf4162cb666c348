// tests/reference/brute_force_pairs.hpp - every row of an index against every other.
#pragma once

#include <storymap/similarity.hpp>

#include <cstdint>
#include <vector>

namespace naive {

/// What SimilarityIndex::pairs should find, by the scores of the index itself.
inline std::vector<storymap::SimilarPair> brute_force_pairs(storymap::SimilarityIndex const& index, double at_least) {
  std::vector<storymap::SimilarPair> pairs;
  for (std::uint32_t a = 0; a < index.size(); ++a) {
    for (std::uint32_t b = a + 1; b < index.size(); ++b) {
      double const score = index.score(a, b);
      if (score >= at_least) pairs.push_back({a, b, score});
    }
  }
  return pairs;
}

}  // namespace naive
