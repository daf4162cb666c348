// tests/server/http/test_weights.cpp - tests of server/http/weights.hpp.
#include "server/http/weights.hpp"

#include <gtest/gtest.h>

namespace {

using namespace storymap::server::http;

TEST(Weights, AreThousandthsAndNonsenseIsZero) {
  EXPECT_EQ(weight_of(""), 1000);
  EXPECT_EQ(weight_of(";q=1"), 1000);
  EXPECT_EQ(weight_of("; q=1.000"), 1000);
  EXPECT_EQ(weight_of("; level=1 ; Q=0.8"), 800);
  EXPECT_EQ(weight_of(";q=0.005"), 5);
  EXPECT_EQ(weight_of(";q=0"), 0);
  EXPECT_EQ(weight_of(";q=0."), 0);
  for (char const* const nonsense : {";q=", ";q=2", ";q=-1", ";q=0.0005", ";q=x", ";q=1x", ";q=0.5x", ";q=1.9999"}) {
    EXPECT_EQ(weight_of(nonsense), 0) << nonsense;
  }
  EXPECT_EQ(weight_of(";q=1.9"), 1000);
  EXPECT_EQ(weight_of(";eq=0.1"), 1000) << "another parameter";
}

TEST(Weights, MembersComeOneByOne) {
  std::string_view list = " a ;q=0.5 ,\tb,, c;x=1;q=0.1";
  Weighted member = next_weighted(list);
  EXPECT_EQ(member.value, "a");
  EXPECT_EQ(member.weight, 500);
  member = next_weighted(list);
  EXPECT_EQ(member.value, "b");
  EXPECT_EQ(member.weight, 1000);
  EXPECT_EQ(next_weighted(list).value, "");
  member = next_weighted(list);
  EXPECT_EQ(member.value, "c");
  EXPECT_EQ(member.weight, 100);
  EXPECT_TRUE(list.empty());
}

TEST(Weights, OfCodings) {
  EXPECT_EQ(weight_of_coding("", "gzip"), -1);
  EXPECT_EQ(weight_of_coding("br, deflate", "gzip"), -1);
  EXPECT_EQ(weight_of_coding("br, GZip;q=0.4", "gzip"), 400);
  EXPECT_EQ(weight_of_coding("x-gzip", "gzip"), 1000);
  EXPECT_EQ(weight_of_coding("x-gzip", "br"), -1);
  EXPECT_EQ(weight_of_coding("*;q=0.3", "gzip"), 300);
  EXPECT_EQ(weight_of_coding("*;q=0.3, gzip;q=0", "gzip"), 0) << "what is named counts for more than the star";
  EXPECT_EQ(weight_of_coding("identity;q=0, *", "identity"), 0);
}

}  // namespace
