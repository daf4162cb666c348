// tests/server/api/test_route_matrix.cpp - who may use which route: every route with everybody.
#include "server/api/openapi.hpp"

#include <algorithm>
#include <set>

#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;
using api::Access;
using api::Route;

class RouteMatrix : public ApiTest {
 protected:
  RouteMatrix() {
    owner_ = member("owner");
    for (std::string const role : {"editor", "commenter", "viewer"}) callers_.emplace_back(role, member(role));
    stranger_ = member("stranger");
    callers_.emplace_back("owner", owner_);
    project_ = project_of(owner_);
    for (std::string const role : {"editor", "commenter", "viewer"}) share(project_, owner_, role, role);
  }

  /// The path with the project put in, and ids of nothing for everything else.
  [[nodiscard]] std::string path_of(Route const& route, std::string const& project) const {
    std::string path = route.path;
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{')) {
      std::size_t const end = path.find('}', at);
      bool const is_project = path.substr(at, end - at + 1) == "{project}";
      path.replace(at, end - at + 1, is_project ? project : "018f3c5e-0000-7000-8000-000000000000");
    }
    return path;
  }
  /// Something that the schema refuses, so that nothing happens and only access is asked.
  [[nodiscard]] Answer try_it(Route const& route, Caller const& caller, std::string const& project) {
    bool const has_body = route.body.has_value();
    return send(route.method, path_of(route, project) + "?unknown=1", has_body ? R"({"unknown":1})" : "", caller);
  }
  [[nodiscard]] static bool is_about_a_project(Route const& route) { return route.access >= Access::viewer; }

  Caller owner_;
  Caller stranger_;
  std::vector<std::pair<std::string, Caller>> callers_;
  std::string project_;
};

TEST_F(RouteMatrix, NobodyGetsInWithoutLoggingIn) {
  for (Route const& route : dispatcher_->routes()) {
    Answer const answer = try_it(route, {}, project_);
    if (route.access == Access::anyone) {
      EXPECT_NE(answer.status, 401) << route.operation;
    } else {
      EXPECT_EQ(answer.code(), "not_authenticated") << route.operation;
    }
    EXPECT_EQ(try_it(route, {.token = "nonsense"}, project_).code(), "invalid_token") << route.operation;
  }
}

TEST_F(RouteMatrix, StrangersSeeNoProject) {
  for (Route const& route : dispatcher_->routes()) {
    if (!is_about_a_project(route)) continue;
    Answer const foreign = try_it(route, stranger_, project_);
    Answer const missing = try_it(route, stranger_, "018f3c5e-0000-7000-8000-000000000000");
    EXPECT_EQ(foreign.status, 404) << route.operation;
    EXPECT_EQ(foreign.text, missing.text) << route.operation;
  }
}

TEST_F(RouteMatrix, RolesGiveWhatTheTableSays) {
  std::size_t checked = 0;
  for (Route const& route : dispatcher_->routes()) {
    if (!is_about_a_project(route)) continue;
    for (auto const& [role, caller] : callers_) {
      Answer const answer = try_it(route, caller, project_);
      bool const may = api::access_of_role(role) >= route.access;
      EXPECT_EQ(answer.status, may ? 422 : 403) << route.operation << " as " << role << ": " << answer.text;
      ++checked;
    }
  }
  EXPECT_GE(checked, 60U);
}

TEST_F(RouteMatrix, AdministrationIsForAdministrators) {
  Caller const admin = member("admin");
  auto const id = [&](Caller const& who) { return get("/api/v1/me", who).at("id"); };
  auth::Administrator nobody;
  run(administration_->grant(id(admin), std::move(nobody)));
  std::size_t checked = 0;
  for (Route const& route : dispatcher_->routes()) {
    if (route.access != Access::admin) continue;
    EXPECT_EQ(try_it(route, owner_, project_).code(), "admin_only") << route.operation;
    EXPECT_EQ(try_it(route, admin, project_).status, 422) << route.operation;
    ++checked;
  }
  EXPECT_GE(checked, 2U);
}

TEST_F(RouteMatrix, DisabledUsersAreNobodyEverywhere) {
  auth::Administrator nobody;
  run(administration_->disable(get("/api/v1/me", owner_).at("id"), std::move(nobody)));
  for (Route const& route : dispatcher_->routes()) {
    EXPECT_EQ(try_it(route, owner_, project_).code(), "session_ended") << route.operation;
  }
}

TEST_F(RouteMatrix, ARoleThatIsTakenAwayIsGoneWithTheNextRequest) {
  std::string const editor = get("/api/v1/me", callers_[0].second).at("id");
  EXPECT_EQ(get("/api/v1/projects/" + project_, callers_[0].second).status, 200);
  std::string const member = "/api/v1/projects/" + project_ + "/members/" + editor;
  EXPECT_EQ(send(http::Method::patch, member, R"({"role":"viewer"})", owner_).status, 204);
  EXPECT_EQ(post("/api/v1/projects/" + project_ + "/undo", R"({"batch_id":"x"})", callers_[0].second).code(),
            "role_too_low");
  EXPECT_EQ(send(http::Method::del, member, {}, owner_).status, 204);
  EXPECT_EQ(get("/api/v1/projects/" + project_, callers_[0].second).status, 404);
}

TEST_F(RouteMatrix, UnknownMembersOfBodiesAreRefused) {
  for (Route const& route : dispatcher_->routes()) {
    if (!route.body) continue;
    Answer const answer = send(route.method, path_of(route, project_), R"({"owner_id":"x"})", owner_);
    EXPECT_EQ(answer.status, 422) << route.operation << answer.text;
    EXPECT_NE(answer.text.find("/owner_id"), std::string::npos) << route.operation;
  }
}

TEST_F(RouteMatrix, TheDescriptionIsTheTable) {
  json::value const document = json::parse(get("/api/openapi.json").text);
  std::set<std::string> described;
  for (auto const& [path, operations] : document.at("paths").as_object()) {
    for (auto const& [method, operation] : operations.as_object()) {
      described.insert(std::string(operation.at("operationId").as_string()));
    }
  }
  std::set<std::string> routes;
  for (Route const& route : dispatcher_->routes()) routes.insert(route.operation);
  EXPECT_EQ(described, routes);
  EXPECT_EQ(routes.size(), dispatcher_->routes().size()) << "every route has a name of its own";
}

TEST_F(RouteMatrix, MethodsAndAddressesThatAreNotThereAreNamed) {
  Answer const wrong = send(http::Method::put, "/api/v1/projects", "{}", owner_);
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers.find("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(get("/api/v1/nothing", owner_).status, 404);
  EXPECT_EQ(send(http::Method::other, "/api/v1/projects", "", owner_).status, 405) << "TRACE and all others";
}

}  // namespace
