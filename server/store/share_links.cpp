// server/store/share_links.cpp - bodies of share_links.hpp.
#include "server/store/share_links.hpp"

#include <cstdint>
#include <utility>

namespace storymap::server::store {

Task<> insert_share_link(Connection& in, std::string project_id, ShareLink link, std::string token_hash) {
  Value const expires = link.expires_at ? Value(to_milliseconds(*link.expires_at)) : Value();
  Values values =
      values_of(std::move(link.id), std::move(project_id), std::move(link.name), Blob{std::move(token_hash)},
                optional_value(std::move(link.created_by)), to_milliseconds(link.created_at), expires);
  co_await in.execute(
      "INSERT INTO share_links (id, project_id, name, token_hash, created_by, created_at, expires_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      std::move(values));
}

Task<std::vector<ShareLink>> list_share_links(Source source, std::string project_id, Time now) {
  Rows const rows = co_await source.read(
      "SELECT id, name, created_by, created_at, expires_at FROM share_links WHERE project_id = $1"
      " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) ORDER BY created_at DESC, id DESC",
      values_of(std::move(project_id), to_milliseconds(now)));
  std::vector<ShareLink> links;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    Row const row = rows[k];
    ShareLink link{row.text(0), row.text(1), row.optional_text(2), from_milliseconds(row.integer(3)), {}};
    if (!row.is_null(4)) link.expires_at = from_milliseconds(row.integer(4));
    links.push_back(std::move(link));
  }
  co_return links;
}

Task<std::optional<std::string>> find_shared_project(Source source, std::string token_hash, Time now) {
  Values values = values_of(Blob{std::move(token_hash)}, to_milliseconds(now));
  Rows const found = co_await source.read(
      "SELECT l.project_id FROM share_links l JOIN projects p ON p.id = l.project_id WHERE l.token_hash = $1"
      " AND l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > $2) AND p.deleted_at IS NULL",
      std::move(values));
  if (found.empty()) co_return std::nullopt;
  co_return found.front().text(0);
}

Task<bool> revoke_share_link(Connection& in, std::string project_id, std::string id, Time now) {
  Rows const done = co_await in.execute(
      "UPDATE share_links SET revoked_at = $1 WHERE project_id = $2 AND id = $3 AND revoked_at IS NULL"
      " AND (expires_at IS NULL OR expires_at > $1)",
      values_of(to_milliseconds(now), std::move(project_id), std::move(id)));
  co_return done.affected() == 1;
}

}  // namespace storymap::server::store
