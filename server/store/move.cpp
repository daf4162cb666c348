// server/store/move.cpp - bodies of move.hpp.
#include "server/store/move.hpp"

#include "server/store/row_digest.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace storymap::server::store {
namespace {

constexpr std::size_t rows_at_once = 200;

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> parents;  ///< tables that its rows refer to
};

[[nodiscard]] std::vector<std::string> texts_of(Rows const& rows) {
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < rows.size(); ++row) texts.push_back(rows[row].text(0));
  return texts;
}

Task<std::vector<Table>> tables_of(Connection& sqlite) {
  Rows const names = co_await sqlite.execute(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations'"
      " ORDER BY name");
  std::vector<Table> tables;
  for (std::string const& name : texts_of(names)) {
    Rows const columns =
        co_await sqlite.execute("SELECT name FROM pragma_table_info($1) ORDER BY cid", values_of(name));
    Rows const parents =
        co_await sqlite.execute("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)", values_of(name));
    tables.push_back({name, texts_of(columns), texts_of(parents)});
  }
  co_return tables;
}

/// Parents before their children, else by name.
[[nodiscard]] std::vector<Table> in_order(std::vector<Table> tables) {
  std::vector<Table> ordered;
  auto const is_placed = [&](std::string const& name) {
    return std::any_of(ordered.begin(), ordered.end(), [&](Table const& table) { return table.name == name; });
  };
  auto const is_ready = [&](Table const& table) {
    return std::all_of(table.parents.begin(), table.parents.end(),
                       [&](std::string const& parent) { return parent == table.name || is_placed(parent); });
  };
  while (!tables.empty()) {
    auto const next = std::find_if(tables.begin(), tables.end(), is_ready);
    if (next == tables.end()) throw StoreError(StoreErrc::broken, "tables refer to each other in a circle");
    ordered.push_back(std::move(*next));
    tables.erase(next);
  }
  return ordered;
}

/// A list with commas.
[[nodiscard]] std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

[[nodiscard]] std::string insert_sql(Table const& table, std::size_t rows) {
  std::string sql = "INSERT INTO " + table.name + " (" + joined(table.columns) + ") VALUES ";
  std::size_t number = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      sql += (column == 0 ? "$" : ", $") + std::to_string(++number);
    }
    sql += ")";
  }
  return sql;
}

Task<> insert(Connection& postgres, Table const& table, Rows const& rows) {
  if (rows.empty()) co_return;
  Values values;
  values.reserve(rows.size() * rows.columns());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows.columns(); ++column) values.push_back(rows[row][column]);
  }
  std::string const sql = insert_sql(table, rows.size());
  co_await postgres.execute(sql, std::move(values));
}

Task<> check_empty(Connection& postgres, Table const& table) {
  std::string const sql = "SELECT 1 FROM " + table.name + " LIMIT 1";
  Rows const found = co_await postgres.execute(sql);
  if (!found.empty()) {
    throw StoreError(StoreErrc::constraint, "the table " + table.name + " of the target is not empty");
  }
}

Task<RowDigest> copy_table(Connection& sqlite, Connection& postgres, Table const& table) {
  RowDigest digest;
  std::string const cursor = "SELECT rowid FROM " + table.name + " WHERE rowid > $1 ORDER BY rowid LIMIT $2";
  std::string const page =
      "SELECT " + joined(table.columns) + " FROM " + table.name + " WHERE rowid > $1 AND rowid <= $2 ORDER BY rowid";
  auto const limit = static_cast<std::int64_t>(rows_at_once);
  for (std::int64_t from = INT64_MIN;;) {
    Rows const ids = co_await sqlite.execute(cursor, values_of(from, limit));
    if (ids.empty()) co_return digest;
    std::int64_t const to = ids[ids.size() - 1].integer(0);
    Rows const rows = co_await sqlite.execute(page, values_of(from, to));
    digest.add(rows);
    co_await insert(postgres, table, rows);
    from = to;
  }
}

Task<RowDigest> digest_of(Connection& postgres, Table const& table) {
  RowDigest digest;
  std::string const declare =
      "DECLARE moved NO SCROLL CURSOR FOR SELECT " + joined(table.columns) + " FROM " + table.name;
  co_await postgres.execute(declare);
  while (true) {
    Rows const rows = co_await postgres.execute("FETCH 500 FROM moved");
    if (rows.empty()) break;
    digest.add(rows);
  }
  co_await postgres.execute("CLOSE moved");
  co_return digest;
}

Task<std::vector<MovedTable>> copy_all(Connection& sqlite, Connection& postgres) {
  std::vector<Table> found = co_await tables_of(sqlite);
  std::vector<Table> const tables = in_order(std::move(found));
  for (Table const& table : tables) co_await check_empty(postgres, table);
  std::vector<MovedTable> moved;
  for (Table const& table : tables) {
    RowDigest const sent = co_await copy_table(sqlite, postgres, table);
    RowDigest const arrived = co_await digest_of(postgres, table);
    if (!(sent == arrived)) {
      throw StoreError(StoreErrc::broken, "the table " + table.name + " did not arrive as it was sent");
    }
    moved.push_back({table.name, sent.rows()});
  }
  co_return moved;
}

}  // namespace

Task<std::vector<MovedTable>> move_all(Database& sqlite, Database& postgres) {
  // The file is locked for others as long as the transaction of the target lasts.
  auto with_source = [&](Connection& source) -> Task<std::vector<MovedTable>> {
    auto with_target = [&](Connection& target) -> Task<std::vector<MovedTable>> { return copy_all(source, target); };
    co_return co_await postgres.transaction(with_target);
  };
  co_return co_await sqlite.transaction(with_source);
}

}  // namespace storymap::server::store
