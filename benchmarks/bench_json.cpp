// benchmarks/bench_json.cpp - maps as JSON: ours, what one would write with nlohmann/json, and the bare parsers.
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <simdjson.h>
#include <storymap/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "baseline/nlohmann_map.hpp"
#include "support/maps.hpp"

namespace {

using namespace storymap;

/// The document of a map with so many stories; made once, whatever the order of the benchmarks.
std::string const& document(std::int64_t stories) {
  static std::int64_t made = 0;
  static std::string text;
  if (made != stories) text = write_json(storymap_bench::make_map(static_cast<std::size_t>(stories)));
  made = stories;
  return text;
}

void set_bytes(benchmark::State& state, std::string const& text) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

/// Reads the document again and again. The clock stands still while a map is thrown away and the heap put in order, as
/// it is in a program that reads one map: glibc would do most of it within the next reading.
template <class Read>
void read_each(benchmark::State& state, Read&& read) {
  std::string const& text = document(state.range(0));
  for (auto _ : state) {
    auto map = std::make_optional(read(text));
    benchmark::DoNotOptimize(map);
    state.PauseTiming();
    map.reset();
    malloc_trim(0);
    state.ResumeTiming();
  }
  set_bytes(state, text);
}

void read_ours(benchmark::State& state) {
  read_each(state, [](std::string const& text) { return read_json(text); });
}

/// The same with throwing away, and on the heap that the last reading left.
void read_and_free_ours(benchmark::State& state) {
  std::string const& text = document(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(read_json(text));
  set_bytes(state, text);
}

void read_nlohmann(benchmark::State& state) {
  std::string const sample = write_json(storymap_bench::make_map(50));
  if (storymap_bench::read_map(sample) != *read_json(sample)) state.SkipWithError("the baseline reads another map");
  read_each(state, [](std::string const& text) { return storymap_bench::read_map(text); });
}

void read_and_free_nlohmann(benchmark::State& state) {
  std::string const& text = document(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(storymap_bench::read_map(text));
  set_bytes(state, text);
}

/// simdjson alone, in the way the library uses it: a new parser, a text without padding, nothing taken out.
void parse_simdjson(benchmark::State& state) {
  std::string const& text = document(state.range(0));
  for (auto _ : state) {
    simdjson::dom::parser parser;
    benchmark::DoNotOptimize(parser.parse(text.data(), text.size()).error());
  }
  set_bytes(state, text);
}

/// The same with memory that is there already.
void parse_simdjson_warm(benchmark::State& state) {
  std::string const& text = document(state.range(0));
  simdjson::dom::parser parser;
  for (auto _ : state) benchmark::DoNotOptimize(parser.parse(text.data(), text.size()).error());
  set_bytes(state, text);
}

void parse_nlohmann(benchmark::State& state) {
  std::string const& text = document(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::parse(text));
  set_bytes(state, text);
}

/// What any reader has to do after parsing: make the values of the map, and check them.
void copy_map(benchmark::State& state) {
  Map const map = *read_json(document(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(Map(map));
  set_bytes(state, document(state.range(0)));
}

void check_map(benchmark::State& state) {
  Map const map = *read_json(document(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(check(map));
  set_bytes(state, document(state.range(0)));
}

void write_ours(benchmark::State& state) {
  Map const map = *read_json(document(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(write_json(map));
  set_bytes(state, document(state.range(0)));
}

void write_nlohmann(benchmark::State& state) {
  nlohmann::json const tree = nlohmann::json::parse(document(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(tree.dump(2));
  set_bytes(state, document(state.range(0)));
}

#define STORYMAP_BENCHMARK(function) BENCHMARK(function)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond)

STORYMAP_BENCHMARK(read_ours);
STORYMAP_BENCHMARK(read_nlohmann);
STORYMAP_BENCHMARK(read_and_free_ours);
STORYMAP_BENCHMARK(read_and_free_nlohmann);
STORYMAP_BENCHMARK(parse_simdjson);
STORYMAP_BENCHMARK(parse_simdjson_warm);
STORYMAP_BENCHMARK(parse_nlohmann);
STORYMAP_BENCHMARK(copy_map);
STORYMAP_BENCHMARK(check_map);
STORYMAP_BENCHMARK(write_ours);
STORYMAP_BENCHMARK(write_nlohmann);

}  // namespace
