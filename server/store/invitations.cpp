// server/store/invitations.cpp - bodies of invitations.hpp.
#include "server/store/invitations.hpp"

#include <string_view>
#include <utility>

namespace storymap::server::store {
namespace {

constexpr std::string_view columns =
    "i.id, i.project_id, i.email, i.email_key, i.role, i.invited_by, i.created_at, i.expires_at";

[[nodiscard]] Invitation to_invitation(Row row) {
  return {
      .id = row.text(0),
      .project_id = row.text(1),
      .email = row.text(2),
      .email_key = row.text(3),
      .role = row.text(4),
      .invited_by = row.optional_text(5),
      .created_at = from_milliseconds(row.integer(6)),
      .expires_at = from_milliseconds(row.integer(7)),
  };
}

}  // namespace

Task<> put_invitation(Connection& in, Invitation invitation, std::string token_hash) {
  Values others = values_of(to_milliseconds(invitation.created_at), invitation.project_id, invitation.email_key);
  co_await in.execute(
      "UPDATE invitations SET revoked_at = $1 WHERE project_id = $2 AND email_key = $3 AND accepted_at IS NULL"
      " AND revoked_at IS NULL",
      std::move(others));
  Values values = values_of(std::move(invitation.id), std::move(invitation.project_id), std::move(invitation.email),
                            std::move(invitation.email_key), std::move(invitation.role), Blob{std::move(token_hash)},
                            optional_value(std::move(invitation.invited_by)), to_milliseconds(invitation.created_at),
                            to_milliseconds(invitation.expires_at));
  co_await in.execute(
      "INSERT INTO invitations (id, project_id, email, email_key, role, token_hash, invited_by, created_at, expires_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      std::move(values));
}

Task<std::vector<Invitation>> list_invitations(Source source, std::string project_id, Time now) {
  std::string const sql = "SELECT " + std::string(columns) +
                          " FROM invitations i WHERE i.project_id = $1 AND i.accepted_at IS NULL"
                          " AND i.revoked_at IS NULL AND i.expires_at > $2 ORDER BY i.created_at DESC, i.id DESC";
  Rows const rows = co_await source.read(sql, values_of(std::move(project_id), to_milliseconds(now)));
  std::vector<Invitation> invitations;
  invitations.reserve(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) invitations.push_back(to_invitation(rows[k]));
  co_return invitations;
}

Task<std::optional<Invitation>> find_invitation(Source source, std::string token_hash, Time now) {
  std::string const sql = "SELECT " + std::string(columns) +
                          " FROM invitations i JOIN projects p ON p.id = i.project_id WHERE i.token_hash = $1"
                          " AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2"
                          " AND p.deleted_at IS NULL";
  Values values = values_of(Blob{std::move(token_hash)}, to_milliseconds(now));
  Rows const found = co_await source.read(sql, std::move(values));
  if (found.empty()) co_return std::nullopt;
  co_return to_invitation(found.front());
}

Task<bool> accept_invitation(Connection& in, std::string id, Time now) {
  Rows const done = co_await in.execute(
      "UPDATE invitations SET accepted_at = $1 WHERE id = $2 AND accepted_at IS NULL AND revoked_at IS NULL"
      " AND expires_at > $1",
      values_of(to_milliseconds(now), std::move(id)));
  co_return done.affected() == 1;
}

Task<bool> revoke_invitation(Connection& in, std::string project_id, std::string id, Time now) {
  Rows const done = co_await in.execute(
      "UPDATE invitations SET revoked_at = $1 WHERE project_id = $2 AND id = $3 AND accepted_at IS NULL"
      " AND revoked_at IS NULL AND expires_at > $1",
      values_of(to_milliseconds(now), std::move(project_id), std::move(id)));
  co_return done.affected() == 1;
}

}  // namespace storymap::server::store
