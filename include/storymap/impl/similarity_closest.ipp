// storymap/impl/similarity_closest.ipp - bodies of similarity.hpp: the closest row of another list.
// Room: engine.
#pragma once

#include <storymap/detail/prefix_join.hpp>
#include <storymap/impl/similarity.ipp>
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
  return prunes(at_least) ? pruned_closest(boundary, at_least, run) : scanned_closest(boundary, at_least, run);
}

STORYMAP_DECL Result<std::vector<std::optional<Match>>> SimilarityIndex::scanned_closest(std::size_t boundary,
                                                                                         double at_least,
                                                                                         RunOptions const& run) const {
  using Search = detail::ClosestSearch<Accumulator>;
  auto const searches = detail::scan_rows(
      size(), run,
      [&] {
        return std::make_unique<Search>(Search{Accumulator(*this), std::vector<std::optional<Match>>(size())});
      },
      [&](Search& search, std::size_t, std::size_t row) {
        if (row < boundary) return;
        search.searcher.scan(rows_.row(row), boundary, [&](std::uint32_t other, double score) {
          if (score >= at_least) search.offer_pair(other, static_cast<std::uint32_t>(row), score);
        });
      });
  if (!searches) return Failure{searches.error()};
  return detail::closest_of_all(*searches, size());
}

STORYMAP_DECL Result<std::vector<std::optional<Match>>> SimilarityIndex::pruned_closest(std::size_t boundary,
                                                                                        double at_least,
                                                                                        RunOptions const& run) const {
  using Search = detail::ClosestSearch<std::unique_ptr<detail::PrefixProbe>>;
  detail::PrefixJoin const join(rows_, at_least);
  auto const searches = detail::scan_rows(
      join.rows.size(), run,
      [&] {
        return std::make_unique<Search>(Search{join.make_probe(), std::vector<std::optional<Match>>(size())});
      },
      [&](Search& search, std::size_t, std::size_t row) {
        std::uint32_t const b = join.rows.row(row);
        search.searcher->scan(static_cast<std::uint32_t>(row), [&](std::uint32_t other) {
          std::uint32_t const a = join.rows.row(other);
          if ((a < boundary) == (b < boundary)) return;
          double const exact = score(a, b);
          if (exact >= at_least) search.offer_pair(a, b, exact);
        });
      });
  if (!searches) return Failure{searches.error()};
  return detail::closest_of_all(*searches, size());
}

STORYMAP_END
