// benchmarks/bench_jaccard.cpp - all pairs of similar sets, next to two plain ways to find them.
//
// The real issues are those of STORYMAP_DATA_DIR, where it is set. A corpus is made when a benchmark of it is chosen;
// --benchmark_enable_random_interleaving=true --benchmark_repetitions=5 takes turns.
#include <benchmark/benchmark.h>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "baseline/inverted_count.hpp"
#include "baseline/ppjoin.hpp"
#include "support/files.hpp"
#include "support/generator.hpp"

namespace {

using namespace storymap;

Corpus issues(std::string const& path) {
  Corpus corpus;
  std::istringstream lines(storymap_bench::read_file(path));
  for (std::string line; std::getline(lines, line);) {
    auto const issue = nlohmann::json::parse(line);
    auto const& description = issue["description"];
    corpus.add(issue["title"].get<std::string>() + " " +
               (description.is_string() ? description.get<std::string>() : std::string()));
  }
  return corpus;
}

Corpus generated(std::uint32_t texts) {
  std::string const folder = STORYMAP_SOURCE_DIR "/benchmarks/corpus/";
  storymap_bench::Generator const generator{storymap_bench::read_file(folder + "seamonkey.txt"),
                                            storymap_bench::read_file(folder + "russian.txt")};
  Corpus corpus;
  for (std::uint32_t number = 0; number < texts; ++number) corpus.add(generator.text(number));
  return corpus;
}

/// The words between white space of each text, as sets.
SparseMatrix word_sets(Corpus const& corpus) {
  VectorizerOptions const options{.analyzer = Analyzer::fields, .binary = true, .norm = Norm::none, .use_idf = false};
  return fit_transform(corpus, options, {.threads = 0}).value().matrix;
}

/// The sets of so many generated texts, or of the real issues for 0. Only the last ones asked for are kept.
SparseMatrix const& sets(std::int64_t texts) {
  static std::int64_t made = -1;
  static SparseMatrix matrix;
  if (made == texts) return matrix;
  char const* const folder = std::getenv("STORYMAP_DATA_DIR");
  matrix = word_sets(texts > 0           ? generated(static_cast<std::uint32_t>(texts))
                     : folder != nullptr ? issues(folder + std::string("/deep-se/issues.open.jsonl"))
                                         : Corpus());
  made = texts;
  return matrix;
}

double threshold(benchmark::State const& state) { return static_cast<double>(state.range(1)) / 100; }

/// Arguments: texts, threshold in percent, threads, Simd.
void join(benchmark::State& state) {
  SimilarityIndex const index(sets(state.range(0)), Measure::jaccard);
  auto const simd = static_cast<Simd>(state.range(3));
  if (!has_simd(simd)) return state.SkipWithError("not on this machine");
  RunOptions const run{.threads = static_cast<unsigned>(state.range(2)), .simd = simd};
  std::size_t found = 0;
  for (auto _ : state) found = index.pairs(threshold(state), run)->size();
  state.counters["pairs"] = static_cast<double>(found);
}

template <auto Find>
void plain(benchmark::State& state) {
  SparseMatrix const& matrix = sets(state.range(0));
  std::size_t found = 0;
  for (auto _ : state) found = Find(matrix, threshold(state)).size();
  state.counters["pairs"] = static_cast<double>(found);
}

void inverted_count(benchmark::State& state) { plain<storymap_bench::inverted_count>(state); }
void ppjoin(benchmark::State& state) { plain<storymap_bench::ppjoin>(state); }

constexpr std::int64_t best = static_cast<std::int64_t>(Simd::avx512);
constexpr std::int64_t avx2 = static_cast<std::int64_t>(Simd::avx2);
constexpr std::int64_t scalar = static_cast<std::int64_t>(Simd::scalar);

void pace(benchmark::internal::Benchmark* benchmark) { benchmark->Unit(benchmark::kMillisecond)->UseRealTime(); }

BENCHMARK(join)->Apply(pace)->ArgsProduct({{0, 100'000}, {50, 70, 90}, {1, 2}, {best}});
BENCHMARK(join)->Apply(pace)->ArgsProduct({{0, 100'000}, {70}, {1}, {avx2, scalar}});
BENCHMARK(inverted_count)->Apply(pace)->ArgsProduct({{0}, {70}});
BENCHMARK(ppjoin)->Apply(pace)->ArgsProduct({{0, 100'000}, {50, 70, 90}});
BENCHMARK(join)->Apply(pace)->ArgsProduct({{1'000'000}, {70, 90}, {1, 2}, {best}});
BENCHMARK(ppjoin)->Apply(pace)->ArgsProduct({{1'000'000}, {70, 90}})->Iterations(1);

}  // namespace
