// server/store/users.cpp - bodies of users.hpp.
#include "server/store/users.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace storymap::server::store {
namespace {

constexpr std::string_view columns =
    "id, email, email_key, name, locale, password_hash, is_admin, email_verified_at, created_at, updated_at,"
    " disabled_at, deletion_due_at";

[[nodiscard]] std::optional<Time> optional_time(Row row, std::size_t column) {
  std::optional<std::int64_t> const milliseconds = row.optional_integer(column);
  return milliseconds ? std::optional(from_milliseconds(*milliseconds)) : std::nullopt;
}

[[nodiscard]] Value time_value(std::optional<Time> time) { return time ? Value(to_milliseconds(*time)) : Value(); }

[[nodiscard]] User to_user(Row row) {
  return {
      .id = row.text(0),
      .email = row.text(1),
      .email_key = row.text(2),
      .name = row.text(3),
      .locale = row.text(4),
      .password_hash = row.text(5),
      .is_admin = row.is_true(6),
      .email_verified_at = optional_time(row, 7),
      .created_at = from_milliseconds(row.integer(8)),
      .updated_at = from_milliseconds(row.integer(9)),
      .disabled_at = optional_time(row, 10),
      .deletion_due_at = optional_time(row, 11),
  };
}

[[nodiscard]] Task<std::optional<User>> find(Source source, std::string_view column, std::string value) {
  std::string const sql = "SELECT " + std::string(columns) + " FROM users WHERE " + std::string(column) + " = $1";
  Rows const found = co_await source.read(sql, values_of(std::move(value)));
  if (found.empty()) co_return std::nullopt;
  co_return to_user(found.front());
}

}  // namespace

Task<std::optional<User>> find_user(Source source, std::string id) { return find(source, "id", std::move(id)); }

Task<std::optional<User>> find_user_by_email(Source source, std::string email_key) {
  return find(source, "email_key", std::move(email_key));
}

Task<std::vector<User>> list_administrators(Source source) {
  std::string const sql = "SELECT " + std::string(columns) + " FROM users WHERE is_admin = 1 ORDER BY email_key";
  Rows const rows = co_await source.read(sql);
  std::vector<User> users;
  for (std::size_t k = 0; k < rows.size(); ++k) users.push_back(to_user(rows[k]));
  co_return users;
}

Task<> insert_user(Connection& in, User user) {
  std::string const sql =
      "INSERT INTO users (" + std::string(columns) + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
  Values values =
      values_of(std::move(user.id), std::move(user.email), std::move(user.email_key), std::move(user.name),
                std::move(user.locale), std::move(user.password_hash), std::int64_t{user.is_admin},
                time_value(user.email_verified_at), to_milliseconds(user.created_at), to_milliseconds(user.updated_at),
                time_value(user.disabled_at), time_value(user.deletion_due_at));
  co_await in.execute(sql, std::move(values));
}

Task<> update_user(Connection& in, User user) {
  Values values = values_of(std::move(user.email), std::move(user.email_key), std::move(user.name),
                            std::move(user.locale), std::move(user.password_hash), std::int64_t{user.is_admin},
                            time_value(user.email_verified_at), to_milliseconds(user.updated_at),
                            time_value(user.disabled_at), time_value(user.deletion_due_at), std::move(user.id));
  co_await in.execute(
      "UPDATE users SET email = $1, email_key = $2, name = $3, locale = $4, password_hash = $5, is_admin = $6,"
      " email_verified_at = $7, updated_at = $8, disabled_at = $9, deletion_due_at = $10 WHERE id = $11",
      std::move(values));
}

}  // namespace storymap::server::store
