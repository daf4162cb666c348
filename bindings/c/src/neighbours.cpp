// bindings/c/src/neighbours.cpp - what is close to one row or to a text.
#include "arguments.hpp"
#include "arrays.hpp"
#include "index.hpp"
#include "matches.hpp"
#include "run.hpp"
#include "vectorizer.hpp"

#include <storymap/bm25.hpp>
#include <storymap/search.hpp>

#include <algorithm>
#include <memory>
#include <span>
#include <utility>
#include <vector>

using namespace storymap::c;
using storymap::Errc;

struct storymap_bm25 : Handle<storymap_bm25> {
  explicit storymap_bm25(storymap::Bm25Index made) : index(std::move(made)) {}
  storymap::Bm25Index index;
};

namespace {

/// The matches of all rows in one list, and where those of each row begin.
void give_graph(storymap_rows* begin, storymap_matches* matches,
                std::vector<std::vector<storymap::Match>> const& graph) {
  Owned<std::uint32_t> starts = make_room<std::uint32_t>(graph.size() + 1);
  std::vector<storymap::Match> all;
  for (std::size_t row = 0; row < graph.size(); ++row) {
    starts[row] = static_cast<std::uint32_t>(all.size());
    all.insert(all.end(), graph[row].begin(), graph[row].end());
  }
  if (all.size() > UINT32_MAX) refuse(Errc::too_large, "more than 4,294,967,295 neighbours", "limit");
  starts[graph.size()] = static_cast<std::uint32_t>(all.size());
  give(matches, all);
  give(begin, std::move(starts), graph.size() + 1);
}

/// Refuses members that `mean_similarities` does not take.
void check_members(std::uint32_t const* rows, std::size_t count, std::size_t size) {
  if (count < 2) refuse(Errc::invalid_argument, "expected at least two rows", "count");
  std::vector<std::uint32_t> sorted(rows, rows + count);
  std::sort(sorted.begin(), sorted.end());
  need_row(sorted.back(), size, "rows");
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    refuse(Errc::invalid_argument, "a row comes twice", "rows");
  }
}

}  // namespace

storymap_status storymap_index_neighbour_graph(storymap_index const* index, size_t limit, double at_least,
                                               storymap_run const* run, storymap_rows* begin, storymap_matches* matches,
                                               storymap_error* error) {
  return call(error, [&] {
    need(begin, "begin");
    need(matches, "matches");
    need_threshold(at_least, "at_least");
    storymap::SimilarityIndex const& rows = live(index, "index").rows;
    give_graph(begin, matches, value_of(rows.neighbour_graph(limit, at_least, run_options(run))));
  });
}

storymap_status storymap_index_neighbours(storymap_index const* index, uint32_t row, size_t limit, double at_least,
                                          storymap_matches* matches, storymap_error* error) {
  return call(error, [&] {
    need(matches, "matches");
    need_least_score(at_least, "at_least");
    storymap::SimilarityIndex const& rows = live(index, "index").rows;
    need_row(row, rows.size(), "row");
    give(matches, rows.neighbours(row, limit, at_least));
  });
}

storymap_status storymap_index_search(storymap_index const* index, storymap_vectorizer const* vectorizer,
                                      char const* text, size_t text_size, size_t limit, double at_least,
                                      storymap_matches* matches, storymap_error* error) {
  return call(error, [&] {
    need(matches, "matches");
    need_least_score(at_least, "at_least");
    storymap::SimilarityIndex const& rows = live(index, "index").rows;
    std::string_view const wanted = text_of(text, text_size, "text");
    give(matches, storymap::search(live(vectorizer, "vectorizer").fitted, rows, wanted, limit, at_least));
  });
}

storymap_status storymap_index_mean_similarities(storymap_index const* index, uint32_t const* rows, size_t count,
                                                 double* means, storymap_error* error) {
  return call(error, [&] {
    need(rows, "rows");
    need(means, "means");
    storymap::SimilarityIndex const& all = live(index, "index").rows;
    check_members(rows, count, all.size());
    std::vector<double> const computed = all.mean_similarities(std::span(rows, count));
    std::copy(computed.begin(), computed.end(), means);
  });
}

storymap_status storymap_index_shared(storymap_index const* index, uint32_t a, uint32_t b, storymap_matches* columns,
                                      storymap_error* error) {
  return call(error, [&] {
    need(columns, "columns");
    storymap::SimilarityIndex const& rows = live(index, "index").rows;
    need_row(a, rows.size(), "a");
    need_row(b, rows.size(), "b");
    give(columns, rows.shared(a, b));
  });
}

storymap_status storymap_bm25_new(storymap_matrix const* counts, double k1, double b, storymap_bm25** bm25,
                                  storymap_error* error) {
  return call(error, [&] {
    need(bm25, "bm25");
    storymap::Bm25Options const options{.k1 = k1, .b = b};
    auto index = value_of(storymap::Bm25Index::build(live(counts, "counts").rows, options));
    *bm25 = std::make_unique<storymap_bm25>(std::move(index)).release();
  });
}

void storymap_bm25_free(storymap_bm25* bm25) { delete bm25; }

storymap_status storymap_bm25_search(storymap_bm25 const* bm25, storymap_vectorizer const* vectorizer, char const* text,
                                     size_t text_size, size_t limit, storymap_matches* matches, storymap_error* error) {
  return call(error, [&] {
    need(matches, "matches");
    storymap::Bm25Index const& index = live(bm25, "bm25").index;
    std::string_view const wanted = text_of(text, text_size, "text");
    give(matches, storymap::search(live(vectorizer, "vectorizer").fitted, index, wanted, limit));
  });
}
