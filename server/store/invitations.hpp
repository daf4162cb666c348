// server/store/invitations.hpp - the rows of invitations to projects.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

struct Invitation {
  std::string id;
  std::string project_id;
  std::string email;      ///< as it is shown
  std::string email_key;  ///< folded
  std::string role;
  std::optional<std::string> invited_by;
  Time created_at;
  Time expires_at;
};

/// Adds an invitation, in the place of an open one to the same address. `token_hash` is all that is kept of its token.
[[nodiscard]] Task<> put_invitation(Connection& in, Invitation invitation, std::string token_hash);

/// Those that are neither accepted nor revoked nor expired, the latest first.
[[nodiscard]] Task<std::vector<Invitation>> list_invitations(Source source, std::string project_id, Time now);

/// The open invitation of a token, to a project that is there.
[[nodiscard]] Task<std::optional<Invitation>> find_invitation(Source source, std::string token_hash, Time now);

/// False when it is not open any more: an invitation is accepted once.
[[nodiscard]] Task<bool> accept_invitation(Connection& in, std::string id, Time now);

/// False when there is none that is open.
[[nodiscard]] Task<bool> revoke_invitation(Connection& in, std::string project_id, std::string id, Time now);

}  // namespace storymap::server::store
