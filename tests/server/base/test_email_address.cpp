// tests/server/base/test_email_address.cpp - tests of server/base/email_address.hpp.
#include "server/base/email_address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using storymap::server::folded_email;
using storymap::server::is_email_address;

TEST(EmailAddress, TakesWhatPeopleHave) {
  for (std::string const& text :
       {std::string("a@b.co"), std::string("first.last+tag@sub.example.com"), std::string("o'neil_-x@EXAMPLE.com"),
        std::string("user@localhost"), std::string("1@3com.com"), std::string(64, 'a') + "@example.com"}) {
    EXPECT_TRUE(is_email_address(text)) << text;
  }
}

TEST(EmailAddress, RefusesOtherForms) {
  for (std::string const& text :
       {std::string(),
        std::string("a"),
        std::string("@"),
        std::string("a@"),
        std::string("@b.co"),
        std::string("a@b@c.co"),
        std::string("a b@c.co"),
        std::string("a@b c.co"),
        std::string(".a@b.co"),
        std::string("a.@b.co"),
        std::string("a..b@c.co"),
        std::string("a@.co"),
        std::string("a@b."),
        std::string("a@b..co"),
        std::string("a@-b.co"),
        std::string("a@b-.co"),
        std::string("\"a\"@b.co"),
        std::string("a@[127.0.0.1]"),
        std::string("<a@b.co>"),
        std::string("a@b.co\r\nBcc: x@y.z"),
        std::string("a@b.co,c@d.co"),
        std::string("a\0@b.co", 7),
        std::string("\xd0\xb0@b.co"),
        std::string("a@b_c.co"),
        std::string(65, 'a') + "@example.com",
        "a@" + std::string(64, 'b') + ".co",
        "a@" + std::string(126, 'b').replace(62, 1, ".") + "." + std::string(126, 'c').replace(62, 1, ".") + ".com"}) {
    EXPECT_FALSE(is_email_address(text)) << text;
  }
}

TEST(EmailAddress, FoldsTheCase) { EXPECT_EQ(folded_email("First.Last@EXAMPLE.com"), "first.last@example.com"); }

}  // namespace
