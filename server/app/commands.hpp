// server/app/commands.hpp - what is done to a database from the command line, next to serving it.
// Room: app.
#pragma once

#include "server/base/clock.hpp"
#include "server/base/config.hpp"

#include <ostream>
#include <string>

namespace storymap::server::app {

// Each prints what it did and throws std::exception with words for whoever called it.

/// Brings the tables up to date.
void migrate(Config const& config, Clock const& clock, std::ostream& out);

/// Copies everything from the SQLite file of the configuration into an empty PostgreSQL database, and verifies it.
void move_database(Config const& config, std::string const& to, Clock const& clock, std::ostream& out);

/// Copies the SQLite file of the configuration while a server works with it.
void back_up(Config const& config, std::string const& to, std::ostream& out);

/// The description of the API that a server with this configuration gives.
void print_openapi(Config const& config, std::ostream& out);

/// Looks for what would keep a server with this configuration from working well; false when something would.
[[nodiscard]] bool examine(Config const& config, std::ostream& out);

}  // namespace storymap::server::app
