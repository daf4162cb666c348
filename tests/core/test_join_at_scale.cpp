// tests/core/test_join_at_scale.cpp - thousands of generated stories: joins against brute force, kernels and threads
// against each other. With 10,000 cases a property (./dev test --full) the backlogs are as large as the promises about
// them.
#include <gtest/gtest.h>
#include <storymap/document_terms.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "benchmarks/support/files.hpp"
#include "benchmarks/support/generator.hpp"
#include "reference/brute_force_pairs.hpp"
#include "support/simds.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;

/// What takes minutes takes an hour without an optimiser or under a sanitizer.
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr bool is_fast = true;
#else
constexpr bool is_fast = false;
#endif

std::size_t scale() { return is_fast && storymap_test::cases() >= 10000 ? 10 : 1; }

Corpus generated(std::size_t count) {
  std::string const folder = storymap_test::source_dir() / "benchmarks/corpus/";
  storymap_bench::Generator const generator(storymap_bench::read_file(folder + "seamonkey.txt"),
                                            storymap_bench::read_file(folder + "russian.txt"));
  Corpus corpus;
  for (std::uint32_t number = 0; number < count; ++number) corpus.add(generator.text(number));
  return corpus;
}

SimilarityIndex cosine_index(std::size_t count) {
  return SimilarityIndex(count_terms(generated(count), {.ngram_range = {1, 2}, .max_df = 0.95}).value());
}

SimilarityIndex jaccard_index(std::size_t count) {
  VectorizerOptions const options{.analyzer = Analyzer::fields, .binary = true, .norm = Norm::none, .use_idf = false};
  return SimilarityIndex(fit_transform(generated(count), options).value().matrix, Measure::jaccard);
}

void expect_brute_force(SimilarityIndex const& index) {
  std::vector<SimilarPair> const expected = naive::brute_force_pairs(index, 0.3, 4);
  ASSERT_FALSE(naive::from(0.9, expected).empty());
  for (double const at_least : {0.3, 0.7, 0.9}) {
    EXPECT_EQ(index.pairs(at_least, {.threads = 2}).value(), naive::from(at_least, expected)) << at_least;
  }
}

TEST(JoinAtScale, CosinesAreThoseOfBruteForce) { expect_brute_force(cosine_index(2000 * scale())); }

TEST(JoinAtScale, JaccardsAreThoseOfBruteForce) { expect_brute_force(jaccard_index(2000 * scale())); }

void expect_same_of_all(SimilarityIndex const& index) {
  std::vector<SimilarPair> const pairs = index.pairs(0.6).value();
  std::vector<std::uint32_t> const components = index.components(0.6).value();
  ASSERT_GT(pairs.size(), 500U);
  for (Simd const simd : storymap_test::simds()) {
    for (unsigned const threads : {1U, 2U, 4U}) {
      SCOPED_TRACE(std::string(to_string(simd)) + ", threads: " + std::to_string(threads));
      RunOptions const run{.threads = threads, .simd = simd};
      EXPECT_EQ(index.pairs(0.6, run).value(), pairs);
      EXPECT_EQ(index.components(0.6, run).value(), components);
    }
  }
}

TEST(JoinAtScale, ThreadsAndKernelsAgreeOnCosines) { expect_same_of_all(cosine_index(10000 * scale())); }

TEST(JoinAtScale, ThreadsAndKernelsAgreeOnJaccards) { expect_same_of_all(jaccard_index(10000 * scale())); }

/// The kernels of the tokenizer count, the threads deal out.
TEST(JoinAtScale, ThreadsAndKernelsCountTheSame) {
  Corpus const corpus = generated(10000 * scale());
  VectorizerOptions const options{.ngram_range = {1, 2}};
  SimilarityIndex const alone(count_terms(corpus, options, {.threads = 1}).value());
  std::vector<SimilarPair> const pairs = alone.pairs(0.6).value();
  for (Simd const simd : storymap_test::simds()) {
    for (unsigned const threads : {1U, 2U, 4U}) {
      SimilarityIndex const index(count_terms(corpus, options, {.threads = threads, .simd = simd}).value());
      EXPECT_EQ(index.pairs(0.6).value(), pairs) << to_string(simd) << ", threads: " << threads;
    }
  }
}

}  // namespace
