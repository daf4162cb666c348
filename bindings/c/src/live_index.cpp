// bindings/c/src/live_index.cpp - texts that come, change and go.
#include <storymap/live_index.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "corpus.hpp"
#include "reports.hpp"
#include "run.hpp"
#include "vectorizer.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace storymap::c;
using storymap::DocumentId;
using storymap::Errc;
using storymap::LiveMatch;

struct storymap_live_index : Handle<storymap_live_index> {
  explicit storymap_live_index(storymap::LiveIndex index) : texts(std::move(index)) {}
  storymap::LiveIndex texts;
};

namespace {

[[nodiscard]] storymap::LiveOptions live_options(storymap_live_options const* given) {
  auto const set = options_of(given, storymap_live_options STORYMAP_LIVE_OPTIONS_INIT, "options");
  storymap::LiveOptions options;
  options.ngram_range = {set.ngram_min, set.ngram_max};
  options.stop_words =
      stop_words_of(text_of(set.stop_words, set.stop_words_size, "options.stop_words"),
                    text_of(set.stop_word_list, set.stop_word_list_size, "options.stop_word_list"), {});
  options.lowercase = set.lowercase != 0;
  options.strip_accents = choice(set.strip_accents, storymap::StripAccents::unicode, "options.strip_accents");
  options.max_df = share_or_count(set.max_df, !(set.max_df > 1));
  value_of(storymap::check(options));
  return options;
}

void give_index(storymap_live_index** index, storymap::LiveIndex made) {
  *index = std::make_unique<storymap_live_index>(std::move(made)).release();
}

[[nodiscard]] Owned<storymap_live_match> plain(std::vector<LiveMatch> const& found) {
  Owned<storymap_live_match> data = make_room<storymap_live_match>(found.size());
  for (std::size_t k = 0; k < found.size(); ++k) data[k] = {found[k].id.value, found[k].score};
  return data;
}

void give_matches(storymap_live_matches* matches, std::vector<LiveMatch> const& found) {
  give(matches, plain(found), found.size());
}

/// A text to be compared, which `closest` wants to be no longer than one that is inserted.
[[nodiscard]] std::string_view question_of(char const* text, std::size_t size, double at_least) {
  need_least_score(at_least, "at_least");
  if (size > storymap::LiveIndex::most_text_bytes) refuse(Errc::too_large, "longer than 16 MiB", "text");
  return text_of(text, size, "text");
}

}  // namespace

storymap_status storymap_live_index_new(storymap_live_options const* options, storymap_live_index** index,
                                        storymap_error* error) {
  return call(error, [&] {
    need(index, "index");
    give_index(index, storymap::LiveIndex(live_options(options)));
  });
}

storymap_status storymap_live_index_load(char const* path, size_t path_size, storymap_live_index** index,
                                         storymap_error* error) {
  return call(error, [&] {
    need(index, "index");
    give_index(index, value_of(storymap::LiveIndex::load(path_of(path, path_size))));
  });
}

storymap_status storymap_live_index_read(char const* bytes, size_t size, storymap_live_index** index,
                                         storymap_error* error) {
  return call(error, [&] {
    need(index, "index");
    give_index(index, value_of(storymap::LiveIndex::from_bytes(bytes_of(bytes, size, "bytes"))));
  });
}

storymap_status storymap_live_index_save(storymap_live_index const* index, char const* path, size_t path_size,
                                         storymap_error* error) {
  return call(error, [&] { value_of(live(index, "index").texts.save(path_of(path, path_size))); });
}

storymap_status storymap_live_index_write(storymap_live_index const* index, storymap_buffer* bytes,
                                          storymap_error* error) {
  return call(error, [&] {
    need(bytes, "bytes");
    give(bytes, live(index, "index").texts.to_bytes());
  });
}

void storymap_live_index_free(storymap_live_index* index) { delete index; }

size_t storymap_live_index_size(storymap_live_index const* index) { return index == nullptr ? 0 : index->texts.size(); }

size_t storymap_live_index_memory(storymap_live_index const* index) {
  return index == nullptr ? 0 : index->texts.memory();
}

int32_t storymap_live_index_contains(storymap_live_index const* index, uint64_t id) {
  return index != nullptr && index->texts.contains(DocumentId{id}) ? 1 : 0;
}

storymap_status storymap_live_index_ids(storymap_live_index const* index, storymap_ids* ids, storymap_error* error) {
  return call(error, [&] {
    need(ids, "ids");
    std::vector<DocumentId> const all = live(index, "index").texts.ids();
    Owned<std::uint64_t> data = make_room<std::uint64_t>(all.size());
    for (std::size_t k = 0; k < all.size(); ++k) data[k] = all[k].value;
    give(ids, std::move(data), all.size());
  });
}

storymap_status storymap_live_index_insert(storymap_live_index* index, char const* text, size_t size, uint64_t* id,
                                           storymap_error* error) {
  return call(error, [&] {
    need(id, "id");
    std::string_view const added = text_of(text, size, "text");
    *id = value_of(live(index, "index").texts.insert(added)).value;
  });
}

storymap_status storymap_live_index_insert_all(storymap_live_index* index, storymap_corpus const* corpus,
                                               storymap_run const* run, uint64_t* first_id, storymap_error* error) {
  return call(error, [&] {
    need(first_id, "first_id");
    storymap::Corpus const& added = live(corpus, "corpus").texts;
    std::vector<std::string_view> texts;
    texts.reserve(added.size());
    for (std::size_t row = 0; row < added.size(); ++row) texts.push_back(added[row]);
    *first_id = value_of(live(index, "index").texts.insert_all(texts, run_options(run))).value;
  });
}

storymap_status storymap_live_index_insert_and_compare(storymap_live_index* index, char const* text, size_t size,
                                                       double at_least, size_t limit, uint64_t* id,
                                                       storymap_live_matches* duplicates, storymap_error* error) {
  return call(error, [&] {
    need(id, "id");
    need(duplicates, "duplicates");
    std::string_view const added = question_of(text, size, at_least);
    auto const inserted = value_of(live(index, "index").texts.insert_and_compare(added, at_least, limit));
    give_matches(duplicates, inserted.duplicates);
    *id = inserted.id.value;
  });
}

storymap_status storymap_live_index_update(storymap_live_index* index, uint64_t id, char const* text, size_t size,
                                           storymap_error* error) {
  return call(error, [&] { value_of(live(index, "index").texts.update(DocumentId{id}, text_of(text, size, "text"))); });
}

storymap_status storymap_live_index_erase(storymap_live_index* index, uint64_t id, storymap_error* error) {
  return call(error, [&] {
    if (live(index, "index").texts.erase(DocumentId{id})) return;
    refuse(Errc::unknown_id, "no text has the id " + std::to_string(id), "id");
  });
}

storymap_status storymap_live_index_closest(storymap_live_index const* index, char const* text, size_t size,
                                            size_t limit, double at_least, storymap_live_matches* matches,
                                            storymap_error* error) {
  return call(error, [&] {
    need(matches, "matches");
    std::string_view const wanted = question_of(text, size, at_least);
    give_matches(matches, live(index, "index").texts.closest(wanted, limit, at_least));
  });
}

storymap_status storymap_live_index_neighbours(storymap_live_index const* index, uint64_t id, size_t limit,
                                               double at_least, storymap_live_matches* matches, storymap_error* error) {
  return call(error, [&] {
    need(matches, "matches");
    need_least_score(at_least, "at_least");
    give_matches(matches, value_of(live(index, "index").texts.neighbours(DocumentId{id}, limit, at_least)));
  });
}
