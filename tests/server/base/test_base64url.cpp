// tests/server/base/test_base64url.cpp - tests of server/base/crypto/base64url.hpp.
#include "server/base/crypto/base64url.hpp"

#include "server/base/crypto/random.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace {

using storymap::server::from_base64url;
using storymap::server::random_bytes;
using storymap::server::to_base64;
using storymap::server::to_base64url;

TEST(Base64url, KnowsTheVectorsOfTheRfc) {
  std::pair<std::string_view, std::string_view> const vectors[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xbf", "-_-_"},
  };
  for (auto const& [bytes, text] : vectors) {
    EXPECT_EQ(to_base64url(bytes), text);
    EXPECT_EQ(from_base64url(text), bytes);
  }
}

TEST(Base64url, WritesThePaddedForm) {
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
  EXPECT_EQ(to_base64("\xfb\xff\xbf"), "+/+/");
}

TEST(Base64url, ReadsWhatItWrites) {
  for (std::size_t size = 0; size < 100; ++size) {
    std::string const bytes = random_bytes(size);
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
  }
}

TEST(Base64url, HasOneFormForEverything) {
  for (std::string_view const text : {"Z", "Zg==", "Zg=", "Zh", "Zm9", "Zm9vY", "+/+/", "Zm 9v", "Zm9v\n", " Zm9v",
                                      "Zm9v.", "Zm9v\xff", "=", "Zm8\x80"}) {
    EXPECT_EQ(from_base64url(text), std::nullopt) << text;
  }
}

}  // namespace
