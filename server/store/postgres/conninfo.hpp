// server/store/postgres/conninfo.hpp - what a connection string asks for, with our promises added.
// Room: store.
#pragma once

#include "server/store/postgres/postgres.hpp"

#include <map>
#include <string>
#include <vector>

namespace storymap::server::store {

/// Keywords of libpq and their values.
using ConnectionKeywords = std::map<std::string, std::string>;

/// What the connection string says, and where it is silent: a connection that can be written to, a server whose
/// certificate is checked unless it is on this machine, deadlines of statements, and probes that notice a dead network.
/// Throws StoreError `broken`.
[[nodiscard]] ConnectionKeywords connection_keywords(PostgresOptions const& options);

/// The hosts of the keywords, in order; one empty host stands for the socket of this machine.
[[nodiscard]] std::vector<std::string> hosts_of(ConnectionKeywords const& keywords);

/// Whether it is a folder with a socket or a name that needs no look-up.
[[nodiscard]] bool is_on_this_machine(std::string const& host);

}  // namespace storymap::server::store
