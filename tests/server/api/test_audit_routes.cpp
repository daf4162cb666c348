// tests/server/api/test_audit_routes.cpp - what is written down, who sees it, and what is never in it.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "tests/server/api/account_test.hpp"

namespace {

using namespace storymap_test;

class AuditApi : public AccountTest {
 protected:
  json::array events(Caller const& who, std::string const& query = "?limit=100") {
    return get("/api/v1/me/audit" + query, who).body().at("events").as_array();
  }
  std::multiset<std::string> actions(Caller const& who) {
    std::multiset<std::string> found;
    for (json::value const& event : events(who)) found.insert(std::string(event.at("action").as_string()));
    return found;
  }
  json::object newest(Caller const& who, std::string const& action) {
    for (json::value const& event : events(who)) {
      if (event.at("action").as_string() == action) return event.as_object();
    }
    ADD_FAILURE() << "nothing of " << action;
    return {};
  }
  /// All that was logged so far: entries are written behind the back of those who make them.
  std::string log_text() {
    std::string const end = "the end of the test " + std::to_string(++logs_read_);
    log_.error(end);
    for (int tries = 0; tries < 2'000; ++tries) {
      std::ifstream file(log_folder_ / "log", std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(file), {}};
      if (text.find(end + "\"}\n") != std::string::npos) return text;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "the log is not written";
    return {};
  }

 private:
  int logs_read_ = 0;
};

TEST_F(AuditApi, WhatHappensToAnAccountIsWrittenDown) {
  Caller const anna = member("anna");
  login("anna@example.com", "wrong", {.address = "198.51.100.7"});
  Answer const other = login("anna@example.com", password);
  post("/api/v1/auth/logout", R"({"refresh_token":")" + other.at("refresh_token") + R"("})");
  Answer const key = post("/api/v1/me/api-keys", R"({"name":"CI","scopes":["read"]})", anna);
  send(http::Method::del, "/api/v1/me/api-keys/" + key.at("id"), {}, anna);
  post("/api/v1/me/password",
       R"({"current_password":")" + std::string(password) + R"(","new_password":"rainy morning tea"})", anna);
  EXPECT_EQ(actions(anna), (std::multiset<std::string>{"account_created", "login_failed", "login", "session_ended",
                                                       "api_key_made", "api_key_revoked", "password_changed"}));
  json::object const failed = newest(anna, "login_failed");
  EXPECT_EQ(failed.at("address").as_string(), "198.51.100.7");
  EXPECT_EQ(failed.at("request_id").as_string(), "request-1");
  EXPECT_TRUE(failed.at("actor_id").is_null()) << "nobody knows who that was";
  EXPECT_EQ(newest(anna, "session_ended").at("details").at("reason").as_string(), "logout");
  EXPECT_EQ(newest(anna, "api_key_made").at("details").at("scopes").as_string(), "read");
}

TEST_F(AuditApi, SharingIsWrittenDownForBothSides) {
  Caller const anna = member("anna");
  Caller const boris = member("boris");
  std::string const project = project_of(anna);
  std::string const url = "/api/v1/projects/" + project;
  share(project, anna, "boris", "viewer");
  share(project, anna, "carla", "viewer");
  std::string const id = get("/api/v1/me", boris).at("id");
  send(http::Method::patch, url + "/members/" + id, R"({"role":"editor"})", anna);
  Answer const link = post(url + "/share-links", "{}", anna);
  send(http::Method::del, url + "/share-links/" + link.at("id"), {}, anna);
  send(http::Method::del, url + "/members/" + id, {}, anna);
  send(http::Method::del, url, {}, anna);
  EXPECT_EQ(actions(boris),
            (std::multiset<std::string>{"account_created", "member_added", "role_changed", "member_removed"}));
  json::object const changed = newest(boris, "role_changed");
  EXPECT_EQ(changed.at("details").at("role").as_string(), "editor");
  EXPECT_EQ(changed.at("details").at("project").as_string(), project);
  EXPECT_EQ(changed.at("address").as_string(), "") << "where others are is their business";
  std::multiset<std::string> const own = actions(anna);
  for (std::string const action : {"member_added", "invitation_made", "role_changed", "share_link_made",
                                   "share_link_revoked", "member_removed", "project_deleted"}) {
    EXPECT_EQ(own.count(action), 1U) << action;
  }
}

TEST_F(AuditApi, AThiefIsWrittenDown) {
  Caller const anna = member("anna");
  std::string const stolen = login("anna@example.com", password).at("refresh_token");
  auto const refresh = [&] { return post("/api/v1/auth/refresh", R"({"refresh_token":")" + stolen + R"("})"); };
  refresh();
  clock_.advance(std::chrono::seconds(11));
  EXPECT_EQ(refresh().code(), "refresh_token_reused");
  EXPECT_EQ(newest(anna, "session_ended").at("details").at("reason").as_string(), "refresh_token_reused");
}

TEST_F(AuditApi, RefusalsAreWrittenDownOnceAMinute) {
  Caller const anna = member("anna");
  Caller const boris = member("boris");
  std::string const project = project_of(anna);
  share(project, anna, "boris", "viewer");
  auto const rename = [&] {
    return send(http::Method::patch, "/api/v1/projects/" + project, R"({"name":"x"})", boris).status;
  };
  for (int k = 0; k < 20; ++k) EXPECT_EQ(rename(), 403);
  EXPECT_EQ(actions(boris).count("denied"), 1U);
  EXPECT_EQ(newest(boris, "denied").at("details").at("code").as_string(), "role_too_low");
  EXPECT_EQ(newest(boris, "denied").at("details").at("project").as_string(), project);
  clock_.advance(std::chrono::minutes(1));
  rename();
  EXPECT_EQ(actions(boris).count("denied"), 2U);
  Caller const carla = member("carla");
  EXPECT_EQ(get("/api/v1/projects/" + project, carla).status, 404);
  EXPECT_EQ(newest(carla, "denied").at("details").at("code").as_string(), "not_found");
  start({{"write", {1, std::chrono::milliseconds(600'000)}}});
  for (int k = 0; k < 20; ++k) post("/api/v1/projects", R"({"name":"A"})", anna);
  EXPECT_EQ(actions(anna).count("limited"), 1U);
}

TEST_F(AuditApi, PagesFollowEachOther) {
  Caller const anna = member("anna");
  for (int k = 0; k < 6; ++k) login("anna@example.com", password);
  std::vector<std::string> ids;
  std::string query = "?limit=3";
  for (int page = 0; page < 3; ++page) {
    Answer const answer = get("/api/v1/me/audit" + query, anna);
    json::value const body = answer.body();
    for (json::value const& event : body.at("events").as_array()) ids.emplace_back(event.at("id").as_string());
    if (body.at("next_cursor").is_null()) break;
    query = "?limit=3&cursor=" + std::string(body.at("next_cursor").as_string());
  }
  EXPECT_EQ(ids.size(), 7U);
  EXPECT_TRUE(std::is_sorted(ids.rbegin(), ids.rend()));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 7U);
  EXPECT_EQ(get("/api/v1/me/audit?cursor=x", anna).code(), "invalid_cursor");
}

TEST_F(AuditApi, NobodyForgesALineOfTheLog) {
  Caller const anna = member("anna");
  std::string const forged = "\r\n{\"message\":\"forged\"}\x1b[2J\xe2\x80\xa8";
  login("anna@example.com" + forged, password + forged,
        {.address = "192.0.2.1" + forged, .headers = {{"User-Agent", forged}, {"X-Request-Id", forged}}});
  get("/api/v1/" + forged, anna);
  post("/api/v1/me/api-keys", R"({"name":"\r\n{\"message\":\"forged\"}","scopes":["read"]})", anna);
  get("/api/v1/projects/" + forged, anna);
  std::string const text = log_text();
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text.size(); ++lines) {
    std::size_t const end = text.find('\n', at);
    std::string const line = text.substr(at, end - at);
    json::value const entry = json::parse(line);
    EXPECT_NE(entry.at("message").as_string(), "forged") << line;
    EXPECT_TRUE(std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    at = end + 1;
  }
  EXPECT_GE(lines, 6U);
  EXPECT_NE(text.find("\"message\":\"audit\",\"action\":\"account_created\""), std::string::npos);
}

TEST_F(AuditApi, NoSecretIsInTheLogNorInTheDatabase) {
  std::string const first = R"({"email":"anna@example.com","name":"A","client":"program","password":")";
  Answer const in = post("/api/v1/auth/register", first + password + R"("})");
  std::vector<std::string> secrets = {
      password,         "a wrong password", "rainy morning tea", in.at("access_token"), in.at("refresh_token"),
      token_of_letter()};
  Caller const anna{.token = in.at("access_token")};
  login("anna@example.com", secrets[1]);
  secrets.push_back(post("/api/v1/auth/refresh", R"({"refresh_token":")" + secrets[4] + R"("})").at("refresh_token"));
  post("/api/v1/auth/verify-email", R"({"token":")" + secrets[5] + R"("})");
  Answer const key = post("/api/v1/me/api-keys", R"({"name":"CI","scopes":["read"]})", anna);
  secrets.push_back(key.at("key"));
  get("/api/v1/projects", {.headers = {{"X-API-Key", key.at("key")}}});
  get("/api/v1/projects", {.headers = {{"X-API-Key", key.at("key") + "x"}}});
  std::string const project = project_of(anna);
  secrets.push_back(post("/api/v1/projects/" + project + "/share-links", "{}", anna).at("token"));
  share(project, anna, "boris", "viewer");
  secrets.push_back(token_of_letter());
  post("/api/v1/auth/password-reset", R"({"email":"anna@example.com"})");
  secrets.push_back(token_of_letter());
  post("/api/v1/auth/password-reset/confirm",
       R"({"token":")" + token_of_letter() + R"(","password":")" + secrets[2] + R"("})");
  std::string const log = log_text();
  std::string const dump = under_test_.dump();
  EXPECT_NE(dump.find("anna@example.com"), std::string::npos) << "it is the right place to look";
  EXPECT_NE(log.find("password_reset"), std::string::npos);
  for (std::string const& secret : secrets) {
    // The middle of a token is all secret; a password is so as a whole.
    std::string const part = secret.find(' ') == std::string::npos ? secret.substr(secret.size() - 30, 20) : secret;
    EXPECT_EQ(log.find(part), std::string::npos) << secret;
    EXPECT_EQ(dump.find(part), std::string::npos) << secret;
  }
  EXPECT_EQ(log.find("example.com"), std::string::npos) << "nor is anybody's address in the log";
}

}  // namespace
