// server/app/admin_command.cpp - bodies of admin_command.hpp.
#include "server/app/admin_command.hpp"

#include "server/app/application.hpp"
#include "server/app/wait_for.hpp"
#include "server/auth/administration.hpp"
#include "server/auth/audit.hpp"
#include "server/base/log.hpp"
#include "server/base/problem.hpp"
#include "server/base/uuid.hpp"
#include "server/store/migrations.hpp"

#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace storymap::server::app {
namespace {

struct Action {
  std::string_view name;
  Task<> (auth::Administration::*run)(std::string, auth::Administrator);
  std::string_view done;
};

constexpr Action actions[] = {
    {"grant", &auth::Administration::grant, "is an administrator"},
    {"revoke", &auth::Administration::revoke, "is no administrator"},
    {"disable", &auth::Administration::disable, "is disabled; servers that run refuse it within five seconds"},
    {"enable", &auth::Administration::enable, "is enabled"},
};

[[nodiscard]] std::string find(auth::Administration& administration, std::string const& email) {
  try {
    return wait_for(administration.find(email));
  } catch (Problem const&) {
    throw std::runtime_error("there is no account with the address " + email);
  }
}

}  // namespace

void administer(Config const& config, std::string const& action, std::string const& email, Clock const& clock,
                std::ostream& out) {
  std::unique_ptr<store::Database> const database = open_database(config);
  wait_for(store::migrate(*database, store::migrations(database->dialect()), clock));
  UuidSource ids(clock);
  auth::Audit audit(*database, ids, clock, Log());
  auth::Administration administration(*database, audit, clock);
  if (action == "list") {
    for (store::User const& user : wait_for(administration.administrators())) out << user.email << '\n';
    return;
  }
  for (Action const& known : actions) {
    if (known.name != action) continue;
    std::string id = find(administration, email);
    auth::Administrator by{.user_id = std::nullopt, .visitor = {.address = "command line"}};
    wait_for((administration.*known.run)(std::move(id), std::move(by)));
    out << email << ' ' << known.done << '\n';
    return;
  }
  throw std::runtime_error("admin knows list, grant, revoke, disable and enable, not '" + action + "'");
}

}  // namespace storymap::server::app
