// storymap/impl/similarity_sets.ipp - bodies of similarity.hpp: all pairs of sets above a threshold.
// Room: engine.
#pragma once

#include <storymap/detail/set_join.hpp>
#include <storymap/detail/set_rows.hpp>
#include <storymap/detail/set_threshold.hpp>
#include <storymap/detail/unit_rows.hpp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Adds all pairs between the rows of two sets, or within those of one.
inline void add_pairs(std::span<std::uint32_t const> rows, std::span<std::uint32_t const> others, double score,
                      std::vector<SimilarPair>& pairs) {
  bool const is_one = rows.data() == others.data();
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (std::uint32_t const other : is_one ? others.subspan(k + 1) : others) {
      pairs.push_back({std::min(rows[k], other), std::max(rows[k], other), score});
    }
  }
}

/// The pairs that some threads have found, ordered by (a, b).
STORYMAP_DECL std::vector<SimilarPair> sorted_pairs(std::vector<std::vector<SimilarPair>> parts) {
  std::vector<SimilarPair> pairs;
  for (std::vector<SimilarPair>& part : parts) {
    pairs.insert(pairs.end(), part.begin(), part.end());
    part = {};
  }
  std::sort(pairs.begin(), pairs.end(),
            [](SimilarPair const& x, SimilarPair const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return pairs;
}

/// Whether SetJoin can be used and is quicker than counting. Low thresholds let most pairs of sets that share anything
/// pass its filters.
STORYMAP_DECL bool set_join_helps(SparseMatrix const& matrix, double at_least) noexcept {
  std::size_t largest = 0;
  for (std::size_t row = 0; row < matrix.rows(); ++row) largest = std::max(largest, matrix.row(row).size());
  return at_least >= 0.3 && largest < SetThreshold::largest_set && matrix.rows() < (std::size_t{1} << 31U);
}

/// The pairs of rows whose sets of columns have a Jaccard similarity of at least `at_least`, ordered by (a, b).
STORYMAP_DECL Result<std::vector<SimilarPair>> set_pairs(SparseMatrix const& matrix, double at_least,
                                                         RunOptions const& run) {
  if (at_least > 1) return std::vector<SimilarPair>();
  // Only the search tells its progress: what comes before takes no longer than reading the matrix a few times.
  RunOptions const quiet{.threads = run.threads, .simd = run.simd};
  SetRows const sets(matrix, quiet);
  SetJoin const join(sets, at_least, quiet);
  // The last part are the rows of equal sets.
  std::size_t const blocks = join.blocks() + 1;
  std::vector<std::optional<SetJoin::Finder>> finders(thread_count(run, blocks));
  std::vector<std::vector<SimilarPair>> found(finders.size());
  Result<void> const finished = for_each_block(blocks, run, [&](unsigned worker, std::size_t block) {
    std::vector<SimilarPair>& pairs = found[worker];
    if (block == join.blocks()) {
      for (std::size_t set = 0; set < sets.size(); ++set) add_pairs(sets.rows(set), sets.rows(set), 1, pairs);
      return;
    }
    if (!finders[worker]) finders[worker].emplace(join);
    finders[worker]->find(block, [&](std::uint32_t x, std::uint32_t y, std::size_t common) {
      double const score = jaccard(static_cast<double>(common), sets[x].size(), sets[y].size());
      add_pairs(sets.rows(x), sets.rows(y), score, pairs);
    });
  });
  if (!finished) return Failure{finished.error()};
  return sorted_pairs(std::move(found));
}

}  // namespace detail

STORYMAP_END
