// server/store/maps.cpp - bodies of maps.hpp.
#include "server/store/maps.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace storymap::server::store {
namespace {

/// So many rows go into one statement: well below what databases take as values.
constexpr std::size_t rows_at_once = 100;

constexpr std::string_view change_columns =
    "revision, batch_id, fingerprint, client_id, user_id, kind, target, undone_by, edits, inverse, answer, created_at";

[[nodiscard]] Change to_change(Row row) {
  return {
      .revision = row.integer(0),
      .batch_id = row.text(1),
      .fingerprint = row.bytes(2),
      .client_id = row.optional_text(3),
      .user_id = row.optional_text(4),
      .kind = row.text(5),
      .target = row.optional_integer(6),
      .undone_by = row.optional_integer(7),
      .edits = row.text(8),
      .inverse = row.text(9),
      .answer = row.text(10),
      .created_at = from_milliseconds(row.integer(11)),
  };
}

[[nodiscard]] Task<std::optional<Change>> first_change(Source source, std::string condition, Values values) {
  std::string const sql =
      "SELECT " + std::string(change_columns) + " FROM changes WHERE project_id = $1 AND " + condition;
  Rows const found = co_await source.read(sql, std::move(values));
  if (found.empty()) co_return std::nullopt;
  co_return to_change(found.front());
}

/// "($1, $2), ($3, $4)" for as many rows and columns.
[[nodiscard]] std::string placeholders(std::size_t rows, std::size_t columns) {
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    text += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < columns; ++column) {
      text += (column == 0 ? "$" : ", $") + std::to_string(row * columns + column + 1);
    }
    text += ")";
  }
  return text;
}

[[nodiscard]] Task<> put_nouns(Connection& in, std::string const& project_id, std::int64_t revision,
                               std::span<NounRow const> rows) {
  std::string const sql = "INSERT INTO nouns (project_id, kind, id, parent_id, place, value, revision) VALUES " +
                          placeholders(rows.size(), 7) +
                          " ON CONFLICT (project_id, kind, id) DO UPDATE SET parent_id = excluded.parent_id,"
                          " place = excluded.place, value = excluded.value, revision = excluded.revision";
  Values values;
  values.reserve(rows.size() * 7);
  for (NounRow const& row : rows) {
    values.insert(values.end(), {project_id, row.kind, row.id, row.parent_id, row.place, row.value, revision});
  }
  co_await in.execute(sql, std::move(values));
}

}  // namespace

Task<std::optional<MapRows>> load_map(Source source, std::string project_id) {
  // One statement, so that it is one view of the map.
  constexpr std::string_view sql =
      "SELECT '' AS kind, '' AS id, '' AS parent_id, '' AS place, header AS value, revision FROM projects"
      " WHERE id = $1 AND deleted_at IS NULL"
      " UNION ALL SELECT kind, id, parent_id, place, value, revision FROM nouns WHERE project_id = $1"
      " ORDER BY place";
  Rows const rows = co_await source.read(sql, values_of(std::move(project_id)));
  std::optional<MapRows> map;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    Row const row = rows[k];
    if (!map) map.emplace();
    if (row.text(0).empty()) {
      map->header = row.text(4);
      map->revision = row.integer(5);
    } else {
      map->nouns.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)});
    }
  }
  // The nouns of a project that is deleted are of no map.
  if (map && map->revision == 0) map.reset();
  co_return map;
}

Task<std::optional<std::int64_t>> find_revision(Source source, std::string project_id) {
  Rows const found = co_await source.read("SELECT revision FROM projects WHERE id = $1 AND deleted_at IS NULL",
                                          values_of(std::move(project_id)));
  if (found.empty()) co_return std::nullopt;
  co_return found.front().integer(0);
}

Task<bool> advance_revision(Connection& in, std::string project_id, std::int64_t revision, Time now) {
  Rows const done = co_await in.execute(
      "UPDATE projects SET revision = $1, updated_at = $2 WHERE id = $3 AND revision = $4 AND deleted_at IS NULL",
      values_of(revision + 1, to_milliseconds(now), std::move(project_id), revision));
  co_return done.affected() == 1;
}

Task<> store_change(Connection& in, std::string project_id, std::int64_t revision, MapChange change) {
  if (change.header) {
    co_await in.execute("UPDATE projects SET header = $1 WHERE id = $2", values_of(*change.header, project_id));
  }
  for (NounKey const& key : change.removed) {
    co_await in.execute("DELETE FROM nouns WHERE project_id = $1 AND kind = $2 AND id = $3",
                        values_of(project_id, key.kind, key.id));
  }
  std::span<NounRow const> rest(change.put);
  while (!rest.empty()) {
    std::size_t const count = std::min(rest.size(), rows_at_once);
    co_await put_nouns(in, project_id, revision, rest.first(count));
    rest = rest.subspan(count);
  }
}

Task<> append_change(Connection& in, std::string project_id, Change change) {
  std::string const sql =
      "INSERT INTO changes (project_id, " + std::string(change_columns) + ") VALUES " + placeholders(1, 13);
  Values values = values_of(std::move(project_id), change.revision, std::move(change.batch_id),
                            Blob{std::move(change.fingerprint)}, optional_value(std::move(change.client_id)),
                            optional_value(std::move(change.user_id)), std::move(change.kind),
                            optional_value(change.target), optional_value(change.undone_by), std::move(change.edits),
                            std::move(change.inverse), std::move(change.answer), to_milliseconds(change.created_at));
  co_await in.execute(sql, std::move(values));
}

Task<bool> mark_undone(Connection& in, std::string project_id, std::int64_t revision, std::int64_t undone_by) {
  Rows const done = co_await in.execute(
      "UPDATE changes SET undone_by = $1 WHERE project_id = $2 AND revision = $3 AND undone_by IS NULL",
      values_of(undone_by, std::move(project_id), revision));
  co_return done.affected() == 1;
}

Task<std::vector<Change>> changes_since(Source source, std::string project_id, std::int64_t revision,
                                        std::int64_t limit) {
  std::string const sql = "SELECT " + std::string(change_columns) +
                          " FROM changes WHERE project_id = $1 AND revision > $2 ORDER BY revision LIMIT $3";
  Rows const rows = co_await source.read(sql, values_of(std::move(project_id), revision, limit));
  std::vector<Change> changes;
  changes.reserve(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) changes.push_back(to_change(rows[k]));
  co_return changes;
}

Task<std::optional<Change>> find_change(Source source, std::string project_id, std::int64_t revision) {
  return first_change(source, "revision = $2", values_of(std::move(project_id), revision));
}

Task<std::optional<Change>> find_batch(Source source, std::string project_id, std::string batch_id) {
  return first_change(source, "batch_id = $2", values_of(std::move(project_id), std::move(batch_id)));
}

Task<std::optional<Change>> next_to_undo(Source source, std::string project_id, std::string user_id) {
  return first_change(source, "user_id = $2 AND kind <> 'undo' AND undone_by IS NULL ORDER BY revision DESC LIMIT 1",
                      values_of(std::move(project_id), std::move(user_id)));
}

Task<std::optional<Change>> next_to_redo(Source source, std::string project_id, std::string user_id) {
  return first_change(source,
                      "user_id = $2 AND kind = 'undo' AND undone_by IS NULL AND revision >"
                      " (SELECT COALESCE(MAX(revision), 0) FROM changes WHERE project_id = $1 AND user_id = $2"
                      " AND kind NOT IN ('undo', 'redo')) ORDER BY revision DESC LIMIT 1",
                      values_of(std::move(project_id), std::move(user_id)));
}

Task<std::optional<NounRow>> find_noun(Source source, std::string project_id, std::string kind, std::string id) {
  Rows const found = co_await source.read(
      "SELECT kind, id, parent_id, place, value FROM nouns WHERE project_id = $1 AND kind = $2 AND id = $3",
      values_of(std::move(project_id), std::move(kind), std::move(id)));
  if (found.empty()) co_return std::nullopt;
  Row const row = found.front();
  co_return NounRow{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)};
}

}  // namespace storymap::server::store
