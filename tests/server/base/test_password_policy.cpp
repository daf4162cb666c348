// tests/server/base/test_password_policy.cpp - tests of server/base/password_policy.hpp and password_words.hpp.
#include "server/base/password_policy.hpp"

#include "server/base/messages.hpp"
#include "server/base/password_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using storymap::Language;
using storymap::server::common_password_words;
using storymap::server::find_message;
using storymap::server::find_password_fault;
using storymap::server::PasswordOwner;

/// The fault in English, or "".
std::string fault_of(std::string_view password, PasswordOwner const& owner = {}) {
  auto const fault = find_password_fault(password, owner);
  if (!fault) return "";
  EXPECT_NE(find_message(fault->text, Language::ru), "") << "no Russian for: " << fault->text;
  return translated(*fault, Language::en);
}

constexpr std::string_view tried_first = "this password is among those that are tried first: choose another";
constexpr std::string_view known = "this password can be guessed from the name or e-mail address";

TEST(PasswordPolicy, CountsCharactersNotBytes) {
  EXPECT_EQ(fault_of("gH7 kw2"), "a password has at least 8 characters");
  EXPECT_EQ(fault_of("gH7 kw2z"), "");
  EXPECT_EQ(fault_of("ёжиквтм"), "a password has at least 8 characters") << "14 bytes";
  EXPECT_EQ(fault_of("ёжиквтмн"), "");
  EXPECT_EQ(fault_of("😀🐘🚀🌵🍇🎈🧦🪁"), "");
  EXPECT_EQ(fault_of(""), "a password has at least 8 characters");
}

TEST(PasswordPolicy, TakesLongOnesUpToALimit) {
  std::string text;
  while (text.size() < 1024) text += "correct horse battery staple " + std::to_string(text.size());
  EXPECT_EQ(fault_of(text.substr(0, 128)), "");
  EXPECT_EQ(fault_of(text.substr(0, 1024)), "");
  EXPECT_EQ(fault_of(text.substr(0, 1024) + "x"), "a password has at most 1024 bytes");
}

TEST(PasswordPolicy, AsksForNoKindOfCharacter) {
  for (std::string_view const password :
       {"sdkfjwoeiruq", "48159263074813", "SDKFJWOEIRUQ", "correct horse battery staple", "две кошки ели рыбу",
        "  two  spaces  ", "football dragon monkey sunshine", "Sunshine!2024#k3wq", "tRaTw8#pq", "\"';--<script>"}) {
    EXPECT_EQ(fault_of(password), "") << password;
  }
  EXPECT_EQ(fault_of("zero\0byte in it"sv), "");
}

TEST(PasswordPolicy, RefusesWhatIsTriedFirst) {
  for (std::string_view const password :
       {"password",   "Password1",   "PASSWORD123",      "p@ssw0rd",   "P@$$w0rd!", "passw0rd2024", "12345678",
        "123456789",  "1234567890",  "87654321",         "11111111",   "00000000",  "12341234",     "11223344",
        "1q2w3e4r",   "1qaz2wsx",    "1QAZ2wsx!",        "qwertyuiop", "qwerty123", "Qwerty12345",  "asdfghjkl",
        "zxcvbnm1",   "zaq12wsx",    "q1w2e3r4",         "qazwsxedc",  "abcdefgh",  "abcd1234",     "aaaaaaaa",
        "abababab",   "abcabcabc",   "kq7zkq7z",         "iloveyou",   "iloveyou2", "sunshine",     "princess1",
        "football",   "baseball",    "superman",         "michelle",   "trustno1",  "letmein1",     "welcome1",
        "monkey123",  "dragon12",    "Dragon2024",       "computer",   "starwars",  "whatever",     "jennifer1",
        "corvette",   "maverick",    "passwordpassword", "admin123",   "admin1234", "root1234",     "test1234",
        "changeme",   "Summer2024!", "Winter2023",       "storymap",   "Storymap1", "19901231",     "31121990",
        "qwer1234",   "asdf1234",    "147258369",        "gfhjkm123",  "ghbdtn123", "privet123",    "пароль123",
        "Пароль2024", "йцукенгш",    "йцукен123",        "фывапролдж", "любовь12",  "ятебялюблю",   "наташа1985",
        "1й2ц3у4к"}) {
    EXPECT_EQ(fault_of(password), tried_first) << password;
  }
}

TEST(PasswordPolicy, RefusesWhatIsKnownOfTheOwner) {
  PasswordOwner const owner{"jane.q.quimby@rhubarbworks.example", "Jane Quimby-Ostrova"};
  for (std::string_view const password :
       {"quimby2024", "Quimby1!", "janequimby", "jane.quimby", "qu1mby123", "ostrova99!", "rhubarbworks",
        "RhubarbWorks1", "quimbypassword", "x.quimby.1"}) {
    EXPECT_EQ(fault_of(password, owner), known) << password;
    EXPECT_EQ(fault_of(password) == known, false);
  }
  EXPECT_EQ(fault_of("quimby wears red socks", owner), "");
  EXPECT_EQ(fault_of("янсон-1987", {"", "Пётр Янсон"}), known);
  EXPECT_EQ(fault_of("gH7 kw2z", {"gh@kw.io", "G H"}), "") << "parts of three letters and fewer mean nothing";
}

TEST(PasswordPolicy, WantsText) {
  EXPECT_EQ(fault_of("abc\xff"
                     "defgh"),
            "a password is text in UTF-8");
}

TEST(PasswordPolicy, HasManyWordsInOrder) {
  auto const words = common_password_words();
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
  EXPECT_GT(words.size(), 600U);
}

}  // namespace
