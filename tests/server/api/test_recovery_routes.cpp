// tests/server/api/test_recovery_routes.cpp - tests of server/api/recovery_routes.cpp.
#include "tests/server/api/account_test.hpp"

namespace {

using namespace storymap_test;

class RecoveryApi : public AccountTest {
 protected:
  Answer ask(std::string const& email) {
    return post("/api/v1/auth/password-reset", R"({"email":")" + email + R"("})");
  }
  Answer confirm(std::string const& token, std::string const& next) {
    return post("/api/v1/auth/password-reset/confirm", R"({"token":")" + token + R"(","password":")" + next + R"("})");
  }
};

constexpr char const* next_password = "rainy morning tea";

TEST_F(RecoveryApi, TheLinkSetsANewPasswordAndEndsAllSessions) {
  Caller const anna = member("anna");
  ASSERT_EQ(ask("Anna@example.com").status, 202);
  ASSERT_EQ(letters_.size(), 1U);
  EXPECT_EQ(letters_[0].to, "anna@example.com");
  EXPECT_NE(letters_[0].text.find("https://maps.example/password-reset#sm_reset_"), std::string::npos)
      << "the token stands behind the #, which no server sees: " << letters_[0].text;
  Answer const done = confirm(token_of_letter(), next_password);
  EXPECT_EQ(done.status, 204) << done.text;
  EXPECT_EQ(get("/api/v1/me", anna).code(), "session_ended");
  EXPECT_EQ(login("anna@example.com", password).code(), "invalid_credentials");
  EXPECT_EQ(login("anna@example.com", next_password).status, 200);
}

TEST_F(RecoveryApi, AnswersAreTheSameForEverybody) {
  member("anna");
  Answer const known = ask("anna@example.com");
  Answer const unknown = ask("nobody@example.com");
  Answer const none = ask("no address");
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, 202);
  EXPECT_EQ(known.text, unknown.text);
  EXPECT_EQ(known.text, none.text);
  EXPECT_EQ(letters_.size(), 1U);
}

TEST_F(RecoveryApi, KnownAndUnknownAddressesTakeTheSameSteps) {
  member("anna");
  std::uint64_t const hashes = hasher_.runs();
  log_of_statements().clear();
  ask("anna@example.com");
  std::vector<std::string> const known = log_of_statements();
  log_of_statements().clear();
  ask("nobody@example.com");
  EXPECT_EQ(log_of_statements(), known);
  EXPECT_EQ(known.size(), 4U);
  EXPECT_EQ(hasher_.runs(), hashes);
}

TEST_F(RecoveryApi, ATokenWorksOnceForHalfAnHour) {
  member("anna");
  ask("anna@example.com");
  std::string const token = token_of_letter();
  EXPECT_EQ(confirm(token, "12345678").status, 422) << "a weak password does not use it up";
  EXPECT_EQ(confirm(token, next_password).status, 204);
  EXPECT_EQ(confirm(token, next_password).code(), "invalid_reset_token");
  ask("anna@example.com");
  std::string const late = token_of_letter();
  clock_.advance(std::chrono::minutes(30));
  EXPECT_EQ(confirm(late, next_password).code(), "invalid_reset_token");
}

TEST_F(RecoveryApi, OnlyTheNewestLinkWorks) {
  member("anna");
  ask("anna@example.com");
  std::string const first = token_of_letter();
  ask("anna@example.com");
  EXPECT_EQ(confirm(first, next_password).code(), "invalid_reset_token");
  EXPECT_EQ(confirm(token_of_letter(), next_password).status, 204);
  EXPECT_EQ(confirm("sm_reset_nonsense", next_password).code(), "invalid_reset_token");
}

TEST_F(RecoveryApi, TwoAtOnceWithOneTokenAreNotTwo) {
  member("anna");
  ask("anna@example.com");
  std::string const token = token_of_letter();
  std::atomic<int> done = 0;
  run_at_once(8, [&](std::size_t) -> server::Task<> {
    auth::Visitor visitor;
    try {
      co_await password_reset_->confirm(token, next_password, std::move(visitor));
      ++done;
    } catch (server::Problem const& problem) {
      EXPECT_EQ(problem.code(), "invalid_reset_token");
    }
  });
  EXPECT_EQ(done, 1);
}

TEST_F(RecoveryApi, NobodysPostIsFlooded) {
  member("anna");
  for (int k = 0; k < 10; ++k) EXPECT_EQ(ask("anna@example.com").status, 202);
  EXPECT_EQ(letters_.size(), 3U);
}

TEST_F(RecoveryApi, LettersAreInTheLanguageOfTheUser) {
  Caller const anna = member("anna");
  EXPECT_EQ(send(http::Method::patch, "/api/v1/me", R"({"locale":"ru"})", anna).status, 200);
  ask("anna@example.com");
  EXPECT_EQ(letters_.back().subject, "Новый пароль для storymap");
  EXPECT_NE(letters_.back().text.find("в течение 30 минут"), std::string::npos);
}

TEST_F(RecoveryApi, TheTokenIsNotInTheDatabase) {
  member("anna");
  ask("anna@example.com");
  EXPECT_EQ(under_test_.dump().find(token_of_letter().substr(9)), std::string::npos);
}

}  // namespace
