// server/auth/administration.hpp - what administrators do to accounts.
// Room: auth.
#pragma once

#include "server/auth/api_keys.hpp"
#include "server/auth/audit.hpp"
#include "server/auth/sessions.hpp"
#include "server/base/clock.hpp"
#include "server/base/task.hpp"
#include "server/store/database.hpp"
#include "server/store/users.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::auth {

/// Who administers: a user, or nobody for the command line.
struct Administrator {
  std::optional<std::string> user_id;
  Visitor visitor;
};

class Administration {
 public:
  /// `sessions` and `keys` are those of this process, null for the command line: servers that run notice within the
  /// seconds for which they trust what they know.
  Administration(store::Database& database, Audit& audit, Clock const& clock, Sessions* sessions = nullptr,
                 ApiKeys* keys = nullptr);

  /// The id of the account with an address. Throws Problem 404.
  [[nodiscard]] Task<std::string> find(std::string email);

  [[nodiscard]] Task<std::vector<store::User>> administrators();

  // Each throws Problem 404 when there is no such account, and changes nothing when it is as wanted already.

  [[nodiscard]] Task<> grant(std::string user_id, Administrator by);
  [[nodiscard]] Task<> revoke(std::string user_id, Administrator by);

  /// Nobody logs in, and all sessions and keys are refused from now on. Throws Problem 409 for one's own account.
  [[nodiscard]] Task<> disable(std::string user_id, Administrator by);
  [[nodiscard]] Task<> enable(std::string user_id, Administrator by);

 private:
  /// `edit` returns whether it has changed anything.
  [[nodiscard]] Task<> change(std::string user_id, Administrator by, std::string action,
                              std::function<bool(store::User&)> edit);

  store::Database& database_;
  Audit& audit_;
  Clock const& clock_;
  Sessions* sessions_;
  ApiKeys* keys_;
};

}  // namespace storymap::server::auth
