// server/store/projects.cpp - bodies of projects.hpp.
#include "server/store/projects.hpp"

#include <string_view>

namespace storymap::server::store {
namespace {

constexpr std::string_view columns =
    "p.id, p.name, p.revision, p.is_template, p.created_at, p.updated_at, p.archived_at, m.role";

[[nodiscard]] Project to_project(Row row) {
  Project project{
      .id = row.text(0),
      .name = row.text(1),
      .revision = row.integer(2),
      .is_template = row.is_true(3),
      .created_at = from_milliseconds(row.integer(4)),
      .updated_at = from_milliseconds(row.integer(5)),
      .archived_at = {},
      .role = row.text(7),
  };
  if (!row.is_null(6)) project.archived_at = from_milliseconds(row.integer(6));
  return project;
}

}  // namespace

Task<> insert_project(Connection& in, Project project, std::string header, std::string owner_id) {
  Values values = values_of(project.id, std::move(project.name), std::move(header), project.revision,
                            std::int64_t{project.is_template}, owner_id, to_milliseconds(project.created_at),
                            to_milliseconds(project.updated_at));
  co_await in.execute(
      "INSERT INTO projects (id, name, header, revision, is_template, created_by, created_at, updated_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      std::move(values));
  co_await put_member(in, std::move(project.id), std::move(owner_id), "owner", project.created_at);
}

Task<std::optional<Project>> find_project(Source source, std::string id, std::string user_id) {
  std::string const sql = "SELECT " + std::string(columns) +
                          " FROM projects p JOIN project_members m ON m.project_id = p.id"
                          " WHERE p.id = $1 AND m.user_id = $2 AND p.deleted_at IS NULL";
  Rows const found = co_await source.read(sql, values_of(std::move(id), std::move(user_id)));
  if (found.empty()) co_return std::nullopt;
  co_return to_project(found.front());
}

Task<std::vector<Project>> list_projects(Source source, std::string user_id, bool archived,
                                         std::optional<ProjectPlace> behind, std::size_t limit) {
  std::string sql = "SELECT " + std::string(columns) +
                    " FROM project_members m JOIN projects p ON p.id = m.project_id"
                    " WHERE m.user_id = $1 AND p.deleted_at IS NULL AND p.archived_at IS ";
  sql += archived ? "NOT NULL" : "NULL";
  Values values = values_of(std::move(user_id), static_cast<std::int64_t>(limit));
  if (behind) {
    sql += " AND (p.updated_at < $3 OR (p.updated_at = $3 AND p.id < $4))";
    values.emplace_back(to_milliseconds(behind->updated_at));
    values.emplace_back(std::move(behind->id));
  }
  sql += " ORDER BY p.updated_at DESC, p.id DESC LIMIT $2";
  Rows const rows = co_await source.read(sql, std::move(values));
  std::vector<Project> projects;
  for (std::size_t k = 0; k < rows.size(); ++k) projects.push_back(to_project(rows[k]));
  co_return projects;
}

Task<std::size_t> count_owned_projects(Source source, std::string user_id) {
  Rows const found = co_await source.read(
      "SELECT COUNT(*) FROM project_members m JOIN projects p ON p.id = m.project_id"
      " WHERE m.user_id = $1 AND m.role = 'owner' AND p.deleted_at IS NULL",
      values_of(std::move(user_id)));
  co_return static_cast<std::size_t>(found.front().integer(0));
}

Task<> update_project(Connection& in, Project project) {
  Value const archived = project.archived_at ? Value(to_milliseconds(*project.archived_at)) : Value();
  Values values = values_of(std::move(project.name), std::int64_t{project.is_template}, archived,
                            to_milliseconds(project.updated_at), std::move(project.id));
  co_await in.execute(
      "UPDATE projects SET name = $1, is_template = $2, archived_at = $3, updated_at = $4 WHERE id = $5",
      std::move(values));
}

Task<> delete_project(Connection& in, std::string id, Time now) {
  co_await in.execute("UPDATE projects SET deleted_at = $1 WHERE id = $2",
                      values_of(to_milliseconds(now), std::move(id)));
}

Task<std::optional<std::string>> find_role(Source source, std::string project_id, std::string user_id) {
  Rows const found = co_await source.read(
      "SELECT m.role FROM project_members m JOIN projects p ON p.id = m.project_id"
      " WHERE m.project_id = $1 AND m.user_id = $2 AND p.deleted_at IS NULL",
      values_of(std::move(project_id), std::move(user_id)));
  if (found.empty()) co_return std::nullopt;
  co_return found.front().text(0);
}

Task<std::vector<Member>> list_members(Source source, std::string project_id) {
  Rows const rows = co_await source.read(
      "SELECT u.id, u.email, u.name, m.role, m.created_at FROM project_members m JOIN users u ON u.id = m.user_id"
      " WHERE m.project_id = $1 ORDER BY m.created_at, u.id",
      values_of(std::move(project_id)));
  std::vector<Member> members;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    Row const row = rows[k];
    members.push_back({row.text(0), row.text(1), row.text(2), row.text(3), from_milliseconds(row.integer(4))});
  }
  co_return members;
}

Task<std::size_t> count_members(Source source, std::string project_id, std::string role) {
  Rows const found = co_await source.read("SELECT COUNT(*) FROM project_members WHERE project_id = $1 AND role = $2",
                                          values_of(std::move(project_id), std::move(role)));
  co_return static_cast<std::size_t>(found.front().integer(0));
}

Task<> put_member(Connection& in, std::string project_id, std::string user_id, std::string role, Time now) {
  Values values = values_of(std::move(project_id), std::move(user_id), std::move(role), to_milliseconds(now));
  co_await in.execute(
      "INSERT INTO project_members (project_id, user_id, role, created_at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role",
      std::move(values));
}

Task<bool> remove_member(Connection& in, std::string project_id, std::string user_id) {
  Rows const done = co_await in.execute("DELETE FROM project_members WHERE project_id = $1 AND user_id = $2",
                                        values_of(std::move(project_id), std::move(user_id)));
  co_return done.affected() == 1;
}

}  // namespace storymap::server::store
