// tests/server/net/test_mail.cpp - tests of server/net/mail.hpp.
#include "server/net/mail.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace {

using storymap::server::from_milliseconds;
using storymap::server::Time;
using storymap::server::net::address_in;
using storymap::server::net::Mail;
using storymap::server::net::to_message;

Time const noon = from_milliseconds(1'709'208'000'007);

TEST(Mail, IsWrittenAsTheStandardWants) {
  EXPECT_EQ(
      to_message({"jane@example.com", "Welcome", "Hello\nJane\n"}, "storymap <no-reply@maps.example>", "id1", noon),
      "Date: Thu, 29 Feb 2024 12:00:00 +0000\r\nFrom: storymap <no-reply@maps.example>\r\nTo: jane@example.com\r\n"
      "Subject: Welcome\r\nMessage-ID: <id1@maps.example>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
      "SGVsbG8NCkphbmUNCg==\r\n");
}

TEST(Mail, EncodesOtherLettersInShortWords) {
  std::string subject;
  for (int k = 0; k < 40; ++k) subject += "я";
  std::string const text = to_message({"a@b.co", "Привет", ""}, "Карты <a@b.co>", "1", noon);
  EXPECT_NE(text.find("Subject: =?UTF-8?B?0J/RgNC40LLQtdGC?=\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("From: =?UTF-8?B?0JrQsNGA0YLRiw==?= <a@b.co>\r\n"), std::string::npos) << text;
  std::string const long_one = to_message({"a@b.co", subject, ""}, "a@b.co", "1", noon);
  std::string const half = "=?UTF-8?B?0Y/Rj9GP0Y/Rj9GP0Y/Rj9GP0Y/Rj9GP0Y/Rj9GP0Y/Rj9GP0Y/Rj9GP0Y8=?=";
  EXPECT_NE(long_one.find("Subject: " + half + "\r\n =?UTF-8?B?"), std::string::npos) << long_one;
  for (char const c : long_one) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
}

TEST(Mail, LetsNothingBeginAnotherHeader) {
  std::string const text =
      to_message({"a@b.co", "x\r\nBcc: c@d.co", ".\r\nQUIT\r\n"}, "\"A\r\nX: y\" <a@b.co>", "1", noon);
  EXPECT_EQ(text.find("\r\nBcc"), std::string::npos) << text;
  EXPECT_EQ(text.find("\r\nX:"), std::string::npos) << text;
  EXPECT_EQ(text.find("QUIT"), std::string::npos);
  EXPECT_THROW((void)to_message({"a@b.co\r\nBcc: c@d.co", "", ""}, "a@b.co", "1", noon), std::invalid_argument);
  EXPECT_THROW((void)to_message({"a@b.co", "", ""}, "nobody", "1", noon), std::invalid_argument);
}

TEST(Mail, BreaksLongTexts) {
  std::string const text = to_message({"a@b.co", "s", std::string(5'000, 'x')}, "a@b.co", "1", noon);
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = text.find("\r\n", at);
    longest = std::max(longest, end - at);
    at = end + 2;
  }
  EXPECT_LE(longest, 76U);
}

TEST(Mail, FindsTheAddressOfASender) {
  EXPECT_EQ(address_in("A B <a@b.co>"), "a@b.co");
  EXPECT_EQ(address_in("a@b.co"), "a@b.co");
  EXPECT_EQ(address_in(""), "");
}

}  // namespace
