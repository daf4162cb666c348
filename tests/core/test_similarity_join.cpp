// tests/core/test_similarity_join.cpp - all ways of looking for pairs, over matrices and over counted documents,
// against comparing every row with every other.
#include <gtest/gtest.h>
#include <storymap/document_terms.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks/support/files.hpp"
#include "benchmarks/support/generator.hpp"
#include "reference/brute_force_pairs.hpp"
#include "support/random_corpus.hpp"
#include "support/simds.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

using Texts = std::vector<std::string>;

/// Backlogs that a search by bounds could stumble over.
std::map<std::string, Texts> const& hard_backlogs() {
  static std::map<std::string, Texts> const backlogs = [] {
    std::map<std::string, Texts> all;
    all["nothing"] = {"a story", ""};
    all["all_equal"] = Texts(70, "as a user I want to pay by card so that it is quick");
    for (int k = 0; k < 60; ++k) {
      std::string const n = std::to_string(k);
      all["all_different"].push_back(
          std::string("alpha").append(n).append(" beta").append(n).append(" gamma").append(n));
      all["one_word_apart"].push_back("the build bot says that the nightly run failed on agent " + n);
      all["a_term_in_all"].push_back("login " + (k % 3 == 0 ? "page" : "form " + std::to_string(k % 7)));
      all["mostly_empty"].push_back(k % 9 == 0 ? "export the report" : "");
    }
    all["one_huge_story"] = all["one_word_apart"];
    std::string huge;
    for (int k = 0; k < 30000; ++k) huge += "word" + std::to_string(k % 9000) + " ";
    all["one_huge_story"].push_back(huge);
    all["one_huge_story"].push_back(huge + "and one more");
    std::string often = "bot";
    for (int k = 0; k < 70000; ++k) often += " ping";
    all["counts_above_65535"] = {often, often + " pong", "ping bot", "ping", often};
    all["fewer_than_twenty"] = {"pay by card", "pay by cash", "pay by card", "pay cash"};
    return all;
  }();
  return backlogs;
}

SimilarityIndex index_of(Texts const& texts, bool of_matrix,
                         VectorizerOptions const& options = {.ngram_range = {1, 2}}) {
  Corpus const corpus(texts);
  if (of_matrix) return SimilarityIndex(fit_transform(corpus, options).value().matrix);
  return SimilarityIndex(count_terms(corpus, options).value());
}

/// What `components` should say, from the pairs.
std::vector<std::uint32_t> components_of(std::size_t rows, std::vector<SimilarPair> const& pairs) {
  std::vector<std::uint32_t> first(rows);
  for (std::uint32_t row = 0; row < rows; ++row) first[row] = row;
  for (bool changed = true; changed;) {
    changed = false;
    for (auto const& [a, b, score] : pairs) {
      std::uint32_t const least = std::min(first[a], first[b]);
      changed = changed || first[a] != least || first[b] != least;
      first[a] = first[b] = least;
    }
  }
  return first;
}

std::vector<std::vector<Match>> graph_of(std::size_t rows, std::vector<SimilarPair> const& pairs, std::size_t limit) {
  std::vector<std::vector<Match>> graph(rows);
  for (auto const& [a, b, score] : pairs) {
    graph[a].push_back({b, score});
    graph[b].push_back({a, score});
  }
  for (std::vector<Match>& matches : graph) {
    std::sort(matches.begin(), matches.end(),
              [](Match const& x, Match const& y) { return x.score != y.score ? x.score > y.score : x.row < y.row; });
    if (matches.size() > limit) matches.resize(limit);
  }
  return graph;
}

std::vector<SimilarPair> streamed(SimilarityIndex const& index, double at_least, RunOptions const& run) {
  std::vector<SimilarPair> pairs;
  Result<void> const finished = index.for_each_pair(
      at_least,
      [&](std::span<SimilarPair const> some) {
        pairs.insert(pairs.end(), some.begin(), some.end());
        return true;
      },
      run);
  EXPECT_TRUE(finished);
  return pairs;
}

void expect_joins_equal_brute_force(SimilarityIndex const& index, double at_least, RunOptions const& run,
                                    std::size_t boundary) {
  std::vector<SimilarPair> const expected = naive::brute_force_pairs(index, at_least);
  EXPECT_EQ(index.pairs(at_least, run).value(), expected);
  EXPECT_EQ(index.components(at_least, run).value(), components_of(index.size(), expected));
  EXPECT_EQ(index.neighbour_graph(2, at_least, run).value(), graph_of(index.size(), expected, 2));

  std::vector<SimilarPair> across;
  std::copy_if(expected.begin(), expected.end(), std::back_inserter(across),
               [&](SimilarPair const& pair) { return pair.a < boundary && boundary <= pair.b; });
  EXPECT_EQ(index.pairs_across(boundary, at_least, run).value(), across);

  std::vector<SimilarPair> some = streamed(index, at_least, run);
  EXPECT_EQ(some, streamed(index, at_least, {.threads = 1}));
  std::sort(some.begin(), some.end(),
            [](auto const& x, auto const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  EXPECT_EQ(some, expected);

  std::vector<double> const thresholds = {at_least, 1.0};
  std::vector<std::uint64_t> const counts = index.count_pairs(thresholds, run).value();
  EXPECT_EQ(counts[0], expected.size());
  EXPECT_EQ(counts[1], naive::brute_force_pairs(index, 1.0).size());
}

TEST(SimilarityJoin, HardBacklogsEqualBruteForce) {
  for (auto const& [name, texts] : hard_backlogs()) {
    SCOPED_TRACE(name);
    for (bool const of_matrix : {false, true}) {
      SimilarityIndex const index = index_of(texts, of_matrix);
      for (double const at_least : {0.3, 0.7, 0.9, 1.0}) {
        SCOPED_TRACE(at_least);
        expect_joins_equal_brute_force(index, at_least, {.threads = 2}, index.size() / 2);
      }
    }
  }
}

TEST(SimilarityJoin, CountedDocumentsScoreAsTheMatrix) {
  for (auto const& [name, texts] : hard_backlogs()) {
    SCOPED_TRACE(name);
    SimilarityIndex const counted = index_of(texts, false);
    SimilarityIndex const matrix = index_of(texts, true);
    for (std::size_t a = 0; a < texts.size(); ++a) {
      for (std::size_t b = 0; b < texts.size(); ++b) EXPECT_EQ(counted.score(a, b), matrix.score(a, b));
    }
  }
}

TEST(SimilarityJoin, EveryKernelFindsTheSame) {
  storymap_test::for_each_case([](Random& random) {
    Texts texts = storymap_test::random_texts(random, 60);
    texts.emplace_back("pay by card");
    VectorizerOptions options;
    options.ngram_range = {1, 1 + random.below(2)};
    options.sublinear_tf = random.chance(0.3);
    options.binary = random.chance(0.2);
    options.use_idf = random.chance(0.8);
    SimilarityIndex const index = index_of(texts, random.chance(0.5), options);
    double at_least = random.pick(std::vector<double>{0.02, 0.3, 0.5, 0.7, 0.9, 1.0});
    double const some_score = index.score(random.below(index.size()), random.below(index.size()));
    if (some_score > 0.01 && random.chance(0.5)) at_least = some_score;
    std::size_t const boundary = random.below(index.size() + 1);
    for (Simd const simd : storymap_test::simds()) {
      SCOPED_TRACE(to_string(simd));
      unsigned const threads = 1 + static_cast<unsigned>(random.below(3));
      expect_joins_equal_brute_force(index, at_least, {.threads = threads, .simd = simd}, boundary);
    }
  });
}

Texts generated(std::uint32_t count) {
  std::string const folder = storymap_test::source_dir() / "benchmarks/corpus/";
  storymap_bench::Generator const generator(storymap_bench::read_file(folder + "seamonkey.txt"),
                                            storymap_bench::read_file(folder + "russian.txt"));
  Texts texts;
  for (std::uint32_t number = 0; number < count; ++number) texts.push_back(generator.text(number));
  return texts;
}

/// Rows that are all alike in long lists, so that chunks of them are skipped.
TEST(SimilarityJoin, ComponentsOfNearCliquesAreThoseOfTheirPairs) {
  Random random(storymap_test::seed());
  Texts const words = {"nightly", "build", "bot", "reports", "stage", "failed", "agent", "pool", "upload", "timeout"};
  Texts texts;
  for (int k = 0; k < 3000; ++k) {
    std::string text = k % 5 == 0 ? "unrelated story about exports" : "pipeline";
    for (std::string const& word : words) text += " " + (random.chance(0.1) ? random.pick(words) : word);
    texts.push_back(std::move(text));
  }
  SimilarityIndex const index = index_of(texts, false);
  for (double const at_least : {0.3, 0.5, 0.9}) {
    std::vector<std::uint32_t> const expected = components_of(index.size(), index.pairs(at_least).value());
    for (unsigned const threads : {1U, 3U}) {
      EXPECT_EQ(index.components(at_least, {.threads = threads}).value(), expected) << at_least;
    }
  }
}

/// Texts whose vectors have one length, and which are not equal for that.
TEST(SimilarityJoin, TextsOfOneLengthAreNotTakenForCopies) {
  Texts texts;
  for (int k = 0; k < 20000; ++k) {
    std::string const n = std::to_string(k / 2);
    texts.push_back(std::string("left").append(n).append(" right").append(n));
  }
  for (bool const of_matrix : {false, true}) {
    SimilarityIndex const index = index_of(texts, of_matrix, {.ngram_range = {1, 1}});
    std::vector<SimilarPair> const pairs = index.pairs(0.9).value();
    ASSERT_EQ(pairs.size(), 10000U);
    EXPECT_EQ(pairs[7], (SimilarPair{14, 15, 1.0}));
  }
}

TEST(SimilarityJoin, AVisitorStopsTheStream) {
  SimilarityIndex const index = index_of(Texts(600, "the same story"), false);
  std::size_t calls = 0;
  auto const stop = [&](std::span<SimilarPair const> pairs) {
    EXPECT_FALSE(pairs.empty());
    ++calls;
    return false;
  };
  Result<void> const finished = index.for_each_pair(0.5, stop, {.threads = 2});
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, Errc::cancelled);
  EXPECT_EQ(calls, 1U);
}

TEST(SimilarityJoin, ProgressStopsEveryKind) {
  SimilarityIndex const index = index_of(generated(2000), false);
  RunOptions const run{.threads = 2, .progress = [](std::uint64_t, std::uint64_t) { return false; }};
  std::vector<double> const thresholds = {0.5};
  EXPECT_EQ(index.pairs(0.5, run).error().code, Errc::cancelled);
  EXPECT_EQ(index.components(0.5, run).error().code, Errc::cancelled);
  EXPECT_EQ(index.neighbour_graph(3, 0.5, run).error().code, Errc::cancelled);
  EXPECT_EQ(index.pairs_across(1000, 0.5, run).error().code, Errc::cancelled);
  EXPECT_EQ(index.count_pairs(thresholds, run).error().code, Errc::cancelled);
}

TEST(SimilarityJoin, MemoryIsEstimatedBeforehand) {
  SparseMatrix const matrix = fit_transform(Corpus(generated(5000)), {}).value().matrix;
  for (Measure const measure : {Measure::cosine, Measure::jaccard}) {
    SimilarityIndex const index(matrix, measure);
    std::size_t const high = index.join_memory(0.9);
    std::size_t const low = index.join_memory(0.3);
    EXPECT_LT(high, low);
    EXPECT_GT(high, index.size() * 64);
    EXPECT_LT(low, index.size() * 10000);
  }
}

}  // namespace
