// server/store/api_keys.cpp - bodies of api_keys.hpp.
#include "server/store/api_keys.hpp"

#include <string_view>
#include <utility>

namespace storymap::server::store {
namespace {

constexpr std::string_view columns = "id, user_id, name, hint, scopes, created_at, expires_at, last_used_at";

[[nodiscard]] std::optional<Time> optional_time(Row row, std::size_t column) {
  std::optional<std::int64_t> const milliseconds = row.optional_integer(column);
  return milliseconds ? std::optional(from_milliseconds(*milliseconds)) : std::nullopt;
}

[[nodiscard]] ApiKey to_api_key(Row row) {
  return {
      .id = row.text(0),
      .user_id = row.text(1),
      .name = row.text(2),
      .hint = row.text(3),
      .scopes = row.text(4),
      .created_at = from_milliseconds(row.integer(5)),
      .expires_at = optional_time(row, 6),
      .last_used_at = optional_time(row, 7),
  };
}

}  // namespace

Task<> insert_api_key(Connection& in, ApiKey key, std::string key_hash) {
  Value const expires = key.expires_at ? Value(to_milliseconds(*key.expires_at)) : Value();
  Values values = values_of(std::move(key.id), std::move(key.user_id), std::move(key.name), std::move(key.hint),
                            std::move(key.scopes), to_milliseconds(key.created_at), expires, Blob{std::move(key_hash)});
  co_await in.execute(
      "INSERT INTO api_keys (id, user_id, name, hint, scopes, created_at, expires_at, key_hash)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      std::move(values));
}

Task<std::vector<ApiKey>> list_api_keys(Source source, std::string user_id) {
  std::string const sql = "SELECT " + std::string(columns) +
                          " FROM api_keys WHERE user_id = $1 AND revoked_at IS NULL ORDER BY created_at, id";
  Rows const rows = co_await source.read(sql, values_of(std::move(user_id)));
  std::vector<ApiKey> keys;
  for (std::size_t k = 0; k < rows.size(); ++k) keys.push_back(to_api_key(rows[k]));
  co_return keys;
}

Task<std::optional<ApiKey>> find_api_key(Source source, std::string key_hash, Time now) {
  std::string const sql = "SELECT " + std::string(columns) +
                          " FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL"
                          " AND (expires_at IS NULL OR expires_at > $2)";
  Values values = values_of(Blob{std::move(key_hash)}, to_milliseconds(now));
  Rows const found = co_await source.read(sql, std::move(values));
  if (found.empty()) co_return std::nullopt;
  co_return to_api_key(found.front());
}

Task<std::optional<std::string>> revoke_api_key(Connection& in, std::string user_id, std::string id, Time now) {
  Rows const done = co_await in.execute(
      "UPDATE api_keys SET revoked_at = $1 WHERE user_id = $2 AND id = $3 AND revoked_at IS NULL RETURNING key_hash",
      values_of(to_milliseconds(now), std::move(user_id), std::move(id)));
  if (done.empty()) co_return std::nullopt;
  co_return done.front().bytes(0);
}

Task<std::vector<std::string>> api_key_hashes(Source source, std::string user_id) {
  Rows const rows =
      co_await source.read("SELECT key_hash FROM api_keys WHERE user_id = $1", values_of(std::move(user_id)));
  std::vector<std::string> hashes;
  for (std::size_t k = 0; k < rows.size(); ++k) hashes.push_back(rows[k].bytes(0));
  co_return hashes;
}

Task<> touch_api_key(Connection& in, std::string id, Time now) {
  co_await in.execute("UPDATE api_keys SET last_used_at = $1 WHERE id = $2",
                      values_of(to_milliseconds(now), std::move(id)));
}

}  // namespace storymap::server::store
