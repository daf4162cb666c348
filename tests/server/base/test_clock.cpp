// tests/server/base/test_clock.cpp - tests of server/base/clock.hpp.
#include "server/base/clock.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string_view>

namespace {

using storymap::server::from_milliseconds;
using storymap::server::from_rfc3339;
using storymap::server::ManualClock;
using storymap::server::Time;
using storymap::server::to_milliseconds;
using storymap::server::to_rfc3339;

TEST(Clock, WritesTimesInUtcWithMilliseconds) {
  EXPECT_EQ(to_rfc3339(from_milliseconds(0)), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_rfc3339(from_milliseconds(1'709'208'000'007)), "2024-02-29T12:00:00.007Z");
  EXPECT_EQ(to_rfc3339(from_milliseconds(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Clock, ReadsWhatItWrites) {
  for (std::int64_t const time : {0LL, 1LL, -86'400'001LL, 1'709'208'000'007LL, 253'402'300'799'999LL}) {
    EXPECT_EQ(from_rfc3339(to_rfc3339(from_milliseconds(time))), from_milliseconds(time));
  }
}

TEST(Clock, ReadsOffsetsAndDecimals) {
  EXPECT_EQ(from_rfc3339("1970-01-01T03:00:00+03:00"), Time());
  EXPECT_EQ(from_rfc3339("1969-12-31t22:30:00.5-01:30"), from_milliseconds(500));
  EXPECT_EQ(from_rfc3339("1970-01-01 00:00:00.123456789z"), from_milliseconds(123));
  EXPECT_EQ(from_rfc3339("1990-12-31T23:59:60Z"), from_rfc3339("1991-01-01T00:00:00Z")) << "a leap second";
}

TEST(Clock, RefusesWhatIsNoTime) {
  for (std::string_view const text :
       {"", "1970", "1970-01-01", "1970-13-01T00:00:00Z", "1970-02-30T00:00:00Z", "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z", "1970-01-01T00:00:61Z", "1970-01-01T00:00:00", "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00+3", "1970-01-01T00:00:00Zx", "-970-01-01T00:00:00Z", "1970-01-01T00:00:00+0300"}) {
    EXPECT_EQ(from_rfc3339(text), std::nullopt) << text;
  }
}

TEST(Clock, StandsStillUntilItIsSet) {
  ManualClock clock(from_milliseconds(5));
  EXPECT_EQ(to_milliseconds(clock.now()), 5);
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(to_milliseconds(clock.now()), 1005);
}

}  // namespace
