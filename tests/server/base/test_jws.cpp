// tests/server/base/test_jws.cpp - tests of server/base/crypto/jws.hpp.
#include "server/base/crypto/jws.hpp"

#include "server/base/crypto/base64url.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace {

using storymap::server::from_base64url;
using storymap::server::hmac_sha256;
using storymap::server::JwsKeys;
using storymap::server::KeyRing;
using storymap::server::to_base64url;
using storymap::server::TokenFault;

std::string const old_secret(32, 'o');
std::string const new_secret(32, 'n');
JwsKeys const keys(KeyRing({{"new", new_secret}, {"old", old_secret}}));

/// A token with any header, signed rightly.
std::string signed_by(std::string const& secret, std::string_view header, std::string_view payload) {
  std::string const text = to_base64url(header) + '.' + to_base64url(payload);
  return text + '.' + to_base64url(hmac_sha256(secret, text));
}

std::string_view fault_of(std::string_view token) {
  auto const verdict = keys.verify(token);
  auto const* const fault = std::get_if<TokenFault>(&verdict);
  return fault == nullptr ? "none" : to_string(*fault);
}

/// RFC 7515 appendix A.1: our parts make its signature of its text. Its header names no key, so that we refuse it.
TEST(Jws, AgreesWithTheRfc) {
  std::string const text =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  auto const key =
      from_base64url("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
  ASSERT_TRUE(key);
  std::string const signature = to_base64url(hmac_sha256(*key, text));
  EXPECT_EQ(signature, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  JwsKeys const theirs(KeyRing({{"a1", *key}}));
  EXPECT_EQ(std::get<TokenFault>(theirs.verify(text + '.' + signature)), TokenFault::unknown_key);
}

TEST(Jws, VerifiesWhatItSigns) {
  std::string const token = keys.sign("at+jwt", "{\"a\":1}");
  auto const verdict = keys.verify(token);
  ASSERT_TRUE(std::holds_alternative<JwsKeys::Signed>(verdict));
  EXPECT_EQ(std::get<JwsKeys::Signed>(verdict).type, "at+jwt");
  EXPECT_EQ(std::get<JwsKeys::Signed>(verdict).payload, "{\"a\":1}");
  EXPECT_EQ(from_base64url(token.substr(0, token.find('.'))), R"({"alg":"HS256","kid":"new","typ":"at+jwt"})");
}

TEST(Jws, TakesOldKeysUntilTheyAreRemoved) {
  std::string const token = JwsKeys(KeyRing({{"old", old_secret}})).sign("t", "x");
  EXPECT_EQ(fault_of(token), "none");
  JwsKeys const without(KeyRing({{"new", new_secret}}));
  EXPECT_EQ(std::get<TokenFault>(without.verify(token)), TokenFault::unknown_key);
}

TEST(Jws, RefusesEverySingleChangedByte) {
  std::string const token = keys.sign("t", "{\"a\":1}");
  for (std::size_t at = 0; at < token.size(); ++at) {
    for (char const other : {'A', 'z', '-', '.', '=', ' ', '\0'}) {
      std::string changed = token;
      if (changed[at] == other) continue;
      changed[at] = other;
      EXPECT_NE(fault_of(changed), "none") << at << ' ' << other;
    }
  }
}

TEST(Jws, RefusesOtherHeaders) {
  std::pair<std::string_view, std::string_view> const headers[] = {
      {R"({"alg":"HS256","kid":"new"})", "none"},
      {R"({"kid":"new","alg":"HS256","typ":"x"})", "none"},
      {R"({"alg":"none","kid":"new"})", "wrong_header"},
      {R"({"alg":"None","kid":"new"})", "wrong_header"},
      {R"({"alg":"hs256","kid":"new"})", "wrong_header"},
      {R"({"alg":"HS384","kid":"new"})", "wrong_header"},
      {R"({"alg":"RS256","kid":"new"})", "wrong_header"},
      {R"({"alg":"","kid":"new"})", "wrong_header"},
      {R"({"kid":"new"})", "wrong_header"},
      {R"({"alg":256,"kid":"new"})", "wrong_header"},
      {R"({"alg":"HS256","kid":"new","jku":"https://example.com/keys"})", "wrong_header"},
      {R"({"alg":"HS256","kid":"new","x5u":"https://example.com/cert"})", "wrong_header"},
      {R"({"alg":"HS256","kid":"new","jwk":{"kty":"oct","k":"AAAA"}})", "malformed"},
      {R"({"alg":"HS256","kid":"new","crit":["exp"]})", "malformed"},
      {R"({"alg":"HS256","kid":"new","crit":"exp"})", "wrong_header"},
      {R"({"alg":"HS256","kid":"new","b64":false})", "wrong_header"},
      {R"({"alg":"HS256","kid":"new","extra":1})", "wrong_header"},
      {R"({"alg":"HS256"})", "unknown_key"},
      {R"({"alg":"HS256","kid":""})", "unknown_key"},
      {R"({"alg":"HS256","kid":"newer"})", "unknown_key"},
      {R"({"alg":"HS256","kid":"../new"})", "unknown_key"},
      {R"({"alg":"HS256","kid":1})", "unknown_key"},
      {R"({"alg":"none","alg":"HS256","kid":"new"})", "malformed"},
      {R"({"alg":"HS256","kid":"new"}x)", "malformed"},
      {R"(["alg","HS256"])", "malformed"},
      {"", "malformed"},
  };
  for (auto const& [header, fault] : headers) EXPECT_EQ(fault_of(signed_by(new_secret, header, "x")), fault) << header;
  EXPECT_EQ(fault_of(signed_by(old_secret, R"({"alg":"HS256","kid":"new"})", "x")), "wrong_signature");
}

TEST(Jws, RefusesOtherShapes) {
  std::string const token = keys.sign("t", "x");
  for (std::string const& text : {std::string(), std::string("."), std::string(".."), std::string("..."), token + '.',
                                  token + ".x", '.' + token, token + '=', ' ' + token, token + '\n',
                                  token.substr(0, token.rfind('.')), token.substr(0, token.rfind('.') + 1)}) {
    EXPECT_NE(fault_of(text), "none") << text;
  }
}

TEST(Jws, LooksAtNoMoreThanItsLimit) {
  std::string fits = keys.sign("t", std::string(2000, 'x'));
  EXPECT_EQ(fault_of(fits), "none");
  EXPECT_EQ(fault_of(keys.sign("t", std::string(3100, 'x'))), "malformed");
}

/// Vectors whose label says something else than we do, and why we are right.
std::map<int, std::string_view> const our_own_way = {
    {367, "the same token as 357, which is valid"},
    {370, "the same token as 357, which is valid"},
    {372, "a character outside of the alphabet: RFC 7515 section 2 allows none"},
    {373, "a character outside of the alphabet: RFC 7515 section 2 allows none"},
};

TEST(Jws, AgreesWithWycheproof) {
  char const* const folder = std::getenv("STORYMAP_DATA_DIR");
  std::ifstream file(std::string(folder == nullptr ? "" : folder) + "/wycheproof/json_web_signature_test.json");
  if (!file) {
    if (std::getenv("CI") != nullptr) FAIL() << "no wycheproof vectors in STORYMAP_DATA_DIR";
    GTEST_SKIP() << "no wycheproof vectors in STORYMAP_DATA_DIR";
  }
  int run = 0;
  nlohmann::json const vectors = nlohmann::json::parse(file);
  for (auto const& group : vectors["testGroups"]) {
    nlohmann::json const key = group.value("private", nlohmann::json::object());
    if (key.value("kty", "") != "oct" || key.value("alg", "") != "HS256") continue;
    auto const secret = from_base64url(key["k"].get<std::string>());
    ASSERT_TRUE(secret);
    JwsKeys const theirs(KeyRing({{key.value("kid", ""), *secret}}));
    for (auto const& test : group["tests"]) {
      int const id = test["tcId"].get<int>();
      bool const is_valid = test["result"] == "valid";
      bool const is_taken = std::holds_alternative<JwsKeys::Signed>(theirs.verify(test["jws"].get<std::string>()));
      EXPECT_EQ(is_taken, is_valid != our_own_way.contains(id)) << id << ' ' << test["comment"];
      ++run;
    }
  }
  EXPECT_GE(run, 39);
}

}  // namespace
