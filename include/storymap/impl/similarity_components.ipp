// storymap/impl/similarity_components.ipp - bodies of similarity.hpp: what is connected by chains of similar rows.
// Room: engine.
#pragma once

#include <storymap/detail/equal_rows.hpp>
#include <storymap/detail/shared_union_find.hpp>
#include <storymap/impl/similarity_search.ipp>
#include <storymap/similarity.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

STORYMAP_DECL Result<std::vector<std::uint32_t>> SimilarityIndex::components(double at_least,
                                                                             RunOptions const& run) const {
  return detail::watched(run, [&](detail::Pulse& pulse) -> Result<std::vector<std::uint32_t>> {
    detail::SharedUnionFind sets(size());
    detail::PairQuery const query{.at_least = at_least, .all_copies = false};
    if (prunes(at_least)) {
      detail::with_join(rows_, query, pulse, [&](auto& join) { join.connect(sets); });
    } else {
      search(query, pulse, [&](detail::FoundPair const& pair) { sets.join(pair.a, pair.b); });
    }
    std::vector<std::uint32_t> first(size());
    for (std::uint32_t row = 0; row < size(); ++row) first[row] = sets.root(row);
    return first;
  });
}

STORYMAP_END
