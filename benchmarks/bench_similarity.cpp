// benchmarks/bench_similarity.cpp - vectors to pairs, neighbours and groups.
#include <benchmark/benchmark.h>
#include <storymap/groups.hpp>
#include <storymap/likeness.hpp>
#include <storymap/search.hpp>
#include <storymap/similarity.hpp>

#include "support/texts.hpp"

namespace {

using namespace storymap;

VectorizedCorpus vectorize(std::size_t stories) {
  return fit_transform(Corpus(storymap_bench::make_stories(stories)), {.ngram_range = {1, 2}, .max_df = 0.95}).value();
}

void pairs(benchmark::State& state) {
  SimilarityIndex const index(vectorize(static_cast<std::size_t>(state.range(0))).matrix);
  RunOptions const run{.threads = static_cast<unsigned>(state.range(1))};
  std::size_t found = 0;
  for (auto _ : state) found = index.pairs(0.7, run)->size();
  state.counters["pairs"] = static_cast<double>(found);
}
BENCHMARK(pairs)->ArgsProduct({{100, 1000, 10000}, {1, 2}})->Unit(benchmark::kMillisecond)->UseRealTime();

void groups(benchmark::State& state) {
  SimilarityIndex const index(vectorize(static_cast<std::size_t>(state.range(0))).matrix);
  std::vector<SimilarPair> const found = index.pairs(0.7).value();
  for (auto _ : state) benchmark::DoNotOptimize(find_groups(index, found));
}
BENCHMARK(groups)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

void closest(benchmark::State& state) {
  VectorizedCorpus const fitted = vectorize(static_cast<std::size_t>(state.range(0)));
  SimilarityIndex const index(fitted.matrix);
  for (auto _ : state) {
    benchmark::DoNotOptimize(search(fitted.vectorizer, index, "as a planner, I want to export reports", 10));
  }
}
BENCHMARK(closest)->Arg(1000)->Arg(10000)->Unit(benchmark::kMicrosecond);

void compare_two_texts(benchmark::State& state) {
  std::vector<std::string> const stories = storymap_bench::make_stories(200);
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(compare_texts(stories[at % 200], stories[(at + 7) % 200]));
    ++at;
  }
}
BENCHMARK(compare_two_texts);

}  // namespace
