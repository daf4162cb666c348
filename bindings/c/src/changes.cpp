// bindings/c/src/changes.cpp - edits, differences and merges of maps.
#include "arguments.hpp"
#include "arrays.hpp"
#include "json.hpp"
#include "map_state.hpp"

#include <storymap/align.hpp>
#include <storymap/analysis.hpp>
#include <storymap/diff.hpp>
#include <storymap/edit.hpp>
#include <storymap/json.hpp>
#include <storymap/merge.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace storymap::c;
using storymap::Edit;
using storymap::Errc;

namespace {

[[nodiscard]] std::vector<Edit> edits_of(char const* edits, std::size_t size) {
  return value_of(storymap::read_edits(text_of(edits, size, "edits")));
}

/// Gives two texts away, or neither; the second only to a caller who wants it.
void give_both(storymap_buffer* first, std::string const& text, storymap_buffer* second, std::string const& other) {
  Owned<char> copy = second == nullptr ? Owned<char>() : copy_text(other);
  if (first != nullptr) give(first, text);
  if (second != nullptr) give(second, std::move(copy), other.size());
}

template <class Noun>
[[nodiscard]] std::vector<Edit> removal_of(storymap::Map const& map, std::string_view id) {
  return storymap::plan_remove(map, storymap::Id<Noun>(std::string(id)));
}

[[nodiscard]] std::vector<Edit> removal_of(storymap::Map const& map, std::string_view noun, std::string_view id) {
  if (noun == "activity") return removal_of<storymap::Activity>(map, id);
  if (noun == "task") return removal_of<storymap::Task>(map, id);
  if (noun == "story") return removal_of<storymap::Story>(map, id);
  if (noun == "release") return removal_of<storymap::Release>(map, id);
  if (noun == "persona") return removal_of<storymap::Persona>(map, id);
  refuse(Errc::invalid_argument, "expected activity, task, story, release or persona", "noun");
}

/// The ids of a map that its reader made up.
[[nodiscard]] storymap::MadeUpIds made_up_ids(storymap_map const& map) {
  return map.import ? map.import->made_up : storymap::MadeUpIds();
}

}  // namespace

storymap_status storymap_map_apply(storymap_map* map, char const* edits, size_t edits_size, storymap_buffer* inverse,
                                   storymap_error* error) {
  return call(error, [&] {
    storymap_map& handle = live(map, "map");
    storymap::Map changed = handle.map();
    std::vector<Edit> const undo = value_of(storymap::apply(changed, edits_of(edits, edits_size)));
    SharedMap state = std::make_shared<MapState>(std::move(changed));
    if (inverse != nullptr) give(inverse, storymap::write_edits(undo));
    handle.state = std::move(state);
  });
}

storymap_status storymap_map_plan_remove(storymap_map const* map, char const* noun, size_t noun_size, char const* id,
                                         size_t id_size, storymap_buffer* edits, storymap_error* error) {
  return call(error, [&] {
    need(edits, "edits");
    std::string_view const name = text_of(id, id_size, "id");
    std::string_view const word = text_of(noun, noun_size, "noun");
    std::vector<Edit> const plan = removal_of(live(map, "map").map(), word, name);
    if (plan.empty()) {
      refuse(Errc::unknown_id, "no " + std::string(word) + " has the id '" + std::string(name) + "'", "id");
    }
    give(edits, storymap::write_edits(plan));
  });
}

storymap_status storymap_diff(storymap_map const* before, storymap_map const* after, storymap_buffer* edits,
                              storymap_error* error) {
  return call(error, [&] {
    need(edits, "edits");
    storymap::Map a = live(before, "before").map();
    storymap::Map b = live(after, "after").map();
    storymap::MadeUpIds made_up_in_a = made_up_ids(*before);
    storymap::MadeUpIds made_up_in_b = made_up_ids(*after);
    align_ids(a, made_up_in_a, b, made_up_in_b, storymap::similar_texts());
    give(edits, storymap::write_edits(storymap::diff(a, b)));
  });
}

storymap_status storymap_rebase(char const* edits, size_t edits_size, storymap_map const* base,
                                storymap_map const* current, storymap_buffer* rebased, storymap_buffer* notes,
                                storymap_error* error) {
  return call(error, [&] {
    need(rebased, "rebased");
    storymap::Rebased const result = value_of(
        storymap::rebase(edits_of(edits, edits_size), live(base, "base").map(), live(current, "current").map()));
    give_both(rebased, storymap::write_edits(result.edits), notes, json_of(result.notes));
  });
}

storymap_status storymap_merge(storymap_map const* base, storymap_map const* ours, storymap_map const* theirs,
                               storymap_map** merged, storymap_buffer* conflicts, storymap_error* error) {
  return call(error, [&] {
    need(merged, "merged");
    storymap_map const& left = live(ours, "ours");
    storymap::MergeOptions options;
    options.match_similar = storymap::similar_texts();
    options.made_up = {made_up_ids(live(base, "base")), made_up_ids(left), made_up_ids(live(theirs, "theirs"))};
    storymap::Merged result = value_of(storymap::merge(base->map(), left.map(), theirs->map(), options));
    auto map = std::make_unique<storymap_map>(std::move(result.map), left.file_name, left.import);
    if (map->import) map->import->made_up = std::move(result.made_up);
    if (conflicts != nullptr) give(conflicts, json_of(result.conflicts));
    *merged = map.release();
  });
}
