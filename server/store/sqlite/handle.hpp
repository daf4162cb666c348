// server/store/sqlite/handle.hpp - one connection of SQLite: statements with values in, rows out.
// Room: store.
#pragma once

#include "server/store/database.hpp"

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace storymap::server::store {

/// Used by one thread at a time.
class SqliteHandle {
 public:
  /// Throws StoreError.
  SqliteHandle(std::string const& path, bool is_writer, std::chrono::milliseconds deadline);

  /// Runs one statement. Throws StoreError.
  [[nodiscard]] Rows execute(std::string_view sql, Values const& values);
  /// Runs several, separated by semicolons. Throws StoreError.
  void execute_script(std::string const& sql);

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  [[nodiscard]] sqlite3_stmt* prepare(std::string_view sql);
  void bind(sqlite3_stmt* statement, Values const& values);
  [[noreturn]] void fail(int code) const;

  static constexpr std::size_t most_statements = 200;

  std::unique_ptr<sqlite3, Close> database_;
  std::unordered_map<std::string, Statement> statements_;
  std::chrono::milliseconds deadline_;
  std::chrono::steady_clock::time_point until_;
};

}  // namespace storymap::server::store
