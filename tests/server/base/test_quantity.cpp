// tests/server/base/test_quantity.cpp - tests of server/base/quantity.hpp.
#include "server/base/quantity.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string_view>

namespace {

using namespace std::chrono_literals;
using storymap::server::parse_duration;
using storymap::server::parse_size;
using storymap::server::size_to_text;
using storymap::server::to_text;

TEST(Quantity, ReadsDurations) {
  EXPECT_EQ(parse_duration("250ms"), 250ms);
  EXPECT_EQ(parse_duration("30s"), 30s);
  EXPECT_EQ(parse_duration("15m"), 15min);
  EXPECT_EQ(parse_duration("2h"), 2h);
  EXPECT_EQ(parse_duration("30d"), 30 * 24h);
  EXPECT_EQ(parse_duration("0"), 0ms);
  EXPECT_EQ(parse_duration("0s"), 0ms);
  EXPECT_EQ(parse_duration("10000d"), 10'000 * 24h);
}

TEST(Quantity, ReadsSizes) {
  EXPECT_EQ(parse_size("0"), 0U);
  EXPECT_EQ(parse_size("512B"), 512U);
  EXPECT_EQ(parse_size("64KiB"), 65'536U);
  EXPECT_EQ(parse_size("10MiB"), 10'485'760U);
  EXPECT_EQ(parse_size("1048575GiB"), 1'048'575ULL << 30);
}

TEST(Quantity, RefusesWhatIsNone) {
  for (std::string_view const text : {"", "s", "30", "-1s", "+1s", "1 s", "1S", " 1s", "1s ", "1.5h", "1h30m", "0x1s",
                                      "1e3s", "10001d", "9223372036854775807d", "99999999999999999999s", "inf"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
  for (std::string_view const text : {"", "1", "1K", "1kb", "1kib", "1 KiB", "-1B", "1.5MiB", "1048576GiB", "1TiB"}) {
    EXPECT_EQ(parse_size(text), std::nullopt) << text;
  }
}

TEST(Quantity, WritesWhatItReads) {
  for (std::string_view const text : {"0", "1ms", "90s", "1500ms", "15m", "2h", "30d"}) {
    EXPECT_EQ(to_text(*parse_duration(text)), text);
  }
  EXPECT_EQ(to_text(*parse_duration("60s")), "1m");
  for (std::string_view const text : {"0", "1B", "1000B", "64KiB", "10MiB", "3GiB"}) {
    EXPECT_EQ(size_to_text(*parse_size(text)), text);
  }
}

}  // namespace
