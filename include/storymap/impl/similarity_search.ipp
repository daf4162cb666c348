// storymap/impl/similarity_search.ipp - the template behind everything in similarity.hpp that looks for pairs.
// Room: engine.
#pragma once

#include <storymap/detail/pair_search.hpp>
#include <storymap/detail/set_search.hpp>
#include <storymap/similarity.hpp>

#include <utility>

STORYMAP_BEGIN

template <class Visit, class EndBlock>
Result<void> SimilarityIndex::search(detail::PairQuery const& query, RunOptions const& run, Visit&& visit,
                                     EndBlock&& end_block) const {
  STORYMAP_ASSERT(query.at_least > 0);
  if (joins_sets(query.at_least)) {
    return detail::search_sets(*rows_.matrix(), query, run, visit, end_block);
  }
  if (!prunes(query.at_least)) {
    return detail::search_by_scan(rows_, postings(), measure_ == Measure::cosine, query, run, visit, end_block);
  }
  return detail::with_join(rows_, query, run, [&](auto& join) { return join.run(visit, end_block); });
}

STORYMAP_END
