// tests/core/test_stopping.cpp - every long call can be stopped, whatever it is at.
#include <gtest/gtest.h>
#include <storymap/document_terms.hpp>
#include <storymap/live_index.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "benchmarks/support/files.hpp"
#include "benchmarks/support/generator.hpp"

namespace {

using namespace storymap;

constexpr std::uint32_t corpus_size = 1500;

Corpus const& corpus() {
  static Corpus const texts = [] {
    std::string const folder = STORYMAP_SOURCE_DIR "/benchmarks/corpus/";
    storymap_bench::Generator const generator(storymap_bench::read_file(folder + "seamonkey.txt"),
                                              storymap_bench::read_file(folder + "russian.txt"));
    std::vector<std::string> all;
    for (std::uint32_t number = 0; number < corpus_size; ++number) all.push_back(generator.text(number));
    return Corpus(all);
  }();
  return texts;
}

/// Stops `call(run)` when it asks for the first time, a bit later, and so on, some fifty times in all. Returns how
/// often it asks when nobody stops it.
template <class Call>
std::size_t stop_everywhere(unsigned threads, Call&& call) {
  std::size_t asked = 0;
  std::size_t answered = SIZE_MAX;
  RunOptions const run{.threads = threads,
                       .progress = [&](std::uint64_t, std::uint64_t) { return ++asked != answered; }};
  EXPECT_TRUE(call(run)) << "nobody has stopped it";
  std::size_t const all = asked;
  for (std::size_t step = 0; step < 50; ++step) {
    asked = 0;
    answered = 1 + step * all / 50;
    auto const result = call(run);
    // How often it asks while others work depends on the time that they take.
    if (result && asked < answered) continue;
    EXPECT_FALSE(result) << "stopped at " << answered << " of " << all;
    if (result) break;
    EXPECT_EQ(result.error().code, Errc::cancelled);
    EXPECT_EQ(asked, answered) << "asked again after it was stopped";
  }
  return all;
}

class StoppingOn : public testing::TestWithParam<unsigned> {};

TEST_P(StoppingOn, CountTerms) {
  for (std::size_t const most : {1U, 2U, 3U}) {
    std::size_t const asked = stop_everywhere(GetParam(), [&](RunOptions const& run) {
      return count_terms(corpus(), {.ngram_range = {1, most}}, run);
    });
    EXPECT_GT(asked, 20U) << most;
  }
}

TEST_P(StoppingOn, FitTransform) {
  for (std::size_t const most : {1U, 2U, 3U}) {
    std::size_t const asked = stop_everywhere(GetParam(), [&](RunOptions const& run) {
      return fit_transform(corpus(), {.ngram_range = {1, most}}, run);
    });
    EXPECT_GT(asked, 20U) << most;
  }
}

TEST_P(StoppingOn, Transform) {
  Vectorizer const vectorizer = fit_transform(corpus(), {})->vectorizer;
  EXPECT_GT(stop_everywhere(GetParam(), [&](RunOptions const& run) { return vectorizer.transform(corpus(), run); }),
            5U);
}

/// All that looks for pairs.
void stop_searches(SimilarityIndex const& index, double at_least, unsigned threads) {
  std::vector<double> const thresholds = {at_least};
  auto const goes_on = [](auto const&) { return true; };
  auto const stop = [&](auto&& call) { EXPECT_GT(stop_everywhere(threads, call), 5U); };
  stop([&](RunOptions const& run) { return index.pairs(at_least, run); });
  stop([&](RunOptions const& run) { return index.for_each_pair(at_least, goes_on, run); });
  stop([&](RunOptions const& run) { return index.pairs_across(corpus_size / 2, at_least, run); });
  stop([&](RunOptions const& run) { return index.closest_across(corpus_size / 2, at_least, run); });
  stop([&](RunOptions const& run) { return index.count_pairs(thresholds, run); });
  stop([&](RunOptions const& run) { return index.neighbour_graph(3, at_least, run); });
  stop([&](RunOptions const& run) { return index.components(at_least, run); });
}

TEST_P(StoppingOn, SearchesOfCountedDocuments) {
  stop_searches(SimilarityIndex(*count_terms(corpus(), {.ngram_range = {1, 2}})), 0.6, GetParam());
}

TEST_P(StoppingOn, SearchesOfWeightedRows) {
  stop_searches(SimilarityIndex(fit_transform(corpus(), {.ngram_range = {1, 2}})->matrix), 0.6, GetParam());
}

TEST_P(StoppingOn, SearchesOfSets) {
  stop_searches(SimilarityIndex(fit_transform(corpus(), {})->matrix, Measure::jaccard), 0.6, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Threads, StoppingOn, testing::Values(1U, 3U));

TEST(Stopping, ALiveIndexKeepsTheTextsThatAreIn) {
  std::vector<std::string_view> texts;
  for (std::size_t row = 0; row < corpus().size(); ++row) texts.push_back(corpus()[row]);
  for (std::size_t const answered : {1U, 3U, 6U}) {
    LiveIndex index({.ngram_range = {1, 2}});
    std::size_t asked = 0;
    RunOptions const run{.progress = [&](std::uint64_t, std::uint64_t) { return ++asked != answered; }};
    ASSERT_EQ(index.insert_all(texts, run).error().code, Errc::cancelled);
    EXPECT_EQ(asked, answered);
    std::size_t const size = index.size();
    EXPECT_EQ(size == 0, answered == 1);
    EXPECT_LT(size, texts.size());
    LiveIndex expected({.ngram_range = {1, 2}});
    for (std::string_view const text : std::span(texts).first(size)) ASSERT_TRUE(expected.insert(text));
    EXPECT_EQ(index.ids(), expected.ids());
    for (std::size_t const row : {0U, 100U, 700U}) {
      EXPECT_EQ(index.closest(texts[row], 5), expected.closest(texts[row], 5));
    }
    EXPECT_EQ(index.insert_all(std::span(texts).subspan(size)).value(), DocumentId{size});
    EXPECT_EQ(index.size(), texts.size());
  }
}

TEST(Stopping, AScanOfAllPairsStopsWithinARow) {
  // Every pair shares a word, so that each row meets all others; a threshold of nearly nothing lets no bound help.
  Vectorizer const vectorizer = fit_transform(corpus(), {})->vectorizer;
  SimilarityIndex const index(vectorizer.transform(corpus()));
  std::size_t asked = 0;
  RunOptions const run{.progress = [&](std::uint64_t, std::uint64_t) { return ++asked < 30; }};
  std::vector<double> const thresholds = {0.001};
  EXPECT_EQ(index.count_pairs(thresholds, run).error().code, Errc::cancelled);
  EXPECT_EQ(asked, 30U);
}

}  // namespace
