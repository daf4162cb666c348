// benchmarks/bench_kernels.cpp - the loops that have a version for each set of instructions: bytes, postings, rows a
// second. Versions that this machine lacks are left out.
#include <benchmark/benchmark.h>
#include <storymap/detail/dot_bound.hpp>
#include <storymap/detail/posting_scan.hpp>
#include <storymap/detail/row_signature.hpp>
#include <storymap/detail/set_signature.hpp>
#include <storymap/detail/word_marks.hpp>
#include <storymap/simd.hpp>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "support/texts.hpp"

namespace {

using namespace storymap;

/// One run for each set of instructions.
void each_simd(benchmark::internal::Benchmark* benchmark) {
  for (Simd const simd : {Simd::scalar, Simd::neon, Simd::avx2, Simd::avx512}) {
    if (has_simd(simd)) benchmark->Arg(static_cast<int>(simd));
  }
}

Simd simd_of(benchmark::State& state) {
  Simd const simd = static_cast<Simd>(state.range(0));
  state.SetLabel(std::string(to_string(simd)));
  return simd;
}

void mark_words(benchmark::State& state, std::vector<std::string> const& texts) {
  detail::WordMarks marks(simd_of(state));
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (std::string const& text : texts) {
      benchmark::DoNotOptimize(marks.read(text, true));
      bytes += text.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void mark_english_words(benchmark::State& state) { mark_words(state, storymap_bench::make_stories(1000)); }
BENCHMARK(mark_english_words)->Apply(each_simd);

void mark_russian_words(benchmark::State& state) {
  mark_words(state, std::vector<std::string>(1000,
                                             "Как покупатель, я хочу видеть заказы за год, чтобы сверить оплату. "
                                             "Дано: есть Ёлка и Заказ №17, тогда виден итог."));
}
BENCHMARK(mark_russian_words)->Apply(each_simd);

/// Bounds of postings as a corpus has them: hardly any passes.
std::vector<std::uint32_t> make_bounds(std::size_t count) {
  std::mt19937_64 random(1);
  std::vector<std::uint32_t> bounds;
  while (bounds.size() < count) {
    float const weight = static_cast<float>(random() % 400) / 1000;
    float const rest = std::sqrt((1 - weight * weight) * static_cast<float>(random() % 1000) / 1000);
    bounds.push_back(detail::DotBound(weight, rest).bits());
  }
  return bounds;
}

void scan_postings(benchmark::State& state) {
  detail::PostingScan const scan = detail::posting_scan(simd_of(state));
  std::vector<std::uint32_t> const bounds = make_bounds(16384);
  std::vector<detail::PostingSlice> slices;
  for (std::size_t first = 0; first < bounds.size(); first += 256) {
    slices.push_back({bounds.data() + first, 256, bounds[first * 7 % bounds.size()]});
  }
  std::vector<detail::PostingHit> hits(bounds.size());
  for (auto _ : state) {
    benchmark::DoNotOptimize(scan(slices.data(), slices.size(), detail::DotBound::least(0.9), hits.data()));
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bounds.size()));
}
BENCHMARK(scan_postings)->Apply(each_simd);

void sum_masses(benchmark::State& state) {
  detail::MassSum const sum = detail::mass_sum(simd_of(state));
  std::mt19937_64 random(1);
  detail::LoadedRow row;
  row.begin(100);
  for (std::uint32_t k = 0; k < 100; ++k) row.set(k, k * 977, 0.1F);
  row.end();
  detail::SignatureMasses masses;
  masses.fill(row);
  std::vector<detail::RowSignature> signatures(1000);
  std::vector<std::uint32_t> rows;
  for (detail::RowSignature& signature : signatures) {
    signature = {};
    for (int k = 0; k < 110; ++k) signature.add(static_cast<std::uint32_t>(random()));
    rows.push_back(static_cast<std::uint32_t>(random() % signatures.size()));
  }
  std::vector<std::int32_t> sums(rows.size());
  for (auto _ : state) {
    sum(masses.data(), signatures.data(), rows.data(), rows.size(), sums.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
}
BENCHMARK(sum_masses)->Apply(each_simd);

void scan_set_signatures(benchmark::State& state) {
  detail::SignatureScan const scan = detail::signature_scan(simd_of(state));
  constexpr std::size_t width = 8;
  constexpr std::size_t sets = 1024;
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> words(sets * width);
  for (std::uint64_t& word : words) {
    std::uint64_t const half_of_the_bits = random();
    word = half_of_the_bits & random();
  }
  std::vector<std::int32_t> numbers(sets);
  std::vector<std::int32_t> const shares(sets, 8);
  for (std::size_t k = 0; k < sets; ++k) numbers[k] = static_cast<std::int32_t>(k);
  detail::SignatureTile const tile{words.data(), shares.data(), numbers.data(), sets, width};
  std::vector<std::uint64_t> const own(width, 0x5555555555555555);
  detail::SignatureProbe const probe{own.data(), static_cast<std::int32_t>(sets), 0, 8};
  std::vector<detail::SignatureHit> hits(sets);
  for (auto _ : state) benchmark::DoNotOptimize(scan(tile, {&probe, 1}, hits.data()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(sets));
}
BENCHMARK(scan_set_signatures)->Apply(each_simd);

}  // namespace
