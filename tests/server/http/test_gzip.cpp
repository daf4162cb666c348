// tests/server/http/test_gzip.cpp - tests of server/http/gzip.hpp.
#include "server/http/gzip.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>

#include "tests/server/http/gunzip.hpp"

namespace {

using storymap::server::http::gzip;
using storymap_test::gunzip;

TEST(Gzip, GivesBackWhatWentIn) {
  std::mt19937 random(1);
  for (std::size_t const size : {0U, 1U, 1000U, 65'536U, 3'000'000U}) {
    std::string text;
    std::string noise;
    while (text.size() < size) text += "{\"title\":\"story " + std::to_string(text.size()) + "\"},";
    for (std::size_t k = 0; k < size; ++k) noise.push_back(static_cast<char>(random()));
    EXPECT_EQ(gunzip(gzip(text)), text);
    EXPECT_EQ(gunzip(gzip(noise)), noise);
  }
}

TEST(Gzip, IsTheSameEachTimeAndSmall) {
  std::string const text(100'000, 'x');
  EXPECT_EQ(gzip(text), gzip(text));
  EXPECT_LT(gzip(text).size(), 500U);
}

}  // namespace
