// server/store/versions.cpp - bodies of versions.hpp.
#include "server/store/versions.hpp"

#include <utility>

namespace storymap::server::store {

Task<> insert_version(Connection& in, std::string project_id, Version version, std::string map) {
  Values values =
      values_of(std::move(version.id), std::move(project_id), std::move(version.name), version.revision, std::move(map),
                optional_value(std::move(version.created_by)), to_milliseconds(version.created_at));
  co_await in.execute(
      "INSERT INTO versions (id, project_id, name, revision, map, created_by, created_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      std::move(values));
}

Task<std::vector<Version>> list_versions(Source source, std::string project_id) {
  Rows const rows = co_await source.read(
      "SELECT id, name, revision, created_by, created_at FROM versions WHERE project_id = $1"
      " ORDER BY created_at DESC, id DESC",
      values_of(std::move(project_id)));
  std::vector<Version> versions;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    Row const row = rows[k];
    versions.push_back(
        {row.text(0), row.text(1), row.integer(2), row.optional_text(3), from_milliseconds(row.integer(4))});
  }
  co_return versions;
}

Task<std::optional<std::string>> find_version_map(Source source, std::string project_id, std::string id) {
  Rows const found = co_await source.read("SELECT map FROM versions WHERE project_id = $1 AND id = $2",
                                          values_of(std::move(project_id), std::move(id)));
  if (found.empty()) co_return std::nullopt;
  co_return found.front().text(0);
}

Task<bool> delete_version(Connection& in, std::string project_id, std::string id) {
  Rows const done = co_await in.execute("DELETE FROM versions WHERE project_id = $1 AND id = $2",
                                        values_of(std::move(project_id), std::move(id)));
  co_return done.affected() == 1;
}

Task<std::size_t> count_versions(Source source, std::string project_id) {
  Rows const found =
      co_await source.read("SELECT COUNT(*) FROM versions WHERE project_id = $1", values_of(std::move(project_id)));
  co_return static_cast<std::size_t>(found.front().integer(0));
}

}  // namespace storymap::server::store
