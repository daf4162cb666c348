// server/store/sqlite/sqlite.hpp - a database in one file: nothing to set up.
// Room: store.
#pragma once

#include "server/store/database.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace storymap::server::store {

struct SqliteOptions {
  std::string path = "storymap.db";
  std::size_t readers = 4;                    ///< connections that only read, each on a thread of its own
  std::size_t queue = 1'000;                  ///< how many statements and transactions may wait
  std::chrono::milliseconds deadline{5'000};  ///< of a statement, and of waiting for the file
};

/// Opens or makes the file, in mode WAL with synchronous=FULL: what was committed survives a loss of power. One
/// connection writes, so that transactions follow each other and never conflict within the process; others read at the
/// same time what was committed before. Throws StoreError.
[[nodiscard]] std::unique_ptr<Database> open_sqlite(SqliteOptions options);

}  // namespace storymap::server::store
