// server/api/invitation_routes.cpp - invitations to projects: listed, revoked, accepted.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/base/crypto/token.hpp"
#include "server/store/invitations.hpp"
#include "server/store/projects.hpp"
#include "server/store/users.hpp"

#include <utility>

namespace storymap::server::api {
namespace {

[[nodiscard]] json::object to_json(store::Invitation const& invitation) {
  json::object out;
  out["id"] = invitation.id;
  out["email"] = invitation.email;
  out["role"] = invitation.role;
  out["invited_by"] = invitation.invited_by ? json::value(*invitation.invited_by) : json::value();
  out["created_at"] = to_rfc3339(invitation.created_at);
  out["expires_at"] = to_rfc3339(invitation.expires_at);
  return out;
}

[[nodiscard]] Schema invitation_schema() {
  return object({required("id", string(36, 36)), required("email", string(3, 254)),
                 required("role", one_of({"owner", "editor", "commenter", "viewer"})),
                 required("invited_by", nullable(string(36, 36))), required("created_at", date_time()),
                 required("expires_at", date_time())});
}

Task<http::Response> list_invitations(Call& call) {
  std::vector<store::Invitation> const invitations =
      co_await store::list_invitations(call.services.database, call.parameter("project"), call.services.clock.now());
  json::array list;
  for (store::Invitation const& invitation : invitations) list.push_back(to_json(invitation));
  json::object answer;
  answer["invitations"] = std::move(list);
  co_return json_response(answer);
}

Task<http::Response> revoke_invitation(Call& call) {
  Time const now = call.services.clock.now();
  auto work = [&](store::Connection& in) -> Task<bool> {
    bool const done =
        co_await store::revoke_invitation(in, call.parameter("project"), call.parameter("invitation"), now);
    if (!done) co_return false;
    auth::Event event = event_of(call, "invitation_revoked", "invitation", call.parameter("invitation"));
    co_await call.services.audit.record(in, std::move(event), call.visitor());
    co_return true;
  };
  if (!co_await call.services.database.transaction(work)) throw not_found();
  co_return no_content();
}

[[nodiscard]] Problem no_invitation() {
  return {404, "invitation_not_found", {"the invitation is not valid, or not any more"}};
}

/// The membership that the caller has afterwards. What he had counts when it is more.
Task<std::string> join(store::Connection& in, store::Invitation const& invitation, store::User user, Time now) {
  if (!co_await store::accept_invitation(in, invitation.id, now)) throw no_invitation();
  // Who read the letter owns the address.
  if (!user.email_verified_at) {
    user.email_verified_at = now;
    user.updated_at = now;
    co_await store::update_user(in, user);
  }
  std::optional<std::string> const role = co_await store::find_role(in, invitation.project_id, user.id);
  if (role && access_of_role(*role) >= access_of_role(invitation.role)) co_return *role;
  co_await store::put_member(in, invitation.project_id, user.id, invitation.role, now);
  co_return invitation.role;
}

Task<http::Response> accept_invitation(Call& call) {
  Services& services = call.services;
  std::string const token = text_of(call.body, "token");
  if (!is_token(token, invitation_token_prefix)) throw no_invitation();
  Time const now = services.clock.now();
  json::object answer;
  auto work = [&](store::Connection& in) -> Task<> {
    std::optional<store::Invitation> const invitation = co_await store::find_invitation(in, hash_of(token), now);
    if (!invitation) throw no_invitation();
    std::optional<store::User> const user = co_await store::find_user(in, call.user_id());
    if (!user || user->email_key != invitation->email_key) {
      throw Problem(403, "invitation_for_another", {"the invitation is for another e-mail address than yours"});
    }
    std::string const role = co_await join(in, *invitation, *user, now);
    answer["project_id"] = invitation->project_id;
    answer["role"] = role;
    auth::Event event = event_of(call, "invitation_accepted", "user", call.user_id());
    event.details["project"] = invitation->project_id;
    event.details["role"] = role;
    co_await services.audit.record(in, std::move(event), call.visitor());
  };
  co_await services.database.transaction(work);
  co_return json_response(answer);
}

}  // namespace

void add_invitation_routes(std::vector<Route>& routes) {
  using http::Method;
  std::string const all = "/api/v1/projects/{project}/invitations";
  routes.push_back({.method = Method::get,
                    .path = all,
                    .operation = "list_invitations",
                    .tag = "members",
                    .summary = "The invitations that are open, the latest first",
                    .access = Access::owner,
                    .scope = Scope::share,
                    .answer = object({required("invitations", array(invitation_schema(), 10'000))}),
                    .handle = list_invitations});
  routes.push_back({.method = Method::del,
                    .path = all + "/{invitation}",
                    .operation = "revoke_invitation",
                    .tag = "members",
                    .summary = "Take an invitation back",
                    .access = Access::owner,
                    .scope = Scope::share,
                    .rate_class = "write",
                    .status = 204,
                    .handle = revoke_invitation});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/invitations/accept",
                    .operation = "accept_invitation",
                    .tag = "members",
                    .summary = "Become a member by the token of the letter; the account has the address it went to",
                    .access = Access::user,
                    .scope = Scope::none,
                    .rate_class = "write",
                    .body = object({required("token", string(1, 200))}),
                    .answer = object({required("project_id", string(36, 36)), required("role", string(1, 20))}),
                    .problems = {403, 404},
                    .handle = accept_invitation});
}

}  // namespace storymap::server::api
