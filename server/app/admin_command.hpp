// server/app/admin_command.hpp - administration from the command line: where the first administrator comes from.
// Room: app.
#pragma once

#include "server/base/clock.hpp"
#include "server/base/config.hpp"

#include <ostream>
#include <string>

namespace storymap::server::app {

/// `action` is list, grant, revoke, disable or enable; all but list are about the account with the address. Prints what
/// it did, and throws std::exception with words for whoever called it.
void administer(Config const& config, std::string const& action, std::string const& email, Clock const& clock,
                std::ostream& out);

}  // namespace storymap::server::app
