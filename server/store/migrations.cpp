// server/store/migrations.cpp - bodies of migrations.hpp.
#include "server/store/migrations.hpp"

#include "server/base/crypto/sha256.hpp"

#include <string>
#include <utility>

namespace storymap::server::store {
namespace {

constexpr std::string_view table_of_steps =
    "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT PRIMARY KEY NOT NULL, name VARCHAR(100) NOT NULL,"
    " checksum {} NOT NULL, applied_at BIGINT NOT NULL)";

/// Keeps other processes out until the transaction ends. SQLite has one writer anyhow.
Task<> lock(Connection& in) {
  constexpr std::int64_t our_lock = 0x73746F72796D6170;  // "storymap"
  if (in.dialect() == Dialect::postgres) co_await in.execute("SELECT pg_advisory_xact_lock($1)", values_of(our_lock));
}

Task<> make_table(Connection& in) {
  std::string sql(table_of_steps);
  sql.replace(sql.find("{}"), 2, in.dialect() == Dialect::postgres ? "BYTEA" : "BLOB");
  co_await in.execute(sql);
}

[[nodiscard]] StoreError unlike(Row row, std::string const& why) {
  return {StoreErrc::broken,
          "migration " + std::to_string(row.integer(0)) + " (" + row.text(1) + ") of the database " + why};
}

/// How many of the steps were taken.
[[nodiscard]] std::size_t taken(Rows const& rows, std::span<Migration const> steps) {
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (k >= steps.size()) throw unlike(rows[k], "is not known to this program, which is older");
    if (rows[k].integer(0) != steps[k].number || rows[k].bytes(2) != sha256(steps[k].sql)) {
      throw unlike(rows[k], "is not the one of this program");
    }
  }
  return rows.size();
}

Task<> take(Connection& in, Migration const& step, Time now) {
  co_await in.execute_script(step.sql);
  Values values =
      values_of(std::int64_t{step.number}, std::string(step.name), Blob{sha256(step.sql)}, to_milliseconds(now));
  co_await in.execute("INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                      std::move(values));
}

constexpr std::string_view all_steps = "SELECT number, name, checksum FROM schema_migrations ORDER BY number";

}  // namespace

namespace {

/// True when there is nothing to do, which can be seen without the right to make tables.
Task<bool> is_up_to_date(Database& database, std::span<Migration const> steps) {
  try {
    co_return co_await pending(database, steps) == 0;
  } catch (StoreError const& error) {
    if (error.code() != StoreErrc::broken) throw;
  }
  co_return false;
}

}  // namespace

Task<std::size_t> migrate(Database& database, std::span<Migration const> steps, Clock const& clock) {
  if (co_await is_up_to_date(database, steps)) co_return 0;
  auto work = [&](Connection& in) -> Task<std::size_t> {
    co_await lock(in);
    co_await make_table(in);
    Rows const rows = co_await in.execute(all_steps);
    std::size_t const begin = taken(rows, steps);
    for (std::size_t k = begin; k < steps.size(); ++k) co_await take(in, steps[k], clock.now());
    co_return steps.size() - begin;
  };
  co_return co_await database.transaction(work);
}

Task<std::size_t> pending(Database& database, std::span<Migration const> steps) {
  Rows const rows = co_await database.read(all_steps);
  co_return steps.size() - taken(rows, steps);
}

}  // namespace storymap::server::store
