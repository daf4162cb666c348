// tests/server/base/test_jwt.cpp - tests of server/base/crypto/jwt.hpp.
#include "server/base/crypto/jwt.hpp"

#include "server/base/crypto/base64url.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace {

using namespace std::chrono_literals;
using storymap::server::AccessClaims;
using storymap::server::AccessTokenOptions;
using storymap::server::AccessTokens;
using storymap::server::from_base64url;
using storymap::server::from_milliseconds;
using storymap::server::JwsKeys;
using storymap::server::KeyRing;
using storymap::server::Time;
using storymap::server::TokenFault;

Time const now = from_milliseconds(1'700'000'000'500);
KeyRing const ring({{"k1", std::string(32, 's')}});
AccessTokenOptions const options{"https://maps.example", "storymap", 600s, 0s};

std::string_view fault_of(AccessTokens const& tokens, std::string_view token, Time at = now) {
  auto const verdict = tokens.verify(token, at);
  auto const* const fault = std::get_if<TokenFault>(&verdict);
  return fault == nullptr ? "none" : to_string(*fault);
}

std::string_view fault_of(std::string_view token, Time at = now) {
  return fault_of(AccessTokens(ring, options), token, at);
}

TEST(Jwt, VerifiesWhatItIssues) {
  AccessTokens const tokens(ring, options);
  auto const verdict = tokens.verify(tokens.issue("user", "session", now), now);
  ASSERT_TRUE(std::holds_alternative<AccessClaims>(verdict));
  auto const& claims = std::get<AccessClaims>(verdict);
  EXPECT_EQ(claims.subject, "user");
  EXPECT_EQ(claims.session, "session");
  EXPECT_EQ(claims.id.size(), 22U);
  EXPECT_EQ(claims.issued_at, now - 500ms);
  EXPECT_EQ(claims.expires_at, now - 500ms + 600s);
}

TEST(Jwt, GivesEveryTokenItsOwnId) {
  AccessTokens const tokens(ring, options);
  EXPECT_NE(tokens.issue("user", "session", now), tokens.issue("user", "session", now));
}

TEST(Jwt, EndsAtItsSecond) {
  AccessTokens const tokens(ring, options);
  std::string const token = tokens.issue("user", "session", now);
  Time const end = now - 500ms + 600s;
  EXPECT_EQ(fault_of(token, end - 1ms), "none");
  EXPECT_EQ(fault_of(token, end), "expired");
  AccessTokens const lenient(ring, {options.issuer, options.audience, 600s, 30s});
  EXPECT_EQ(fault_of(lenient, token, end + 29s), "none");
  EXPECT_EQ(fault_of(lenient, token, end + 30s), "expired");
}

TEST(Jwt, RefusesTokensOfOthers) {
  std::string const token = AccessTokens(ring, options).issue("user", "session", now);
  EXPECT_EQ(fault_of(AccessTokens(ring, {"https://other.example", "storymap"}), token), "wrong_claims");
  EXPECT_EQ(fault_of(AccessTokens(ring, {"https://maps.example", "other"}), token), "wrong_claims");
  EXPECT_EQ(fault_of(AccessTokens(KeyRing({{"k1", std::string(32, 't')}}), options), token), "wrong_signature");
  EXPECT_EQ(fault_of(AccessTokens(KeyRing({{"k2", std::string(32, 's')}}), options), token), "unknown_key");
}

TEST(Jwt, RefusesOtherTypes) {
  std::string const claims =
      R"({"iss":"https://maps.example","aud":"storymap","sub":"u","sid":"s","iat":1700000000,"exp":1700000600,"jti":"j"})";
  JwsKeys const signer(ring);
  EXPECT_EQ(fault_of(signer.sign("at+jwt", claims)), "none");
  for (std::string_view const type : {"", "JWT", "jwt", "AT+JWT", "at+jwt ", "refresh"}) {
    EXPECT_EQ(fault_of(signer.sign(type, claims)), "wrong_header") << type;
  }
}

/// Each case changes one thing of claims that are good.
TEST(Jwt, RefusesOtherClaims) {
  std::string const head =
      R"({"iss":"https://maps.example","aud":"storymap","sub":"u","sid":"s","jti":"j","iat":1700000000)";
  std::pair<std::string, std::string_view> const cases[] = {
      {head + R"(,"exp":1700000600})", "none"},
      {head + R"(,"exp":1700000600,"nbf":1700000000})", "none"},
      {head + R"(,"exp":1700000600,"scope":"all"})", "none"},
      {head + R"(,"exp":1700000600,"nbf":1700000001})", "not_yet_valid"},
      {head + R"(,"exp":1700000600,"nbf":"1700000000"})", "wrong_claims"},
      {head + R"(,"exp":1700000600,"nbf":-1})", "wrong_claims"},
      {head + "}", "wrong_claims"},
      {head + R"(,"exp":"1700000600"})", "wrong_claims"},
      {head + R"(,"exp":1700000600.0})", "malformed"},
      {head + R"(,"exp":1e400})", "malformed"},
      {head + R"(,"exp":253402300800})", "wrong_claims"},
      {head + R"(,"exp":9223372036854775807})", "wrong_claims"},
      {head + R"(,"exp":-1})", "wrong_claims"},
      {head + R"(,"exp":0})", "expired"},
      {head + R"(,"exp":null})", "malformed"},
      {head + R"(,"exp":1,"exp":1700000600})", "malformed"},
      {head + R"(,"exp":1700000600}{})", "malformed"},
      {head + R"(,"exp":1700000600,"sub":"other"})", "malformed"},
      {R"({"iss":"https://maps.example","aud":["storymap"],"sub":"u","sid":"s","jti":"j","iat":1,"exp":1700000600})",
       "malformed"},
      {R"({"iss":"https://maps.example","aud":"storymap","sub":"","sid":"s","jti":"j","iat":1,"exp":1700000600})",
       "wrong_claims"},
      {R"({"iss":"https://maps.example","aud":"storymap","sub":7,"sid":"s","jti":"j","iat":1,"exp":1700000600})",
       "wrong_claims"},
      {R"({"iss":"https://maps.example","aud":"storymap","sub":"u","jti":"j","iat":1,"exp":1700000600})",
       "wrong_claims"},
      {R"({"iss":"https://maps.example","aud":"storymap","sub":"u","sid":"s","iat":1,"exp":1700000600})",
       "wrong_claims"},
      {R"({"iss":"https://maps.example","aud":"storymap","sub":"u","sid":"s","jti":"j","exp":1700000600})",
       "wrong_claims"},
      {R"({"aud":"storymap","sub":"u","sid":"s","jti":"j","iat":1,"exp":1700000600})", "wrong_claims"},
      {R"({"iss":"https://maps.example","sub":"u","sid":"s","jti":"j","iat":1,"exp":1700000600})", "wrong_claims"},
      {"", "malformed"},
      {"[]", "malformed"},
  };
  JwsKeys const signer(ring);
  for (auto const& [claims, fault] : cases) EXPECT_EQ(fault_of(signer.sign("at+jwt", claims)), fault) << claims;
}

TEST(Jwt, HasRangesForItsOptions) {
  EXPECT_NO_THROW(AccessTokens(ring, {"i", "a", 1s, 60s}));
  EXPECT_THROW(AccessTokens(ring, {"i", "a", 1s, 61s}), std::invalid_argument);
  EXPECT_THROW(AccessTokens(ring, {"i", "a", 1s, -1s}), std::invalid_argument);
  EXPECT_THROW(AccessTokens(ring, {"i", "a", 0s}), std::invalid_argument);
  EXPECT_THROW(AccessTokens(ring, {"", "a"}), std::invalid_argument);
  EXPECT_THROW(AccessTokens(ring, {"i", ""}), std::invalid_argument);
}

}  // namespace
