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
  EXPECT_EQ(none.status, 422) << "what is no address nobody has";
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

class VerificationApi : public AccountTest {
 protected:
  VerificationApi() : AccountTest(false) {}
  explicit VerificationApi(bool is_required) : AccountTest(is_required) {}

  Answer enroll(std::string const& email) {
    return post("/api/v1/auth/register",
                R"({"email":")" + email + R"(","name":"http://evil.example","password":")" + password + R"("})");
  }
  Answer verify(std::string const& token) {
    return post("/api/v1/auth/verify-email", R"({"token":")" + token + R"("})");
  }
  Answer resend(std::string const& email) {
    return post("/api/v1/auth/verify-email/resend", R"({"email":")" + email + R"("})");
  }
};

/// Where nobody logs in before his address is verified.
class RequiredVerificationApi : public VerificationApi {
 protected:
  RequiredVerificationApi() : VerificationApi(true) {}
};

TEST_F(VerificationApi, TheLetterOfTheRegistrationVerifies) {
  Caller const anna{.token = enroll("anna@example.com").at("access_token")};
  EXPECT_EQ(get("/api/v1/me", anna).at("is_email_verified"), "false");
  ASSERT_EQ(letters_.size(), 1U);
  EXPECT_EQ(letters_[0].to, "anna@example.com");
  EXPECT_NE(letters_[0].text.find("https://maps.example/verify-email#sm_verify_"), std::string::npos);
  EXPECT_EQ(letters_[0].text.find("evil"), std::string::npos) << "nobody's words but ours go to strangers";
  EXPECT_EQ(verify(token_of_letter()).status, 204);
  EXPECT_EQ(get("/api/v1/me", anna).at("is_email_verified"), "true") << "with the next request";
  EXPECT_EQ(verify(token_of_letter()).code(), "invalid_verification_token") << "once";
}

TEST_F(VerificationApi, ALetterCanBeHadAgainAndTellsNobodyOfAccounts) {
  enroll("anna@example.com");
  std::string const first = token_of_letter();
  Answer const known = resend("anna@example.com");
  Answer const unknown = resend("nobody@example.com");
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(known.text, unknown.text);
  ASSERT_EQ(letters_.size(), 2U);
  EXPECT_EQ(verify(first).code(), "invalid_verification_token") << "the newest counts";
  EXPECT_EQ(verify(token_of_letter()).status, 204);
  resend("anna@example.com");
  EXPECT_EQ(letters_.size(), 2U) << "verified already";
}

TEST_F(VerificationApi, ALinkWorksForTwoDaysAndForItsOwnPurpose) {
  enroll("anna@example.com");
  EXPECT_EQ(post("/api/v1/auth/password-reset/confirm",
                 R"({"token":")" + token_of_letter() + R"(","password":"rainy morning tea"})")
                .code(),
            "invalid_reset_token");
  clock_.advance(std::chrono::hours(48));
  EXPECT_EQ(verify(token_of_letter()).code(), "invalid_verification_token");
}

TEST_F(VerificationApi, LoggingInTakesNoVerification) {
  enroll("anna@example.com");
  EXPECT_EQ(login("anna@example.com", password).status, 200);
}

TEST_F(RequiredVerificationApi, NobodyLogsInBefore) {
  Answer const answer = enroll("anna@example.com");
  EXPECT_EQ(answer.status, 202) << answer.text;
  EXPECT_EQ(answer.text, R"({"status":"verification_sent"})");
  EXPECT_EQ(login("anna@example.com", "wrong").code(), "invalid_credentials") << "said to the owner alone";
  Answer const early = login("anna@example.com", password);
  EXPECT_EQ(early.status, 403);
  EXPECT_EQ(early.code(), "email_unverified");
  EXPECT_EQ(verify(token_of_letter()).status, 204);
  EXPECT_EQ(login("anna@example.com", password).status, 200);
}

TEST_F(RequiredVerificationApi, RegisteringTellsNobodyWhoHasAnAccount) {
  Answer const first = enroll("anna@example.com");
  std::uint64_t const before = hasher_.runs();
  Answer const again = enroll("Anna@example.com");
  EXPECT_EQ(hasher_.runs(), before + 1);
  EXPECT_EQ(again.status, first.status);
  EXPECT_EQ(again.text, first.text);
  ASSERT_EQ(letters_.size(), 2U);
  EXPECT_EQ(letters_[1].subject, "You have an account of storymap already");
  EXPECT_EQ(letters_[1].text.find('#'), std::string::npos);
}

TEST_F(RequiredVerificationApi, ANewPasswordByLetterVerifiesToo) {
  enroll("anna@example.com");
  post("/api/v1/auth/password-reset", R"({"email":"anna@example.com"})");
  EXPECT_EQ(post("/api/v1/auth/password-reset/confirm",
                 R"({"token":")" + token_of_letter() + R"(","password":"rainy morning tea"})")
                .status,
            204);
  EXPECT_EQ(login("anna@example.com", "rainy morning tea").status, 200);
}

TEST_F(RecoveryApi, TheTokenIsNotInTheDatabase) {
  member("anna");
  ask("anna@example.com");
  EXPECT_EQ(under_test_.dump().find(token_of_letter().substr(9)), std::string::npos);
}

}  // namespace
