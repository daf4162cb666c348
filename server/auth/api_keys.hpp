// server/auth/api_keys.hpp - keys by which programs act for a user, as far as their scopes go.
// Room: auth.
#pragma once

#include "server/auth/audit.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/clock.hpp"
#include "server/base/lru_cache.hpp"
#include "server/base/task.hpp"
#include "server/base/uuid.hpp"
#include "server/store/api_keys.hpp"
#include "server/store/database.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::auth {

/// What API keys begin with: people and scanners of repositories see what they have found.
inline constexpr std::string_view api_key_prefix = "sm_live_";

struct NewApiKey {
  store::ApiKey key;
  std::string secret;  ///< shown once
};

struct ApiKeyWish {
  std::string name;
  std::vector<std::string> scopes;
  std::optional<std::chrono::seconds> expires_in;
};

struct ApiKeyOptions {
  std::size_t most = 50;                                       ///< of one user
  std::chrono::milliseconds trust = std::chrono::seconds(5);   ///< so old may be what we know of a key
  std::chrono::milliseconds touch = std::chrono::seconds(60);  ///< so exact is when a key was last used
};

class ApiKeys {
 public:
  ApiKeys(store::Database& database, Audit& audit, UuidSource& ids, Clock const& clock, ApiKeyOptions options = {});

  /// Throws Problem 422 `too_many_api_keys`.
  [[nodiscard]] Task<NewApiKey> make(std::string user_id, ApiKeyWish wish, Visitor visitor);
  [[nodiscard]] Task<std::vector<store::ApiKey>> list(std::string user_id);
  /// False when the user has no such key.
  [[nodiscard]] Task<bool> revoke(std::string user_id, std::string key_id, Visitor visitor);

  /// Who shows this key. Throws Problem 401 `invalid_api_key`, also for keys of accounts that are disabled or deleted.
  [[nodiscard]] Task<std::shared_ptr<Principal const>> authenticate(std::string secret);

  /// Has what is known of the keys of a user looked up again with their next request.
  [[nodiscard]] Task<> look_again(std::string user_id);

 private:
  struct Known {
    std::shared_ptr<Principal const> principal;  ///< null: the key is not valid
    std::optional<Time> expires_at;
    Time until;
  };

  [[nodiscard]] Task<Known> look_up(std::string hash);
  [[nodiscard]] Task<> touch(store::ApiKey key);

  store::Database& database_;
  Audit& audit_;
  UuidSource& ids_;
  Clock const& clock_;
  ApiKeyOptions options_;
  LruCache<Known> known_;
};

}  // namespace storymap::server::auth
