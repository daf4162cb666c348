// tests/server/database_under_test.hpp - an empty database of a test's own, on the system that the run is about.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/migrations.hpp"
#include "server/store/postgres/postgres.hpp"
#include "server/store/sqlite/sqlite.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/server/run.hpp"
#include "tests/server/temporary_folder.hpp"

namespace storymap_test {

/// STORYMAP_TEST_DATABASE is SYSTEM@FILE. The system is sqlite (when nothing is said), postgres or pgbouncer; the file
/// has the addresses of the services, as tests/server/services/keep.py writes them.
[[nodiscard]] inline std::string test_database() {
  char const* const text = std::getenv("STORYMAP_TEST_DATABASE");
  return text == nullptr ? "sqlite@" : text;
}

[[nodiscard]] inline std::string database_system() { return test_database().substr(0, test_database().find('@')); }

/// The address of a service. Throws when it does not run.
[[nodiscard]] inline std::string service_url(std::string const& service) {
  std::string const text = test_database();
  std::ifstream lines(text.substr(std::min(text.find('@'), text.size() - 1) + 1));
  for (std::string name, url; lines >> name >> url;) {
    if (name == service) return url;
  }
  throw std::runtime_error(service + " does not run: run this test by ctest, or start tests/server/services/keep.py");
}

class DatabaseUnderTest {
 public:
  explicit DatabaseUnderTest(std::string system = database_system()) : system_(std::move(system)) {
    if (system_ != "sqlite") make_database();
  }
  DatabaseUnderTest(DatabaseUnderTest const&) = delete;
  DatabaseUnderTest& operator=(DatabaseUnderTest const&) = delete;
  ~DatabaseUnderTest() {
    if (system_ == "sqlite") return;
    try {
      administer("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (std::exception const&) {
      // It goes with the server.
    }
  }

  /// "sqlite:..." or "postgresql://...", as the option --database takes it.
  [[nodiscard]] std::string url() const {
    if (system_ == "sqlite") return "sqlite:" + (folder_ / "storymap.db").string();
    std::string url = service_url(system_);
    return url.replace(url.rfind('/') + 1, std::string::npos, name_);
  }

  /// Opens it; again and again, if wanted. The deadline is that of a statement.
  [[nodiscard]] std::unique_ptr<storymap::server::store::Database> open(
      std::chrono::milliseconds deadline = std::chrono::seconds(20)) const {
    using namespace storymap::server::store;
    if (system_ == "sqlite") return open_sqlite({.path = folder_ / "storymap.db", .deadline = deadline});
    PostgresOptions options;
    options.url = url();
    options.deadline = deadline;
    options.wait = std::chrono::seconds(20);
    options.has_pooler = system_ == "pgbouncer";
    return open_postgres(std::move(options));
  }

  /// Opens it with our tables in it.
  [[nodiscard]] std::unique_ptr<storymap::server::store::Database> open_with_tables() const {
    auto database = open();
    storymap::server::SystemClock const clock;
    run(storymap::server::store::migrate(*database, storymap::server::store::migrations(database->dialect()), clock));
    return database;
  }

  /// Everything that is stored, to look for what must not be there.
  [[nodiscard]] std::string dump() const {
    std::string all;
    if (system_ == "sqlite") {
      for (auto const& entry : std::filesystem::directory_iterator(folder_.path())) {
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
      }
      return all;
    }
    std::string url = service_url("postgres");
    url.replace(url.rfind('/') + 1, std::string::npos, name_);
    // Bytes as escaped text: as digits nobody would find in them what is looked for.
    std::string const command = "PGOPTIONS='-c bytea_output=escape' pg_dump --data-only " + url;
    std::unique_ptr<FILE, int (*)(FILE*)> const pipe(popen(command.c_str(), "r"), pclose);
    char part[4096];
    std::size_t size = std::fread(part, 1, sizeof part, pipe.get());
    while (size > 0) {
      all.append(part, size);
      size = std::fread(part, 1, sizeof part, pipe.get());
    }
    return all;
  }

 private:
  void make_database() {
    static std::atomic<int> count = 0;
    name_ = "test_" + std::to_string(getpid()) + "_" + std::to_string(count++);
    administer("CREATE DATABASE " + name_ + " STRATEGY file_copy");
  }

  static void administer(std::string const& sql) {
    std::string const command = "psql -X -q -c \"" + sql + "\" " + service_url("postgres") + " >/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + sql);
  }

  std::string system_;
  std::string name_;
  TemporaryFolder folder_;
};

}  // namespace storymap_test
