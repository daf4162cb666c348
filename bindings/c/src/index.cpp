// bindings/c/src/index.cpp - all pairs of similar rows.
#include "index.hpp"

#include "arguments.hpp"
#include "arrays.hpp"
#include "caller_thread.hpp"
#include "corpus.hpp"
#include "matches.hpp"
#include "run.hpp"
#include "vectorizer.hpp"

#include <storymap/document_terms.hpp>

#include <algorithm>
#include <memory>
#include <span>
#include <utility>
#include <vector>

using namespace storymap::c;
using storymap::Errc;
using storymap::SimilarPair;

namespace {

/// The index behind a handle, for a search with a threshold.
[[nodiscard]] storymap::SimilarityIndex const& rows_of(storymap_index const* index, double at_least) {
  need_threshold(at_least, "at_least");
  return live(index, "index").rows;
}

void need_boundary(std::size_t boundary, std::size_t rows) {
  if (boundary > rows) refuse(Errc::invalid_argument, "there are only " + std::to_string(rows) + " rows", "boundary");
}

/// Some pairs as the caller sees them.
[[nodiscard]] std::vector<storymap_pair> plain(std::span<SimilarPair const> pairs) {
  std::vector<storymap_pair> copies(pairs.size());
  std::transform(pairs.begin(), pairs.end(), copies.begin(), [](SimilarPair const& pair) {
    return storymap_pair{pair.a, pair.b, pair.score};
  });
  return copies;
}

}  // namespace

storymap_status storymap_index_new(storymap_corpus const* corpus, storymap_vectorizer_options const* options,
                                   storymap_run const* run, storymap_index** index, storymap_error* error) {
  return call(error, [&] {
    need(index, "index");
    storymap::Corpus const& texts = live(corpus, "corpus").texts;
    auto counted = value_of(storymap::count_terms(texts, vectorizer_options(options), run_options(run)));
    *index = std::make_unique<storymap_index>(storymap::SimilarityIndex(std::move(counted))).release();
  });
}

storymap_status storymap_index_from_matrix(storymap_matrix const* matrix, int32_t measure, storymap_index** index,
                                           storymap_error* error) {
  return call(error, [&] {
    need(index, "index");
    auto const chosen = choice(measure, storymap::Measure::jaccard, "measure");
    storymap::SimilarityIndex rows(live(matrix, "matrix").rows, chosen);
    *index = std::make_unique<storymap_index>(std::move(rows)).release();
  });
}

void storymap_index_free(storymap_index* index) { delete index; }

size_t storymap_index_size(storymap_index const* index) { return index == nullptr ? 0 : index->rows.size(); }

storymap_status storymap_index_score(storymap_index const* index, uint32_t a, uint32_t b, double* score,
                                     storymap_error* error) {
  return call(error, [&] {
    need(score, "score");
    storymap::SimilarityIndex const& rows = live(index, "index").rows;
    need_row(a, rows.size(), "a");
    need_row(b, rows.size(), "b");
    *score = rows.score(a, b);
  });
}

storymap_status storymap_index_pairs(storymap_index const* index, double at_least, storymap_run const* run,
                                     storymap_pairs* pairs, storymap_error* error) {
  return call(error, [&] {
    need(pairs, "pairs");
    give(pairs, value_of(rows_of(index, at_least).pairs(at_least, run_options(run))));
  });
}

storymap_status storymap_index_for_each_pair(storymap_index const* index, double at_least, storymap_pair_visitor visit,
                                             void* user, storymap_run const* run, storymap_error* error) {
  return call(error, [&] {
    if (visit == nullptr) refuse(Errc::invalid_argument, "must not be NULL", "visit");
    storymap::SimilarityIndex const& rows = rows_of(index, at_least);
    storymap::RunOptions options = run_options(run);
    CallerThread caller;
    if (options.progress) {
      options.progress = [&caller, told = options.progress](std::uint64_t done, std::uint64_t total) {
        return caller.ask([&] { return told(done, total); });
      };
    }
    auto const hand_over = [&](std::span<SimilarPair const> found) {
      std::vector<storymap_pair> const pairs = plain(found);
      return caller.ask([&] { return visit(user, pairs.data(), pairs.size()) == 0; });
    };
    caller.run([&] { value_of(rows.for_each_pair(at_least, hand_over, options)); });
  });
}

storymap_status storymap_index_count_pairs(storymap_index const* index, double const* thresholds, size_t count,
                                           storymap_run const* run, uint64_t* pairs, storymap_error* error) {
  return call(error, [&] {
    storymap::SimilarityIndex const& rows = live(index, "index").rows;
    if (count == 0) return;
    need(thresholds, "thresholds");
    need(pairs, "pairs");
    for (std::size_t k = 0; k < count; ++k) need_threshold(thresholds[k], "thresholds");
    auto const counted = value_of(rows.count_pairs(std::span(thresholds, count), run_options(run)));
    std::copy(counted.begin(), counted.end(), pairs);
  });
}

storymap_status storymap_index_pairs_across(storymap_index const* index, size_t boundary, double at_least,
                                            storymap_run const* run, storymap_pairs* pairs, storymap_error* error) {
  return call(error, [&] {
    need(pairs, "pairs");
    storymap::SimilarityIndex const& rows = rows_of(index, at_least);
    need_boundary(boundary, rows.size());
    give(pairs, value_of(rows.pairs_across(boundary, at_least, run_options(run))));
  });
}

storymap_status storymap_index_closest_across(storymap_index const* index, size_t boundary, double at_least,
                                              storymap_run const* run, storymap_matches* matches,
                                              storymap_error* error) {
  return call(error, [&] {
    need(matches, "matches");
    storymap::SimilarityIndex const& rows = rows_of(index, at_least);
    need_boundary(boundary, rows.size());
    give(matches, value_of(rows.closest_across(boundary, at_least, run_options(run))));
  });
}

storymap_status storymap_index_groups(storymap_index const* index, double at_least, storymap_run const* run,
                                      storymap_rows* first_rows, storymap_error* error) {
  return call(error, [&] {
    need(first_rows, "first_rows");
    std::vector<std::uint32_t> const first = value_of(rows_of(index, at_least).components(at_least, run_options(run)));
    give_copy(first_rows, std::span<std::uint32_t const>(first));
  });
}

storymap_status storymap_index_join_memory(storymap_index const* index, double at_least, storymap_run const* run,
                                           uint64_t* bytes, storymap_error* error) {
  return call(error, [&] {
    need(bytes, "bytes");
    *bytes = rows_of(index, at_least).join_memory(at_least, run_options(run));
  });
}
