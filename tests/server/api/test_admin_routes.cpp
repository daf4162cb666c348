// tests/server/api/test_admin_routes.cpp - tests of server/api/admin_routes.cpp and server/auth/administration.hpp.
#include "tests/server/api/account_test.hpp"

namespace {

using namespace storymap_test;

class AdminApi : public AccountTest {
 protected:
  AdminApi() : admin_(member("admin")), anna_(member("anna")), anna_id_(get("/api/v1/me", anna_).at("id")) {
    auth::Administrator command_line;
    run(administration_->grant(run(administration_->find("Admin@example.com")), std::move(command_line)));
  }
  Answer act(std::string const& what, std::string const& id) {
    return post("/api/v1/admin/users/" + id + "/" + what, {}, admin_);
  }

  Caller admin_;
  Caller anna_;
  std::string anna_id_;
};

TEST_F(AdminApi, ADisabledAccountIsRefusedAtOnce) {
  Answer const other = login("anna@example.com", password);
  Answer const key = post("/api/v1/me/api-keys", R"({"name":"CI","scopes":["read"]})", anna_);
  Caller const program{.headers = {{"X-API-Key", key.at("key")}}};
  EXPECT_EQ(get("/api/v1/me", anna_).status, 200);
  EXPECT_EQ(get("/api/v1/me", program).status, 200);
  EXPECT_EQ(act("disable", anna_id_).status, 204);
  EXPECT_EQ(get("/api/v1/me", anna_).code(), "session_ended") << "with the next request, in the same second";
  EXPECT_EQ(get("/api/v1/me", {.token = other.at("access_token")}).code(), "session_ended");
  EXPECT_EQ(post("/api/v1/auth/refresh", R"({"refresh_token":")" + other.at("refresh_token") + R"("})").status, 401);
  EXPECT_EQ(get("/api/v1/me", program).code(), "invalid_api_key");
  EXPECT_EQ(login("anna@example.com", password).code(), "account_disabled");
  EXPECT_EQ(login("anna@example.com", "wrong").code(), "invalid_credentials");
  letters_.clear();
  EXPECT_EQ(post("/api/v1/auth/password-reset", R"({"email":"anna@example.com"})").status, 202);
  EXPECT_TRUE(letters_.empty());
  EXPECT_EQ(act("enable", anna_id_).status, 204);
  EXPECT_EQ(login("anna@example.com", password).status, 200);
  EXPECT_EQ(get("/api/v1/me", anna_).code(), "session_ended") << "what has ended stays so";
  EXPECT_EQ(get("/api/v1/me", program).status, 200);
}

TEST_F(AdminApi, ALetterSentBeforeOpensNoDisabledAccount) {
  post("/api/v1/auth/password-reset", R"({"email":"anna@example.com"})");
  act("disable", anna_id_);
  EXPECT_EQ(post("/api/v1/auth/password-reset/confirm",
                 R"({"token":")" + token_of_letter() + R"(","password":"rainy morning tea"})")
                .code(),
            "invalid_reset_token");
}

TEST_F(AdminApi, OthersAreNoAdministrators) {
  Answer const refused = post("/api/v1/admin/users/" + anna_id_ + "/disable", {}, anna_);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "admin_only");
  EXPECT_EQ(send(http::Method::patch, "/api/v1/me", R"({"is_admin":true})", anna_).status, 422);
}

TEST_F(AdminApi, AnAdministratorLosesHisRightsAtOnceAndKeepsHisOwnAccount) {
  std::string const own = get("/api/v1/me", admin_).at("id");
  EXPECT_EQ(act("disable", own).code(), "own_account");
  EXPECT_EQ(act("disable", "018f3c5e-0000-7000-8000-000000000000").status, 404);
  auth::Administrator command_line;
  run(administration_->revoke(own, std::move(command_line)));
  EXPECT_EQ(act("disable", anna_id_).code(), "admin_only");
  EXPECT_TRUE(run(administration_->administrators()).empty());
}

TEST_F(AdminApi, AdministrationTakesAFreshPassword) {
  // As long as an access token lasts, and longer than a password counts.
  admin_ = {.token = login("admin@example.com", password).at("access_token")};
  clock_.advance(std::chrono::minutes(9));
  EXPECT_EQ(act("disable", anna_id_).status, 204);
  std::string refresh = login("admin@example.com", password).at("refresh_token");
  clock_.advance(std::chrono::minutes(16));
  admin_ = {.token = post("/api/v1/auth/refresh", R"({"refresh_token":")" + refresh + R"("})").at("access_token")};
  EXPECT_EQ(act("enable", anna_id_).code(), "reauthentication_required");
  admin_ = {.token = login("admin@example.com", password).at("access_token")};
  EXPECT_EQ(act("enable", anna_id_).status, 204);
}

TEST_F(AdminApi, WhatAdministratorsDoIsWrittenDown) {
  act("disable", anna_id_);
  act("disable", anna_id_);
  act("enable", anna_id_);
  Caller const anna{.token = login("anna@example.com", password).at("access_token")};
  json::value const events = get("/api/v1/me/audit", anna).body().at("events");
  EXPECT_EQ(events.at(1).at("action").as_string(), "account_enabled");
  EXPECT_EQ(events.at(2).at("action").as_string(), "account_disabled");
  EXPECT_EQ(events.at(3).at("action").as_string(), "account_created") << "what changes nothing is no event";
  EXPECT_EQ(events.at(2).at("actor_id").as_string(), get("/api/v1/me", admin_).at("id"));
}

}  // namespace
