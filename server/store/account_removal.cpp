// server/store/account_removal.cpp - bodies of account_removal.hpp.
#include "server/store/account_removal.hpp"

#include "server/store/audit.hpp"
#include "server/store/projects.hpp"
#include "server/store/users.hpp"

#include <cstdint>
#include <utility>

namespace storymap::server::store {
namespace {

[[nodiscard]] std::vector<std::string> texts_of(Rows const& rows) {
  std::vector<std::string> texts;
  for (std::size_t k = 0; k < rows.size(); ++k) texts.push_back(rows[k].text(0));
  return texts;
}

/// The projects that nobody would own without the user.
Task<std::vector<std::string>> orphans_of(Connection& in, std::string user_id) {
  Rows const rows = co_await in.execute(
      "SELECT m.project_id FROM project_members m WHERE m.user_id = $1 AND m.role = 'owner' AND NOT EXISTS"
      " (SELECT 1 FROM project_members o WHERE o.project_id = m.project_id AND o.user_id <> $1 AND o.role = 'owner')",
      values_of(std::move(user_id)));
  co_return texts_of(rows);
}

/// Who owns the project from now on; nobody for one that is deleted already, or has no editors.
Task<std::optional<std::string>> heir_of(Connection& in, std::string project_id) {
  Rows const found = co_await in.execute(
      "SELECT m.user_id FROM project_members m JOIN projects p ON p.id = m.project_id"
      " WHERE m.project_id = $1 AND m.role = 'editor' AND p.deleted_at IS NULL"
      " ORDER BY m.created_at, m.user_id LIMIT 1",
      values_of(std::move(project_id)));
  if (found.empty()) co_return std::nullopt;
  co_return found.front().text(0);
}

}  // namespace

Task<std::vector<std::string>> accounts_due(Source source, Time now, std::size_t limit) {
  Rows const rows =
      co_await source.read("SELECT id FROM users WHERE deletion_due_at <= $1 ORDER BY deletion_due_at, id LIMIT $2",
                           values_of(to_milliseconds(now), static_cast<std::int64_t>(limit)));
  co_return texts_of(rows);
}

Task<std::optional<std::vector<std::string>>> remove_account(Connection& in, std::string user_id, Time now) {
  std::optional<User> const user = co_await find_user(in, user_id);
  if (!user || !user->deletion_due_at || *user->deletion_due_at > now) co_return std::nullopt;
  std::vector<std::string> const orphans = co_await orphans_of(in, user_id);
  std::vector<std::string> gone;
  for (std::string const& project : orphans) {
    std::optional<std::string> heir = co_await heir_of(in, project);
    if (heir) {
      co_await put_member(in, project, std::move(*heir), "owner", now);
    } else {
      co_await in.execute("DELETE FROM projects WHERE id = $1", values_of(project));
      gone.push_back(project);
    }
  }
  co_await in.execute("DELETE FROM invitations WHERE email_key = $1", values_of(user->email_key));
  co_await forget_addresses(in, user_id);
  // Sessions, tokens, keys and memberships go with the row.
  co_await in.execute("DELETE FROM users WHERE id = $1", values_of(user_id));
  co_return gone;
}

Task<std::size_t> remove_old_sessions(Connection& in, Time before) {
  Rows const done =
      co_await in.execute("DELETE FROM sessions WHERE not_after < $1", values_of(to_milliseconds(before)));
  co_return done.affected();
}

}  // namespace storymap::server::store
