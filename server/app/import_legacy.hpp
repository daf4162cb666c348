// server/app/import_legacy.hpp - taking over the users and projects of the predecessor.
// Room: app.
#pragma once

#include "server/base/clock.hpp"
#include "server/base/config.hpp"

#include <ostream>
#include <string>

namespace storymap::server::app {

/// Adds the users of the database `from` (an address as --database takes it) with their password hashes, and their
/// projects, to the database of the configuration: all or nothing. A user whose e-mail address is here already is left
/// out with what he owns, and named in the report. Throws std::exception.
void import_legacy(Config const& config, std::string const& from, Clock const& clock, std::ostream& out);

}  // namespace storymap::server::app
