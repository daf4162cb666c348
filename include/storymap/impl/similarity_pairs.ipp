// storymap/impl/similarity_pairs.ipp - bodies of similarity.hpp: all pairs above a threshold.
// Room: engine.
#pragma once

#include <storymap/detail/ordered_blocks.hpp>
#include <storymap/detail/pair_search.hpp>
#include <storymap/impl/similarity_search.ipp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

STORYMAP_BEGIN

STORYMAP_DECL bool SimilarityIndex::joins_sets(double at_least) const noexcept {
  return measure_ == Measure::jaccard && detail::set_join_helps(*rows_.matrix(), at_least);
}

STORYMAP_DECL bool SimilarityIndex::prunes(double at_least) const noexcept {
  // Bounds want weights that are not negative; thresholds near zero prune nothing.
  return measure_ == Measure::cosine && !has_negative_ && at_least >= 0.01;
}

namespace detail {

/// About how many terms of a row its prefix has, which ends where the norm of the rest falls below `at_least`.
STORYMAP_DECL std::size_t prefix_size(SparseRow row, double at_least, bool is_ranked) {
  std::vector<double> weights(row.values.begin(), row.values.end());
  // The rarest terms come first; without ranks the heaviest ones stand for them.
  if (!is_ranked) std::sort(weights.rbegin(), weights.rend());
  double rest = 0;
  for (std::size_t size = weights.size(); size > 0; --size) {
    rest += weights[size - 1] * weights[size - 1];
    if (rest >= at_least * at_least) return size;
  }
  return 0;
}

}  // namespace detail

STORYMAP_DECL std::size_t SimilarityIndex::join_memory(double at_least, RunOptions const& run) const {
  if (joins_sets(at_least)) return detail::set_join_memory(*rows_.matrix(), at_least, run);
  if (!prunes(at_least)) return size() * thread_count(run) * (sizeof(std::int64_t) + sizeof(std::uint32_t) + 1);
  std::size_t const step = size() / 4096 + 1;
  std::size_t postings = 0;
  detail::RowReader read(rows_);
  for (std::size_t row = 0; row < size(); row += step) {
    postings += detail::prefix_size(read(row), at_least, rows_.terms() != nullptr) * step;
  }
  return detail::PrefixIndex::bytes(size(), postings, rows_.columns()) + detail::EqualRows::bytes(size()) +
         size() * thread_count(run) * sizeof(std::uint32_t);
}

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::gather(detail::PairQuery const& query,
                                                                       RunOptions const& run) const {
  return detail::watched(run, [&](detail::Pulse& pulse) -> Result<std::vector<SimilarPair>> {
    std::vector<std::vector<SimilarPair>> found(pulse.threads());
    search(query, pulse, [&](detail::FoundPair const& pair) {
      found[pair.worker].push_back({pair.a, pair.b, pair.score});
    });
    std::vector<SimilarPair> pairs = std::move(found.front());
    for (std::size_t worker = 1; worker < found.size(); ++worker) {
      pairs.insert(pairs.end(), found[worker].begin(), found[worker].end());
      found[worker] = {};
    }
    detail::Beat beat(pulse);
    std::sort(pairs.begin(), pairs.end(), [&](SimilarPair const& x, SimilarPair const& y) {
      beat();
      return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    return pairs;
  });
}

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::pairs(double at_least, RunOptions const& run) const {
  return gather({.at_least = at_least}, run);
}

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::pairs_across(std::size_t boundary, double at_least,
                                                                             RunOptions const& run) const {
  if (boundary == 0) return std::vector<SimilarPair>{};
  return gather({.at_least = at_least, .boundary = boundary}, run);
}

STORYMAP_DECL Result<void> SimilarityIndex::for_each_pair(double at_least, PairVisitor const& visit,
                                                          RunOptions const& run) const {
  detail::OrderedBlocks blocks(visit, thread_count(run));
  RunOptions stoppable = run;
  stoppable.progress = [&](std::uint64_t done, std::uint64_t total) {
    return !blocks.stopped() && (!run.progress || run.progress(done, total));
  };
  Result<void> finished = detail::watched(stoppable, [&](detail::Pulse& pulse) -> Result<void> {
    search(
        {.at_least = at_least}, pulse, [&](detail::FoundPair const& pair) { blocks.add(pair); },
        [&](unsigned worker, std::size_t block) { blocks.end(worker, block); });
    return {};
  });
  if (finished && blocks.stopped()) return failure(Errc::cancelled, "stopped by the caller");
  return finished;
}

STORYMAP_DECL Result<std::vector<std::uint64_t>> SimilarityIndex::count_pairs(std::span<double const> thresholds,
                                                                              RunOptions const& run) const {
  std::vector<std::uint64_t> counts(thresholds.size());
  if (thresholds.empty()) return counts;
  std::vector<std::vector<std::uint64_t>> of_worker(thread_count(run), counts);
  double const least = *std::min_element(thresholds.begin(), thresholds.end());
  Result<void> const finished = detail::watched(run, [&](detail::Pulse& pulse) -> Result<void> {
    search({.at_least = least}, pulse, [&](detail::FoundPair const& pair) {
      for (std::size_t k = 0; k < thresholds.size(); ++k) {
        of_worker[pair.worker][k] += pair.score >= thresholds[k] ? 1U : 0U;
      }
    });
    return {};
  });
  if (!finished) return Failure{finished.error()};
  for (std::vector<std::uint64_t> const& some : of_worker) {
    for (std::size_t k = 0; k < counts.size(); ++k) counts[k] += some[k];
  }
  return counts;
}

STORYMAP_END
