// bindings/c/src/map.cpp - reading, writing and looking at maps.
#include "arguments.hpp"
#include "arrays.hpp"
#include "json.hpp"
#include "map_state.hpp"

#include <storymap/encoding.hpp>
#include <storymap/formats.hpp>

#include <memory>
#include <string>
#include <utility>

using namespace storymap::c;
using storymap::Errc;

namespace {

[[nodiscard]] std::optional<storymap::Encoding> encoding_of(std::string_view name) {
  if (name.empty()) return std::nullopt;
  std::optional<storymap::Encoding> const encoding = storymap::parse_encoding(name);
  if (!encoding) refuse(Errc::invalid_argument, "expected utf-8, utf-16le, utf-16be or cp1251", "options.encoding");
  return encoding;
}

[[nodiscard]] storymap::ReadOptions read_options(storymap_read_options const* given) {
  storymap_read_options const set = options_of(given, storymap_read_options STORYMAP_READ_OPTIONS_INIT, "options");
  storymap::ReadOptions options;
  options.format = text_of(set.format, set.format_size, "options.format");
  options.file_name = text_of(set.file_name, set.file_name_size, "options.file_name");
  options.name_after_file = set.name_after_file != 0;
  options.encoding = encoding_of(text_of(set.encoding, set.encoding_size, "options.encoding"));
  options.archived = set.archived != 0;
  options.limits.depth = set.depth;
  options.limits.bytes = static_cast<std::size_t>(set.most_bytes);
  return options;
}

void give_import(storymap_map** map, storymap::Import import, std::string file) {
  *map = std::make_unique<storymap_map>(std::move(import.map), std::move(file), std::move(import.report)).release();
}

/// What an export had to leave out, and its text, of which the caller may want only one.
void give_export(storymap::Export const& written, storymap_buffer* text, storymap_buffer* dropped) {
  Owned<char> sentences;
  std::string const json = dropped == nullptr ? std::string() : json_of(written.dropped);
  if (dropped != nullptr) sentences = copy_text(json);
  if (text != nullptr) give(text, written.text);
  if (dropped != nullptr) give(dropped, std::move(sentences), json.size());
}

[[nodiscard]] storymap_story view_of(storymap::Story const& story, storymap::StoryPlace const& place) {
  storymap_story view = STORYMAP_STORY_INIT;
  auto const set = [](char const*& data, size_t& size, std::string_view text) {
    data = text.data();
    size = text.size();
  };
  view.has_points = story.points ? 1 : 0;
  view.points = story.points.value_or(0);
  set(view.id, view.id_size, story.id.str());
  set(view.title, view.title_size, story.title);
  set(view.description, view.description_size, story.description);
  set(view.status, view.status_size, to_string(story.status));
  set(view.priority, view.priority_size, story.priority);
  if (story.release) set(view.release, view.release_size, story.release->str());
  view.activity = place.activity;
  view.task = place.task;
  view.position = place.story;
  return view;
}

}  // namespace

storymap_status storymap_map_new(char const* name, size_t name_size, storymap_map** map, storymap_error* error) {
  return call(error, [&] {
    need(map, "map");
    storymap::Map empty{.name = std::string(text_of(name, name_size, "name"))};
    *map = std::make_unique<storymap_map>(std::move(empty)).release();
  });
}

storymap_status storymap_map_read(char const* bytes, size_t size, storymap_read_options const* options,
                                  storymap_map** map, storymap_error* error) {
  return call(error, [&] {
    need(map, "map");
    storymap::ReadOptions const reading = read_options(options);
    std::string text(bytes_of(bytes, size, "bytes"));
    give_import(map, value_of(storymap::read_map(std::move(text), reading)), reading.file_name);
  });
}

storymap_status storymap_map_load(char const* path, size_t path_size, storymap_read_options const* options,
                                  storymap_map** map, storymap_error* error) {
  return call(error, [&] {
    need(map, "map");
    std::string const file = path_of(path, path_size);
    give_import(map, value_of(storymap::load_map(file, read_options(options))), file);
  });
}

storymap_status storymap_map_write(storymap_map const* map, char const* format, size_t format_size,
                                   storymap_buffer* text, storymap_buffer* dropped, storymap_error* error) {
  return call(error, [&] {
    need(text, "text");
    std::string_view const wanted = text_of(format, format_size, "format");
    give_export(value_of(storymap::write_map(live(map, "map").map(), wanted)), text, dropped);
  });
}

storymap_status storymap_map_save(storymap_map const* map, char const* path, size_t path_size, char const* format,
                                  size_t format_size, storymap_buffer* dropped, storymap_error* error) {
  return call(error, [&] {
    std::string const file = path_of(path, path_size);
    std::string_view const wanted = text_of(format, format_size, "format");
    give_export(value_of(storymap::save_map(live(map, "map").map(), file, wanted)), nullptr, dropped);
  });
}

storymap_status storymap_map_copy(storymap_map const* map, storymap_map** copy, storymap_error* error) {
  return call(error, [&] {
    need(copy, "copy");
    storymap_map const& original = live(map, "map");
    auto second = std::make_unique<storymap_map>(storymap::Map(), original.file_name);
    second->state = original.state;
    second->import = original.import;
    *copy = second.release();
  });
}

void storymap_map_free(storymap_map* map) { delete map; }

int32_t storymap_map_equal(storymap_map const* a, storymap_map const* b) {
  return a != nullptr && b != nullptr && a->map() == b->map() ? 1 : 0;
}

storymap_status storymap_map_import_report(storymap_map const* map, storymap_buffer* json, storymap_error* error) {
  return call(error, [&] {
    need(json, "json");
    storymap_map const& read = live(map, "map");
    if (!read.import) return give(json, "null");
    // A name of its own: g++ 12 destroys members of a temporary in a conditional twice when a later one throws.
    storymap::ImportedFile const imported{read.file_name, *read.import};
    give(json, json_of(imported));
  });
}

storymap_status storymap_map_counts(storymap_map const* map, storymap_counts* counts, storymap_error* error) {
  return call(error, [&] {
    storymap::MapCounts const held = count(live(map, "map").map());
    fill(counts,
         storymap_counts{0, 0, held.personas, held.releases, held.links, held.activities, held.tasks, held.stories},
         "counts");
  });
}

storymap_status storymap_map_story(storymap_map const* map, uint64_t row, storymap_story* story,
                                   storymap_error* error) {
  return call(error, [&] {
    MapState const& state = *live(map, "map").state;
    need_row(row, state.places().size(), "row");
    storymap::StoryPlace const& place = state.places()[static_cast<std::size_t>(row)];
    fill(story, view_of(at(state.map(), place), place), "story");
  });
}

storymap_status storymap_map_find_story(storymap_map const* map, char const* id, size_t id_size, uint64_t* row,
                                        storymap_error* error) {
  return call(error, [&] {
    need(row, "row");
    std::string_view const wanted = text_of(id, id_size, "id");
    std::optional<std::uint64_t> const found = live(map, "map").state->row_of(wanted);
    if (!found) refuse(Errc::unknown_id, "no story has the id '" + std::string(wanted) + "'", "id");
    *row = *found;
  });
}

storymap_status storymap_formats(storymap_buffer* json, storymap_error* error) {
  return call(error, [&] {
    need(json, "json");
    give(json, json_of(storymap::formats()));
  });
}
