// benchmarks/bench_counting.cpp - what count_terms does, step by step, over 20,000 generated texts: words a second.
//
// The first three are floors: copying the texts, going over their words, and going over words that are numbers already
// to add one to a place of a table for each.
#include <benchmark/benchmark.h>
#include <storymap/corpus.hpp>
#include <storymap/detail/list_places.hpp>
#include <storymap/detail/list_writer.hpp>
#include <storymap/detail/pair_counter.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/token_stream.hpp>
#include <storymap/detail/word_marks.hpp>
#include <storymap/document_terms.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "support/files.hpp"
#include "support/generator.hpp"

namespace {

using namespace storymap;

Corpus const& texts() {
  static Corpus const corpus = [] {
    std::string const folder = STORYMAP_SOURCE_DIR "/benchmarks/corpus/";
    storymap_bench::Generator const generator(storymap_bench::read_file(folder + "seamonkey.txt"),
                                              storymap_bench::read_file(folder + "russian.txt"));
    Corpus made;
    for (std::uint32_t number = 0; number < 20000; ++number) made.add(generator.text(number));
    return made;
  }();
  return corpus;
}

detail::TokenStream read_all() {
  static StopWords const none;
  detail::TokenStream stream({.stop_words = &none}, best_simd(), 0);
  for (std::size_t row = 0; row < texts().size(); ++row) stream.add(texts()[row]);
  return stream;
}

/// The words of all texts as numbers, and how many different ones there are.
struct Words {
  Words() {
    detail::TokenStream stream = read_all();
    different = stream.words();
    sequence = stream.take_sequence();
  }

  std::size_t different = 0;
  detail::TermSequence sequence;
};

Words const& words() {
  static Words const all;
  return all;
}

void count_words(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words().sequence.size()));
}

void copy_texts(benchmark::State& state) {
  std::vector<char> copy(texts().bytes());
  for (auto _ : state) {
    std::copy_n(texts()[0].data(), copy.size(), copy.data());
    benchmark::ClobberMemory();
  }
  count_words(state);
}
BENCHMARK(copy_texts)->Unit(benchmark::kMillisecond);

void go_over_words(benchmark::State& state) {
  detail::WordTable const table;
  for (auto _ : state) {
    detail::WordMarks marks(best_simd());
    std::uint64_t hashes = 0;
    for (std::size_t row = 0; row < texts().size(); ++row) {
      benchmark::DoNotOptimize(marks.read(texts()[row], true));
      std::span<std::uint32_t const> const edges = marks.edges();
      for (std::size_t k = 0; k < edges.size(); k += 2) {
        hashes += table.key(marks.text() + edges[k], edges[k + 1] - edges[k]).hash;
      }
    }
    benchmark::DoNotOptimize(hashes);
  }
  count_words(state);
}
BENCHMARK(go_over_words)->Unit(benchmark::kMillisecond);

void visit_a_table(benchmark::State& state) {
  struct Place {
    std::uint64_t count = 0;
    std::uint64_t padding = 0;
  };
  std::vector<Place> table(words().different);
  for (auto _ : state) {
    words().sequence.for_each([](std::uint32_t) {}, [&](std::uint32_t, std::uint32_t word) { ++table[word].count; });
    benchmark::ClobberMemory();
  }
  count_words(state);
}
BENCHMARK(visit_a_table)->Unit(benchmark::kMillisecond);

void read_words(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_all().words());
  count_words(state);
}
BENCHMARK(read_words)->Unit(benchmark::kMillisecond);

void list_words(benchmark::State& state) {
  auto const name_of = [](std::uint32_t word) { return detail::WordPair{word, detail::WordPair::no_word}; };
  for (auto _ : state) {
    detail::ListWriter writer;
    writer.assign(words().different);
    auto const prefetch = [&](std::uint32_t term) { writer.prefetch(term); };
    words().sequence.for_each(prefetch, [&](std::uint32_t row, std::uint32_t term) { writer.count(term, row); });
    detail::ListPlaces places;
    detail::TermLists const lists = places.place({&writer, 1}, detail::Singles::unnamed, name_of);
    words().sequence.for_each(prefetch, [&](std::uint32_t row, std::uint32_t term) { writer.put(term, row); });
    benchmark::DoNotOptimize(lists.postings.data());
    benchmark::ClobberMemory();
  }
  count_words(state);
}
BENCHMARK(list_words)->Unit(benchmark::kMillisecond);

void deal_pairs(benchmark::State& state) {
  RunOptions const run;
  detail::Pulse pulse(run);
  for (auto _ : state) {
    detail::PairCounter const counter({&words().sequence, 1}, words().different, texts().size(), pulse);
    benchmark::DoNotOptimize(counter.parts());
  }
  count_words(state);
}
BENCHMARK(deal_pairs)->Unit(benchmark::kMillisecond);

void deal_and_count_pairs(benchmark::State& state) {
  RunOptions const run;
  detail::Pulse pulse(run);
  for (auto _ : state) {
    detail::PairCounter counter({&words().sequence, 1}, words().different, texts().size(), pulse);
    detail::PairCounter::Scratch scratch;
    for (std::size_t part = 0; part < counter.parts(); ++part) {
      benchmark::DoNotOptimize(counter.count(part, detail::Singles::unnamed, scratch).postings.data());
    }
  }
  count_words(state);
}
BENCHMARK(deal_and_count_pairs)->Unit(benchmark::kMillisecond);

void count_everything(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(count_terms(texts(), {.ngram_range = {1, 2}}, {.threads = 1})->nonzeros());
  count_words(state);
}
BENCHMARK(count_everything)->Unit(benchmark::kMillisecond);

}  // namespace
