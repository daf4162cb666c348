// storymap/detail/set_search.hpp - the pairs of rows above a Jaccard threshold, as threads find them.
// Room: engine. Depends on detail/pair_search.hpp, detail/pulse.hpp and detail/set_join.hpp.
#pragma once

#include <storymap/detail/pair_search.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/set_join.hpp>
#include <storymap/detail/set_rows.hpp>
#include <storymap/detail/set_threshold.hpp>
#include <storymap/detail/unit_rows.hpp>
#include <storymap/sparse_matrix.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Whether SetJoin can be used and is quicker than counting. Low thresholds let most pairs of sets that share anything
/// pass its filters.
[[nodiscard]] inline bool set_join_helps(SparseMatrix const& matrix, double at_least) noexcept {
  std::size_t largest = 0;
  for (std::size_t row = 0; row < matrix.rows(); ++row) largest = std::max(largest, matrix.row(row).size());
  return at_least >= 0.3 && largest < SetThreshold::largest_set && matrix.rows() < (std::size_t{1} << 31U);
}

/// About how many bytes the search needs besides the matrix and the pairs. Looks at up to 4,096 rows, evenly spread.
[[nodiscard]] inline std::size_t set_join_memory(SparseMatrix const& matrix, double at_least, RunOptions const& run) {
  SetThreshold const threshold(at_least);
  std::size_t const step = matrix.rows() / 4096 + 1;
  std::size_t elements = 0;
  for (std::size_t row = 0; row < matrix.rows(); row += step) {
    elements += threshold.probe_prefix(matrix.row(row).size()) * step;
  }
  return SetRows::bytes(matrix.rows()) + SetJoin::bytes(matrix.rows(), elements, matrix.cols(), thread_count(run));
}

/// Calls `visit(a, b)`, a < b, for the rows of one set with those of another, or for those of one set with each other.
template <class Visit>
void for_each_of_sets(std::span<std::uint32_t const> rows, std::span<std::uint32_t const> others, bool all,
                      Visit&& visit) {
  bool const is_one = rows.data() == others.data();
  if (!all) {
    // The first row stands for its set.
    for (std::size_t k = 1; is_one && k < rows.size(); ++k) visit(rows[0], rows[k]);
    if (!is_one) visit(std::min(rows[0], others[0]), std::max(rows[0], others[0]));
    return;
  }
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (std::uint32_t const other : is_one ? others.subspan(k + 1) : others) {
      visit(std::min(rows[k], other), std::max(rows[k], other));
    }
  }
}

/// Finds pairs of sets: see JoinSearch::run for `visit` and `end_block`.
template <class Visit, class EndBlock>
void search_sets(SparseMatrix const& matrix, PairQuery const& query, Pulse& pulse, Visit&& visit,
                 EndBlock&& end_block) {
  if (query.at_least > 1) return;
  SetRows const sets(matrix, pulse);
  SetJoin const join(sets, query.at_least, pulse);
  auto const is_asked_for = [&](std::uint32_t a, std::uint32_t b) {
    return query.boundary == 0 || (a < query.boundary && query.boundary <= b);
  };
  // The last part are the rows of equal sets.
  std::size_t const blocks = join.blocks() + 1;
  std::vector<std::optional<SetJoin::Finder>> finders(pulse.threads(blocks));
  pulse.for_each_counted(blocks, [&](unsigned worker, std::size_t block) {
    Beat beat(pulse);
    auto const visit_sets = [&](std::size_t x, std::size_t y, double score) {
      for_each_of_sets(sets.rows(x), sets.rows(y), query.all_copies, [&](std::uint32_t a, std::uint32_t b) {
        beat();
        if (is_asked_for(a, b)) visit(FoundPair{worker, block, a, b, score});
      });
    };
    if (block == join.blocks()) {
      for (std::size_t set = 0; set < sets.size(); ++set) visit_sets(set, set, 1);
    } else {
      if (!finders[worker]) finders[worker].emplace(join, Beat(pulse));
      finders[worker]->find(block, [&](std::uint32_t x, std::uint32_t y, std::size_t common) {
        visit_sets(x, y, jaccard(static_cast<double>(common), sets[x].size(), sets[y].size()));
      });
    }
    end_block(worker, block);
  });
}

}  // namespace detail

STORYMAP_END
