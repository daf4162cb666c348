// server/store/share_links.hpp - the rows of links by which anybody may read a project.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

struct ShareLink {
  std::string id;
  std::string name;
  std::optional<std::string> created_by;
  Time created_at;
  std::optional<Time> expires_at;
};

/// `token_hash` is all that is kept of what the link says.
[[nodiscard]] Task<> insert_share_link(Connection& in, std::string project_id, ShareLink link, std::string token_hash);

/// Those that are valid now, the latest first.
[[nodiscard]] Task<std::vector<ShareLink>> list_share_links(Source source, std::string project_id, Time now);

/// The project that a token opens now; nothing when it is unknown, revoked or expired, or the project is deleted.
[[nodiscard]] Task<std::optional<std::string>> find_shared_project(Source source, std::string token_hash, Time now);

/// False when there is none that is valid.
[[nodiscard]] Task<bool> revoke_share_link(Connection& in, std::string project_id, std::string id, Time now);

}  // namespace storymap::server::store
