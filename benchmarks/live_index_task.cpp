// benchmarks/live_index_task.cpp - a live index over a file of texts, as one line of JSON for each thing it does.
//
//     live_index_task <texts> [--queries N] [--stop-words none|english] [--save <file>]
//
// All texts but N are inserted at once, then the last N are asked for and inserted one by one: the closest 10, those
// from 0.7 on, insert with its duplicates, an update and an erasure of texts that are there. Half of the questions for
// the closest 10 are new texts, the others texts of the index. Times are in microseconds.
#include "support/files.hpp"

#include <storymap/live_index.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
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
  std::string stop_words = "none";
  std::string save;
  std::size_t queries = 1000;
};

Task parse(std::span<char* const> arguments) {
  Task task;
  if (arguments.size() % 2 != 1) throw std::invalid_argument("expected <texts> and options with values");
  task.texts = arguments[0];
  for (std::size_t at = 1; at < arguments.size(); at += 2) {
    std::string_view const name = arguments[at];
    std::string const value = arguments[at + 1];
    if (name == "--queries")
      task.queries = std::stoul(value);
    else if (name == "--stop-words")
      task.stop_words = value;
    else if (name == "--save")
      task.save = value;
    else
      throw std::invalid_argument("unknown option " + std::string(name));
  }
  return task;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Memory of the process, as the system counts it.
std::size_t resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stoul(line.substr(6)) * 1024;
  }
  return 0;
}

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
  std::vector<std::string_view> const texts = lines_of(text);
  if (texts.size() <= task.queries) throw std::invalid_argument("fewer texts than queries");
  LiveOptions options;
  options.stop_words = find_stop_words(task.stop_words == "english" ? "en" : task.stop_words).value();
  LiveIndex index(options);
  std::size_t const resident = resident_bytes();
  std::size_t const bulk = texts.size() - task.queries;
  auto const start = Clock::now();
  (void)index.insert_all(std::span(texts).first(bulk)).value();
  double const seconds = seconds_since(start);
  std::printf(
      "{\"what\":\"insert all\",\"texts\":%zu,\"seconds\":%.2f,\"bytes_per_text\":%.1f,\"resident_per_text\":%.1f}\n",
      bulk, seconds, static_cast<double>(index.memory()) / static_cast<double>(bulk),
      static_cast<double>(resident_bytes() - resident) / static_cast<double>(bulk));
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
    run(parse(std::span(arguments, static_cast<std::size_t>(count)).subspan(1)));
    return 0;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "live_index_task: %s\n", error.what());
    return 2;
  }
}
