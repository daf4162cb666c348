// tests/server/base/test_uuid.cpp - tests of server/base/uuid.hpp.
#include "server/base/uuid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace {

using storymap::server::from_milliseconds;
using storymap::server::is_uuid;
using storymap::server::ManualClock;
using storymap::server::SystemClock;
using storymap::server::time_of_uuid;
using storymap::server::UuidSource;

TEST(Uuid, HasTheFormOfVersion7) {
  ManualClock const clock(from_milliseconds(0x017F22E279B0));
  UuidSource ids(clock);
  std::string const id = ids.next();
  EXPECT_TRUE(is_uuid(id)) << id;
  EXPECT_TRUE(id.starts_with("017f22e2-79b0-7")) << id;
  EXPECT_NE(std::string_view("89ab").find(id[19]), std::string_view::npos) << id;
  EXPECT_EQ(time_of_uuid(id), clock.now());
}

TEST(Uuid, GrowsWhileTheClockStandsStillAndWhenItGoesBack) {
  ManualClock clock(from_milliseconds(1'700'000'000'000));
  UuidSource ids(clock);
  std::string last = ids.next();
  for (int k = 0; k < 10'000; ++k) {
    if (k == 7'000) clock.advance(std::chrono::milliseconds(-5'000));
    std::string const id = ids.next();
    ASSERT_LT(last, id);
    last = id;
  }
  EXPECT_LT(time_of_uuid(last), from_milliseconds(1'700'000'000'005)) << "it ran far ahead of the clock";
}

TEST(Uuid, GrowsInEveryThreadAndNeverRepeats) {
  SystemClock const clock;
  UuidSource ids(clock);
  std::vector<std::vector<std::string>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&ids, &mine] {
      for (int k = 0; k < 2'000; ++k) mine.push_back(ids.next());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> prefixes;
  for (auto const& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    for (std::string const& id : mine) prefixes.insert(id.substr(0, 18));
  }
  EXPECT_EQ(prefixes.size(), 8'000U) << "the same instant was given twice";
}

TEST(Uuid, IsToldFromOtherText) {
  EXPECT_TRUE(is_uuid("01890a5d-ac96-774b-bcce-b302099a8057"));
  for (char const* text : {"", "01890a5dac96774bbcceb302099a8057", "01890A5D-ac96-774b-bcce-b302099a8057",
                           "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
                           "01890a5d-ac96-774b-bcce-b302099a805g", "01890a5da-c96-774b-bcce-b302099a8057",
                           "01890a5d-ac96-774b-bcce-b302099a805'"}) {
    EXPECT_FALSE(is_uuid(text)) << text;
  }
}

}  // namespace
