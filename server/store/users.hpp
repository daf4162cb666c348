// server/store/users.hpp - the rows of accounts.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

struct User {
  std::string id;
  std::string email;      ///< as it is shown
  std::string email_key;  ///< folded, unique
  std::string name;
  std::string locale;
  std::string password_hash;  ///< empty until one is set
  bool is_admin = false;
  std::optional<Time> email_verified_at;
  Time created_at;
  Time updated_at;
  std::optional<Time> disabled_at;
  std::optional<Time> deletion_due_at;
};

[[nodiscard]] Task<std::optional<User>> find_user(Source source, std::string id);
[[nodiscard]] Task<std::optional<User>> find_user_by_email(Source source, std::string email_key);

/// By their addresses.
[[nodiscard]] Task<std::vector<User>> list_administrators(Source source);

/// Throws StoreError `unique` when the e-mail address is taken.
[[nodiscard]] Task<> insert_user(Connection& in, User user);

/// Writes name, locale, e-mail, password, and what has happened to the account.
[[nodiscard]] Task<> update_user(Connection& in, User user);

}  // namespace storymap::server::store
