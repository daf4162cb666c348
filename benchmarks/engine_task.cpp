// benchmarks/engine_task.cpp - one stage of the engine over a file of texts, as one line of JSON.
//
//     engine_task <texts> --stage tokens|vectorize|matrix|pairs|components|jaccard|groups [--at-least T] [--threads K]
//                 [--simd NAME] [--stop-words none|en|ru] [--repeat R] [--pairs-out <file>]
//
// What a stage needs that is not what it measures is made before, and not timed. `tokens` finds and hashes every word,
// the least that any vectorizer has to do. `vectorize` counts documents, whose weights are computed when they are asked
// for; `matrix` is fit_transform, with the vocabulary in order and all weights written. `pairs` and `jaccard` take
// vectors and give pairs, `components` takes them and says what is connected; `groups` is everything from texts to
// groups. A pair in <file> is two 32-bit rows and a double.
#include "support/arguments.hpp"
#include "support/files.hpp"
#include "support/process_memory.hpp"

#include <storymap/detail/prepared_text.hpp>
#include <storymap/detail/word_marks.hpp>
#include <storymap/detail/word_table.hpp>
#include <storymap/document_terms.hpp>
#include <storymap/groups.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace storymap;

#if defined(__clang__)
constexpr char const* compiler = "clang " __clang_version__;
#else
constexpr char const* compiler = "g++ " __VERSION__;
#endif

struct Task {
  std::string texts;
  std::string stage;
  StopWords stop_words;
  std::string pairs_out;
  double at_least = 0.7;
  unsigned threads = 1;
  Simd simd = best_simd();
  std::size_t repeat = 1;

  [[nodiscard]] RunOptions run() const { return {.threads = threads, .simd = simd}; }
};

/// What a stage found, besides the time it took.
struct Found {
  std::size_t rows = 0;
  std::size_t bytes = 0;
  std::size_t columns = 0;
  std::size_t entries = 0;
  std::size_t count = 0;  ///< tokens, pairs or groups
  std::vector<SimilarPair> pairs;
  std::vector<double> seconds;
};

Task parse(storymap_bench::Arguments arguments) {
  Task task;
  task.texts = arguments.file();
  task.stage = arguments.take("--stage", "");
  task.stop_words = arguments.take_stop_words();
  task.pairs_out = arguments.take("--pairs-out", "");
  task.at_least = std::stod(arguments.take("--at-least", "0.7"));
  task.threads = static_cast<unsigned>(arguments.take_count("--threads", 1));
  task.simd = find_simd(arguments.take("--simd", to_string(best_simd()))).value();
  task.repeat = arguments.take_count("--repeat", 1);
  arguments.expect_no_more();
  if (task.repeat == 0) throw std::invalid_argument("--repeat is at least 1");
  return task;
}

Corpus read_corpus(std::string const& path) {
  std::string const text = storymap_bench::read_file(path);
  Corpus corpus;
  for (std::string_view const line : storymap_bench::lines_of(text)) corpus.add(line);
  return corpus;
}

/// Runs `work` as often as asked and keeps the seconds of every run.
void repeat(Task const& task, Found& found, std::function<void()> const& work) {
  storymap_bench::reset_peak();
  for (std::size_t run = 0; run < task.repeat; ++run) {
    auto const start = std::chrono::steady_clock::now();
    work();
    found.seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
}

// The calls of the engine, one function each.

/// The least that any vectorizer has to do: the words of some documents, and a hash of each.
std::size_t hash_tokens(Corpus const& corpus, std::size_t first, std::size_t last, Simd simd) {
  detail::WordMarks marks(simd);
  detail::WordTable const table;
  std::size_t hashed = 0;
  for (std::size_t row = first; row < last; ++row) {
    if (!marks.read(corpus[row], true))
      (void)marks.read(detail::PreparedText(corpus[row], true, StripAccents::none).view(), false);
    char const* const text = marks.text();
    auto const edges = marks.edges();
    for (std::size_t k = 0; k < edges.size(); k += 2) {
      hashed += table.key(text + edges[k], edges[k + 1] - edges[k]).hash & 1U;
    }
  }
  return hashed;
}

std::size_t hash_tokens(Corpus const& corpus, Task const& task) {
  constexpr std::size_t rows_at_once = 4096;
  std::size_t const blocks = (corpus.size() + rows_at_once - 1) / rows_at_once;
  std::vector<std::size_t> hashed(blocks);
  (void)for_each_block(blocks, task.run(), [&](unsigned, std::size_t block) {
    std::size_t const end = std::min(corpus.size(), (block + 1) * rows_at_once);
    hashed[block] = hash_tokens(corpus, block * rows_at_once, end, task.simd);
  });
  return std::accumulate(hashed.begin(), hashed.end(), std::size_t{0});
}

VectorizerOptions tfidf(Task const& task) {
  return {.ngram_range = {1, 2}, .stop_words = task.stop_words, .max_df = 0.95};
}

DocumentTerms count(Corpus const& corpus, Task const& task) {
  return count_terms(corpus, tfidf(task), task.run()).value();
}

/// The index alone: the texts are gone when it is there.
SimilarityIndex index_counted(Corpus&& texts, Task const& task) {
  Corpus const corpus = std::move(texts);
  return SimilarityIndex(count(corpus, task));
}

VectorizedCorpus word_sets(Corpus const& corpus, Task const& task) {
  VectorizerOptions const options{.analyzer = Analyzer::fields,
                                  .stop_words = task.stop_words,
                                  .binary = true,
                                  .norm = Norm::none,
                                  .use_idf = false};
  return fit_transform(corpus, options, task.run()).value();
}

SimilarityIndex index_sets(Corpus&& texts, Task const& task) {
  Corpus const corpus = std::move(texts);
  return SimilarityIndex(word_sets(corpus, task).matrix, Measure::jaccard);
}

std::vector<Group> group_texts(Corpus const& corpus, Task const& task) {
  SimilarityIndex const index(count(corpus, task));
  std::vector<SimilarPair> const pairs = index.pairs(task.at_least, task.run()).value();
  return find_groups(index, pairs, {.similar = task.at_least, .duplicate = std::max(task.at_least, 0.9)});
}

// The stages.

void run_tokens(Corpus const& corpus, Task const& task, Found& found) {
  repeat(task, found, [&] { found.count = hash_tokens(corpus, task); });
}

void run_vectorize(Corpus const& corpus, Task const& task, Found& found) {
  repeat(task, found, [&] {
    DocumentTerms const terms = count(corpus, task);
    found.columns = terms.terms() + terms.single_terms();
    found.count = found.entries = terms.nonzeros() + terms.single_terms();
  });
}

void run_matrix(Corpus const& corpus, Task const& task, Found& found) {
  repeat(task, found, [&] {
    SparseMatrix const matrix = fit_transform(corpus, tfidf(task), task.run()).value().matrix;
    found.columns = matrix.cols();
    found.count = found.entries = matrix.nonzeros();
  });
}

void run_pairs(SimilarityIndex const& index, Task const& task, Found& found) {
  repeat(task, found, [&] { found.pairs = index.pairs(task.at_least, task.run()).value(); });
  found.count = found.pairs.size();
}

void run_components(SimilarityIndex const& index, Task const& task, Found& found) {
  repeat(task, found, [&] {
    std::vector<std::uint32_t> const first = index.components(task.at_least, task.run()).value();
    found.count = 0;
    for (std::uint32_t row = 0; row < first.size(); ++row) found.count += first[row] == row ? 1U : 0U;
  });
}

void run_groups(Corpus const& corpus, Task const& task, Found& found) {
  repeat(task, found, [&] { found.count = group_texts(corpus, task).size(); });
}

Found run(Task const& task) {
  Corpus corpus = read_corpus(task.texts);
  Found found{.rows = corpus.size(), .bytes = corpus.bytes()};
  if (task.stage == "tokens")
    run_tokens(corpus, task, found);
  else if (task.stage == "vectorize")
    run_vectorize(corpus, task, found);
  else if (task.stage == "matrix")
    run_matrix(corpus, task, found);
  else if (task.stage == "pairs")
    run_pairs(index_counted(std::move(corpus), task), task, found);
  else if (task.stage == "components")
    run_components(index_counted(std::move(corpus), task), task, found);
  else if (task.stage == "jaccard")
    run_pairs(index_sets(std::move(corpus), task), task, found);
  else if (task.stage == "groups")
    run_groups(corpus, task, found);
  else
    throw std::invalid_argument("no such stage: " + task.stage);
  return found;
}

void write_pairs(std::vector<SimilarPair> const& pairs, std::string const& path) {
  static_assert(sizeof(SimilarPair) == 16);
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<char const*>(pairs.data()), static_cast<std::streamsize>(pairs.size() * sizeof(pairs[0])));
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

void print(Task const& task, Found const& found) {
  std::vector<double> sorted = found.seconds;
  std::sort(sorted.begin(), sorted.end());
  double const median = (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
  std::printf("{\"compiler\":\"%s\",", compiler);
  std::printf("\"stage\":\"%s\",\"at_least\":%.17g,\"threads\":%u,\"rows\":%zu,\"bytes\":%zu,\"columns\":%zu,",
              task.stage.c_str(), task.at_least, task.threads, found.rows, found.bytes, found.columns);
  std::printf("\"entries\":%zu,\"count\":%zu,\"peak_kib\":%zu,\"median\":%.6f,\"seconds\":[", found.entries,
              found.count, storymap_bench::peak_kib(), median);
  for (std::size_t at = 0; at < found.seconds.size(); ++at) std::printf(at ? ",%.6f" : "%.6f", found.seconds[at]);
  std::puts("]}");
}

}  // namespace

int main(int count, char** arguments) {
  try {
    Task const task = parse({count, arguments});
    Found const found = run(task);
    print(task, found);
    if (!task.pairs_out.empty()) write_pairs(found.pairs, task.pairs_out);
    return 0;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "engine_task: %s\n", error.what());
    return 2;
  }
}
