// server/store/audit.cpp - bodies of audit.hpp.
#include "server/store/audit.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace storymap::server::store {
namespace {

constexpr std::string_view columns = "id, at, actor_id, action, subject_kind, subject_id, address, request_id, details";

[[nodiscard]] AuditRow to_audit_row(Row row) {
  return {
      .id = row.text(0),
      .at = from_milliseconds(row.integer(1)),
      .actor_id = row.optional_text(2),
      .action = row.text(3),
      .subject_kind = row.text(4),
      .subject_id = row.optional_text(5),
      .address = row.text(6),
      .request_id = row.text(7),
      .details = row.text(8),
  };
}

}  // namespace

Task<> append_audit(Connection& in, AuditRow row) {
  std::string const sql =
      "INSERT INTO audit_log (" + std::string(columns) + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  Values values =
      values_of(std::move(row.id), to_milliseconds(row.at), optional_value(std::move(row.actor_id)),
                std::move(row.action), std::move(row.subject_kind), optional_value(std::move(row.subject_id)),
                std::move(row.address), std::move(row.request_id), std::move(row.details));
  co_await in.execute(sql, std::move(values));
}

Task<std::vector<AuditRow>> list_audit(Source source, std::string user_id, std::optional<std::string> before,
                                       std::size_t limit) {
  // Two walks along an index each, and not one over the whole table.
  std::string const page = before ? " AND id < $3 ORDER BY id DESC LIMIT $2" : " ORDER BY id DESC LIMIT $2";
  std::string const select = "SELECT " + std::string(columns) + " FROM audit_log WHERE ";
  std::string const sql = "SELECT * FROM (" + select + "actor_id = $1" + page + ") AS done UNION SELECT * FROM (" +
                          select + "subject_kind = 'user' AND subject_id = $1" + page +
                          ") AS suffered ORDER BY id DESC LIMIT $2";
  Values values = values_of(std::move(user_id), static_cast<std::int64_t>(limit));
  if (before) values.emplace_back(std::move(*before));
  Rows const rows = co_await source.read(sql, std::move(values));
  std::vector<AuditRow> found;
  for (std::size_t k = 0; k < rows.size(); ++k) found.push_back(to_audit_row(rows[k]));
  co_return found;
}

Task<> forget_addresses(Connection& in, std::string user_id) {
  std::string const id = std::move(user_id);
  co_await in.execute("UPDATE audit_log SET address = '' WHERE actor_id = $1", values_of(id));
  co_await in.execute("UPDATE audit_log SET address = '' WHERE subject_kind = 'user' AND subject_id = $1",
                      values_of(id));
}

}  // namespace storymap::server::store
