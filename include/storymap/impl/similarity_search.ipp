// storymap/impl/similarity_search.ipp - the template behind everything in similarity.hpp that looks for pairs.
// Room: engine.
#pragma once

#include <storymap/detail/pair_search.hpp>
#include <storymap/detail/set_search.hpp>
#include <storymap/similarity.hpp>

#include <utility>

STORYMAP_BEGIN

template <class Visit, class EndBlock>
void SimilarityIndex::search(detail::PairQuery const& query, detail::Pulse& pulse, Visit&& visit,
                             EndBlock&& end_block) const {
  STORYMAP_ASSERT(query.at_least > 0);
  if (joins_sets(query.at_least)) {
    detail::search_sets(*rows_.matrix(), query, pulse, visit, end_block);
  } else if (prunes(query.at_least)) {
    detail::with_join(rows_, query, pulse, [&](auto& join) { join.run(visit, end_block); });
  } else {
    detail::PostingIndex const& postings = postings_->get(rows_, detail::Beat(pulse));
    detail::search_by_scan(rows_, postings, measure_ == Measure::cosine, query, pulse, visit, end_block);
  }
}

STORYMAP_END
