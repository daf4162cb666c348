// server/store/sessions.cpp - bodies of sessions.hpp.
#include "server/store/sessions.hpp"

#include <string_view>
#include <utility>

namespace storymap::server::store {
namespace {

constexpr std::string_view columns =
    "id, user_id, counter, token_hash, parent_hash, successor, rotated_at, created_at, last_used_at, idle_until,"
    " not_after, user_agent, address, authenticated_at, revoked_at, revoked_for";

[[nodiscard]] std::optional<std::string> optional_bytes(Row row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.bytes(column));
}

[[nodiscard]] Value blob_value(std::optional<std::string> bytes) {
  return bytes ? Value(Blob{std::move(*bytes)}) : Value();
}

[[nodiscard]] Session to_session(Row row) {
  Session session{
      .id = row.text(0),
      .user_id = row.text(1),
      .counter = row.integer(2),
      .token_hash = row.bytes(3),
      .parent_hash = optional_bytes(row, 4),
      .successor = optional_bytes(row, 5),
      .rotated_at = from_milliseconds(row.integer(6)),
      .created_at = from_milliseconds(row.integer(7)),
      .last_used_at = from_milliseconds(row.integer(8)),
      .idle_until = from_milliseconds(row.integer(9)),
      .not_after = from_milliseconds(row.integer(10)),
      .user_agent = row.text(11),
      .address = row.text(12),
      .authenticated_at = from_milliseconds(row.integer(13)),
  };
  if (!row.is_null(14)) session.revoked_at = from_milliseconds(row.integer(14));
  session.revoked_for = row.optional_text(15);
  return session;
}

[[nodiscard]] Task<std::optional<Session>> find_where(Source source, std::string condition, Values values) {
  std::string const sql = "SELECT " + std::string(columns) + " FROM sessions WHERE " + condition;
  Rows const found = co_await source.read(sql, std::move(values));
  if (found.empty()) co_return std::nullopt;
  co_return to_session(found.front());
}

}  // namespace

Task<> insert_session(Connection& in, Session session) {
  std::string const sql = "INSERT INTO sessions (" + std::string(columns) +
                          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
  Values values = values_of(
      std::move(session.id), std::move(session.user_id), session.counter, Blob{std::move(session.token_hash)},
      blob_value(std::move(session.parent_hash)), blob_value(std::move(session.successor)),
      to_milliseconds(session.rotated_at), to_milliseconds(session.created_at), to_milliseconds(session.last_used_at),
      to_milliseconds(session.idle_until), to_milliseconds(session.not_after), std::move(session.user_agent),
      std::move(session.address), to_milliseconds(session.authenticated_at), Value(), Value());
  co_await in.execute(sql, std::move(values));
}

Task<std::optional<Session>> find_session(Source source, std::string id) {
  return find_where(source, "id = $1", values_of(std::move(id)));
}

Task<bool> rotate_session(Connection& in, Session session) {
  Values values =
      values_of(Blob{std::move(session.token_hash)}, blob_value(std::move(session.successor)),
                to_milliseconds(session.last_used_at), to_milliseconds(session.idle_until),
                std::move(session.user_agent), std::move(session.address), std::move(session.id), session.counter);
  Rows const done = co_await in.execute(
      "UPDATE sessions SET counter = counter + 1, parent_hash = token_hash, token_hash = $1, successor = $2,"
      " rotated_at = $3, last_used_at = $3, idle_until = $4, user_agent = $5, address = $6"
      " WHERE id = $7 AND counter = $8 AND revoked_at IS NULL",
      std::move(values));
  co_return done.affected() == 1;
}

Task<std::vector<Session>> live_sessions(Source source, std::string user_id, Time now) {
  std::string const sql = "SELECT " + std::string(columns) +
                          " FROM sessions WHERE user_id = $1 AND revoked_at IS NULL AND not_after > $2"
                          " AND idle_until > $2 ORDER BY created_at, id";
  Rows const rows = co_await source.read(sql, values_of(std::move(user_id), to_milliseconds(now)));
  std::vector<Session> sessions;
  for (std::size_t k = 0; k < rows.size(); ++k) sessions.push_back(to_session(rows[k]));
  co_return sessions;
}

Task<bool> revoke_session(Connection& in, std::string user_id, std::string id, std::string reason, Time now) {
  Values values = values_of(to_milliseconds(now), std::move(reason), std::move(user_id), std::move(id));
  Rows const done = co_await in.execute(
      "UPDATE sessions SET revoked_at = $1, revoked_for = $2 WHERE user_id = $3 AND id = $4 AND revoked_at IS NULL",
      std::move(values));
  co_return done.affected() == 1;
}

Task<std::vector<std::string>> revoke_sessions(Connection& in, std::string user_id, std::string except,
                                               std::string reason, Time now) {
  Values values = values_of(to_milliseconds(now), std::move(reason), std::move(user_id), std::move(except));
  Rows const done = co_await in.execute(
      "UPDATE sessions SET revoked_at = $1, revoked_for = $2 WHERE user_id = $3 AND id <> $4 AND revoked_at IS NULL"
      " RETURNING id",
      std::move(values));
  std::vector<std::string> ids;
  for (std::size_t k = 0; k < done.size(); ++k) ids.push_back(done[k].text(0));
  co_return ids;
}

}  // namespace storymap::server::store
