// storymap/detail/pair_search.hpp - the pairs of rows above a threshold, as threads find them.
// Room: engine. Depends on detail/prefix_join.hpp, detail/row_scan.hpp, detail/equal_rows.hpp and detail/pulse.hpp.
#pragma once

#include <storymap/detail/counted_rows.hpp>
#include <storymap/detail/equal_rows.hpp>
#include <storymap/detail/exact_row.hpp>
#include <storymap/detail/posting_index.hpp>
#include <storymap/detail/prefix_join.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/ranked_rows.hpp>
#include <storymap/detail/row_scan.hpp>
#include <storymap/detail/shared_union_find.hpp>
#include <storymap/detail/unit_rows.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Which pairs are wanted.
struct PairQuery {
  double at_least = 0;
  /// Above 0: only pairs of a row before it and one from it on.
  std::size_t boundary = 0;
  /// False: a set may stand for all rows that are equal to it. For who wants to know what is connected.
  bool all_copies = true;
};

/// Two rows a < b that are alike; who found them, in which block of work.
struct FoundPair {
  unsigned worker = 0;
  std::size_t block = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double score = 0;
};

/// Rows in a block of work.
inline constexpr std::size_t rows_per_block = 256;

[[nodiscard]] inline std::size_t block_count(std::size_t rows) noexcept {
  return (rows + rows_per_block - 1) / rows_per_block;
}

/// Runs `scan(scratch, worker, block, row)` for the rows [first, last) in parallel, and `end_block(worker, block)`
/// behind each block of them; `make_scratch()` makes the working memory of a thread.
template <class MakeScratch, class Scan, class EndBlock>
void scan_rows(std::size_t first, std::size_t last, Pulse& pulse, MakeScratch&& make_scratch, Scan&& scan,
               EndBlock&& end_block) {
  std::size_t const blocks = block_count(last - first);
  std::vector<decltype(make_scratch())> scratch(pulse.threads(blocks));
  pulse.for_each_counted(blocks, [&](unsigned worker, std::size_t block) {
    if (!scratch[worker]) scratch[worker] = make_scratch();
    std::size_t const begin = first + block * rows_per_block;
    std::size_t const end = std::min(last, begin + rows_per_block);
    for (std::size_t row = begin; row < end; ++row) scan(*scratch[worker], worker, block, row);
    end_block(worker, block);
  });
}

/// Finds pairs by the bounds of a join. `Rows` are the rows as it wants them.
template <class Rows>
class JoinSearch {
 public:
  template <class Source>
  JoinSearch(UnitRows const& rows, Source const& source, PairQuery const& query, Pulse& pulse)
      : rows_(rows),
        query_(query),
        pulse_(pulse),
        equal_(rows, query.boundary, pulse),
        join_(source, query.at_least, query.boundary, pulse, [&](std::size_t row) { return equal_.is_copy(row); }) {}

  /// Calls `visit(found)`, on any thread, for the pairs that are wanted, and `end_block(worker, block)` behind each
  /// block.
  template <class Visit, class EndBlock>
  void run(Visit&& visit, EndBlock&& end_block) {
    scan_rows(
        0, rows_.size(), pulse_, [&] { return std::make_unique<Finder>(*this); },
        [&](Finder& finder, unsigned worker, std::size_t block, std::size_t row) {
          auto const pass_on = [&](std::uint32_t a, std::uint32_t b, double score) {
            finder.beat();
            visit(FoundPair{worker, block, a, b, score});
          };
          if (std::size_t const k = join_.find(row); k < join_.size()) find(finder, k, pass_on);
          visit_copies(static_cast<std::uint32_t>(row), pass_on);
        },
        end_block);
  }

  /// Joins the sets of rows that are alike. Of rows that are in one set, not all are compared.
  void connect(SharedUnionFind& sets) {
    ConnectedChunks connected(join_.postings(), sets);
    auto const source_row = [&](std::uint32_t k) { return join_.row(k); };
    scan_rows(
        0, rows_.size(), pulse_, [&] { return std::make_unique<Finder>(*this); },
        [&](Finder& finder, unsigned, std::size_t, std::size_t row) {
          if (equal_.is_copy(row)) return;
          auto const first = static_cast<std::uint32_t>(row);
          equal_.for_each_from(first, [&](std::uint32_t copy) { sets.join(first, copy); });
          std::size_t const k = join_.find(row);
          if (k == join_.size()) return;
          finder.begin(k);
          finder.probe.scan(
              static_cast<std::uint32_t>(k), connected, source_row,
              [&](std::uint32_t other) { return !sets.are_joined(join_.row(other), first); },
              [&](std::uint32_t other) {
                if (finder.score(other) >= query_.at_least) sets.join(join_.row(other), first);
              });
        },
        [](unsigned, std::size_t) {});
  }

 private:
  /// What a thread needs to compare a row with others.
  class Finder {
   public:
    explicit Finder(JoinSearch const& search)
        : beat(search.pulse_), probe(search.join_, beat), join_(search.join_), exact_(search.rows_) {}

    /// The k-th row of the join is the next one.
    void begin(std::size_t k) noexcept {
      row = join_.row(k);
      is_loaded_ = false;
    }

    /// Its exact cosine with another row of the join.
    [[nodiscard]] double score(std::uint32_t other) {
      if (!is_loaded_) exact_.load(row);
      is_loaded_ = true;
      return exact_.cosine(join_.row(other));
    }

    Beat beat;
    typename PrefixJoin<Rows>::Probe probe;
    std::uint32_t row = 0;

   private:
    PrefixJoin<Rows> const& join_;
    ExactRow exact_;
    bool is_loaded_ = false;
  };

  /// Compares the k-th row of the join with the earlier ones.
  template <class Visit>
  void find(Finder& finder, std::size_t k, Visit&& visit) {
    finder.begin(k);
    finder.probe.scan(
        static_cast<std::uint32_t>(k), [](std::uint32_t) { return true; },
        [&](std::uint32_t other) {
          double const score = finder.score(other);
          if (score >= query_.at_least) visit_equals(join_.row(other), finder.row, score, visit);
        });
  }

  /// Pairs of a row and its copies, which are all on one side of a boundary.
  template <class Visit>
  void visit_copies(std::uint32_t row, Visit&& visit) const {
    if (query_.boundary > 0) return;
    equal_.for_each_from(row, [&](std::uint32_t copy) {
      if (copy != row) visit(row, copy, 1.0);
    });
  }

  /// Pairs of what equals a and what equals b.
  template <class Visit>
  void visit_equals(std::uint32_t a, std::uint32_t b, double score, Visit&& visit) const {
    equal_.for_each_from(a, [&](std::uint32_t x) {
      equal_.for_each_from(b, [&](std::uint32_t y) { visit(std::min(x, y), std::max(x, y), score); });
    });
  }

  UnitRows const& rows_;
  PairQuery query_;
  Pulse& pulse_;
  EqualRows equal_;
  PrefixJoin<Rows> join_;
};

/// Calls `use(search)` with the search that fits the rows.
template <class Use>
void with_join(UnitRows const& rows, PairQuery const& query, Pulse& pulse, Use&& use) {
  if (DocumentTerms const* const terms = rows.terms()) {
    JoinSearch<CountedRows> search(rows, *terms, query, pulse);
    use(search);
  } else {
    JoinSearch<RankedRows> search(rows, *rows.matrix(), query, pulse);
    use(search);
  }
}

/// Finds pairs by adding up what every row shares with every other: for measures and weights without bounds.
template <class Visit, class EndBlock>
void search_by_scan(UnitRows const& rows, PostingIndex const& postings, bool is_cosine, PairQuery const& query,
                    Pulse& pulse, Visit&& visit, EndBlock&& end_block) {
  struct Scratch {
    RowScan scan;
    RowReader read;
    Beat beat;
  };
  scan_rows(
      query.boundary, rows.size(), pulse,
      [&] {
        return std::make_unique<Scratch>(Scratch{RowScan(rows, postings, is_cosine), RowReader(rows), Beat(pulse)});
      },
      [&](Scratch& scratch, unsigned worker, std::size_t block, std::size_t row) {
        auto const b = static_cast<std::uint32_t>(row);
        scratch.scan.scan(
            scratch.read(row), query.boundary > 0 ? query.boundary : row,
            [&](std::uint32_t a, double score) {
              if (score >= query.at_least) visit(FoundPair{worker, block, a, b, score});
            },
            0, rows.has_more(row), scratch.beat);
      },
      end_block);
}

}  // namespace detail

STORYMAP_END
