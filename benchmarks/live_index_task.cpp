// benchmarks/live_index_task.cpp - a live index over a file of texts, as one line of JSON for each thing it does.
//
//     live_index_task <texts> [--queries N] [--stop-words none|en|ru] [--save <file>]
//
// All texts but N are inserted at once, then the last N are asked for and inserted one by one: the closest 10, those
// from 0.7 on, insert with its duplicates, an update and an erasure of texts that are there. Half of the questions for
// the closest 10 are new texts, the others texts of the index. Times are in microseconds.
#include "support/arguments.hpp"
#include "support/files.hpp"
#include "support/process_memory.hpp"

#include <storymap/live_index.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace storymap;
using Clock = std::chrono::steady_clock;

struct Task {
  std::string texts;
  StopWords stop_words;
  std::string save;
  std::size_t queries = 1000;
};

Task parse(storymap_bench::Arguments arguments) {
  Task task;
  task.texts = arguments.file();
  task.stop_words = arguments.take_stop_words();
  task.save = arguments.take("--save", "");
  task.queries = arguments.take_count("--queries", 1000);
  arguments.expect_no_more();
  return task;
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Times of one call each.
template <class Call>
void measure(char const* name, std::size_t calls, Call&& call) {
  std::vector<double> micros;
  std::size_t found = 0;
  for (std::size_t k = 0; k < calls; ++k) {
    auto const start = Clock::now();
    found += call(k);
    micros.push_back(seconds_since(start) * 1e6);
  }
  std::sort(micros.begin(), micros.end());
  auto const at = [&](double share) {
    return micros[static_cast<std::size_t>(share * static_cast<double>(calls - 1))];
  };
  double const mean = std::accumulate(micros.begin(), micros.end(), 0.0) / static_cast<double>(calls);
  std::printf("{\"what\":\"%s\",\"calls\":%zu,\"found\":%zu,\"mean\":%.1f,", name, calls, found, mean);
  std::printf("\"p50\":%.1f,\"p95\":%.1f,\"p99\":%.1f,\"max\":%.1f}\n", at(0.5), at(0.95), at(0.99), micros.back());
  std::fflush(stdout);
}

void measure_saving(LiveIndex const& index, std::string const& path) {
  auto start = Clock::now();
  if (!index.save(path)) throw std::runtime_error("cannot write " + path);
  double const saved = seconds_since(start);
  start = Clock::now();
  std::size_t const size = LiveIndex::load(path).value().size();
  std::printf("{\"what\":\"save and load\",\"texts\":%zu,\"save\":%.2f,\"load\":%.2f,\"bytes\":%zu}\n", size, saved,
              seconds_since(start), storymap_bench::read_file(path).size());
}

void run(Task const& task) {
  std::string const text = storymap_bench::read_file(task.texts);
  std::vector<std::string_view> const texts = storymap_bench::lines_of(text);
  if (texts.size() <= task.queries) throw std::invalid_argument("fewer texts than queries");
  LiveOptions options;
  options.stop_words = task.stop_words;
  LiveIndex index(options);
  std::size_t const resident = storymap_bench::resident_kib();
  std::size_t const bulk = texts.size() - task.queries;
  auto const start = Clock::now();
  (void)index.insert_all(std::span(texts).first(bulk)).value();
  double const seconds = seconds_since(start);
  std::printf(
      "{\"what\":\"insert all\",\"texts\":%zu,\"seconds\":%.2f,\"bytes_per_text\":%.1f,\"resident_per_text\":%.1f}\n",
      bulk, seconds, static_cast<double>(index.memory()) / static_cast<double>(bulk),
      static_cast<double>(storymap_bench::resident_kib() - resident) * 1024 / static_cast<double>(bulk));
  std::fflush(stdout);
  auto const at = [&](std::size_t k) { return k % 2 == 0 ? texts[bulk + k] : texts[k * 7919 % bulk]; };
  auto const is_there = [&](std::size_t k) { return DocumentId{k * 7919 % bulk}; };
  measure("closest 10", task.queries, [&](std::size_t k) { return index.closest(at(k), 10).size(); });
  measure("closest 10, while typing", task.queries,
          [&](std::size_t k) { return index.closest(at(k).substr(0, 40), 10).size(); });
  measure("closest 10 from 0.7", task.queries, [&](std::size_t k) { return index.closest(at(k), 10, 0.7).size(); });
  measure("all from 0.7", task.queries, [&](std::size_t k) { return index.closest(at(k), SIZE_MAX, 0.7).size(); });
  measure("neighbours 10", task.queries, [&](std::size_t k) { return index.neighbours(is_there(k), 10)->size(); });
  measure("insert", task.queries / 2,
          [&](std::size_t k) { return index.insert(texts[bulk + k]).has_value() ? 1U : 0U; });
  measure("insert and compare at 0.7", task.queries - task.queries / 2, [&](std::size_t k) {
    return index.insert_and_compare(texts[bulk + task.queries / 2 + k], 0.7)->duplicates.size();
  });
  measure("update", task.queries,
          [&](std::size_t k) { return index.update(is_there(k), texts[(k * 7919 + 1) % bulk]) ? 1U : 0U; });
  measure("erase", task.queries, [&](std::size_t k) { return index.erase(is_there(k)) ? 1U : 0U; });
  if (!task.save.empty()) measure_saving(index, task.save);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    run(parse({count, arguments}));
    return 0;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "live_index_task: %s\n", error.what());
    return 2;
  }
}
