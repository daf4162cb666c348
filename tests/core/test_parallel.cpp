// tests/core/test_parallel.cpp - blocks of work on threads.
#include <gtest/gtest.h>
#include <storymap/parallel.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using namespace storymap;

class Parallel : public testing::TestWithParam<unsigned> {};

TEST_P(Parallel, EveryBlockRunsOnce) {
  std::vector<std::atomic<int>> runs(1000);
  ASSERT_TRUE(for_each_block(runs.size(), {.threads = GetParam()}, [&](unsigned worker, std::size_t block) {
    EXPECT_LT(worker, GetParam() == 0 ? std::thread::hardware_concurrency() : GetParam());
    ++runs[block];
  }));
  for (auto const& count : runs) EXPECT_EQ(count, 1);
}

TEST(Threads, NoMoreThreadsThanBlocks) {
  EXPECT_EQ(thread_count({.threads = 4'000'000'000}, 3), 3U);
  EXPECT_EQ(thread_count({.threads = 2}, 3), 2U);
}

TEST_P(Parallel, AnExceptionReachesTheCaller) {
  auto const fail = [](unsigned, std::size_t block) {
    if (block == 17) throw std::runtime_error("block 17");
  };
  EXPECT_THROW(static_cast<void>(for_each_block(100, {.threads = GetParam()}, fail)), std::runtime_error);
}

TEST_P(Parallel, ProgressRunsOnTheCallersThreadFromNothingToTheTotal) {
  std::thread::id const caller = std::this_thread::get_id();
  std::vector<std::uint64_t> told;
  auto const progress = [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(total, 64U);
    told.push_back(done);
    return true;
  };
  ASSERT_TRUE(for_each_block(64, {.threads = GetParam(), .progress = progress}, [](unsigned, std::size_t) {}));
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.front(), 0U);
  EXPECT_EQ(told.back(), 64U);
}

TEST_P(Parallel, ProgressIsToldWhileOthersWork) {
  // The caller's own block is done at once; the last one takes longer than a few looks.
  std::size_t told = 0;
  auto const progress = [&](std::uint64_t, std::uint64_t) { return ++told > 0; };
  auto const work = [](unsigned worker, std::size_t) {
    if (worker != 0) std::this_thread::sleep_for(std::chrono::milliseconds(120));
  };
  ASSERT_TRUE(for_each_block(3, {.threads = GetParam(), .progress = progress}, work));
  EXPECT_GE(told, 2U);
}

TEST_P(Parallel, WhoIsToldToStopBeforehandDoesNotBegin) {
  std::atomic<std::size_t> runs = 0;
  auto const stop = [](std::uint64_t, std::uint64_t) { return false; };
  for (int round = 0; round < 50; ++round) {
    Result<void> const result =
        for_each_block(8, {.threads = GetParam(), .progress = stop}, [&](unsigned, std::size_t) { ++runs; });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::cancelled);
  }
  EXPECT_EQ(runs, 0U);
}

TEST_P(Parallel, AnExceptionOfProgressReachesTheCaller) {
  auto const fail = [](std::uint64_t done, std::uint64_t) -> bool {
    if (done > 0) throw std::runtime_error("enough");
    return true;
  };
  auto const work = [](unsigned, std::size_t) { std::this_thread::sleep_for(std::chrono::microseconds(50)); };
  EXPECT_THROW(static_cast<void>(for_each_block(100, {.threads = GetParam(), .progress = fail}, work)),
               std::runtime_error);
}

TEST_P(Parallel, AnExceptionOfTheLastCallOfProgressReachesTheCaller) {
  auto const fail = [](std::uint64_t done, std::uint64_t total) -> bool {
    if (done == total) throw std::runtime_error("enough");
    return true;
  };
  EXPECT_THROW(
      static_cast<void>(for_each_block(10, {.threads = GetParam(), .progress = fail}, [](unsigned, std::size_t) {})),
      std::runtime_error);
}

TEST_P(Parallel, AFalseFromProgressStopsTheWork) {
  std::atomic<std::size_t> runs = 0;
  auto const stop = [](std::uint64_t done, std::uint64_t) { return done == 0; };
  auto const work = [&](unsigned, std::size_t) {
    ++runs;
    std::this_thread::sleep_for(std::chrono::microseconds(50));
  };
  Result<void> const result = for_each_block(100000, {.threads = GetParam(), .progress = stop}, work);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::cancelled);
  EXPECT_LT(runs, 100000U);
}

TEST_P(Parallel, NoBlocksIsNoWork) {
  EXPECT_TRUE(for_each_block(0, {.threads = GetParam()}, [](unsigned, std::size_t) { FAIL(); }));
}

INSTANTIATE_TEST_SUITE_P(Threads, Parallel, testing::Values(0U, 1U, 2U, 5U));

}  // namespace
