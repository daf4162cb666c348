// server/store/legacy.cpp - bodies of legacy.hpp.
#include "server/store/legacy.hpp"

#include <cstddef>
#include <utility>

namespace storymap::server::store {
namespace {

Task<std::vector<std::string>> columns_of(Connection& in, std::string table) {
  std::string const sql = in.dialect() == Dialect::sqlite
                              ? "SELECT name FROM pragma_table_info($1)"
                              : "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                                " WHERE table_name = $1 AND table_schema = current_schema()";
  Rows const rows = co_await in.execute(sql, values_of(std::move(table)));
  std::vector<std::string> columns;
  for (std::size_t row = 0; row < rows.size(); ++row) columns.push_back(rows[row].text(0));
  co_return columns;
}

/// Types differ between databases and versions: everything is read as text.
[[nodiscard]] std::string select_sql(std::string const& table, std::vector<std::string> const& columns) {
  std::string sql;
  for (std::string const& column : columns) {
    sql += (sql.empty() ? "SELECT CAST(\"" : ", CAST(\"") + column + "\" AS TEXT)";
  }
  return sql + " FROM \"" + table + "\" ORDER BY id";
}

[[nodiscard]] std::vector<LegacyRow> to_legacy(std::vector<std::string> const& columns, Rows const& rows) {
  std::vector<LegacyRow> all(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < columns.size(); ++column) {
      all[row].set(columns[column], rows[row].optional_text(column));
    }
  }
  return all;
}

/// The rows of the first of these tables that is there.
Task<std::vector<LegacyRow>> rows_of(Connection& in, std::vector<std::string> names) {
  for (std::string const& table : names) {
    std::vector<std::string> const columns = co_await columns_of(in, table);
    if (columns.empty()) continue;
    std::string const sql = select_sql(table, columns);
    Rows const rows = co_await in.execute(sql);
    co_return to_legacy(columns, rows);
  }
  throw StoreError(StoreErrc::broken, "this is no database of the predecessor: it has no table " + names.front());
}

}  // namespace

std::optional<std::string> LegacyRow::find(std::initializer_list<std::string_view> columns) const {
  for (std::string_view const column : columns) {
    auto const found = values_.find(column);
    if (found != values_.end() && found->second) return found->second;
  }
  return std::nullopt;
}

bool LegacyRow::is_true(std::string_view column, bool otherwise) const {
  std::optional<std::string> const text = find({column});
  return text ? *text == "1" || *text == "t" || *text == "true" : otherwise;
}

Task<LegacyData> read_legacy(Database& database) {
  // One transaction: nothing changes between two tables.
  auto work = [](Connection& in) -> Task<LegacyData> {
    LegacyData data;
    std::vector<std::string> const story_tables = {"user_stories", "stories"};
    std::vector<std::string> const task_tables = {"user_tasks", "tasks"};
    std::vector<std::string> names = {"users"};
    data.users = co_await rows_of(in, names);
    names = {"projects"};
    data.projects = co_await rows_of(in, names);
    names = {"releases"};
    data.releases = co_await rows_of(in, names);
    names = {"activities"};
    data.activities = co_await rows_of(in, names);
    data.tasks = co_await rows_of(in, task_tables);
    data.stories = co_await rows_of(in, story_tables);
    co_return data;
  };
  co_return co_await database.transaction(work);
}

}  // namespace storymap::server::store
