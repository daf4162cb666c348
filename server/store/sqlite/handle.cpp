// server/store/sqlite/handle.cpp - bodies of handle.hpp.
#include "server/store/sqlite/handle.hpp"

#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::server::store {
namespace {

[[nodiscard]] StoreErrc errc_of(int code) noexcept {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY: return StoreErrc::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY: return StoreErrc::foreign_key;
    default: break;
  }
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT: return StoreErrc::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return StoreErrc::conflict;
    case SQLITE_INTERRUPT: return StoreErrc::timed_out;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_READONLY: return StoreErrc::unavailable;
    default: return StoreErrc::broken;
  }
}

[[nodiscard]] Value column_value(sqlite3_stmt* statement, int column) {
  auto const size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, column)); };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      auto const* const text = reinterpret_cast<char const*>(sqlite3_column_text(statement, column));
      return std::string(text, size());
    }
    case SQLITE_BLOB: {
      auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(statement, column));
      return Blob{bytes == nullptr ? std::string() : std::string(bytes, size())};
    }
    default: return {};
  }
}

}  // namespace

SqliteHandle::SqliteHandle(std::string const& path, bool is_writer, std::chrono::milliseconds deadline)
    : deadline_(deadline) {
  sqlite3* raw = nullptr;
  int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int const code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  database_.reset(raw);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(raw, static_cast<int>(deadline.count()));
  auto const has_time = [](void* self) {
    return std::chrono::steady_clock::now() > static_cast<SqliteHandle*>(self)->until_ ? 1 : 0;
  };
  sqlite3_progress_handler(raw, 10'000, has_time, this);
  execute_script(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
      " PRAGMA temp_store = MEMORY;");
  if (!is_writer) execute_script("PRAGMA query_only = ON");
}

void SqliteHandle::fail(int code) const {
  // The message of SQLite names tables and columns, and never quotes a value.
  throw StoreError(errc_of(code), database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code));
}

sqlite3_stmt* SqliteHandle::prepare(std::string_view sql) {
  std::string key(sql);
  if (auto const found = statements_.find(key); found != statements_.end()) return found->second.get();
  if (statements_.size() == most_statements) statements_.clear();
  sqlite3_stmt* raw = nullptr;
  int const code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) fail(code);
  statements_.emplace(std::move(key), Statement(raw));
  return raw;
}

void SqliteHandle::bind(sqlite3_stmt* statement, Values const& values) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    // SQLite numbers names in the order in which they first stand in the statement.
    std::string const name = "$" + std::to_string(k + 1);
    int const place = sqlite3_bind_parameter_index(statement, name.c_str());
    if (place == 0) throw StoreError(StoreErrc::broken, "a statement has no place for the value " + name);
    auto const bind_one = [&](auto const& value) {
      using T = std::decay_t<decltype(value)>;
      if constexpr (std::is_same_v<T, std::monostate>) return sqlite3_bind_null(statement, place);
      if constexpr (std::is_same_v<T, std::int64_t>) return sqlite3_bind_int64(statement, place, value);
      if constexpr (std::is_same_v<T, double>) return sqlite3_bind_double(statement, place, value);
      if constexpr (std::is_same_v<T, std::string>) {
        return sqlite3_bind_text64(statement, place, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
      }
      if constexpr (std::is_same_v<T, Blob>) {
        return sqlite3_bind_blob64(statement, place, value.bytes.data(), value.bytes.size(), SQLITE_STATIC);
      }
    };
    if (int const code = std::visit(bind_one, values[k]); code != SQLITE_OK) fail(code);
  }
}

Rows SqliteHandle::execute(std::string_view sql, Values const& values) {
  until_ = std::chrono::steady_clock::now() + deadline_;
  sqlite3_stmt* const statement = prepare(sql);
  // However it ends, the statement lets go of the rows and of our values.
  auto const reset = [](sqlite3_stmt* used) {
    sqlite3_reset(used);
    sqlite3_clear_bindings(used);
  };
  std::unique_ptr<sqlite3_stmt, decltype(reset)> const running(statement, reset);
  bind(statement, values);
  auto const columns = static_cast<std::size_t>(sqlite3_column_count(statement));
  std::vector<Value> found;
  int code = SQLITE_OK;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    for (std::size_t column = 0; column < columns; ++column) {
      found.push_back(column_value(statement, static_cast<int>(column)));
    }
  }
  if (code != SQLITE_DONE) fail(code);
  std::size_t const affected =
      sqlite3_stmt_readonly(statement) != 0 ? 0 : static_cast<std::size_t>(sqlite3_changes64(database_.get()));
  return {columns, std::move(found), affected};
}

void SqliteHandle::execute_script(std::string const& sql) {
  until_ = std::chrono::steady_clock::now() + deadline_;
  int const code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

}  // namespace storymap::server::store
