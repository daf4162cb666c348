// server/store/user_tokens.hpp - the rows of tokens that are sent by e-mail and come back once.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace storymap::server::store {

struct UserToken {
  std::string hash;       ///< of the token: it is kept nowhere itself
  std::string kind;       ///< email_verification, password_reset
  std::string email_key;  ///< the address it is sent to
  Time created_at;
  Time expires_at;
};

/// Adds a token for the account of the address, in the place of those of its kind that are open. The statements are the
/// same when no account has the address, or a disabled one: then none is added.
[[nodiscard]] Task<> put_user_token(Connection& in, UserToken token);

/// The user of an open token, if he still has the address that it was sent to.
[[nodiscard]] Task<std::optional<std::string>> find_user_of_token(Source source, std::string hash, std::string kind,
                                                                  Time now);

/// Uses it up and returns its user; nothing when it is not open: a token is used once.
[[nodiscard]] Task<std::optional<std::string>> use_user_token(Connection& in, std::string hash, std::string kind,
                                                              Time now);

/// Removes those that expired before; returns how many.
[[nodiscard]] Task<std::size_t> remove_expired_tokens(Connection& in, Time before);

}  // namespace storymap::server::store
