// benchmarks/bench_vectorizer.cpp - texts to tf-idf vectors.
#include <benchmark/benchmark.h>
#include <storymap/vectorizer.hpp>

#include "support/texts.hpp"

namespace {

using namespace storymap;

void fit_transform_words(benchmark::State& state) {
  Corpus const corpus(storymap_bench::make_stories(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) {
    benchmark::DoNotOptimize(fit_transform(corpus, {.ngram_range = {1, 2}, .max_df = 0.95}));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}
BENCHMARK(fit_transform_words)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

void fit_transform_characters(benchmark::State& state) {
  Corpus const corpus(storymap_bench::make_stories(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) {
    benchmark::DoNotOptimize(fit_transform(corpus, {.analyzer = Analyzer::chars_wb, .ngram_range = {3, 4}}));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}
BENCHMARK(fit_transform_characters)->Arg(1000)->Unit(benchmark::kMillisecond);

void lower_case(benchmark::State& state) {
  std::string text;
  for (std::string const& story : storymap_bench::make_stories(1000)) text += story;
  for (auto _ : state) benchmark::DoNotOptimize(to_lower(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(lower_case);

}  // namespace
