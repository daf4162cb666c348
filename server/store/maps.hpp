// server/store/maps.hpp - the rows of maps, and the log of their changes.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

/// An activity, task, story, release, persona or link of a map.
struct NounRow {
  std::string kind;
  std::string id;
  std::string parent_id;  ///< empty at the top
  std::string place;      ///< siblings stand in the order of these bytes
  std::string value;      ///< JSON, without children

  friend bool operator==(NounRow const&, NounRow const&) = default;
};

struct NounKey {
  std::string kind;
  std::string id;

  friend bool operator==(NounKey const&, NounKey const&) = default;
};

/// A map as it is stored.
struct MapRows {
  std::int64_t revision = 0;
  std::string header;  ///< the fields of the map itself, as an edit log
  std::vector<NounRow> nouns;
};

/// What a batch of edits makes of the rows.
struct MapChange {
  std::optional<std::string> header;  ///< when it changes
  std::vector<NounRow> put;
  std::vector<NounKey> removed;
};

/// A line of the log.
struct Change {
  std::int64_t revision = 0;
  std::string batch_id;
  std::string fingerprint;
  std::optional<std::string> client_id;
  std::optional<std::string> user_id;
  std::string kind;  ///< edit, undo, redo, import, restore
  std::optional<std::int64_t> target;
  std::optional<std::int64_t> undone_by;
  std::string edits;
  std::string inverse;
  std::string answer;
  Time created_at;
};

/// All of a map in one consistent view; nothing when there is no such project.
[[nodiscard]] Task<std::optional<MapRows>> load_map(Source source, std::string project_id);

[[nodiscard]] Task<std::optional<std::int64_t>> find_revision(Source source, std::string project_id);

/// Claims the next revision: false, and nothing is changed, when the map is not at `revision` any more.
[[nodiscard]] Task<bool> advance_revision(Connection& in, std::string project_id, std::int64_t revision, Time now);

/// Writes the rows that a batch changes, marked with the revision that it leads to.
[[nodiscard]] Task<> store_change(Connection& in, std::string project_id, std::int64_t revision, MapChange change);

/// Adds a line to the log. Throws StoreError `unique` when the batch is there already.
[[nodiscard]] Task<> append_change(Connection& in, std::string project_id, Change change);

/// Marks a change as undone by another; false when it is undone already.
[[nodiscard]] Task<bool> mark_undone(Connection& in, std::string project_id, std::int64_t revision,
                                     std::int64_t undone_by);

/// The changes behind a revision, oldest first.
[[nodiscard]] Task<std::vector<Change>> changes_since(Source source, std::string project_id, std::int64_t revision,
                                                      std::int64_t limit);

[[nodiscard]] Task<std::optional<Change>> find_change(Source source, std::string project_id, std::int64_t revision);
[[nodiscard]] Task<std::optional<Change>> find_batch(Source source, std::string project_id, std::string batch_id);

/// What the user's next undo would undo: his newest edit, import or redo that is not undone.
[[nodiscard]] Task<std::optional<Change>> next_to_undo(Source source, std::string project_id, std::string user_id);

/// What his next redo would do again: his newest undo that is not undone, if he has edited nothing since.
[[nodiscard]] Task<std::optional<Change>> next_to_redo(Source source, std::string project_id, std::string user_id);

/// One noun as JSON; nothing when the map has none such.
[[nodiscard]] Task<std::optional<NounRow>> find_noun(Source source, std::string project_id, std::string kind,
                                                     std::string id);

}  // namespace storymap::server::store
