// tests/server/api/test_api_key_routes.cpp - tests of server/api/api_key_routes.cpp and of keys at all routes.
#include "tests/server/api/account_test.hpp"

namespace {

using namespace storymap_test;

class ApiKeyApi : public AccountTest {
 protected:
  ApiKeyApi() : anna_(member("anna")), project_(project_of(anna_)) {}

  Answer make(std::string const& scopes, std::string const& more = {}) {
    return post("/api/v1/me/api-keys", R"({"name":"CI","scopes":[)" + scopes + "]" + more + "}", anna_);
  }
  static Caller holder(std::string const& key) { return {.headers = {{"X-API-Key", key}}}; }
  Caller key(std::string const& scopes, std::string const& more = {}) { return holder(make(scopes, more).at("key")); }
  json::value listed() { return get("/api/v1/me/api-keys", anna_).body().at("api_keys"); }

  Caller anna_;
  std::string project_;
};

TEST_F(ApiKeyApi, AKeyActsForItsUser) {
  Answer const made = make(R"("read","write","read")");
  ASSERT_EQ(made.status, 201) << made.text;
  std::string const secret = made.at("key");
  EXPECT_TRUE(secret.starts_with("sm_live_"));
  EXPECT_EQ(secret.size(), 8U + 43U) << "256 bits";
  EXPECT_EQ(made.at("hint"), secret.substr(secret.size() - 4));
  EXPECT_EQ(made.at("scopes"), R"(["read","write"])");
  Caller const program = holder(secret);
  EXPECT_EQ(get("/api/v1/me", program).at("name"), "anna");
  EXPECT_EQ(post("/api/v1/projects", R"({"name":"B"})", program).status, 201);
  EXPECT_EQ(get("/api/v1/projects/" + project_ + "/map", program).status, 200);
}

TEST_F(ApiKeyApi, ScopesAreWhatTheTableOfRoutesSays) {
  Caller const reader = key(R"("read")");
  EXPECT_EQ(get("/api/v1/projects", reader).status, 200);
  EXPECT_EQ(post("/api/v1/projects/" + project_ + "/validation", "{}", reader).status, 200)
      << "what changes nothing is reading, whatever its method";
  Answer const refused = post("/api/v1/projects", R"({"name":"B"})", reader);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "scope_missing");
  Caller const writer = key(R"("write")");
  EXPECT_EQ(get("/api/v1/projects", writer).code(), "scope_missing");
  EXPECT_EQ(post("/api/v1/projects/" + project_ + "/share-links", "{}", writer).code(), "scope_missing");
  EXPECT_EQ(post("/api/v1/projects/" + project_ + "/share-links", "{}", key(R"("share")")).status, 201);
}

TEST_F(ApiKeyApi, AKeyDoesNotManageTheAccount) {
  Caller const program = key(R"("read","write","share")");
  EXPECT_EQ(get("/api/v1/me/api-keys", program).code(), "key_not_allowed");
  EXPECT_EQ(post("/api/v1/me/api-keys", R"({"name":"x","scopes":["read"]})", program).code(), "key_not_allowed");
  EXPECT_EQ(get("/api/v1/me/sessions", program).code(), "key_not_allowed");
  EXPECT_EQ(send(http::Method::patch, "/api/v1/me", R"({"name":"x"})", program).code(), "key_not_allowed");
  EXPECT_EQ(send(http::Method::del, "/api/v1/me", R"({"password":"x"})", program).code(), "key_not_allowed");
  EXPECT_EQ(post("/api/v1/me/password", R"({"current_password":"x","new_password":"y"})", program).code(),
            "key_not_allowed");
}

TEST_F(ApiKeyApi, RevokedAndExpiredKeysAreRefusedAtOnce) {
  Answer const made = make(R"("read")");
  Caller const program = holder(made.at("key"));
  Caller const brief = key(R"("read")", R"(,"expires_in":60)");
  EXPECT_EQ(get("/api/v1/me", program).status, 200);
  EXPECT_EQ(get("/api/v1/me", brief).status, 200);
  EXPECT_EQ(send(http::Method::del, "/api/v1/me/api-keys/" + made.at("id"), {}, anna_).status, 204);
  EXPECT_EQ(get("/api/v1/me", program).status, 401);
  EXPECT_EQ(get("/api/v1/me", program).code(), "invalid_api_key");
  EXPECT_EQ(send(http::Method::del, "/api/v1/me/api-keys/" + made.at("id"), {}, anna_).status, 404);
  clock_.advance(std::chrono::seconds(59));
  EXPECT_EQ(get("/api/v1/me", brief).status, 200);
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(get("/api/v1/me", brief).code(), "invalid_api_key") << "also while it is at hand";
}

TEST_F(ApiKeyApi, WhatIsNoKeyIsRefused) {
  for (std::string const& secret :
       {std::string("x"), "sm_live_" + std::string(43, 'A'), anna_.token, std::string("'")}) {
    EXPECT_EQ(get("/api/v1/me", holder(secret)).code(), "invalid_api_key") << secret;
  }
  EXPECT_EQ(get("/api/v1/me", {.token = make(R"("read")").at("key")}).code(), "invalid_token");
}

TEST_F(ApiKeyApi, KeysOfOthersAreNotThere) {
  std::string const id = make(R"("read")").at("id");
  Caller const boris = member("boris");
  EXPECT_EQ(send(http::Method::del, "/api/v1/me/api-keys/" + id, {}, boris).status, 404);
  EXPECT_EQ(listed().as_array().size(), 1U);
}

TEST_F(ApiKeyApi, TheKeyIsShownOnceAndStoredNowhere) {
  std::string const secret = make(R"("read")").at("key");
  EXPECT_EQ(json::serialize(listed()).find(secret.substr(8)), std::string::npos);
  EXPECT_EQ(under_test_.dump().find(secret.substr(8)), std::string::npos);
}

TEST_F(ApiKeyApi, WhenAKeyWasUsedIsKnownToTheMinute) {
  Caller const program = key(R"("read")");
  EXPECT_TRUE(listed().at(0).at("last_used_at").is_null());
  get("/api/v1/me", program);
  std::string const first(listed().at(0).at("last_used_at").as_string());
  clock_.advance(std::chrono::seconds(10));
  get("/api/v1/me", program);
  EXPECT_EQ(listed().at(0).at("last_used_at").as_string(), first);
  clock_.advance(std::chrono::seconds(60));
  get("/api/v1/me", program);
  EXPECT_NE(listed().at(0).at("last_used_at").as_string(), first);
}

TEST_F(ApiKeyApi, AKeyHasARateOfItsOwn) {
  Caller const program = key(R"("read")");
  Caller const other = key(R"("read")");
  start({{"read", {1, std::chrono::milliseconds(60'000)}}});
  EXPECT_EQ(get("/api/v1/me", program).status, 200);
  EXPECT_EQ(get("/api/v1/me", program).status, 429);
  EXPECT_EQ(get("/api/v1/me", other).status, 200);
  EXPECT_EQ(get("/api/v1/me", anna_).status, 200);
}

TEST_F(ApiKeyApi, ThereIsAnEndToThem) {
  for (int k = 0; k < 50; ++k) ASSERT_EQ(make(R"("read")").status, 201);
  EXPECT_EQ(make(R"("read")").code(), "too_many_api_keys");
  EXPECT_EQ(make(R"("admin")").status, 422);
  EXPECT_EQ(make("").status, 422);
}

/// Every route with keys of every kind: what a key may is in the table, and nowhere else.
TEST_F(ApiKeyApi, EveryRouteKeepsItsScope) {
  std::vector<std::pair<api::Scope, Caller>> const keys = {{api::Scope::read, key(R"("read")")},
                                                           {api::Scope::write, key(R"("write")")},
                                                           {api::Scope::share, key(R"("share")")}};
  std::size_t refused = 0;
  for (api::Route const& route : dispatcher_->routes()) {
    if (route.access == api::Access::anyone) continue;
    std::string path = route.path;
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{')) {
      std::size_t const end = path.find('}', at);
      bool const is_project = path.substr(at, end - at + 1) == "{project}";
      path.replace(at, end - at + 1, is_project ? project_ : "018f3c5e-0000-7000-8000-000000000000");
    }
    for (auto const& [scope, caller] : keys) {
      Answer const answer = send(route.method, path + "?unknown=1", route.body ? R"({"unknown":1})" : "", caller);
      api::Scope const needed = api::scope_of(route);
      std::string const expected = needed == scope              ? "invalid_request"
                                   : needed == api::Scope::none ? "key_not_allowed"
                                                                : "scope_missing";
      EXPECT_EQ(answer.code(), expected) << route.operation << " " << answer.text;
      refused += answer.status == 403 ? 1 : 0;
    }
  }
  EXPECT_GE(refused, 60U);
}

}  // namespace
