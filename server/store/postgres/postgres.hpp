// server/store/postgres/postgres.hpp - a database on a PostgreSQL server, for more than one machine.
// Room: store.
#pragma once

#include "server/store/database.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace storymap::server::store {

struct PostgresOptions {
  /// A connection string of libpq: "postgresql://user@host/name?sslmode=verify-full", with any number of hosts.
  std::string url;
  std::size_t lanes = 2;      ///< threads that wait for the server; each has connections of its own
  std::size_t readers = 2;    ///< connections of a lane that share single statements, several of which are on their way
  std::size_t writers = 4;    ///< connections of a lane for transactions, one at a time
  std::size_t queue = 1'000;  ///< how many statements and transactions may wait
  std::chrono::milliseconds deadline{5'000};  ///< of a statement
  std::chrono::milliseconds wait{2'000};      ///< for a connection, before the database counts as not there
  /// Between us and the server stands a pooler that gives every transaction another connection (PgBouncer in mode
  /// "transaction"): nothing is prepared, set or sent ahead.
  bool has_pooler = false;
};

/// Connects in the background, and again whenever a connection is lost. Transactions are READ COMMITTED; those that
/// lose against others are run again a few times. Throws StoreError `broken` for a connection string that is none.
[[nodiscard]] std::unique_ptr<Database> open_postgres(PostgresOptions options);

}  // namespace storymap::server::store
