// server/auth/account_removal.cpp - bodies of account_removal.hpp.
#include "server/auth/account_removal.hpp"

#include "server/store/account_removal.hpp"
#include "server/store/user_tokens.hpp"

#include <chrono>
#include <optional>
#include <tuple>
#include <utility>

namespace storymap::server::auth {
namespace {

constexpr std::size_t accounts_at_once = 100;
/// So long people can still be told what became of their link or session.
constexpr std::chrono::hours memory_of_expired{24};

}  // namespace

AccountRemoval::AccountRemoval(store::Database& database, Audit& audit, Clock const& clock)
    : database_(database), audit_(audit), clock_(clock) {}

Task<AccountRemoval::Removed> AccountRemoval::remove_due() {
  Removed removed;
  std::vector<std::string> const due = co_await store::accounts_due(database_, clock_.now(), accounts_at_once);
  for (std::string const& id : due) {
    Event const event{.action = "account_deleted", .actor_id = std::nullopt, .subject_kind = "user", .subject_id = id};
    auto work = [&](store::Connection& in) -> Task<std::optional<std::vector<std::string>>> {
      std::optional<std::vector<std::string>> projects = co_await store::remove_account(in, id, clock_.now());
      Visitor nobody;
      if (projects) co_await audit_.record(in, event, std::move(nobody));
      co_return projects;
    };
    std::optional<std::vector<std::string>> const projects = co_await database_.transaction(work);
    if (!projects) continue;
    ++removed.accounts;
    removed.projects.insert(removed.projects.end(), projects->begin(), projects->end());
  }
  auto clean = [&](store::Connection& in) -> Task<std::pair<std::size_t, std::size_t>> {
    Time const before = clock_.now() - memory_of_expired;
    std::size_t const tokens = co_await store::remove_expired_tokens(in, before);
    std::size_t const sessions = co_await store::remove_old_sessions(in, before);
    co_return std::pair(tokens, sessions);
  };
  std::tie(removed.tokens, removed.sessions) = co_await database_.transaction(clean);
  co_return removed;
}

}  // namespace storymap::server::auth
