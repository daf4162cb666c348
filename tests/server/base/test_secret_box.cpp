// tests/server/base/test_secret_box.cpp - tests of server/base/crypto/secret_box.hpp.
#include "server/base/crypto/secret_box.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using storymap::server::KeyRing;
using storymap::server::SecretBox;

std::string const old_key(32, 'o');
std::string const new_key(32, 'n');
SecretBox const box(KeyRing({{"new", new_key}, {"old", old_key}}));
constexpr std::string_view place = "integrations/7/token";

TEST(SecretBox, OpensWhatItSealed) {
  for (std::string const& secret : {std::string(), std::string("a\0b", 3), std::string(100'000, 'x')}) {
    std::string const sealed = box.seal(secret, place);
    EXPECT_EQ(box.open(sealed, place), secret);
    EXPECT_EQ(sealed.size(), secret.size() + 2 + 3 + 24 + 16);
  }
}

TEST(SecretBox, HidesTheSecretAndNeverRepeats) {
  std::string const sealed = box.seal("a well known secret", place);
  EXPECT_EQ(sealed.find("secret"), std::string::npos);
  EXPECT_NE(box.seal("a well known secret", place), sealed);
}

TEST(SecretBox, OpensNowhereElse) {
  std::string const sealed = box.seal("secret", place);
  EXPECT_EQ(box.open(sealed, "integrations/8/token"), std::nullopt);
  EXPECT_EQ(box.open(sealed, ""), std::nullopt);
}

TEST(SecretBox, NoticesEveryChangedBit) {
  std::string const sealed = box.seal("secret", place);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = sealed;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      EXPECT_EQ(box.open(changed, place), std::nullopt) << at;
    }
    EXPECT_EQ(box.open(sealed.substr(0, at), place), std::nullopt) << at;
  }
  EXPECT_EQ(box.open(sealed + '\0', place), std::nullopt);
  EXPECT_EQ(box.open("\x01\xff", place), std::nullopt);
}

TEST(SecretBox, RotatesKeys) {
  SecretBox const before(KeyRing({{"old", old_key}}));
  SecretBox const after(KeyRing({{"new", new_key}}));
  std::string const sealed = before.seal("secret", place);
  EXPECT_FALSE(before.needs_rotation(sealed));
  EXPECT_TRUE(box.needs_rotation(sealed));
  EXPECT_EQ(box.open(sealed, place), "secret");
  std::string const again = box.seal(*box.open(sealed, place), place);
  EXPECT_FALSE(box.needs_rotation(again));
  EXPECT_EQ(after.open(again, place), "secret");
  EXPECT_EQ(after.open(sealed, place), std::nullopt);
  EXPECT_TRUE(box.needs_rotation("")) << "what cannot be read has to be looked at";
}

/// The known part is the header and the place: an id cannot lend its letters to the place.
TEST(SecretBox, KeepsTheIdAndThePlaceApart) {
  SecretBox const longer(KeyRing({{"ab", new_key}, {"a", new_key}}));
  std::string moved = longer.seal("secret", "c");
  ASSERT_EQ(moved.substr(0, 4),
            "\x01\x02"
            "ab"sv);
  moved =
      "\x01\x01"
      "a" +
      moved.substr(4);
  EXPECT_EQ(longer.open(moved, "bc"), std::nullopt);
}

TEST(SecretBox, WantsKeysOf32Bytes) {
  EXPECT_THROW(SecretBox(KeyRing({{"k", std::string(33, 'x')}})), std::invalid_argument);
}

}  // namespace
