// tests/server/http/test_language.cpp - tests of server/http/language.hpp.
#include "server/http/language.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace storymap::server::http;
using storymap::Language;

Language language_of(std::string const& list) {
  Headers headers;
  headers.add("Accept-Language", list);
  return storymap::server::http::language_of(headers);
}

TEST(LanguageOfRequest, IsTheOneThatIsWantedMost) {
  EXPECT_EQ(storymap::server::http::language_of({}), Language::en);
  for (std::string const russian : {"ru", "ru-RU, ru;q=0.9, en;q=0.8", "de, RU;q=0.2", "en;q=0.4, ru;q=0.5"}) {
    EXPECT_EQ(language_of(russian), Language::ru) << russian;
  }
  for (std::string const english : {"en", "de", "en, ru", "ru;q=0", "ru;q=0.5, en-GB", "rue", "", ",,;q=1,"}) {
    EXPECT_EQ(language_of(english), Language::en) << english;
  }
}

}  // namespace
