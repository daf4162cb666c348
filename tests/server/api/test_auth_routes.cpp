// tests/server/api/test_auth_routes.cpp - tests of server/api/auth_routes.cpp.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>

#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;

class AuthApi : public ApiTest {
 protected:
  static std::string credentials(std::string const& email, std::string const& secret, std::string const& more = {}) {
    return R"({"email":")" + email + R"(","password":")" + secret + "\"" + more + "}";
  }
  Answer login(std::string const& email, std::string const& secret) {
    return post("/api/v1/auth/login", credentials(email, secret, R"(,"client":"program")"));
  }
  Answer refresh(std::string const& token) {
    return post("/api/v1/auth/refresh", R"({"refresh_token":")" + token + R"("})");
  }
  static std::string cookie_of(Answer const& answer, std::string_view name) {
    for (auto const& [field, value] : answer.headers) {
      if (field == "Set-Cookie" && value.starts_with(name)) return value;
    }
    return {};
  }
};

TEST_F(AuthApi, RegisteringLogsIn) {
  Answer const answer =
      post("/api/v1/auth/register", credentials("Anna@Example.com", password, R"(,"name":"Anna","locale":"ru")"));
  EXPECT_EQ(answer.status, 201) << answer.text;
  EXPECT_EQ(answer.body().at("user").at("email").as_string(), "Anna@Example.com");
  EXPECT_EQ(answer.body().at("user").at("locale").as_string(), "ru");
  EXPECT_FALSE(answer.body().as_object().contains("refresh_token")) << "a browser gets it as a cookie only";
  EXPECT_EQ(get("/api/v1/me", {.token = answer.at("access_token")}).at("name"), "Anna");
  EXPECT_EQ(answer.text.find("password"), std::string::npos);
}

TEST_F(AuthApi, CookiesAreOfTheSafeKind) {
  Answer const answer = post("/api/v1/auth/register", credentials("a@example.com", password, R"(,"name":"A")"));
  for (std::string_view const name : {"__Host-storymap_refresh=", "__Host-storymap_access="}) {
    std::string const cookie = cookie_of(answer, name);
    for (std::string_view const word : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"}) {
      EXPECT_NE(cookie.find(word), std::string::npos) << cookie;
    }
  }
}

TEST_F(AuthApi, AnAddressIsTakenOnce) {
  member("anna");
  Answer const again = post("/api/v1/auth/register", credentials("ANNA@example.com", password, R"(,"name":"B")"));
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.code(), "email_taken");
}

TEST_F(AuthApi, WhatIsNoAddressOrPasswordIsNamed) {
  for (std::string const email : {"anna", "anna@", "@example.com", "a b@example.com", "anna@example", "a@b@"}) {
    Answer const answer = post("/api/v1/auth/register", credentials(email, password, R"(,"name":"A")"));
    EXPECT_EQ(answer.status, 422) << email;
    EXPECT_EQ(answer.body().at("errors").at(0).at("pointer").as_string(), "/email");
  }
  for (std::string const weak : {"short", "password1234", "aaaaaaaaaaaa", "qwertyuiop"}) {
    Answer const answer = post("/api/v1/auth/register", credentials("b@example.com", weak, R"(,"name":"A")"));
    EXPECT_EQ(answer.status, 422) << weak;
    EXPECT_EQ(answer.body().at("errors").at(0).at("pointer").as_string(), "/password");
  }
}

TEST_F(AuthApi, UnknownAddressesAndWrongPasswordsAreAnsweredAlike) {
  member("anna");
  Answer const wrong = login("anna@example.com", "another password");
  Answer const unknown = login("nobody@example.com", "another password");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.text, unknown.text);
}

TEST_F(AuthApi, APasswordIsNotGuessedFromManyPlacesNorItsOwnerLockedOut) {
  member("anna");
  limits_.emplace(*rates_, server::Rate{5, std::chrono::milliseconds(60'000)});
  auto const try_it = [&](std::string const& email, std::string const& secret, std::string const& address) {
    return post("/api/v1/auth/login", credentials(email, secret), {.address = address});
  };
  for (std::string const email : {"anna@example.com", "nobody@example.com"}) {
    int tried = 0;
    for (int place = 0; place < 20; ++place) {
      for (int k = 0; k < 6; ++k) {
        std::uint64_t const before = hasher_.runs();
        Answer const answer = try_it(email, "guess", "198.51.100." + std::to_string(place));
        if (answer.status == 401) ++tried;
        EXPECT_EQ(answer.code(), answer.status == 401 ? "invalid_credentials" : "too_many_logins");
        EXPECT_EQ(hasher_.runs() - before, answer.status == 401 ? 1U : 0U);
      }
    }
    // Five places with five tries each, and one from each of the others.
    EXPECT_EQ(tried, 5 * 5 + 15) << email;
  }
  EXPECT_EQ(try_it("anna@example.com", password, "198.51.100.0").status, 429) << "where the thief is";
  EXPECT_EQ(try_it("anna@example.com", password, "192.0.2.7").status, 200) << "where the owner is";
  Answer const refused = try_it("anna@example.com", password, "198.51.100.1");
  EXPECT_TRUE(refused.headers.find("Retry-After"));
  clock_.advance(std::chrono::seconds(60));
  EXPECT_EQ(try_it("anna@example.com", password, "198.51.100.0").status, 200);
}

TEST_F(AuthApi, TheAddressesOfAnIPv6NetworkAreOnePlace) {
  member("anna");
  limits_.emplace(*rates_, server::Rate{2, std::chrono::milliseconds(60'000)});
  auto const from = [&](std::string const& address) {
    return post("/api/v1/auth/login", credentials("anna@example.com", "guess"), {.address = address}).status;
  };
  EXPECT_EQ(from("2001:db8:1:2::1"), 401);
  EXPECT_EQ(from("2001:db8:1:2:ffff::2"), 401);
  EXPECT_EQ(from("2001:db8:1:2:1234::3"), 429);
  EXPECT_EQ(from("2001:db8:1:3::1"), 401);
}

TEST_F(AuthApi, EveryLoginCostsOneHash) {
  member("anna");
  for (auto const& [email, secret] : std::vector<std::pair<std::string, std::string>>{
           {"anna@example.com", password}, {"anna@example.com", "wrong"}, {"nobody@example.com", "wrong"}}) {
    std::uint64_t const before = hasher_.runs();
    login(email, secret);
    EXPECT_EQ(hasher_.runs(), before + 1) << email;
  }
}

TEST_F(AuthApi, RefreshTokensFollowEachOther) {
  member("anna");
  Answer const first = login("anna@example.com", password);
  Answer const second = refresh(first.at("refresh_token"));
  EXPECT_EQ(second.status, 200) << second.text;
  EXPECT_NE(second.at("refresh_token"), first.at("refresh_token"));
  EXPECT_EQ(get("/api/v1/me", {.token = second.at("access_token")}).status, 200);
}

TEST_F(AuthApi, ALostAnswerCanBeAskedForAgain) {
  member("anna");
  std::string const first = login("anna@example.com", password).at("refresh_token");
  std::string const second = refresh(first).at("refresh_token");
  clock_.advance(std::chrono::seconds(9));
  Answer const again = refresh(first);
  EXPECT_EQ(again.status, 200) << again.text;
  EXPECT_EQ(again.at("refresh_token"), second) << "the same successor, not another one";
}

TEST_F(AuthApi, ATokenUsedAgainEndsTheSessionForEverybody) {
  member("anna");
  Answer const first = login("anna@example.com", password);
  std::string const stolen = first.at("refresh_token");
  Answer const second = refresh(stolen);
  clock_.advance(std::chrono::seconds(11));
  EXPECT_EQ(refresh(stolen).code(), "refresh_token_reused");
  EXPECT_EQ(refresh(second.at("refresh_token")).code(), "session_ended");
  EXPECT_EQ(get("/api/v1/me", {.token = second.at("access_token")}).code(), "session_ended");
}

TEST_F(AuthApi, AnAncestorOfTheParentIsAThief) {
  member("anna");
  std::string const first = login("anna@example.com", password).at("refresh_token");
  std::string const third = refresh(refresh(first).at("refresh_token")).at("refresh_token");
  EXPECT_EQ(refresh(first).code(), "refresh_token_reused") << "at once: the grace is for the parent alone";
  EXPECT_EQ(refresh(third).code(), "session_ended");
}

TEST_F(AuthApi, FiftyRefreshesAtOnceGetOneSuccessor) {
  member("anna");
  std::string const token = login("anna@example.com", password).at("refresh_token");
  std::mutex mutex;
  std::set<std::string> successors;
  run_at_once(50, [&](std::size_t) -> server::Task<> {
    auth::Visitor visitor;
    auth::Sessions::Refreshed const refreshed = co_await sessions_->refresh(token, std::move(visitor));
    std::scoped_lock const lock(mutex);
    successors.insert(refreshed.tokens.refresh);
  });
  EXPECT_EQ(successors.size(), 1U);
}

TEST_F(AuthApi, ForgedTokensAreRefused) {
  member("anna");
  Answer const in = login("anna@example.com", password);
  std::string const refresh_token = in.at("refresh_token");
  EXPECT_EQ(get("/api/v1/me", {.token = refresh_token}).code(), "invalid_token");
  EXPECT_EQ(refresh(in.at("access_token").substr(0, 250)).code(), "invalid_refresh_token");
  std::string forged = refresh_token;
  forged[forged.size() - 1] = forged.back() == 'A' ? 'Q' : 'A';
  EXPECT_EQ(refresh(forged).code(), "invalid_refresh_token");
  EXPECT_EQ(refresh(refresh_token).status, 200) << "whoever guesses ends nobody's session";
}

TEST_F(AuthApi, SessionsEndByTimeAndByTheirUsers) {
  Caller const anna = member("anna");
  Answer const other = login("anna@example.com", password);
  Answer const list = get("/api/v1/me/sessions", anna);
  EXPECT_EQ(list.body().at("sessions").as_array().size(), 2U);
  std::string const id(list.body().at("sessions").at(1).at("id").as_string());
  EXPECT_EQ(send(http::Method::del, "/api/v1/me/sessions/" + id, {}, anna).status, 204);
  EXPECT_EQ(get("/api/v1/me", {.token = other.at("access_token")}).code(), "session_ended");
  EXPECT_EQ(send(http::Method::del, "/api/v1/me/sessions/" + id, {}, anna).status, 404);
  Answer const third = login("anna@example.com", password);
  clock_.advance(std::chrono::hours(24 * 31));
  EXPECT_EQ(refresh(third.at("refresh_token")).code(), "session_ended") << "not used for a month";
}

TEST_F(AuthApi, LoggingOutEndsTheSession) {
  member("anna");
  Answer const in = login("anna@example.com", password);
  Answer const out = post("/api/v1/auth/logout", R"({"refresh_token":")" + in.at("refresh_token") + R"("})");
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(cookie_of(out, "__Host-storymap_refresh=;").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(refresh(in.at("refresh_token")).code(), "session_ended");
  EXPECT_EQ(get("/api/v1/me", {.token = in.at("access_token")}).code(), "session_ended");
}

TEST_F(AuthApi, AnAccessTokenAloneLogsOutToo) {
  Caller const anna = member("anna");
  EXPECT_EQ(post("/api/v1/auth/logout", "{}", anna).status, 204);
  EXPECT_EQ(get("/api/v1/me", anna).code(), "session_ended");
}

TEST_F(AuthApi, ANewPasswordEndsAllOtherSessions) {
  Caller const anna = member("anna");
  Answer const other = login("anna@example.com", password);
  std::string const change =
      R"({"current_password":")" + std::string(password) + R"(","new_password":"rainy morning tea"})";
  EXPECT_EQ(
      post("/api/v1/me/password", R"({"current_password":"wrong","new_password":"rainy morning tea"})", anna).code(),
      "wrong_password");
  EXPECT_EQ(post("/api/v1/me/password", change, anna).status, 204);
  EXPECT_EQ(get("/api/v1/me", anna).status, 200);
  EXPECT_EQ(get("/api/v1/me", {.token = other.at("access_token")}).code(), "session_ended");
  EXPECT_EQ(login("anna@example.com", password).status, 401);
  EXPECT_EQ(login("anna@example.com", "rainy morning tea").status, 200);
}

TEST_F(AuthApi, TheBcryptHashOfThePredecessorIsReplacedAtLogin) {
  Caller const anna = member("anna");
  auto old = [&](server::store::Connection& in) -> server::Task<> {
    // Of "sunny afternoon walk", made by the predecessor's library.
    co_await in.execute(
        "UPDATE users SET password_hash = '$2b$04$abcdefghijklmnopqrstuuBvRS2V2I1yKVmNyqQWkS1GOyEkW5bIm'");
  };
  run(database_->transaction(old));
  EXPECT_EQ(login("anna@example.com", password).status, 401) << "of another password";
}

TEST_F(AuthApi, NoSecretIsInTheDatabase) {
  member("anna");
  Answer const in = login("anna@example.com", password);
  std::string const token = in.at("refresh_token");
  refresh(token);
  dispatcher_.reset();
  std::string const all = under_test_.dump();
  EXPECT_NE(all.find("anna@example.com"), std::string::npos);
  EXPECT_EQ(all.find(password), std::string::npos);
  std::string const secret = token.substr(token.find('.', token.find('.') + 1) + 1, 40);
  EXPECT_EQ(all.find(secret), std::string::npos);
}

}  // namespace
