// server/auth/account_removal.hpp - what is removed when its time has come: accounts, tokens, sessions.
// Room: auth.
#pragma once

#include "server/auth/audit.hpp"
#include "server/base/clock.hpp"
#include "server/base/task.hpp"
#include "server/store/database.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace storymap::server::auth {

class AccountRemoval {
 public:
  AccountRemoval(store::Database& database, Audit& audit, Clock const& clock);

  struct Removed {
    std::size_t accounts = 0;
    std::vector<std::string> projects;  ///< that went with them
    std::size_t tokens = 0;
    std::size_t sessions = 0;
  };
  /// Removes every account that is due, each in a transaction of its own, and what has expired for a while. Several
  /// servers may do so at once.
  [[nodiscard]] Task<Removed> remove_due();

 private:
  store::Database& database_;
  Audit& audit_;
  Clock const& clock_;
};

}  // namespace storymap::server::auth
