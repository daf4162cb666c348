// tests/core/test_parallel.cpp - blocks of work on threads.
#include <gtest/gtest.h>
#include <storymap/parallel.hpp>

#include <atomic>
#include <cstddef>
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

TEST_P(Parallel, ProgressRunsOnTheCallersThreadAndEndsAtTheTotal) {
  std::thread::id const caller = std::this_thread::get_id();
  std::uint64_t last = 0;
  auto const progress = [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_GT(done, last);
    EXPECT_LE(done, total);
    last = done;
    return true;
  };
  ASSERT_TRUE(for_each_block(64, {.threads = GetParam(), .progress = progress}, [](unsigned, std::size_t) {}));
  if (GetParam() == 1) {
    EXPECT_EQ(last, 64U);
  }
}

TEST_P(Parallel, AFalseFromProgressStopsTheWork) {
  std::atomic<std::size_t> runs = 0;
  auto const stop = [](std::uint64_t, std::uint64_t) { return false; };
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
