// storymap/impl/similarity_pairs.ipp - bodies of similarity.hpp: all pairs above a threshold.
// Room: engine.
#pragma once

#include <storymap/detail/counted_rows.hpp>
#include <storymap/detail/prefix_join.hpp>
#include <storymap/detail/ranked_rows.hpp>
#include <storymap/detail/row_scan.hpp>
#include <storymap/impl/similarity_sets.ipp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Rows handed to a thread at a time.
inline constexpr std::size_t rows_per_block = 256;

/// Runs `scan(scratch, block, row)` for every row in parallel; the rows of a block, `rows_per_block` of them, are
/// scanned by one thread. `make_scratch()` makes the working memory of a thread, which is returned for all of them.
template <class MakeScratch, class Scan>
auto scan_rows(std::size_t rows, RunOptions const& run, MakeScratch&& make_scratch, Scan&& scan)
    -> Result<std::vector<decltype(make_scratch())>> {
  std::size_t const blocks = (rows + rows_per_block - 1) / rows_per_block;
  std::vector<decltype(make_scratch())> scratch(thread_count(run, blocks));
  Result<void> const finished = for_each_block(blocks, run, [&](unsigned worker, std::size_t block) {
    if (!scratch[worker]) scratch[worker] = make_scratch();
    std::size_t const end = std::min(rows, (block + 1) * rows_per_block);
    for (std::size_t row = block * rows_per_block; row < end; ++row) scan(*scratch[worker], block, row);
  });
  if (!finished) return Failure{finished.error()};
  return scratch;
}

/// Runs `scan(scratch, row, found)` for every row in parallel and gathers what it puts into `found`, ordered by (a, b).
template <class MakeScratch, class Scan>
Result<std::vector<SimilarPair>> gather_pairs(std::size_t rows, RunOptions const& run, MakeScratch&& make_scratch,
                                              Scan&& scan) {
  std::vector<std::vector<SimilarPair>> found((rows + rows_per_block - 1) / rows_per_block);
  auto const finished = scan_rows(rows, run, make_scratch, [&](auto& scratch, std::size_t block, std::size_t row) {
    scan(scratch, row, found[block]);
  });
  if (!finished) return Failure{finished.error()};
  std::vector<SimilarPair> pairs;
  for (std::vector<SimilarPair>& block : found) {
    pairs.insert(pairs.end(), block.begin(), block.end());
    block = {};
  }
  std::sort(pairs.begin(), pairs.end(),
            [](SimilarPair const& x, SimilarPair const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return pairs;
}

/// A probe of one thread and what it needs to decide.
template <class Rows>
class PairFinder {
 public:
  PairFinder(PrefixJoin<Rows> const& join, UnitRows const& rows)
      : join_(join), rows_(rows), probe_(join), read_a_(rows), read_b_(rows) {}

  /// Calls `visit(a, b, score)` for the rows a < b of the source with a cosine of at least `at_least`, where b is the
  /// k-th row of the join, if `wants(a, b)`.
  template <class Wants, class Visit>
  void find(std::size_t k, double at_least, Wants&& wants, Visit&& visit) {
    std::uint32_t const b = join_.row(k);
    bool has_read = false;
    SparseRow row_b;
    probe_.scan(
        static_cast<std::uint32_t>(k), [&](std::uint32_t other) { return wants(join_.row(other), b); },
        [&](std::uint32_t other) {
          std::uint32_t const a = join_.row(other);
          if (!has_read) row_b = read_b_(b);
          has_read = true;
          double const score = exact_cosine(read_a_(a), row_b, rows_.has_more(a) || rows_.has_more(b));
          if (score >= at_least) visit(a, b, score);
        });
  }

 private:
  PrefixJoin<Rows> const& join_;
  UnitRows const& rows_;
  typename PrefixJoin<Rows>::Probe probe_;
  RowReader read_a_;
  RowReader read_b_;
};

/// Calls `use(join)` with the join that fits the rows.
template <class Use>
auto with_join(UnitRows const& rows, double at_least, RunOptions const& run, Use&& use) {
  if (DocumentTerms const* const terms = rows.terms()) {
    return use(PrefixJoin<CountedRows>(*terms, at_least, run.simd));
  }
  return use(PrefixJoin<RankedRows>(*rows.matrix(), at_least, run.simd));
}

}  // namespace detail

STORYMAP_DECL bool SimilarityIndex::prunes(double at_least) const noexcept {
  // Bounds want weights that are not negative; thresholds near zero prune nothing.
  return measure_ == Measure::cosine && !has_negative_ && at_least >= 0.01;
}

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::pairs(double at_least, RunOptions const& run) const {
  STORYMAP_ASSERT(at_least > 0);
  if (measure_ == Measure::jaccard && detail::set_join_helps(*rows_.matrix(), at_least)) {
    return detail::set_pairs(*rows_.matrix(), at_least, run);
  }
  if (!prunes(at_least)) return scanned_pairs(at_least, run);
  return detail::with_join(rows_, at_least, run, [&]<class Rows>(detail::PrefixJoin<Rows> const& join) {
    using Finder = detail::PairFinder<Rows>;
    return detail::gather_pairs(
        join.size(), run, [&] { return std::make_unique<Finder>(join, rows_); },
        [&](Finder& finder, std::size_t k, std::vector<SimilarPair>& found) {
          finder.find(
              k, at_least, [](std::uint32_t, std::uint32_t) { return true; },
              [&](std::uint32_t a, std::uint32_t b, double score) {
                found.push_back({a, b, score});
              });
        });
  });
}

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::scanned_pairs(double at_least,
                                                                              RunOptions const& run) const {
  struct Scratch {
    detail::RowScan scan;
    detail::RowReader read;
  };
  bool const is_cosine = measure_ == Measure::cosine;
  return detail::gather_pairs(
      size(), run,
      [&] {
        return std::make_unique<Scratch>(
            Scratch{detail::RowScan(rows_, postings(), is_cosine), detail::RowReader(rows_)});
      },
      [&](Scratch& scratch, std::size_t row, std::vector<SimilarPair>& found) {
        scratch.scan.scan(
            scratch.read(row), row,
            [&](std::uint32_t other, double score) {
              if (score >= at_least) found.push_back({other, static_cast<std::uint32_t>(row), score});
            },
            0, rows_.has_more(row));
      });
}

STORYMAP_END
