// server/store/account_removal.hpp - what goes with an account.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

/// Accounts whose time to be deleted has come, the longest due first.
[[nodiscard]] Task<std::vector<std::string>> accounts_due(Source source, Time now, std::size_t limit);

/// Removes all that is an account's own, and every row that has its e-mail address. A project that nobody else owns
/// passes to the editor who has been there for the longest time; without any it goes with its map. What the user did to
/// the maps of others stays, without his name. Returns the projects that are gone; nothing, when the account is not due
/// (any more).
[[nodiscard]] Task<std::optional<std::vector<std::string>>> remove_account(Connection& in, std::string user_id,
                                                                           Time now);

/// Removes sessions that can be used no more since then; returns how many.
[[nodiscard]] Task<std::size_t> remove_old_sessions(Connection& in, Time before);

}  // namespace storymap::server::store
