// server/app/commands.cpp - bodies of commands.hpp.
#include "server/app/commands.hpp"

#include "server/api/openapi.hpp"
#include "server/api/routes.hpp"
#include "server/app/application.hpp"
#include "server/app/wait_for.hpp"
#include "server/store/migrations.hpp"
#include "server/store/move.hpp"
#include "server/store/sqlite/backup.hpp"

#include <boost/json/serialize.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace storymap::server::app {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

/// The path of the SQLite file. Throws when the configuration names another database.
[[nodiscard]] std::string file_of(Config const& config) {
  if (config.database.starts_with(sqlite_scheme)) return config.database.substr(sqlite_scheme.size());
  throw std::runtime_error("--database must be a SQLite file: pg_dump saves a PostgreSQL database");
}

std::size_t bring_up_to_date(store::Database& database, Clock const& clock) {
  return wait_for(store::migrate(database, store::migrations(database.dialect()), clock));
}

/// One line for each thing that was looked at.
class Examination {
 public:
  explicit Examination(std::ostream& out) : out_(out) {}

  void good(std::string_view what) { out_ << "  ok    " << what << '\n'; }
  void advice(std::string_view what) { out_ << "  note  " << what << '\n'; }
  void bad(std::string_view what) {
    out_ << "  FAIL  " << what << '\n';
    is_well_ = false;
  }
  [[nodiscard]] bool is_well() const noexcept { return is_well_; }

 private:
  std::ostream& out_;
  bool is_well_ = true;
};

/// Nothing when it cannot be known.
Task<std::optional<std::size_t>> missing_migrations(store::Database& database) {
  try {
    co_return co_await store::pending(database, store::migrations(database.dialect()));
  } catch (store::StoreError const& error) {
    if (error.code() != store::StoreErrc::broken) throw;
  }
  co_return std::nullopt;
}

void examine_database(Config const& config, Examination& found) {
  try {
    std::unique_ptr<store::Database> const database = open_database(config);
    if (std::optional<std::size_t> const missing = wait_for(missing_migrations(*database))) {
      found.good("the database answers");
      if (*missing == 0) found.good("its tables are up to date");
      if (*missing != 0) found.advice(std::to_string(*missing) + " migrations are due: serve takes them, or migrate");
    } else {
      found.advice("the database answers, and has no tables yet, or those of a newer program");
    }
  } catch (std::exception const& error) {
    found.bad("the database cannot be used: " + std::string(error.what()));
  }
}

void examine_address(Config const& config, Examination& found) {
  if (config.public_url.empty()) {
    found.advice("--public-url is not set: links in e-mails and cookies are for this machine only");
  } else if (!config.public_url.starts_with("https://") && !config.public_url.starts_with("http://127.0.0.1") &&
             !config.public_url.starts_with("http://localhost")) {
    found.bad("--public-url is not https: browsers keep no __Host- cookies of it, and passwords travel openly");
  } else {
    found.good("people reach it at " + config.public_url);
  }
  bool const is_shared = !config.database.starts_with(sqlite_scheme);
  if (is_shared && !config.token_keys) {
    found.bad("--token-keys is not set: servers that share a database share them");
  }
  if (is_shared && config.trusted_proxies.empty()) {
    found.advice("--trusted-proxies is empty: behind a proxy all callers would look like one");
  }
}

}  // namespace

void migrate(Config const& config, Clock const& clock, std::ostream& out) {
  std::unique_ptr<store::Database> const database = open_database(config);
  out << bring_up_to_date(*database, clock) << " migrations taken, all tables are up to date\n";
}

void move_database(Config const& config, std::string const& to, Clock const& clock, std::ostream& out) {
  (void)file_of(config);
  if (to.starts_with(sqlite_scheme)) throw std::runtime_error("--to must be a PostgreSQL database");
  Config target = config;
  target.database = to;
  std::unique_ptr<store::Database> const sqlite = open_database(config);
  std::unique_ptr<store::Database> const postgres = open_database(target);
  bring_up_to_date(*sqlite, clock);
  bring_up_to_date(*postgres, clock);
  for (store::MovedTable const& table : wait_for(store::move_all(*sqlite, *postgres))) {
    out << "  " << table.name << ": " << table.rows << " rows, verified\n";
  }
  out << "Everything is there. Start the server with --database and the new address; the file was not changed.\n";
}

void back_up(Config const& config, std::string const& to, std::ostream& out) {
  store::back_up_sqlite(file_of(config), to);
  out << "saved and checked: " << to << '\n';
}

void print_openapi(Config const& config, std::ostream& out) {
  std::vector<api::Route> const routes = api::all_routes();
  out << boost::json::serialize(api::openapi(routes, config.public_url)) << '\n';
}

bool examine(Config const& config, std::ostream& out) {
  Examination found(out);
  examine_database(config, found);
  examine_address(config, found);
  return found.is_well();
}

}  // namespace storymap::server::app
