// src/cli/diff_changes.hpp - edits as the changes people speak of.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/edit.hpp>
#include <storymap/rules.hpp>

#include <span>
#include <string>
#include <vector>

#include "map_lookup.hpp"

namespace storymap::cli {

/// One field that has another value: texts, or the items of a list that came and went.
struct FieldChange {
  std::string field;  ///< the word of the schema
  std::string before;
  std::string after;
  bool is_list = false;
  std::vector<std::string> gone;  ///< lists only
  std::vector<std::string> come;
};

enum class ChangeKind { added, removed, moved, renamed, changed };

/// Everything of one kind that happened to one noun.
struct Change {
  ChangeKind kind = ChangeKind::added;
  std::string noun;  ///< "story", or "map", "link"
  std::string title;
  std::string place;                ///< what it stands in; for a move: where it stood
  std::string to;                   ///< a move's new place, a new title
  std::vector<FieldChange> fields;  ///< `changed` only
};

/// The edits between two maps as changes, in the order of the edits; fields of one noun are one change.
[[nodiscard]] std::vector<Change> changes_of(std::span<Edit const> edits, MapLookup const& before,
                                             MapLookup const& after, Language language);

}  // namespace storymap::cli
