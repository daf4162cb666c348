// tests/fuzz/c_calls_questions.hpp - calls that only ask, of every kind of handle.
#pragma once

#include "c_calls.hpp"

#include <unistd.h>

#include <cmath>
#include <string>

namespace storymap_fuzz {

struct Questions : State {
  using State::State;

  /// Stops some of the work, and asks for several threads now and then.
  storymap_run run() {
    storymap_run chosen = STORYMAP_RUN_INIT;
    chosen.threads = 1 + input.byte() % 3;
    chosen.user = &input;
    if (input.byte() % 4 == 0) {
      chosen.progress = [](void* user, std::uint64_t, std::uint64_t) -> std::int32_t {
        return static_cast<Input*>(user)->byte() % 4 == 3 ? 1 : 0;
      };
    }
    return chosen;
  }

  void constants() {
    if (storymap_abi_version() != STORYMAP_ABI_VERSION || *storymap_version() == 0) std::abort();
    if (*storymap_status_name(input.byte()) == 0) std::abort();
    Text formats;
    formats.expect(storymap_formats(&formats, &error));
    std::string_view const message = input.text();
    std::string_view const language = input.text();
    Text translated;
    translated.expect(
        storymap_translate(message.data(), message.size(), language.data(), language.size(), &translated, &error));
    std::string_view const a = input.text();
    std::string_view const b = input.text();
    Text compared;
    compared.expect(storymap_compare_texts(a.data(), a.size(), b.data(), b.size(), &compared, &error));
  }

  void ask_map() {
    storymap_map* const map = maps.pick(input);
    Text report;
    report.expect(storymap_map_import_report(map, &report, &error));
    std::string_view const profile = input.text();
    Text validation;
    validation.expect(storymap_validate(map, profile.data(), profile.size(), nullptr, &validation, &error));
    std::string_view const noun = input.text();
    std::string_view const id = input.text();
    Text edits;
    edits.expect(storymap_map_plan_remove(map, noun.data(), noun.size(), id.data(), id.size(), &edits, &error));
    storymap_map* copy = nullptr;
    storymap_status const status = storymap_map_copy(map, &copy, &error);
    if (copy != nullptr && storymap_map_equal(map, copy) != 1) std::abort();
    maps.take(status, copy);
  }

  void new_map() {
    std::string_view const name = input.text();
    storymap_map* map = nullptr;
    storymap_status const status = storymap_map_new(name.data(), name.size(), &map, &error);
    maps.take(status, map);
  }

  void ask_analysis() {
    storymap_analysis* const analysis = analyses.pick(input);
    if (storymap_analysis_score(analysis) > 100) std::abort();
    Pairs pairs;
    pairs.expect(storymap_analysis_pairs(analysis, &pairs, &error));
    std::string_view const text = input.text();
    Text closest;
    closest.expect(storymap_closest_report(stories.pick(input), text.data(), text.size(), input.byte(), input.number(),
                                           nullptr, &closest, &error));
    storymap_map const* const some[] = {maps.pick(input), maps.pick(input)};
    storymap_run const how = run();
    Text similar;
    similar.expect(storymap_similar(some, 1 + input.byte() % 2, nullptr, nullptr, &how, &similar, &error));
  }

  void ask_vectorizer() {
    storymap_vectorizer* const vectorizer = vectorizers.pick(input);
    std::size_t const size = storymap_vectorizer_size(vectorizer);
    double const* const idf = storymap_vectorizer_idf(vectorizer);
    for (std::uint32_t column = 0; column < size; ++column) {
      Text term;
      if (storymap_vectorizer_term(vectorizer, column, &term, &error) != STORYMAP_OK) std::abort();
      std::uint32_t found = column + 1;
      if (storymap_vectorizer_column(vectorizer, term.data, term.size, &found, &error) != STORYMAP_OK) std::abort();
      if (found != column || (idf != nullptr && !std::isfinite(idf[column]))) std::abort();
    }
    Text none;
    if (storymap_vectorizer_term(vectorizer, static_cast<std::uint32_t>(size), &none, &error) == STORYMAP_OK) {
      std::abort();
    }
    storymap_run const how = run();
    storymap_corpus* const texts = corpora.pick(input);
    (void)storymap_corpus_size(texts);
    storymap_matrix* made = nullptr;
    storymap_status const status = storymap_vectorizer_transform(vectorizer, texts, &how, &made, &error);
    matrices.take(status, made);
  }

  void ask_matrix() {
    storymap_matrix* const matrix = matrices.pick(input);
    storymap_matrix_view view = STORYMAP_MATRIX_VIEW_INIT;
    if (storymap_matrix_get(matrix, &view, &error) == STORYMAP_OK && view.row_begin[view.rows] != view.nonzeros) {
      std::abort();
    }
    storymap_bm25* ranking = nullptr;
    storymap_status const status = storymap_bm25_new(matrix, input.number(), input.number(), &ranking, &error);
    rankings.take(status, ranking);
    std::string_view const text = input.text();
    Matches found;
    found.expect(storymap_bm25_search(rankings.pick(input), vectorizers.pick(input), text.data(), text.size(),
                                      input.byte(), &found, &error));
  }

  void ask_index() {
    storymap_index* const index = indexes.pick(input);
    double const at_least = input.number();
    storymap_run const how = run();
    std::size_t const rows = storymap_index_size(index);
    Matches across;
    across.expect(storymap_index_closest_across(index, input.byte() % 8, at_least, &how, &across, &error));
    std::array<double, 2> const thresholds = {at_least, input.number()};
    std::array<std::uint64_t, 2> counts = {};
    (void)storymap_index_count_pairs(index, thresholds.data(), thresholds.size(), &how, counts.data(), &error);
    std::uint64_t bytes = 0;
    (void)storymap_index_join_memory(index, at_least, &how, &bytes, &error);
    std::size_t left = input.byte();
    auto const visit = [](void* user, storymap_pair const*, std::size_t count) -> std::int32_t {
      auto& room = *static_cast<std::size_t*>(user);
      if (count > room) return 1;
      room -= count;
      return 0;
    };
    (void)storymap_index_for_each_pair(index, at_least, visit, &left, &how, &error);
    std::array<std::uint32_t, 3> const some = {0, 1, static_cast<std::uint32_t>(input.byte() % (rows + 2))};
    std::array<double, 3> means = {};
    (void)storymap_index_mean_similarities(index, some.data(), some.size(), means.data(), &error);
    Rows begin;
    Matches graph;
    storymap_status const status =
        storymap_index_neighbour_graph(index, input.byte() % 5, at_least, &how, &begin, &graph, &error);
    begin.expect(status);
    graph.expect(status);
    Matches shared;
    shared.expect(storymap_index_shared(index, some[1], some[2], &shared, &error));
    std::string_view const text = input.text();
    Matches found;
    found.expect(storymap_index_search(index, vectorizers.pick(input), text.data(), text.size(), input.byte(), at_least,
                                       &found, &error));
  }

  void ask_live_index() {
    storymap_live_index* const index = live.pick(input);
    std::string_view const text = input.text();
    std::uint64_t id = 0;
    if (storymap_live_index_insert(index, text.data(), text.size(), &id, &error) == STORYMAP_OK &&
        storymap_live_index_contains(index, id) != 1) {
      std::abort();
    }
    storymap_run const how = run();
    (void)storymap_live_index_insert_all(index, corpora.pick(input), &how, &id, &error);
    Ids ids;
    ids.expect(storymap_live_index_ids(index, &ids, &error));
    if (ids.size != storymap_live_index_size(index)) std::abort();
    if (index != nullptr && storymap_live_index_memory(index) == 0) std::abort();
    LiveMatches near;
    near.expect(storymap_live_index_neighbours(index, input.byte() % 16, input.byte(), input.number(), &near, &error));
  }

  void stop() {
    storymap_cancel* cancel = nullptr;
    if (storymap_cancel_new(&cancel, &error) != STORYMAP_OK) std::abort();
    storymap_run how = STORYMAP_RUN_INIT;
    how.cancel = cancel;
    storymap_cancel_request(cancel);
    Pairs none;
    if (storymap_index_pairs(indexes.pick(input), 0.5, &how, &none, &error) == STORYMAP_OK) std::abort();
    storymap_cancel_free(cancel);
  }

  /// Files in a folder that is this process's own; what was saved is read again.
  void files() {
    std::string const path = "/tmp/storymap-fuzz-" + std::to_string(getpid());
    std::string_view const format = input.text();
    Text dropped;
    storymap_status status =
        storymap_map_save(maps.pick(input), path.data(), path.size(), format.data(), format.size(), &dropped, &error);
    dropped.expect(status);
    storymap_map* map = nullptr;
    status = storymap_map_load(path.data(), path.size(), nullptr, &map, &error);
    maps.take(status, map);
    if (storymap_live_index_save(live.pick(input), path.data(), path.size(), &error) == STORYMAP_OK) {
      storymap_live_index* again = nullptr;
      status = storymap_live_index_load(path.data(), path.size(), &again, &error);
      live.take(status, again);
      if (again == nullptr) std::abort();
    }
    unlink(path.c_str());
  }
};

}  // namespace storymap_fuzz
