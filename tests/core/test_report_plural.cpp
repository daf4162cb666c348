// tests/core/test_report_plural.cpp - counted things in English and Russian.
#include <gtest/gtest.h>
#include <storymap/detail/report_plural.hpp>

#include <cstddef>
#include <string>

namespace {

using namespace storymap;

constexpr detail::Plural stories = {"{0} story", "{0} stories", "{0} история", "{0} истории", "{0} историй"};

std::string ru(std::size_t number) { return detail::counted(stories, number, Language::ru); }
std::string en(std::size_t number) { return detail::counted(stories, number, Language::en); }

TEST(Plural, EnglishHasAFormForOne) {
  EXPECT_EQ(en(0), "0 stories");
  EXPECT_EQ(en(1), "1 story");
  EXPECT_EQ(en(2), "2 stories");
  EXPECT_EQ(en(21), "21 stories");
}

TEST(Plural, RussianCountsByTheLastDigit) {
  EXPECT_EQ(ru(1), "1 история");
  EXPECT_EQ(ru(21), "21 история");
  EXPECT_EQ(ru(101), "101 история");
  EXPECT_EQ(ru(2), "2 истории");
  EXPECT_EQ(ru(34), "34 истории");
  EXPECT_EQ(ru(0), "0 историй");
  EXPECT_EQ(ru(5), "5 историй");
  EXPECT_EQ(ru(20), "20 историй");
  EXPECT_EQ(ru(100), "100 историй");
}

TEST(Plural, RussianTeensAreMany) {
  for (std::size_t number = 10; number < 20; ++number) {
    EXPECT_EQ(ru(number), std::to_string(number) + " историй");
    EXPECT_EQ(ru(number + 100), std::to_string(number + 100) + " историй");
    EXPECT_EQ(ru(number + 1000), std::to_string(number + 1000) + " историй");
  }
  EXPECT_EQ(ru(1001), "1001 история");
}

}  // namespace
