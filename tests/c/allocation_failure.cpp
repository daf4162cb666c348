// tests/c/allocation_failure.cpp - every allocation of every call fails once: nothing leaks, crashes or is half done.
//
// Under AddressSanitizer with its leak checker; elsewhere it shows that statuses are right.
#include <storymap.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Counts down to the allocation that fails; below 0 none does.
std::atomic<long> left = -1;

[[nodiscard]] void* allocate(std::size_t size) noexcept {
  if (left.load(std::memory_order_relaxed) >= 0 && left.fetch_sub(1, std::memory_order_relaxed) == 0) return nullptr;
  return std::malloc(size == 0 ? 1 : size);
}

[[nodiscard]] void* allocate_aligned(std::size_t size, std::align_val_t alignment) noexcept {
  if (left.load(std::memory_order_relaxed) >= 0 && left.fetch_sub(1, std::memory_order_relaxed) == 0) return nullptr;
  auto const step = static_cast<std::size_t>(alignment);
  return std::aligned_alloc(step, (size + step - 1) / step * step);
}

[[nodiscard]] void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return or_throw(allocate(size)); }
void* operator new[](std::size_t size) { return or_throw(allocate(size)); }
void* operator new(std::size_t size, std::nothrow_t const&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, std::nothrow_t const&) noexcept { return allocate(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return or_throw(allocate_aligned(size, alignment)); }
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return or_throw(allocate_aligned(size, alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::nothrow_t const&) noexcept { std::free(memory); }
void operator delete[](void* memory, std::nothrow_t const&) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

int failures = 0;

/// Repeats a call with its first, second, third... allocation failing, until it needs no more than it gets.
template <class Call>
void fail_each(char const* name, Call const& call) {
  for (long allocation = 0;; ++allocation) {
    storymap_error error = STORYMAP_ERROR_INIT;
    left = allocation;
    storymap_status const status = call(&error);
    bool const failed = left.exchange(-1) < 0;
    if (!failed && status == STORYMAP_OK) {
      std::printf("%-40s %ld allocations\n", name, allocation);
      return;
    }
    // A call may do without what it did not get, but then it must succeed.
    if (status == STORYMAP_OUT_OF_MEMORY || (failed && status == STORYMAP_OK)) continue;
    std::printf("%s: allocation %ld: status %d, %s\n", name, allocation, static_cast<int>(status), error.message);
    ++failures;
    return;
  }
}

constexpr std::string_view map_json =
    R"({"storymap":1,"name":"Shop","releases":[{"id":"r1","title":"MVP"}],"personas":[{"id":"p1","name":"Buyer"}],
       "links":[{"kind":"blocks","from":"s1","to":"s2"}],"activities":[{"id":"a1","title":"Buy","tasks":[{"id":"t1",
       "title":"Pay","stories":[{"id":"s1","title":"Pay an order by card, for which there is a long title"},
       {"id":"s2","title":"Pay by invoice","description":"As a buyer, I want to pay later","points":3,"release":"r1"},
       {"id":"s3","title":"Pay an order by card, for which there is a title","labels":["ux"],"odd":[1,"two"]}]}]}]})";
constexpr std::string_view edits =
    R"({"v":1,"op":"set","noun":"story","id":"s1","field":"title","value":"Pay by card whenever that is possible"}
{"v":1,"op":"add","noun":"story","value":{"id":"s9","title":"Search by name"},"parent":"t1","after":"s3"})";

template <class Handle>
struct Owner {
  Handle* handle = nullptr;
  void (*free_handle)(Handle*);
  ~Owner() { free_handle(handle); }
  Handle** reset() {
    free_handle(handle);
    handle = nullptr;
    return &handle;
  }
};

[[nodiscard]] storymap_map* example() {
  storymap_map* map = nullptr;
  if (storymap_map_read(map_json.data(), map_json.size(), nullptr, &map, nullptr) != STORYMAP_OK) std::abort();
  return map;
}

[[nodiscard]] std::string text_of(storymap_map const* map) {
  storymap_buffer text = {nullptr, 0};
  if (storymap_map_write(map, "json", 4, &text, nullptr, nullptr) != STORYMAP_OK) std::abort();
  std::string copy(text.data, text.size);
  storymap_buffer_free(&text);
  return copy;
}

void fail_maps() {
  Owner<storymap_map> map{example(), storymap_map_free};
  Owner<storymap_map> other{nullptr, storymap_map_free};
  storymap_buffer text = {nullptr, 0};
  storymap_buffer more = {nullptr, 0};
  auto const clear = [&] {
    storymap_buffer_free(&text);
    storymap_buffer_free(&more);
  };
  fail_each("storymap_map_new", [&](auto* error) { return storymap_map_new("Shop", 4, other.reset(), error); });
  for (std::string_view const format : {"json", "markdown", "csv", "text"}) {
    fail_each("storymap_map_write", [&](auto* error) {
      clear();
      return storymap_map_write(map.handle, format.data(), format.size(), &text, &more, error);
    });
    std::string const written(text.data, text.size);
    fail_each("storymap_map_read", [&](auto* error) {
      return storymap_map_read(written.data(), written.size(), nullptr, other.reset(), error);
    });
  }
  fail_each("storymap_map_copy", [&](auto* error) { return storymap_map_copy(map.handle, other.reset(), error); });
  fail_each("storymap_map_find_story", [&](auto* error) {
    Owner<storymap_map> fresh{nullptr, storymap_map_free};
    std::uint64_t row = 0;
    long const budget = left.exchange(-1);
    fresh.handle = example();
    left = budget;
    return storymap_map_find_story(fresh.handle, "s2", 2, &row, error);
  });
  std::string const before = text_of(map.handle);
  fail_each("storymap_map_apply", [&](auto* error) {
    clear();
    storymap_status const status = storymap_map_apply(map.handle, edits.data(), edits.size(), &text, error);
    long const budget = left.exchange(-1);
    if (status != STORYMAP_OK && text_of(map.handle) != before) {
      std::printf("storymap_map_apply: half done\n");
      ++failures;
    }
    if (status == STORYMAP_OK) {
      storymap_map_free(map.handle);
      map.handle = example();
    }
    left = budget;
    return status;
  });
  (void)storymap_map_copy(map.handle, other.reset(), nullptr);
  (void)storymap_map_apply(other.handle, edits.data(), edits.size(), nullptr, nullptr);
  fail_each("storymap_diff", [&](auto* error) {
    clear();
    return storymap_diff(map.handle, other.handle, &text, error);
  });
  fail_each("storymap_rebase", [&](auto* error) {
    clear();
    constexpr std::string_view mine = R"({"v":1,"op":"set","noun":"story","id":"s2","field":"points","value":5})";
    return storymap_rebase(mine.data(), mine.size(), map.handle, other.handle, &text, &more, error);
  });
  fail_each("storymap_merge", [&](auto* error) {
    clear();
    Owner<storymap_map> merged{nullptr, storymap_map_free};
    return storymap_merge(map.handle, other.handle, map.handle, &merged.handle, &text, error);
  });
  fail_each("storymap_map_plan_remove", [&](auto* error) {
    clear();
    return storymap_map_plan_remove(map.handle, "task", 4, "t1", 2, &text, error);
  });
  fail_each("storymap_formats", [&](auto* error) {
    clear();
    return storymap_formats(&text, error);
  });
  clear();
}

void fail_files(std::string const& path) {
  Owner<storymap_map> map{example(), storymap_map_free};
  Owner<storymap_map> other{nullptr, storymap_map_free};
  storymap_buffer text = {nullptr, 0};
  fail_each("storymap_map_save", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_map_save(map.handle, path.data(), path.size(), "json", 4, &text, error);
  });
  fail_each("storymap_map_load",
            [&](auto* error) { return storymap_map_load(path.data(), path.size(), nullptr, other.reset(), error); });
  fail_each("storymap_map_import_report", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_map_import_report(other.handle, &text, error);
  });
  fail_each("storymap_map_counts", [&](auto* error) {
    storymap_counts counts = STORYMAP_COUNTS_INIT;
    return storymap_map_counts(map.handle, &counts, error);
  });
  fail_each("storymap_map_story", [&](auto* error) {
    Owner<storymap_map> fresh{nullptr, storymap_map_free};
    storymap_story story = STORYMAP_STORY_INIT;
    long const budget = left.exchange(-1);
    fresh.handle = example();
    left = budget;
    return storymap_map_story(fresh.handle, 2, &story, error);
  });
  storymap_buffer_free(&text);
}

void fail_words() {
  storymap_buffer text = {nullptr, 0};
  fail_each("storymap_translate", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_translate("the file is empty", 17, "ru", 2, &text, error);
  });
  fail_each("storymap_compare_texts", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_compare_texts("Export to PDF", 13, "Export to Excel", 15, &text, error);
  });
  Owner<storymap_cancel> cancel{nullptr, storymap_cancel_free};
  fail_each("storymap_cancel_new", [&](auto* error) { return storymap_cancel_new(cancel.reset(), error); });
  storymap_buffer_free(&text);
}

void fail_analysis() {
  Owner<storymap_map> map{example(), storymap_map_free};
  Owner<storymap_analysis> analysis{nullptr, storymap_analysis_free};
  Owner<storymap_stories> stories{nullptr, storymap_stories_free};
  storymap_map const* const maps[] = {map.handle};
  storymap_buffer text = {nullptr, 0};
  storymap_matches matches = {nullptr, 0};
  storymap_pairs pairs = {nullptr, 0};
  storymap_analysis_options options = STORYMAP_ANALYSIS_OPTIONS_INIT;
  options.stop_word_list = "none";
  options.stop_word_list_size = 4;
  fail_each("storymap_analyze",
            [&](auto* error) { return storymap_analyze(maps, 1, &options, nullptr, analysis.reset(), error); });
  storymap_report_options report = STORYMAP_REPORT_OPTIONS_INIT;
  for (int const format : {STORYMAP_JSON, STORYMAP_TEXT, STORYMAP_MARKDOWN}) {
    report.format = format;
    fail_each("storymap_analysis_report", [&](auto* error) {
      storymap_buffer_free(&text);
      return storymap_analysis_report(analysis.handle, &report, &text, error);
    });
  }
  fail_each("storymap_analysis_pairs", [&](auto* error) {
    storymap_pairs_free(&pairs);
    return storymap_analysis_pairs(analysis.handle, &pairs, error);
  });
  fail_each("storymap_similar", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_similar(maps, 1, &options, nullptr, nullptr, &text, error);
  });
  fail_each("storymap_validate", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_validate(map.handle, nullptr, 0, nullptr, &text, error);
  });
  fail_each("storymap_stories_new",
            [&](auto* error) { return storymap_stories_new(maps, 1, &options, nullptr, stories.reset(), error); });
  fail_each("storymap_closest", [&](auto* error) {
    storymap_matches_free(&matches);
    return storymap_closest(stories.handle, "pay by card", 11, 5, 0, &matches, error);
  });
  fail_each("storymap_closest_report", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_closest_report(stories.handle, "pay by card", 11, 5, 0, nullptr, &text, error);
  });
  fail_each("storymap_explain", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_explain(stories.handle, 0, 2, &text, error);
  });
  storymap_buffer_free(&text);
  storymap_pairs_free(&pairs);
  storymap_matches_free(&matches);
}

[[nodiscard]] storymap_corpus* texts() {
  storymap_corpus* corpus = nullptr;
  if (storymap_corpus_new(&corpus, nullptr) != STORYMAP_OK) std::abort();
  for (std::string_view const text : {"pay an order by card", "pay an order by card today", "search by name",
                                      "filter by price", "pay the order by card", "print an invoice"}) {
    if (storymap_corpus_add(corpus, text.data(), text.size(), nullptr) != STORYMAP_OK) std::abort();
  }
  return corpus;
}

void fail_corpus() {
  Owner<storymap_corpus> corpus{nullptr, storymap_corpus_free};
  fail_each("storymap_corpus_new", [&](auto* error) { return storymap_corpus_new(corpus.reset(), error); });
  auto const empty = [&] {
    long const budget = left.exchange(-1);
    if (storymap_corpus_new(corpus.reset(), nullptr) != STORYMAP_OK) std::abort();
    left = budget;
  };
  auto const none_or_all = [&](storymap_status status, std::size_t all) {
    if (storymap_corpus_size(corpus.handle) == (status == STORYMAP_OK ? all : 0)) return status;
    std::printf("storymap_corpus_add: half done\n");
    ++failures;
    return status;
  };
  fail_each("storymap_corpus_add", [&](auto* error) {
    empty();
    return none_or_all(storymap_corpus_add(corpus.handle, "pay by card", 11, error), 1);
  });
  fail_each("storymap_corpus_add_all", [&](auto* error) {
    constexpr std::uint64_t offsets[] = {0, 3, 6, 11};
    empty();
    return none_or_all(storymap_corpus_add_all(corpus.handle, "pay by card", offsets, 3, error), 3);
  });
}

/// Vectors, and what is asked of them one row at a time.
void fail_vectors() {
  Owner<storymap_corpus> corpus{texts(), storymap_corpus_free};
  Owner<storymap_vectorizer> vectorizer{nullptr, storymap_vectorizer_free};
  Owner<storymap_matrix> matrix{nullptr, storymap_matrix_free};
  Owner<storymap_matrix> made{nullptr, storymap_matrix_free};
  Owner<storymap_index> index{nullptr, storymap_index_free};
  Owner<storymap_bm25> bm25{nullptr, storymap_bm25_free};
  storymap_buffer text = {nullptr, 0};
  storymap_matches matches = {nullptr, 0};
  if (storymap_vectorize(corpus.handle, nullptr, nullptr, vectorizer.reset(), matrix.reset(), nullptr) != STORYMAP_OK) {
    std::abort();
  }
  fail_each("storymap_vectorizer_transform", [&](auto* error) {
    return storymap_vectorizer_transform(vectorizer.handle, corpus.handle, nullptr, made.reset(), error);
  });
  fail_each("storymap_vectorizer_term", [&](auto* error) {
    storymap_buffer_free(&text);
    return storymap_vectorizer_term(vectorizer.handle, 1, &text, error);
  });
  fail_each("storymap_vectorizer_column", [&](auto* error) {
    std::uint32_t column = 0;
    return storymap_vectorizer_column(vectorizer.handle, "card", 4, &column, error);
  });
  storymap_matrix_view view = STORYMAP_MATRIX_VIEW_INIT;
  fail_each("storymap_matrix_get", [&](auto* error) { return storymap_matrix_get(matrix.handle, &view, error); });
  fail_each("storymap_matrix_new", [&](auto* error) { return storymap_matrix_new(&view, made.reset(), error); });
  for (std::int32_t const measure : {STORYMAP_JACCARD, STORYMAP_COSINE}) {
    fail_each("storymap_index_from_matrix",
              [&](auto* error) { return storymap_index_from_matrix(matrix.handle, measure, index.reset(), error); });
  }
  fail_each("storymap_index_score", [&](auto* error) {
    double score = 0;
    return storymap_index_score(index.handle, 0, 1, &score, error);
  });
  fail_each("storymap_index_search", [&](auto* error) {
    storymap_matches_free(&matches);
    return storymap_index_search(index.handle, vectorizer.handle, "pay by card", 11, 5, 0, &matches, error);
  });
  fail_each("storymap_index_shared", [&](auto* error) {
    storymap_matches_free(&matches);
    return storymap_index_shared(index.handle, 0, 1, &matches, error);
  });
  fail_each("storymap_index_mean_similarities", [&](auto* error) {
    constexpr std::uint32_t rows[] = {0, 1, 4};
    double means[3] = {};
    return storymap_index_mean_similarities(index.handle, rows, 3, means, error);
  });
  fail_each("storymap_bm25_new",
            [&](auto* error) { return storymap_bm25_new(matrix.handle, 1.2, 0.75, bm25.reset(), error); });
  fail_each("storymap_bm25_search", [&](auto* error) {
    storymap_matches_free(&matches);
    return storymap_bm25_search(bm25.handle, vectorizer.handle, "pay by card", 11, 5, &matches, error);
  });
  storymap_buffer_free(&text);
  storymap_matches_free(&matches);
}

void fail_index(std::uint32_t threads) {
  Owner<storymap_corpus> corpus{texts(), storymap_corpus_free};
  Owner<storymap_index> index{nullptr, storymap_index_free};
  Owner<storymap_vectorizer> vectorizer{nullptr, storymap_vectorizer_free};
  storymap_run run = STORYMAP_RUN_INIT;
  run.threads = threads;
  fail_each("storymap_index_new",
            [&](auto* error) { return storymap_index_new(corpus.handle, nullptr, &run, index.reset(), error); });
  fail_each("storymap_vectorize", [&](auto* error) {
    Owner<storymap_matrix> matrix{nullptr, storymap_matrix_free};
    return storymap_vectorize(corpus.handle, nullptr, &run, vectorizer.reset(), &matrix.handle, error);
  });
  storymap_pairs pairs = {nullptr, 0};
  storymap_rows rows = {nullptr, 0};
  storymap_matches matches = {nullptr, 0};
  for (double const at_least : {0.2, 0.8}) {
    fail_each("storymap_index_pairs", [&](auto* error) {
      storymap_pairs_free(&pairs);
      return storymap_index_pairs(index.handle, at_least, &run, &pairs, error);
    });
    fail_each("storymap_index_groups", [&](auto* error) {
      storymap_rows_free(&rows);
      return storymap_index_groups(index.handle, at_least, &run, &rows, error);
    });
    fail_each("storymap_index_for_each_pair", [&](auto* error) {
      auto const visit = [](void*, storymap_pair const*, std::size_t) -> std::int32_t { return 0; };
      return storymap_index_for_each_pair(index.handle, at_least, visit, nullptr, &run, error);
    });
    fail_each("storymap_index_count_pairs", [&](auto* error) {
      std::uint64_t count = 0;
      return storymap_index_count_pairs(index.handle, &at_least, 1, &run, &count, error);
    });
    fail_each("storymap_index_pairs_across", [&](auto* error) {
      storymap_pairs_free(&pairs);
      return storymap_index_pairs_across(index.handle, 3, at_least, &run, &pairs, error);
    });
    fail_each("storymap_index_closest_across", [&](auto* error) {
      storymap_matches_free(&matches);
      return storymap_index_closest_across(index.handle, 3, at_least, &run, &matches, error);
    });
    fail_each("storymap_index_join_memory", [&](auto* error) {
      std::uint64_t bytes = 0;
      return storymap_index_join_memory(index.handle, at_least, &run, &bytes, error);
    });
    fail_each("storymap_index_neighbour_graph", [&](auto* error) {
      storymap_rows_free(&rows);
      storymap_matches_free(&matches);
      return storymap_index_neighbour_graph(index.handle, 2, at_least, &run, &rows, &matches, error);
    });
  }
  fail_each("storymap_index_neighbours", [&](auto* error) {
    storymap_matches_free(&matches);
    return storymap_index_neighbours(index.handle, 0, 5, 0, &matches, error);
  });
  storymap_pairs_free(&pairs);
  storymap_rows_free(&rows);
  storymap_matches_free(&matches);
}

void fail_live_index(std::string const& path) {
  Owner<storymap_corpus> corpus{texts(), storymap_corpus_free};
  Owner<storymap_live_index> index{nullptr, storymap_live_index_free};
  fail_each("storymap_live_index_new",
            [&](auto* error) { return storymap_live_index_new(nullptr, index.reset(), error); });
  std::uint64_t id = 0;
  storymap_live_matches matches = {nullptr, 0};
  // After a failed change the index may only be freed: each attempt has one of its own.
  auto const renew = [&](bool with_texts) {
    long const budget = left.exchange(-1);
    if (storymap_live_index_new(nullptr, index.reset(), nullptr) != STORYMAP_OK) std::abort();
    if (with_texts &&
        storymap_live_index_insert_all(index.handle, corpus.handle, nullptr, &id, nullptr) != STORYMAP_OK) {
      std::abort();
    }
    left = budget;
  };
  fail_each("storymap_live_index_insert", [&](auto* error) {
    renew(true);
    return storymap_live_index_insert(index.handle, "pay with a card", 15, &id, error);
  });
  fail_each("storymap_live_index_insert_and_compare", [&](auto* error) {
    renew(true);
    storymap_live_matches_free(&matches);
    return storymap_live_index_insert_and_compare(index.handle, "pay with a card", 15, 0.1, 5, &id, &matches, error);
  });
  fail_each("storymap_live_index_update", [&](auto* error) {
    renew(true);
    return storymap_live_index_update(index.handle, 1, "pay with a card", 15, error);
  });
  fail_each("storymap_live_index_erase", [&](auto* error) {
    renew(true);
    return storymap_live_index_erase(index.handle, 1, error);
  });
  fail_each("storymap_live_index_insert_all", [&](auto* error) {
    renew(false);
    return storymap_live_index_insert_all(index.handle, corpus.handle, nullptr, &id, error);
  });
  storymap_ids ids = {nullptr, 0};
  fail_each("storymap_live_index_ids", [&](auto* error) {
    storymap_ids_free(&ids);
    return storymap_live_index_ids(index.handle, &ids, error);
  });
  storymap_ids_free(&ids);
  fail_each("storymap_live_index_neighbours", [&](auto* error) {
    storymap_live_matches_free(&matches);
    return storymap_live_index_neighbours(index.handle, 0, 5, 0, &matches, error);
  });
  fail_each("storymap_live_index_closest", [&](auto* error) {
    storymap_live_matches_free(&matches);
    return storymap_live_index_closest(index.handle, "pay by card", 11, 5, 0, &matches, error);
  });
  storymap_buffer bytes = {nullptr, 0};
  fail_each("storymap_live_index_write", [&](auto* error) {
    storymap_buffer_free(&bytes);
    return storymap_live_index_write(index.handle, &bytes, error);
  });
  fail_each("storymap_live_index_read",
            [&](auto* error) { return storymap_live_index_read(bytes.data, bytes.size, index.reset(), error); });
  fail_each("storymap_live_index_save",
            [&](auto* error) { return storymap_live_index_save(index.handle, path.data(), path.size(), error); });
  fail_each("storymap_live_index_load",
            [&](auto* error) { return storymap_live_index_load(path.data(), path.size(), index.reset(), error); });
  storymap_buffer_free(&bytes);
  storymap_live_matches_free(&matches);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::printf("usage: %s <a file to write>\n", argv[0]), 2;
  std::string const path = argv[1];
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // what is printed shows how far a crash came
  fail_maps();
  fail_files(path);
  fail_words();
  fail_analysis();
  fail_corpus();
  fail_vectors();
  fail_index(1);
  fail_index(2);
  fail_live_index(path);
  std::remove(path.c_str());
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
