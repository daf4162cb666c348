// tests/c/test_c_index.cpp - texts, vectors and similar pairs through the C interface.
#include "c_support.hpp"

#include <storymap/document_terms.hpp>
#include <storymap/search.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

namespace storymap::test {
namespace {

[[nodiscard]] storymap_vectorizer_options pairs_of_words() {
  storymap_vectorizer_options options = STORYMAP_VECTORIZER_OPTIONS_INIT;
  options.ngram_max = 2;
  options.max_df = 0.95;
  return options;
}
[[nodiscard]] VectorizerOptions same_options() { return {.ngram_range = {1, 2}, .max_df = 0.95}; }

struct Texts {
  std::vector<std::string> texts = backlog(300);
  CCorpus corpus = corpus_of(texts);
  storymap_vectorizer_options options = pairs_of_words();
  CIndex index = made<CIndex>(storymap_index_new, corpus.get(), &options, nullptr);
  SimilarityIndex expected{count_terms(Corpus(texts), same_options()).value()};
};

void expect_pairs(GivenPairs const& pairs, std::vector<SimilarPair> const& expected) {
  ASSERT_EQ(pairs.size, expected.size());
  for (std::size_t k = 0; k < pairs.size; ++k) {
    EXPECT_EQ((SimilarPair{pairs.data[k].a, pairs.data[k].b, pairs.data[k].score}), expected[k]);
  }
}

[[nodiscard]] CVectorizer vectorizer_of(Texts const& texts) {
  storymap_vectorizer* learned = nullptr;
  EXPECT_EQ(storymap_vectorize(texts.corpus.get(), &texts.options, nullptr, &learned, nullptr, nullptr), STORYMAP_OK);
  return CVectorizer(learned);
}

TEST(CIndex, AllPairsAreThoseOfTheLibrary) {
  Texts const texts;
  EXPECT_EQ(storymap_index_size(texts.index.get()), 300U);
  GivenPairs pairs;
  ASSERT_EQ(storymap_index_pairs(texts.index.get(), 0.5, nullptr, &pairs, nullptr), STORYMAP_OK);
  EXPECT_GT(pairs.size, 20U);
  expect_pairs(pairs, texts.expected.pairs(0.5).value());
  GivenPairs across;
  ASSERT_EQ(storymap_index_pairs_across(texts.index.get(), 150, 0.5, nullptr, &across, nullptr), STORYMAP_OK);
  expect_pairs(across, texts.expected.pairs_across(150, 0.5).value());
  double score = 0;
  ASSERT_EQ(storymap_index_score(texts.index.get(), pairs.data[0].a, pairs.data[0].b, &score, nullptr), STORYMAP_OK);
  EXPECT_EQ(score, pairs.data[0].score);
}

TEST(CIndex, GroupsCountsNeighbours) {
  Texts const texts;
  storymap_index const* const index = texts.index.get();
  GivenRows first;
  ASSERT_EQ(storymap_index_groups(index, 0.5, nullptr, &first, nullptr), STORYMAP_OK);
  EXPECT_EQ(std::vector(first.elements().begin(), first.elements().end()), texts.expected.components(0.5).value());

  double const thresholds[] = {0.9, 0.5};
  std::uint64_t counts[2] = {};
  ASSERT_EQ(storymap_index_count_pairs(index, thresholds, 2, nullptr, counts, nullptr), STORYMAP_OK);
  EXPECT_EQ(std::vector(counts, counts + 2), texts.expected.count_pairs(thresholds).value());

  GivenMatches near;
  ASSERT_EQ(storymap_index_neighbours(index, 6, 5, 0.1, &near, nullptr), STORYMAP_OK);
  std::vector<Match> const expected = texts.expected.neighbours(6, 5, 0.1);
  ASSERT_EQ(near.size, expected.size());
  for (std::size_t k = 0; k < near.size; ++k) EXPECT_EQ((Match{near.data[k].row, near.data[k].score}), expected[k]);

  GivenRows begin;
  GivenMatches graph;
  ASSERT_EQ(storymap_index_neighbour_graph(index, 3, 0.4, nullptr, &begin, &graph, nullptr), STORYMAP_OK);
  auto const rows = texts.expected.neighbour_graph(3, 0.4).value();
  ASSERT_EQ(begin.size, 301U);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    ASSERT_EQ(begin.data[row + 1] - begin.data[row], rows[row].size());
    for (std::size_t k = 0; k < rows[row].size(); ++k) {
      EXPECT_EQ(graph.data[begin.data[row] + k].row, rows[row][k].row);
    }
  }
}

TEST(CIndex, ClosestAcrossHasNoRowWhereThereIsNone) {
  Texts const texts;
  GivenMatches closest;
  ASSERT_EQ(storymap_index_closest_across(texts.index.get(), 150, 0.6, nullptr, &closest, nullptr), STORYMAP_OK);
  auto const expected = texts.expected.closest_across(150, 0.6).value();
  ASSERT_EQ(closest.size, expected.size());
  for (std::size_t row = 0; row < expected.size(); ++row) {
    EXPECT_EQ(closest.data[row].row, expected[row] ? expected[row]->row : STORYMAP_NO_ROW);
  }
}

TEST(CIndex, SharedColumnsAndMeans) {
  Texts const texts;
  GivenMatches shared;
  ASSERT_EQ(storymap_index_shared(texts.index.get(), 3, 6, &shared, nullptr), STORYMAP_OK);
  double sum = 0;
  for (storymap_match const& column : shared.elements()) sum += column.score;
  EXPECT_NEAR(sum, texts.expected.score(3, 6), 1e-12);
  std::uint32_t const members[] = {3, 6, 13};
  double means[3] = {};
  ASSERT_EQ(storymap_index_mean_similarities(texts.index.get(), members, 3, means, nullptr), STORYMAP_OK);
  EXPECT_EQ(std::vector(means, means + 3), texts.expected.mean_similarities(members));
  std::uint32_t const twice[] = {3, 3};
  EXPECT_EQ(storymap_index_mean_similarities(texts.index.get(), twice, 2, means, nullptr), STORYMAP_INVALID_ARGUMENT);
  std::uint64_t bytes = 0;
  ASSERT_EQ(storymap_index_join_memory(texts.index.get(), 0.5, nullptr, &bytes, nullptr), STORYMAP_OK);
  EXPECT_EQ(bytes, texts.expected.join_memory(0.5));
}

TEST(CIndex, PairsAreVisitedOnTheThreadOfTheCaller) {
  Texts const texts;
  struct Seen {
    std::thread::id caller = std::this_thread::get_id();
    std::size_t pairs = 0;
    std::size_t elsewhere = 0;
    std::size_t stop_at = SIZE_MAX;
  };
  auto const visit = [](void* user, storymap_pair const*, std::size_t count) -> std::int32_t {
    auto& seen = *static_cast<Seen*>(user);
    seen.elsewhere += std::this_thread::get_id() == seen.caller ? 0U : 1U;
    seen.pairs += count;
    return seen.pairs >= seen.stop_at ? 1 : 0;
  };
  auto const progress = [](void* user, std::uint64_t, std::uint64_t) -> std::int32_t {
    auto& seen = *static_cast<Seen*>(user);
    seen.elsewhere += std::this_thread::get_id() == seen.caller ? 0U : 1U;
    return 0;
  };
  Seen seen;
  storymap_run run = STORYMAP_RUN_INIT;
  run.threads = 4;
  run.progress = progress;
  run.user = &seen;
  ASSERT_EQ(storymap_index_for_each_pair(texts.index.get(), 0.5, visit, &seen, &run, nullptr), STORYMAP_OK);
  EXPECT_EQ(seen.pairs, texts.expected.pairs(0.5)->size());
  EXPECT_EQ(seen.elsewhere, 0U);
  Seen stopped;
  stopped.stop_at = 1;
  EXPECT_EQ(storymap_index_for_each_pair(texts.index.get(), 0.5, visit, &stopped, nullptr, nullptr),
            STORYMAP_CANCELLED);
}

TEST(CIndex, ProgressAndCancelStopTheWork) {
  Texts const texts;
  storymap_run run = STORYMAP_RUN_INIT;
  run.progress = [](void*, std::uint64_t, std::uint64_t) -> std::int32_t { return 1; };
  GivenPairs pairs;
  CError error;
  EXPECT_EQ(storymap_index_pairs(texts.index.get(), 0.5, &run, &pairs, &error), STORYMAP_CANCELLED);
  EXPECT_EQ(pairs.data, nullptr);
  EXPECT_EQ(error.code, STORYMAP_CANCELLED);
  CCancel const cancel = made<CCancel>(storymap_cancel_new);
  run = STORYMAP_RUN_INIT;
  run.cancel = cancel.get();
  EXPECT_EQ(storymap_index_pairs(texts.index.get(), 0.5, &run, &pairs, nullptr), STORYMAP_OK);
  storymap_cancel_request(cancel.get());
  GivenPairs none;
  EXPECT_EQ(storymap_index_pairs(texts.index.get(), 0.5, &run, &none, nullptr), STORYMAP_CANCELLED);
}

TEST(CIndex, TransformingTellsItsProgressAndStops) {
  Texts const texts;
  CVectorizer const learned = vectorizer_of(texts);
  std::uint64_t told = 0;
  storymap_run run = STORYMAP_RUN_INIT;
  run.user = &told;
  run.progress = [](void* user, std::uint64_t done, std::uint64_t) -> std::int32_t {
    *static_cast<std::uint64_t*>(user) = done;
    return 0;
  };
  CMatrix const rows = made<CMatrix>(storymap_vectorizer_transform, learned.get(), texts.corpus.get(), &run);
  EXPECT_GT(told, 0U);
  run.progress = [](void*, std::uint64_t, std::uint64_t) -> std::int32_t { return 1; };
  storymap_matrix* none = nullptr;
  EXPECT_EQ(storymap_vectorizer_transform(learned.get(), texts.corpus.get(), &run, &none, nullptr), STORYMAP_CANCELLED);
  EXPECT_EQ(none, nullptr);
}

TEST(CIndex, AReservedMemberMustBeZero) {
  Texts const texts;
  storymap_run run = STORYMAP_RUN_INIT;
  run.reserved = 1;
  GivenPairs pairs;
  CError error;
  EXPECT_EQ(storymap_index_pairs(texts.index.get(), 0.5, &run, &pairs, &error), STORYMAP_UNSUPPORTED);
  EXPECT_STREQ(error.path, "run.reserved");
}

TEST(CIndex, WhoIsCancelledBeforehandNeverSucceeds) {
  Texts const texts;
  CCancel const cancel = made<CCancel>(storymap_cancel_new);
  storymap_cancel_request(cancel.get());
  storymap_run run = STORYMAP_RUN_INIT;
  run.cancel = cancel.get();
  for (run.threads = 1; run.threads <= 8; ++run.threads) {
    for (int round = 0; round < 20; ++round) {
      GivenPairs pairs;
      EXPECT_EQ(storymap_index_pairs(texts.index.get(), 0.5, &run, &pairs, nullptr), STORYMAP_CANCELLED);
    }
  }
}

TEST(CIndex, EveryKernelGivesTheSameBits) {
  Texts const texts;
  GivenPairs best;
  ASSERT_EQ(storymap_index_pairs(texts.index.get(), 0.3, nullptr, &best, nullptr), STORYMAP_OK);
  for (int simd = STORYMAP_SIMD_SCALAR; simd <= STORYMAP_SIMD_AVX512; ++simd) {
    storymap_run run = STORYMAP_RUN_INIT;
    run.simd = simd;
    GivenPairs pairs;
    storymap_status const status = storymap_index_pairs(texts.index.get(), 0.3, &run, &pairs, nullptr);
    if (status == STORYMAP_UNSUPPORTED) continue;
    ASSERT_EQ(status, STORYMAP_OK);
    ASSERT_EQ(pairs.size, best.size);
    for (std::size_t k = 0; k < best.size; ++k) EXPECT_EQ(pairs.data[k].score, best.data[k].score);
  }
}

TEST(CIndex, VectorsAreThoseOfTheLibrary) {
  Texts const texts;
  storymap_vectorizer* learned = nullptr;
  storymap_matrix* rows = nullptr;
  ASSERT_EQ(storymap_vectorize(texts.corpus.get(), &texts.options, nullptr, &learned, &rows, nullptr), STORYMAP_OK);
  CVectorizer const vectorizer(learned);
  CMatrix const matrix(rows);
  VectorizedCorpus const expected = fit_transform(Corpus(texts.texts), same_options()).value();
  storymap_matrix_view view = STORYMAP_MATRIX_VIEW_INIT;
  ASSERT_EQ(storymap_matrix_get(rows, &view, nullptr), STORYMAP_OK);
  EXPECT_EQ(SparseMatrix(view.columns, {view.row_begin, view.row_begin + view.rows + 1},
                         {view.column, view.column + view.nonzeros}, {view.value, view.value + view.nonzeros}),
            expected.matrix);
  ASSERT_EQ(storymap_vectorizer_size(learned), expected.vectorizer.size());
  GivenText term;
  ASSERT_EQ(storymap_vectorizer_term(learned, 5, &term, nullptr), STORYMAP_OK);
  EXPECT_EQ(term.str(), expected.vectorizer.term(5));
  std::uint32_t column = 0;
  ASSERT_EQ(storymap_vectorizer_column(learned, term.data, term.size, &column, nullptr), STORYMAP_OK);
  EXPECT_EQ(column, 5U);
  EXPECT_EQ(storymap_vectorizer_column(learned, "nowhere", 7, &column, nullptr), STORYMAP_UNKNOWN_ID);
  EXPECT_EQ(storymap_vectorizer_idf(learned)[5], expected.vectorizer.idf()[5]);
  CMatrix const again = made<CMatrix>(storymap_vectorizer_transform, learned, texts.corpus.get(), nullptr);
  ASSERT_EQ(storymap_matrix_get(again.get(), &view, nullptr), STORYMAP_OK);
  EXPECT_EQ(view.nonzeros, expected.matrix.nonzeros());
}

TEST(CIndex, FreeTextAgainstAMatrix) {
  Texts const texts;
  storymap_vectorizer* learned = nullptr;
  storymap_matrix* rows = nullptr;
  ASSERT_EQ(storymap_vectorize(texts.corpus.get(), &texts.options, nullptr, &learned, &rows, nullptr), STORYMAP_OK);
  CVectorizer const vectorizer(learned);
  CMatrix const matrix(rows);
  CIndex const index = made<CIndex>(storymap_index_from_matrix, rows, std::int32_t{STORYMAP_COSINE});
  std::string_view const text = "pay the order by card";
  GivenMatches found;
  ASSERT_EQ(storymap_index_search(index.get(), learned, text.data(), text.size(), 4, 0, &found, nullptr), STORYMAP_OK);
  VectorizedCorpus const fitted = fit_transform(Corpus(texts.texts), same_options()).value();
  std::vector<Match> const expected = search(fitted.vectorizer, SimilarityIndex(fitted.matrix), text, 4);
  ASSERT_EQ(found.size, expected.size());
  for (std::size_t k = 0; k < found.size; ++k) EXPECT_EQ((Match{found.data[k].row, found.data[k].score}), expected[k]);
  CBm25 const bm25 = made<CBm25>(storymap_bm25_new, rows, 1.2, 0.75);
  GivenMatches ranked;
  ASSERT_EQ(storymap_bm25_search(bm25.get(), learned, text.data(), text.size(), 4, &ranked, nullptr), STORYMAP_OK);
  EXPECT_EQ(ranked.size, 4U);
}

TEST(CIndex, TextsInOneBlockOfBytes) {
  std::string const bytes = "xxpaycard";
  std::uint64_t const offsets[] = {2, 5, 5, 9};
  CCorpus const corpus = made<CCorpus>(storymap_corpus_new);
  ASSERT_EQ(storymap_corpus_add_all(corpus.get(), bytes.data(), offsets, 3, nullptr), STORYMAP_OK);
  EXPECT_EQ(storymap_corpus_size(corpus.get()), 3U);
  std::uint64_t const descending[] = {2, 1, 3};
  CError error;
  EXPECT_EQ(storymap_corpus_add_all(corpus.get(), bytes.data(), descending, 2, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "offsets[1]");
  std::uint64_t const beyond[] = {0, 5, 6, 2};
  EXPECT_EQ(storymap_corpus_add_all(corpus.get(), bytes.data(), beyond, 3, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "offsets[3]");
  std::string const broken = "pay\xFF";
  std::uint64_t const two[] = {0, 3, 4};
  EXPECT_EQ(storymap_corpus_add_all(corpus.get(), broken.data(), two, 2, &error), STORYMAP_INVALID_ENCODING);
  EXPECT_STREQ(error.path, "bytes[1]");
  EXPECT_EQ(storymap_corpus_size(corpus.get()), 3U);
}

TEST(CIndex, MatricesThatAreNoneAreRefused) {
  auto const refused = [](std::vector<std::uint64_t> const& begin, std::vector<std::uint32_t> const& columns,
                          std::vector<double> const& values, char const* path) {
    storymap_matrix_view view = STORYMAP_MATRIX_VIEW_INIT;
    view.rows = begin.size() - 1;
    view.columns = 4;
    view.nonzeros = columns.size();
    view.row_begin = begin.data();
    view.column = columns.data();
    view.value = values.data();
    storymap_matrix* matrix = nullptr;
    CError error;
    EXPECT_EQ(storymap_matrix_new(&view, &matrix, &error), STORYMAP_INVALID_ARGUMENT);
    EXPECT_STREQ(error.path, path) << error.message;
  };
  double const nan = std::numeric_limits<double>::quiet_NaN();
  refused({0, 2}, {1, 1}, {1, 1}, "arrays, row 0");
  refused({0, 1, 2}, {1, 4}, {1, 1}, "arrays, row 1");
  refused({0, 2, 1}, {1, 2}, {1, 1}, "arrays, row 1");
  refused({0, 9}, {1, 2}, {1, 1}, "arrays, row 0");
  refused({0, 1}, {1, 2}, {1, 1}, "arrays.row_begin");
  refused({1, 2}, {1, 2}, {1, 1}, "arrays.row_begin");
  refused({0, 2}, {1, 2}, {1, nan}, "arrays, row 0");
}

}  // namespace
}  // namespace storymap::test
