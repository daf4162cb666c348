// storymap/impl/similarity_graph.ipp - bodies of similarity.hpp: the most similar rows of every row.
// Room: engine.
#pragma once

#include <storymap/detail/best_matches.hpp>
#include <storymap/impl/similarity_search.ipp>
#include <storymap/similarity.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

STORYMAP_BEGIN

STORYMAP_DECL Result<std::vector<std::vector<Match>>> SimilarityIndex::best_matches(detail::PairQuery const& query,
                                                                                    std::size_t limit,
                                                                                    RunOptions const& run) const {
  return detail::watched(run, [&](detail::Pulse& pulse) -> Result<std::vector<std::vector<Match>>> {
    detail::BestMatches best(size(), limit);
    search(query, pulse, [&](detail::FoundPair const& pair) {
      best.offer(pair.a, {pair.b, pair.score});
      best.offer(pair.b, {pair.a, pair.score});
    });
    return best.take(detail::Beat(pulse));
  });
}

STORYMAP_DECL Result<std::vector<std::vector<Match>>> SimilarityIndex::neighbour_graph(std::size_t limit,
                                                                                       double at_least,
                                                                                       RunOptions const& run) const {
  return best_matches({.at_least = at_least}, limit, run);
}

STORYMAP_DECL Result<std::vector<std::optional<Match>>> SimilarityIndex::closest_across(std::size_t boundary,
                                                                                        double at_least,
                                                                                        RunOptions const& run) const {
  std::vector<std::optional<Match>> closest(size());
  if (boundary == 0) return closest;
  Result<std::vector<std::vector<Match>>> const matches =
      best_matches({.at_least = at_least, .boundary = boundary}, 1, run);
  if (!matches) return Failure{matches.error()};
  for (std::size_t row = 0; row < size(); ++row) {
    if (!(*matches)[row].empty()) closest[row] = (*matches)[row].front();
  }
  return closest;
}

STORYMAP_END
