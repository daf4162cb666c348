// server/app/import_legacy.cpp - bodies of import_legacy.hpp.
#include "server/app/import_legacy.hpp"

#include "server/app/application.hpp"
#include "server/app/legacy_maps.hpp"
#include "server/app/wait_for.hpp"
#include "server/auth/email_address.hpp"
#include "server/base/uuid.hpp"
#include "server/maps/map_rows.hpp"
#include "server/store/legacy.hpp"
#include "server/store/maps.hpp"
#include "server/store/migrations.hpp"
#include "server/store/projects.hpp"
#include "server/store/users.hpp"

#include <storymap/edit.hpp>

#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

namespace storymap::server::app {
namespace {

/// What is added, and what is said about it.
class Import {
 public:
  Import(Clock const& clock, std::ostream& out) : ids_(clock), now_(clock.now()), out_(out) {}

  server::Task<> run(store::Connection& in, store::LegacyData const& data) {
    for (store::LegacyRow const& row : data.users) co_await add_user(in, row);
    std::size_t lost = 0;
    std::vector<LegacyProject> const projects = legacy_maps(data, lost);
    for (LegacyProject const& project : projects) co_await add_project(in, project);
    report(lost);
  }

 private:
  server::Task<> add_user(store::Connection& in, store::LegacyRow const& row) {
    std::string const text = row.get({"email"});
    std::optional<auth::EmailAddress> const address = auth::parse_email_address(text);
    if (!address) {
      left_out_.push_back(text + ": no e-mail address");
      co_return;
    }
    if (co_await store::find_user_by_email(in, address->key)) {
      left_out_.push_back(text + ": there is an account with this address already");
      co_return;
    }
    store::User user;
    user.id = ids_.next();
    user.email = address->shown;
    user.email_key = address->key;
    user.name = row.find({"full_name", "name", "username"}).value_or(address->shown);
    user.locale = "ru";
    user.password_hash = row.get({"hashed_password", "password_hash", "hash"});
    user.created_at = user.updated_at = now_;
    if (!row.is_true("is_active", true)) user.disabled_at = now_;
    owners_[row.get({"id"})] = user.id;
    co_await store::insert_user(in, std::move(user));
  }

  server::Task<> add_project(store::Connection& in, LegacyProject const& legacy) {
    auto const owner = owners_.find(legacy.owner);
    if (owner == owners_.end()) {
      left_out_.push_back("project '" + legacy.map.name + "': its owner was left out");
      co_return;
    }
    if (Result<void> const checked = check(legacy.map); !checked) {
      left_out_.push_back("project '" + legacy.map.name + "': " + checked.error().message);
      co_return;
    }
    store::MapChange rows = maps::to_rows(legacy.map).first;
    std::string const header = std::exchange(rows.header, std::nullopt).value_or(std::string());
    store::Project project;
    project.id = ids_.next();
    project.name = legacy.map.name;
    project.created_at = project.updated_at = now_;
    co_await store::insert_project(in, project, header, owner->second);
    co_await store::store_change(in, project.id, project.revision, std::move(rows));
    ++projects_;
  }

  void report(std::size_t lost) {
    out_ << owners_.size() << " users and " << projects_ << " projects taken over\n";
    if (lost > 0) out_ << lost << " rows belonged to nothing, and were left out\n";
    for (std::string const& each : left_out_) out_ << "  left out: " << each << '\n';
  }

  UuidSource ids_;
  Time now_;
  std::ostream& out_;
  std::map<std::string, std::string> owners_;  ///< our ids of users by theirs
  std::size_t projects_ = 0;
  std::vector<std::string> left_out_;
};

}  // namespace

void import_legacy(Config const& config, std::string const& from, Clock const& clock, std::ostream& out) {
  Config source = config;
  source.database = from;
  std::unique_ptr<store::Database> const legacy = open_database(source);
  store::LegacyData const data = wait_for(store::read_legacy(*legacy));
  std::unique_ptr<store::Database> const database = open_database(config);
  wait_for(store::migrate(*database, store::migrations(database->dialect()), clock));
  std::ostringstream report;
  auto work = [&](store::Connection& in) -> server::Task<> {
    // Run again after a conflict, it begins anew.
    report.str("");
    Import import(clock, report);
    co_await import.run(in, data);
  };
  wait_for(database->transaction(work));
  out << report.str();
}

}  // namespace storymap::server::app
