// tests/server/api/test_dispatcher.cpp - tests of server/api/dispatcher.hpp.
#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;

class DispatcherTest : public ApiTest {};

TEST_F(DispatcherTest, RatesAreLimitedForEachUser) {
  Caller const anna = member("anna");
  Caller const boris = member("boris");
  start({{"write", {2, std::chrono::milliseconds(60'000)}}});
  EXPECT_EQ(post("/api/v1/projects", R"({"name":"A"})", anna).status, 201);
  EXPECT_EQ(post("/api/v1/projects", R"({"name":"B"})", anna).status, 201);
  Answer const third = post("/api/v1/projects", R"({"name":"C"})", anna);
  EXPECT_EQ(third.status, 429);
  for (std::string_view const name : {"RateLimit", "RateLimit-Policy", "Retry-After"}) {
    EXPECT_TRUE(third.headers.find(name)) << name;
  }
  EXPECT_EQ(post("/api/v1/projects", R"({"name":"C"})", boris).status, 201);
  EXPECT_EQ(get("/api/v1/projects", anna).status, 200) << "each class has a count of its own";
  clock_.advance(std::chrono::seconds(31));
  EXPECT_EQ(post("/api/v1/projects", R"({"name":"C"})",
                 Caller{.token = post("/api/v1/auth/login",
                                      R"({"email":"anna@example.com","password":")" + std::string(password) + R"("})")
                                     .at("access_token")})
                .status,
            201);
}

TEST_F(DispatcherTest, GuessingPasswordsIsLimitedByAddress) {
  start({{"login", {3, std::chrono::milliseconds(60'000)}}});
  std::string const guess = R"({"email":"anna@example.com","password":"guess"})";
  for (int k = 0; k < 3; ++k) EXPECT_EQ(post("/api/v1/auth/login", guess).status, 401);
  EXPECT_EQ(post("/api/v1/auth/login", guess).status, 429);
  EXPECT_EQ(post("/api/v1/auth/login", guess, {.address = "192.0.2.2"}).status, 401);
}

TEST_F(DispatcherTest, PagesOfOtherSitesChangeNothing) {
  Answer const in = post("/api/v1/auth/register",
                         R"({"email":"a@example.com","name":"A","password":")" + std::string(password) + R"("})");
  std::string const cookie = "__Host-storymap_access=" + in.at("access_token");
  auto const make = [&](std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("Cookie", cookie);
    return post("/api/v1/projects", R"({"name":"A"})", {.headers = std::move(headers)});
  };
  EXPECT_EQ(make({{"Sec-Fetch-Site", "same-origin"}}).status, 201);
  EXPECT_EQ(make({{"Origin", "https://maps.example"}}).status, 201);
  EXPECT_EQ(make({{"Sec-Fetch-Site", "cross-site"}}).code(), "cross_site_request");
  EXPECT_EQ(make({{"Sec-Fetch-Site", "same-site"}}).code(), "cross_site_request");
  EXPECT_EQ(make({{"Origin", "https://evil.example"}}).code(), "cross_site_request");
  EXPECT_EQ(make({{"Origin", "null"}}).code(), "cross_site_request");
  EXPECT_EQ(get("/api/v1/projects", {.headers = {{"Cookie", cookie}, {"Sec-Fetch-Site", "cross-site"}}}).status, 200);
}

TEST_F(DispatcherTest, OnlyListedOriginsMayRead) {
  Answer const friendly = get("/health", {.headers = {{"Origin", "https://friend.example"}}});
  EXPECT_EQ(friendly.headers.find("Access-Control-Allow-Origin"), "https://friend.example");
  EXPECT_EQ(friendly.headers.find("Vary"), "Origin");
  for (std::string const origin :
       {"https://friend.example.evil", "http://friend.example", "null", "https://Friend.example"}) {
    EXPECT_FALSE(get("/health", {.headers = {{"Origin", origin}}}).headers.find("Access-Control-Allow-Origin"))
        << origin;
  }
  Answer const asked =
      send(http::Method::options, "/api/v1/projects", {}, {.headers = {{"Origin", "https://friend.example"}}});
  EXPECT_EQ(asked.status, 204);
  EXPECT_EQ(asked.headers.find("Access-Control-Allow-Methods"), "GET, HEAD, POST, OPTIONS");
}

TEST_F(DispatcherTest, BodiesMustBeJsonOfTheSchema) {
  Caller const anna = member("anna");
  auto const make = [&](std::string body, std::string type = "application/json") {
    return post("/api/v1/projects", std::move(body),
                {.token = anna.token, .headers = {{"Content-Type", std::move(type)}}});
  };
  EXPECT_EQ(make(R"({"name":"A"})", "text/plain").code(), "unsupported_media_type");
  EXPECT_EQ(make(R"({"name":"A"})", "application/json; charset=utf-16").code(), "unsupported_media_type");
  EXPECT_EQ(make(R"({"name":"A"})", "application/json; charset=UTF-8").status, 201);
  EXPECT_EQ(make(R"({"name":"A","name":"B"})").code(), "invalid_json");
  EXPECT_EQ(make(R"({"name":1e400})").code(), "invalid_json");
  EXPECT_EQ(make(std::string(40, '[')).code(), "invalid_json");
  EXPECT_EQ(make(R"({"name":")" + std::string(201, 'x') + R"("})").status, 422);
  EXPECT_EQ(make("{\"name\":\"" + std::string(std::size_t{1} << 20U, 'x') + "\"}").status, 413);
  Answer const russian = post("/api/v1/projects", "{}", {.token = anna.token, .headers = {{"Accept-Language", "ru"}}});
  EXPECT_EQ(russian.body().at("errors").at(0).at("detail").as_string(), "обязательное поле отсутствует");
  EXPECT_EQ(russian.headers.find("Content-Language"), "ru");
}

TEST_F(DispatcherTest, QueriesAreCheckedToo) {
  Caller const anna = member("anna");
  EXPECT_EQ(get("/api/v1/projects?limit=0", anna).status, 422);
  EXPECT_EQ(get("/api/v1/projects?limit=101", anna).status, 422);
  EXPECT_EQ(get("/api/v1/projects?limit=x", anna).status, 422);
  EXPECT_EQ(get("/api/v1/projects?limit=1&limit=2", anna).status, 422);
  EXPECT_EQ(get("/api/v1/projects?cursor=x", anna).code(), "invalid_cursor");
  EXPECT_EQ(get("/api/v1/projects?limit=100", anna).status, 200);
}

TEST_F(DispatcherTest, AnswersAreNotKeptByAnybody) {
  Caller const anna = member("anna");
  EXPECT_EQ(get("/api/v1/me", anna).headers.find("Cache-Control"), "no-store");
}

}  // namespace
