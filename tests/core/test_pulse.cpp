// tests/core/test_pulse.cpp - long calls that can be stopped at any time.
#include <gtest/gtest.h>
#include <storymap/detail/pulse.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace storymap;
using detail::Beat;
using detail::Pulse;
using detail::watched;

/// A loop that only its pulse can end.
void work_for_ever(Pulse& pulse) {
  for (Beat beat(pulse);;) beat();
}

class PulseOn : public testing::TestWithParam<unsigned> {};

TEST_P(PulseOn, EndlessLoopsOfAllThreadsStopAndProgressIsNotAskedAgain) {
  int asked = 0;
  RunOptions const run{.threads = GetParam(), .progress = [&](std::uint64_t, std::uint64_t) { return ++asked < 20; }};
  Result<void> const result = watched(run, [](Pulse& pulse) -> Result<void> {
    pulse.for_each(8, [&](unsigned, std::size_t) { work_for_ever(pulse); });
    return {};
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::cancelled);
  EXPECT_EQ(asked, 20);
}

TEST_P(PulseOn, WhatProgressThrowsReachesTheCaller) {
  int asked = 0;
  RunOptions const run{.threads = GetParam(), .progress = [&](std::uint64_t, std::uint64_t) -> bool {
                         if (++asked == 5) throw std::runtime_error("enough");
                         return true;
                       }};
  auto const work = [](Pulse& pulse) -> Result<void> {
    pulse.for_each(8, [&](unsigned, std::size_t) { work_for_ever(pulse); });
    return {};
  };
  EXPECT_THROW(static_cast<void>(watched(run, work)), std::runtime_error);
  EXPECT_EQ(asked, 5);
}

INSTANTIATE_TEST_SUITE_P(Threads, PulseOn, testing::Values(1U, 3U));

TEST(Pulse, TheCallerHearsWhatHeWasToldLast) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  RunOptions const run{.progress = [&](std::uint64_t done, std::uint64_t total) {
    told.emplace_back(done, total);
    return true;
  }};
  Pulse pulse(run);
  pulse.check();
  pulse.expect(7);
  pulse.advance(3);
  pulse.for_each(1, [](unsigned, std::size_t) {});
  pulse.for_each_counted(2, [](unsigned, std::size_t) {});
  pulse.check();
  EXPECT_EQ(told, (std::vector<std::pair<std::uint64_t, std::uint64_t>>{
                      {0, 1}, {3, 7}, {3, 7}, {0, 2}, {1, 2}, {2, 2}, {2, 2}}));
}

TEST(Pulse, WithoutProgressNothingIsAsked) {
  RunOptions const run;
  Result<int> const result = watched(run, [](Pulse& pulse) -> Result<int> {
    Beat beat(pulse);
    for (int k = 0; k < 1'000'000; ++k) beat();
    return 42;
  });
  EXPECT_EQ(result.value(), 42);
}

}  // namespace
