// server/store/api_keys.hpp - the rows of API keys.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

struct ApiKey {
  std::string id;
  std::string user_id;
  std::string name;
  std::string hint;    ///< its last characters, to tell keys apart
  std::string scopes;  ///< words with spaces between them
  Time created_at;
  std::optional<Time> expires_at;
  std::optional<Time> last_used_at;
};

/// `key_hash` is all that is kept of the key itself.
[[nodiscard]] Task<> insert_api_key(Connection& in, ApiKey key, std::string key_hash);

/// Those of a user that are not revoked, also expired ones, the oldest first.
[[nodiscard]] Task<std::vector<ApiKey>> list_api_keys(Source source, std::string user_id);

/// One that is neither revoked nor expired.
[[nodiscard]] Task<std::optional<ApiKey>> find_api_key(Source source, std::string key_hash, Time now);

/// Returns the hash of the key; nothing when the user has none such.
[[nodiscard]] Task<std::optional<std::string>> revoke_api_key(Connection& in, std::string user_id, std::string id,
                                                              Time now);

/// The hashes of all keys of a user.
[[nodiscard]] Task<std::vector<std::string>> api_key_hashes(Source source, std::string user_id);

[[nodiscard]] Task<> touch_api_key(Connection& in, std::string id, Time now);

}  // namespace storymap::server::store
