// server/api/member_routes.cpp - who shares a project.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/auth/email_address.hpp"
#include "server/base/crypto/token.hpp"
#include "server/store/invitations.hpp"
#include "server/store/projects.hpp"
#include "server/store/users.hpp"

#include <chrono>
#include <utility>

namespace storymap::server::api {
namespace {

[[nodiscard]] Schema role_schema() { return one_of({"owner", "editor", "commenter", "viewer"}); }

[[nodiscard]] Schema member_schema() {
  return object({required("user_id", string(36, 36)), required("email", string(3, 254)),
                 required("name", string(1, 100)), required("role", role_schema()), required("since", date_time())});
}

Task<http::Response> list_members(Call& call) {
  std::vector<store::Member> const members =
      co_await store::list_members(call.services.database, call.parameter("project"));
  json::array list;
  for (store::Member const& member : members) {
    list.push_back({{"user_id", member.user_id},
                    {"email", member.email},
                    {"name", member.name},
                    {"role", member.role},
                    {"since", to_rfc3339(member.since)}});
  }
  json::object answer;
  answer["members"] = std::move(list);
  co_return json_response(answer);
}

/// Throws when nobody would own the project any more.
Task<> keep_an_owner(store::Connection& in, std::string project_id, std::string user_id) {
  std::optional<std::string> const role = co_await store::find_role(in, project_id, user_id);
  if (role == "owner" && co_await store::count_members(in, project_id, "owner") <= 1) {
    throw Problem(409, "last_owner", {"a project keeps an owner: make somebody else one first"});
  }
}

/// Who is asked to share a project with whom.
struct Sharing {
  auth::EmailAddress address;
  std::string role;
  std::string token = make_token(invitation_token_prefix);
};

/// Writes down which role a member has from now on; none: he is no member any more.
Task<> record_role(store::Connection& in, Call const& call, std::string action, std::string user_id, std::string role) {
  auth::Event event = event_of(call, std::move(action), "user", std::move(user_id));
  if (!role.empty()) event.details["role"] = role;
  co_await call.services.audit.record(in, std::move(event), call.visitor());
}

/// Makes whoever has the address a member; nothing when nobody has.
Task<std::optional<store::User>> add_user(store::Connection& in, Call const& call, Sharing const& sharing) {
  std::optional<store::User> user = co_await store::find_user_by_email(in, sharing.address.key);
  if (!user) co_return std::nullopt;
  if (sharing.role != "owner") co_await keep_an_owner(in, call.parameter("project"), user->id);
  co_await store::put_member(in, call.parameter("project"), user->id, sharing.role, call.services.clock.now());
  co_await record_role(in, call, "member_added", user->id, sharing.role);
  co_return user;
}

Task<> invite(store::Connection& in, Call const& call, Sharing const& sharing) {
  Services const& services = call.services;
  Time const now = services.clock.now();
  std::vector<store::Invitation> const open = co_await store::list_invitations(in, call.parameter("project"), now);
  if (open.size() >= services.quotas.invitations) {
    throw Problem(422, "too_many_invitations",
                  {"a project has {0} open invitations at most: take one back first",
                   {std::to_string(services.quotas.invitations)}});
  }
  store::Invitation invitation;
  invitation.id = call.services.ids.next();
  invitation.project_id = call.parameter("project");
  invitation.email = sharing.address.shown;
  invitation.email_key = sharing.address.key;
  invitation.role = sharing.role;
  invitation.invited_by = call.user_id();
  invitation.created_at = now;
  invitation.expires_at = now + services.invitation_lifetime;
  // To whom is not said: the log outlives accounts, and addresses of people who never had one.
  auth::Event event = event_of(call, "invitation_made", "invitation", invitation.id);
  event.details["role"] = sharing.role;
  co_await store::put_invitation(in, std::move(invitation), hash_of(sharing.token));
  co_await call.services.audit.record(in, std::move(event), call.visitor());
}

/// A letter in either case: that one comes must not tell who has an account.
[[nodiscard]] auth::Letter letter_of(Call const& call, Sharing const& sharing, std::optional<store::User> const& user,
                                     std::string const& project) {
  std::string const& url = call.services.public_url;
  std::string const& name = call.principal->user.name;
  if (user) {
    Language const language = user->locale == "ru" ? Language::ru : Language::en;
    return {user->email, translated({"{0} shares the project '{1}' with you", {name, project}}, language),
            translated({"Open it: {0}", {url + "/projects/" + call.parameter("project")}}, language)};
  }
  std::string const last_day =
      to_rfc3339(call.services.clock.now() + call.services.invitation_lifetime).substr(0, std::size("2026-11-24") - 1);
  // Behind the "#" the token stays in the browser, and in nobody's log.
  return {sharing.address.shown, translated({"{0} invites you to the project '{1}'", {name, project}}, call.language),
          translated({"Accept the invitation before {0}, with an account of this e-mail address: {1}",
                      {last_day, url + "/invitation#" + sharing.token}},
                     call.language)};
}

Task<http::Response> add_member(Call& call) {
  std::optional<auth::EmailAddress> const address = auth::parse_email_address(text_of(call.body, "email"));
  if (!address) {
    throw Problem(422, "invalid_request", {"the request does not fit what is expected"})
        .at("/email", {"this is no e-mail address"});
  }
  Sharing const sharing{*address, text_of(call.body, "role")};
  std::optional<store::User> user;
  std::string project;
  auto work = [&](store::Connection& in) -> Task<> {
    std::optional<store::Project> const found =
        co_await store::find_project(in, call.parameter("project"), call.user_id());
    if (!found) throw not_found();
    project = found->name;
    user = co_await add_user(in, call, sharing);
    if (!user) co_await invite(in, call, sharing);
  };
  co_await call.services.database.transaction(work);
  auth::Letter letter = letter_of(call, sharing, user, project);
  co_await call.services.send_letter(std::move(letter));
  // The same for everybody: who has an account here is nobody's business.
  http::Response response = no_content();
  response.status = 202;
  co_return response;
}

Task<http::Response> change_member(Call& call) {
  std::string const role = text_of(call.body, "role");
  std::string const& user_id = call.parameter("user");
  Time const now = call.services.clock.now();
  auto work = [&](store::Connection& in) -> Task<> {
    if (!co_await store::find_role(in, call.parameter("project"), user_id)) throw not_found();
    if (role != "owner") co_await keep_an_owner(in, call.parameter("project"), user_id);
    co_await store::put_member(in, call.parameter("project"), user_id, role, now);
    co_await record_role(in, call, "role_changed", user_id, role);
  };
  co_await call.services.database.transaction(work);
  co_return no_content();
}

Task<http::Response> remove_member(Call& call) {
  std::string const& user_id = call.parameter("user");
  // Everybody may leave; others are put out by owners.
  if (user_id != call.user_id() && call.role != "owner") {
    throw Problem(403, "role_too_low", {"this takes the role {0} in the project; yours is {1}", {"owner", call.role}});
  }
  auto work = [&](store::Connection& in) -> Task<bool> {
    co_await keep_an_owner(in, call.parameter("project"), user_id);
    bool const removed = co_await store::remove_member(in, call.parameter("project"), user_id);
    if (removed) co_await record_role(in, call, "member_removed", user_id, std::string());
    co_return removed;
  };
  if (!co_await call.services.database.transaction(work)) throw not_found();
  co_return no_content();
}

}  // namespace

void add_member_routes(std::vector<Route>& routes) {
  using http::Method;
  routes.push_back({.method = Method::get,
                    .path = "/api/v1/projects/{project}/members",
                    .operation = "list_members",
                    .tag = "members",
                    .summary = "Who shares the project",
                    .access = Access::viewer,
                    .answer = object({required("members", array(member_schema(), 10'000))}),
                    .handle = list_members});
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/projects/{project}/members",
                    .operation = "add_member",
                    .tag = "members",
                    .summary = "Share the project; the answer does not tell whether the address has an account",
                    .access = Access::owner,
                    .scope = Scope::share,
                    .rate_class = "invite",
                    .body = object({required("email", string(3, 254)), required("role", role_schema())}),
                    .status = 202,
                    .problems = {409, 422},
                    .handle = add_member});
  routes.push_back({.method = Method::patch,
                    .path = "/api/v1/projects/{project}/members/{user}",
                    .operation = "change_member",
                    .tag = "members",
                    .summary = "Give a member another role",
                    .access = Access::owner,
                    .scope = Scope::share,
                    .rate_class = "write",
                    .body = object({required("role", role_schema())}),
                    .status = 204,
                    .problems = {409},
                    .handle = change_member});
  routes.push_back({.method = Method::del,
                    .path = "/api/v1/projects/{project}/members/{user}",
                    .operation = "remove_member",
                    .tag = "members",
                    .summary = "End the sharing with a member, or leave",
                    .access = Access::viewer,
                    .scope = Scope::share,
                    .rate_class = "write",
                    .status = 204,
                    .problems = {403, 409},
                    .handle = remove_member});
}

}  // namespace storymap::server::api
