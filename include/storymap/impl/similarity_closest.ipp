// storymap/impl/similarity_closest.ipp - bodies of similarity.hpp: the closest row of another list.
// Room: engine.
#pragma once

#include <storymap/detail/row_scan.hpp>
#include <storymap/impl/similarity_pairs.ipp>
#include <storymap/similarity.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A searcher of one thread and the closest rows that it has found so far.
template <class Searcher>
struct ClosestSearch {
  Searcher searcher;
  std::vector<std::optional<Match>> closest;

  void offer(std::uint32_t row, Match const& match) {
    std::optional<Match>& best = closest[row];
    // Of equally close rows the first counts, in whatever order the threads meet them.
    bool const is_better = !best || match.score > best->score || (match.score == best->score && match.row < best->row);
    if (is_better) best = match;
  }
  void offer_pair(std::uint32_t a, std::uint32_t b, double score) {
    offer(a, {b, score});
    offer(b, {a, score});
  }
};

/// What all threads have found, together. `searches` holds null for a thread that had nothing to do.
template <class Search>
[[nodiscard]] std::vector<std::optional<Match>> closest_of_all(std::vector<std::unique_ptr<Search>> const& searches,
                                                               std::size_t rows) {
  ClosestSearch<int> all{0, std::vector<std::optional<Match>>(rows)};
  for (std::unique_ptr<Search> const& search : searches) {
    if (!search) continue;
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (search->closest[row]) all.offer(row, *search->closest[row]);
    }
  }
  return std::move(all.closest);
}

}  // namespace detail

STORYMAP_DECL Result<std::vector<std::optional<Match>>> SimilarityIndex::closest_across(std::size_t boundary,
                                                                                        double at_least,
                                                                                        RunOptions const& run) const {
  STORYMAP_ASSERT(at_least > 0);
  if (!prunes(at_least)) return scanned_closest(boundary, at_least, run);
  return detail::with_join(
      rows_, at_least, run,
      [&]<class Rows>(detail::PrefixJoin<Rows> const& join) -> Result<std::vector<std::optional<Match>>> {
        using Search = detail::ClosestSearch<detail::PairFinder<Rows>>;
        auto const searches = detail::scan_rows(
            join.size(), run,
            [&] {
              return std::make_unique<Search>(
                  Search{detail::PairFinder<Rows>(join, rows_), std::vector<std::optional<Match>>(size())});
            },
            [&](Search& search, std::size_t, std::size_t k) {
              search.searcher.find(
                  k, at_least, [&](std::uint32_t a, std::uint32_t b) { return (a < boundary) != (b < boundary); },
                  [&](std::uint32_t a, std::uint32_t b, double score) { search.offer_pair(a, b, score); });
            });
        if (!searches) return Failure{searches.error()};
        return detail::closest_of_all(*searches, size());
      });
}

STORYMAP_DECL Result<std::vector<std::optional<Match>>> SimilarityIndex::scanned_closest(std::size_t boundary,
                                                                                         double at_least,
                                                                                         RunOptions const& run) const {
  struct Scan {
    detail::RowScan scan;
    detail::RowReader read;
  };
  using Search = detail::ClosestSearch<Scan>;
  bool const is_cosine = measure_ == Measure::cosine;
  auto const searches = detail::scan_rows(
      size(), run,
      [&] {
        return std::make_unique<Search>(
            Search{Scan{detail::RowScan(rows_, postings(), is_cosine), detail::RowReader(rows_)},
                   std::vector<std::optional<Match>>(size())});
      },
      [&](Search& search, std::size_t, std::size_t row) {
        if (row < boundary) return;
        search.searcher.scan.scan(
            search.searcher.read(row), boundary,
            [&](std::uint32_t other, double score) {
              if (score >= at_least) search.offer_pair(other, static_cast<std::uint32_t>(row), score);
            },
            0, rows_.has_more(row));
      });
  if (!searches) return Failure{searches.error()};
  return detail::closest_of_all(*searches, size());
}

STORYMAP_END
