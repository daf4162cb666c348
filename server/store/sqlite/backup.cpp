// server/store/sqlite/backup.cpp - bodies of backup.hpp.
#include "server/store/sqlite/backup.hpp"

#include "server/store/database.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <system_error>

namespace storymap::server::store {
namespace {

struct Close {
  void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
using File = std::unique_ptr<sqlite3, Close>;

[[noreturn]] void fail(sqlite3* database, std::string const& what) {
  throw StoreError(StoreErrc::unavailable,
                   what + ": " + (database == nullptr ? "out of memory" : sqlite3_errmsg(database)));
}

[[nodiscard]] File open(std::string const& path, int flags) {
  sqlite3* raw = nullptr;
  int const code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  File file(raw);
  if (code != SQLITE_OK) fail(raw, path);
  sqlite3_busy_timeout(raw, 10'000);
  return file;
}

/// All at once: pages that come in portions begin anew whenever somebody writes.
void copy(sqlite3* from, sqlite3* to) {
  sqlite3_backup* const backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) fail(to, "the copy cannot begin");
  int const code = sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) fail(to, "the copy was broken off");
}

void check(sqlite3* database) {
  std::string answer;
  auto const take = [](void* text, int, char** values, char**) {
    *static_cast<std::string*>(text) = values[0] == nullptr ? "" : values[0];
    return 0;
  };
  if (sqlite3_exec(database, "PRAGMA integrity_check(1)", take, &answer, nullptr) != SQLITE_OK) fail(database, "check");
  if (answer != "ok") throw StoreError(StoreErrc::broken, "the copy is damaged: " + answer);
}

}  // namespace

void back_up_sqlite(std::string const& path, std::string const& target) {
  std::string const part = target + ".part";
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  try {
    File const from = open(path, SQLITE_OPEN_READONLY);
    File const to = open(part, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    copy(from.get(), to.get());
    check(to.get());
  } catch (...) {
    std::filesystem::remove(part, ignored);
    throw;
  }
  std::filesystem::rename(part, target);
}

}  // namespace storymap::server::store
