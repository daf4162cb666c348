// tests/server/api/test_account_end.cpp - taking one's data along, and leaving.
#include "server/auth/account_removal.hpp"

#include <set>

#include "tests/server/api/account_test.hpp"

namespace {

using namespace storymap_test;

class AccountEnd : public AccountTest {
 protected:
  Answer leave(Caller const& who, std::string const& secret = password) {
    return send(http::Method::del, "/api/v1/me", R"({"password":")" + secret + R"("})", who);
  }
  auth::AccountRemoval::Removed remove_due() {
    auth::AccountRemoval removal(*database_, *audit_, clock_);
    return run(removal.remove_due());
  }
  /// Every value of every row of every table.
  std::string all_rows() {
    bool const is_sqlite = database_->dialect() == server::store::Dialect::sqlite;
    server::store::Rows const tables =
        run(database_->read(is_sqlite ? "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                      : "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"));
    EXPECT_GE(tables.size(), 15U);
    std::string all;
    for (std::size_t k = 0; k < tables.size(); ++k) {
      server::store::Rows const rows = run(database_->read("SELECT * FROM \"" + tables[k].text(0) + "\""));
      for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t column = 0; column < rows.columns(); ++column) {
          server::store::Value const& value = rows[row][column];
          if (auto const* text = std::get_if<std::string>(&value)) all += *text + "\n";
          if (auto const* blob = std::get_if<server::store::Blob>(&value)) all += blob->bytes + "\n";
        }
      }
    }
    return all;
  }
};

TEST_F(AccountEnd, DeletionTakesThePasswordAndEndsAllSessions) {
  Caller const anna = member("anna");
  EXPECT_EQ(leave(anna, "wrong").code(), "wrong_password");
  Answer const gone = leave(anna);
  EXPECT_EQ(gone.status, 202) << gone.text;
  EXPECT_EQ(gone.at("deletion_due_at").substr(0, 10), "2023-12-14") << "30 days on";
  EXPECT_EQ(get("/api/v1/me", anna).code(), "session_ended");
  EXPECT_EQ(letters_.back().to, "anna@example.com");
  EXPECT_NE(letters_.back().text.find("2023-12-14"), std::string::npos);
}

TEST_F(AccountEnd, WhoComesBackInTimeSaysThatHeStays) {
  Caller const anna = member("anna");
  Answer const key = post("/api/v1/me/api-keys", R"({"name":"CI","scopes":["read"]})", anna);
  Caller const program{.headers = {{"X-API-Key", key.at("key")}}};
  leave(anna);
  EXPECT_EQ(get("/api/v1/me", program).code(), "invalid_api_key");
  clock_.advance(std::chrono::hours(24 * 29));
  EXPECT_EQ(remove_due().accounts, 0U);
  EXPECT_EQ(login("anna@example.com", "wrong").code(), "invalid_credentials") << "said to the owner alone";
  Answer const asked = login("anna@example.com", password);
  EXPECT_EQ(asked.status, 403);
  EXPECT_EQ(asked.code(), "deletion_scheduled");
  EXPECT_EQ(asked.at("deletion_due_at").substr(0, 10), "2023-12-14");
  EXPECT_EQ(login("anna@example.com", password, {}, R"(,"keep_account":true)").status, 200);
  EXPECT_EQ(login("anna@example.com", password).status, 200) << "asked once";
  clock_.advance(std::chrono::hours(24 * 3));
  EXPECT_EQ(remove_due().accounts, 0U);
  EXPECT_EQ(get("/api/v1/me", program).status, 200);
}

TEST_F(AccountEnd, NothingOfTheAddressIsLeft) {
  Caller const anna = member("anna");
  Caller const boris = member("boris");
  std::string const own = project_of(anna, "Notes of anna@example.com");
  std::string const shared = project_of(boris);
  share(shared, boris, "anna", "editor");
  share(own, anna, "boris", "viewer");
  login("anna@example.com", "wrong");
  post("/api/v1/auth/password-reset", R"({"email":"anna@example.com"})");
  post("/api/v1/me/api-keys", R"({"name":"anna@example.com","scopes":["read"]})", anna);
  post("/api/v1/projects/" + own + "/share-links", R"({"name":"anna@example.com"})", anna);
  Answer const undone =
      post("/api/v1/projects/" + shared + "/map/edits", R"({"base_revision":1,"batch_id":"b1","edits":[]})", anna);
  EXPECT_NE(undone.status, 500);
  leave(anna);
  clock_.advance(std::chrono::hours(24 * 30));
  ASSERT_NE(all_rows().find("anna@example.com"), std::string::npos);
  auth::AccountRemoval::Removed const removed = remove_due();
  EXPECT_EQ(removed.accounts, 1U);
  EXPECT_EQ(removed.projects, std::vector<std::string>{own});
  std::string const rest = all_rows();
  EXPECT_EQ(rest.find("anna@"), std::string::npos);
  EXPECT_NE(rest.find("boris@example.com"), std::string::npos);
  EXPECT_EQ(login("anna@example.com", password).code(), "invalid_credentials");
  EXPECT_EQ(remove_due().accounts, 0U);
  EXPECT_EQ(post("/api/v1/auth/register",
                 R"({"email":"anna@example.com","name":"A","password":")" + std::string(password) + R"("})")
                .status,
            201)
      << "the address is free";
}

TEST_F(AccountEnd, AnInvitationToTheAddressGoesToo) {
  Caller const boris = member("boris");
  share(project_of(boris), boris, "anna", "viewer");
  Caller const anna = member("anna");
  leave(anna);
  clock_.advance(std::chrono::hours(24 * 30));
  remove_due();
  EXPECT_EQ(all_rows().find("anna@"), std::string::npos);
}

TEST_F(AccountEnd, AProjectPassesToItsFirstEditor) {
  Caller const anna = member("anna");
  Caller const boris = member("boris");
  Caller const carla = member("carla");
  std::string const project = project_of(anna);
  std::string const co_owned = project_of(anna);
  share(project, anna, "carla", "viewer");
  clock_.advance(std::chrono::seconds(1));
  share(project, anna, "boris", "editor");
  share(co_owned, anna, "carla", "owner");
  leave(anna);
  clock_.advance(std::chrono::hours(24 * 30));
  EXPECT_TRUE(remove_due().projects.empty());
  Caller const then{.token = login("boris@example.com", password).at("access_token")};
  EXPECT_EQ(get("/api/v1/projects/" + project, then).at("role"), "owner");
  EXPECT_EQ(get("/api/v1/projects/" + project + "/members", then).body().at("members").as_array().size(), 2U);
}

TEST_F(AccountEnd, WhatExpiredIsRemoved) {
  member("anna");
  post("/api/v1/auth/password-reset", R"({"email":"anna@example.com"})");
  EXPECT_EQ(remove_due().tokens, 0U);
  clock_.advance(std::chrono::hours(24 * 400));
  auth::AccountRemoval::Removed const removed = remove_due();
  EXPECT_EQ(removed.tokens, 2U);
  EXPECT_EQ(removed.sessions, 1U);
}

TEST_F(AccountEnd, AUserTakesEverythingAlong) {
  Caller const anna = member("anna");
  Caller const boris = member("boris");
  std::string const own = project_of(anna, "Mine");
  std::string const foreign = project_of(boris, "Of Boris");
  share(foreign, boris, "anna", "viewer");
  std::string const archived = project_of(anna, "Old");
  send(http::Method::patch, "/api/v1/projects/" + archived, R"({"is_archived":true})", anna);
  std::string const secret = post("/api/v1/me/api-keys", R"({"name":"CI","scopes":["read"]})", anna).at("key");
  for (int k = 0; k < 120; ++k) login("anna@example.com", "wrong");
  Answer const answer = get("/api/v1/me/export", anna);
  ASSERT_EQ(answer.status, 200) << answer.text;
  json::value const all = answer.body();
  EXPECT_EQ(all.at("profile").at("email").as_string(), "anna@example.com");
  EXPECT_EQ(all.at("sessions").as_array().size(), 1U);
  EXPECT_EQ(all.at("api_keys").at(0).at("name").as_string(), "CI");
  ASSERT_EQ(all.at("projects").as_array().size(), 3U);
  std::set<std::string> with_maps;
  for (json::value const& project : all.at("projects").as_array()) {
    if (project.as_object().contains("map")) with_maps.insert(std::string(project.at("map").at("name").as_string()));
  }
  EXPECT_EQ(with_maps, (std::set<std::string>{"Mine", "Old"}));
  EXPECT_GE(all.at("audit").as_array().size(), 123U) << "all pages of it";
  EXPECT_EQ(answer.text.find(secret), std::string::npos);
  EXPECT_EQ(answer.text.find("argon2"), std::string::npos);
  EXPECT_TRUE(answer.headers.find("Content-Disposition"));
  EXPECT_EQ(answer.text.find("boris@"), std::string::npos) << "nothing about others";
}

}  // namespace
