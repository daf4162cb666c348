// tests/fuzz/fuzz_c_calls.cpp - any sequence of calls of the C interface, with any arguments that C can pass.
//
// A byte chooses a call, the bytes behind it its arguments: handles from those that are alive (or NULL), texts from a
// list and from the input itself. Nothing may crash or leak, and a call that fails may not touch its outputs.
#include "c_calls_questions.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

namespace {

using namespace storymap_fuzz;

struct Machine : Questions {
  using Questions::Questions;

  void read() {
    std::string_view const text = input.text();
    storymap_map* map = nullptr;
    storymap_status const status = storymap_map_read(text.data(), text.size(), nullptr, &map, &error);
    maps.take(status, map);
  }
  void write() {
    std::string_view const format = input.text();
    Text text;
    Text dropped;
    storymap_status const status =
        storymap_map_write(maps.pick(input), format.data(), format.size(), &text, &dropped, &error);
    text.expect(status);
    dropped.expect(status);
  }
  void apply() {
    std::string_view const edits = input.text();
    Text inverse;
    storymap_map* const map = maps.pick(input);
    inverse.expect(storymap_map_apply(map, edits.data(), edits.size(), &inverse, &error));
  }
  void look() {
    storymap_map* const map = maps.pick(input);
    storymap_counts counts = STORYMAP_COUNTS_INIT;
    if (storymap_map_counts(map, &counts, &error) != STORYMAP_OK) return;
    storymap_story story = STORYMAP_STORY_INIT;
    for (std::uint64_t row = 0; row < counts.stories; ++row) {
      if (storymap_map_story(map, row, &story, &error) != STORYMAP_OK) std::abort();
      std::uint64_t found = counts.stories;
      if (storymap_map_find_story(map, story.id, story.id_size, &found, &error) != STORYMAP_OK) std::abort();
      if (found != row) std::abort();
    }
    if (storymap_map_story(map, counts.stories, &story, &error) == STORYMAP_OK) std::abort();
  }
  void compare() {
    Text edits;
    edits.expect(storymap_diff(maps.pick(input), maps.pick(input), &edits, &error));
    Text conflicts;
    storymap_map* merged = nullptr;
    storymap_status const status =
        storymap_merge(maps.pick(input), maps.pick(input), maps.pick(input), &merged, &conflicts, &error);
    conflicts.expect(status);
    maps.take(status, merged);
  }
  void rebase() {
    std::string_view const edits = input.text();
    Text rebased;
    Text notes;
    storymap_status const status =
        storymap_rebase(edits.data(), edits.size(), maps.pick(input), maps.pick(input), &rebased, &notes, &error);
    rebased.expect(status);
    notes.expect(status);
  }
  void analyze() {
    storymap_map const* const some[] = {maps.pick(input), maps.pick(input)};
    storymap_analysis_options options = STORYMAP_ANALYSIS_OPTIONS_INIT;
    options.similar = input.number();
    options.duplicate = input.number();
    options.measure = input.byte() % 3;
    storymap_analysis* analysis = nullptr;
    storymap_status status = storymap_analyze(some, 1 + input.byte() % 2, &options, nullptr, &analysis, &error);
    analyses.take(status, analysis);
    storymap_stories* asked = nullptr;
    status = storymap_stories_new(some, 1, &options, nullptr, &asked, &error);
    stories.take(status, asked);
  }
  void report() {
    storymap_report_options options = STORYMAP_REPORT_OPTIONS_INIT;
    options.format = input.byte() % 4;
    options.language = input.byte() % 3;
    options.width = input.byte();
    Text text;
    text.expect(storymap_analysis_report(analyses.pick(input), &options, &text, &error));
  }
  void closest() {
    std::string_view const text = input.text();
    Matches matches;
    matches.expect(storymap_closest(stories.pick(input), text.data(), text.size(), input.byte(), input.number(),
                                    &matches, &error));
    Text why;
    why.expect(storymap_explain(stories.pick(input), input.byte() % 4, input.byte() % 4, &why, &error));
  }
  void corpus() {
    storymap_corpus* corpus = nullptr;
    storymap_status const status = storymap_corpus_new(&corpus, &error);
    corpora.take(status, corpus);
    for (std::uint8_t count = input.byte() % 8; count > 0; --count) {
      std::string_view const text = input.text();
      (void)storymap_corpus_add(corpus, text.data(), text.size(), &error);
    }
    std::array<std::uint64_t, 3> const offsets = {input.byte() % 8U, input.byte() % 8U, input.byte() % 8U};
    (void)storymap_corpus_add_all(corpus, "pay order", offsets.data(), 2, &error);
  }
  void vectorize() {
    storymap_vectorizer_options options = STORYMAP_VECTORIZER_OPTIONS_INIT;
    options.analyzer = input.byte() % 5;
    options.ngram_min = input.byte() % 4;
    options.ngram_max = input.byte() % 4;
    options.max_df = input.number();
    options.min_df = input.number();
    storymap_corpus* const texts = corpora.pick(input);
    storymap_vectorizer* vectorizer = nullptr;
    storymap_matrix* matrix = nullptr;
    storymap_status status = storymap_vectorize(texts, &options, nullptr, &vectorizer, &matrix, &error);
    vectorizers.take(status, vectorizer);
    matrices.take(status, matrix);
    storymap_index* index = nullptr;
    status = storymap_index_new(texts, &options, nullptr, &index, &error);
    indexes.take(status, index);
  }
  void index() {
    storymap_index* index = nullptr;
    storymap_status const status = storymap_index_from_matrix(matrices.pick(input), input.byte() % 3, &index, &error);
    indexes.take(status, index);
  }
  void matrix() {
    std::array<std::uint64_t, 3> const begin = {0, input.byte() % 4U, input.byte() % 4U};
    std::array<std::uint32_t, 4> const columns = {input.byte() % 5U, input.byte() % 5U, input.byte() % 5U, 3};
    std::array<double, 4> const values = {input.number(), input.number(), 1, 1};
    storymap_matrix_view view = STORYMAP_MATRIX_VIEW_INIT;
    view.rows = 2;
    view.columns = 5;
    view.nonzeros = begin[2];
    view.row_begin = begin.data();
    view.column = columns.data();
    view.value = values.data();
    storymap_matrix* made = nullptr;
    storymap_status const status = storymap_matrix_new(&view, &made, &error);
    matrices.take(status, made);
  }
  void join() {
    storymap_index* const index = indexes.pick(input);
    double const at_least = input.number();
    Pairs pairs;
    pairs.expect(storymap_index_pairs(index, at_least, nullptr, &pairs, &error));
    Rows first;
    first.expect(storymap_index_groups(index, at_least, nullptr, &first, &error));
    Matches near;
    near.expect(storymap_index_neighbours(index, input.byte() % 8, input.byte(), at_least, &near, &error));
    double score = 0;
    (void)storymap_index_score(index, input.byte() % 8, input.byte() % 8, &score, &error);
    Pairs across;
    across.expect(storymap_index_pairs_across(index, input.byte() % 8, at_least, nullptr, &across, &error));
  }
  void live_index() {
    storymap_live_index* index = nullptr;
    storymap_status const status = storymap_live_index_new(nullptr, &index, &error);
    live.take(status, index);
  }
  void live_change() {
    storymap_live_index* const index = live.pick(input);
    std::string_view const text = input.text();
    std::uint64_t id = 0;
    LiveMatches duplicates;
    duplicates.expect(storymap_live_index_insert_and_compare(index, text.data(), text.size(), input.number(),
                                                             input.byte(), &id, &duplicates, &error));
    (void)storymap_live_index_update(index, input.byte() % 8, text.data(), text.size(), &error);
    (void)storymap_live_index_erase(index, input.byte() % 16, &error);
    LiveMatches closest;
    closest.expect(
        storymap_live_index_closest(index, text.data(), text.size(), input.byte(), input.number(), &closest, &error));
    Text bytes;
    if (storymap_live_index_write(index, &bytes, &error) != STORYMAP_OK) return;
    storymap_live_index* again = nullptr;
    storymap_status const status = storymap_live_index_read(bytes.data, bytes.size, &again, &error);
    live.take(status, again);
    if (again == nullptr) std::abort();
  }
};

using Step = void (Machine::*)();
constexpr Step steps[] = {
    &Machine::read,           &Machine::write,      &Machine::apply,      &Machine::look,
    &Machine::compare,        &Machine::rebase,     &Machine::analyze,    &Machine::report,
    &Machine::closest,        &Machine::corpus,     &Machine::vectorize,  &Machine::index,
    &Machine::matrix,         &Machine::join,       &Machine::live_index, &Machine::live_change,
    &Machine::constants,      &Machine::ask_map,    &Machine::new_map,    &Machine::ask_analysis,
    &Machine::ask_vectorizer, &Machine::ask_matrix, &Machine::ask_index,  &Machine::ask_live_index,
    &Machine::stop,           &Machine::files};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Machine machine{Input(data, size)};
  for (int step = 0; step < 64 && !machine.input.empty(); ++step) {
    (machine.*steps[machine.input.byte() % std::size(steps)])();
  }
  return 0;
}
