// tests/core/test_result.cpp - a value or an Error.
#include <gtest/gtest.h>
#include <storymap/result.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace {

using storymap::Errc;
using storymap::Error;
using storymap::failure;
using storymap::failure_of;
using storymap::Result;

Result<int> half(int number) {
  if (number % 2 != 0) return failure(Errc::invalid_argument, "expected an even number", "/number");
  return number / 2;
}

Error const odd{Errc::invalid_argument, "expected an even number", "/number"};

TEST(Result, HoldsAValue) {
  Result<int> const result = half(8);
  ASSERT_TRUE(result.has_value());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_EQ(*result, 4);
  EXPECT_EQ(result.value(), 4);
}

TEST(Result, HoldsAnError) {
  Result<int> const result = half(7);
  ASSERT_FALSE(result.has_value());
  EXPECT_FALSE(static_cast<bool>(result));
  EXPECT_EQ(result.error(), odd);
}

TEST(Result, ValueCanBeChangedInPlace) {
  Result<std::string> result = std::string("Pay");
  *result += " by";
  result->append(" card");
  EXPECT_EQ(result.value(), "Pay by card");
  Result<std::string> const& read_only = result;
  EXPECT_EQ(read_only->size(), 11U);
}

TEST(Result, MovesValuesThatCannotBeCopied) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  std::unique_ptr<int> const from_star = *std::move(result);
  ASSERT_NE(from_star, nullptr);
  EXPECT_EQ(*from_star, 7);
  std::unique_ptr<int> const from_value = Result<std::unique_ptr<int>>(std::make_unique<int>(8)).value();
  EXPECT_EQ(*from_value, 8);
}

TEST(Result, HoldsAnErrorAsAnOrdinaryValue) {
  Result<Error> const value = odd;
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(*value, odd);
  Result<Error> const failed = failure(Errc::not_found, "no such file");
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, Errc::not_found);
}

TEST(Result, CopiesAndAssigns) {
  Result<std::string> result = std::string("first");
  Result<std::string> const copy = result;
  result = failure(Errc::cancelled, "stopped");
  EXPECT_EQ(*copy, "first");
  EXPECT_EQ(result.error().code, Errc::cancelled);
  result = copy;
  EXPECT_EQ(*result, "first");
}

TEST(Result, ValueOrReplacesAFailure) {
  EXPECT_EQ(half(8).value_or(-1), 4);
  EXPECT_EQ(half(7).value_or(-1), -1);
}

TEST(Result, AndThenChainsFallibleSteps) {
  EXPECT_EQ(*half(8).and_then(half), 2);
  EXPECT_EQ(half(6).and_then(half).error(), odd);
}

TEST(Result, AndThenSkipsTheStepAfterAFailure) {
  bool called = false;
  auto const result = half(7).and_then([&](int number) -> Result<std::string> {
    called = true;
    return std::to_string(number);
  });
  EXPECT_FALSE(called);
  EXPECT_EQ(result.error(), odd);
}

TEST(Result, TransformChangesTheValueAndItsType) {
  auto const text = half(8).transform([](int number) { return std::to_string(number); });
  static_assert(std::is_same_v<decltype(text), Result<std::string> const>);
  EXPECT_EQ(*text, "4");
  EXPECT_EQ(half(7).transform([](int number) { return number + 1; }).error(), odd);
}

TEST(Result, ErrorIsPassedOnAsTheFailureOfAnother) {
  auto const passed_on = []() -> Result<std::string> { return failure_of(half(7)); };
  EXPECT_EQ(passed_on().error(), odd);
  Error const taken = half(7).error();
  EXPECT_EQ(taken, odd);
}

TEST(ResultOfVoid, SucceedsByDefault) {
  Result<void> const done;
  EXPECT_TRUE(done.has_value());
  EXPECT_TRUE(static_cast<bool>(done));
}

TEST(ResultOfVoid, HoldsAnError) {
  Result<void> failed = failure(Errc::unwritable, "the disk is full", "map.json");
  EXPECT_FALSE(failed.has_value());
  EXPECT_FALSE(static_cast<bool>(failed));
  EXPECT_EQ(failed.error().path, "map.json");
  auto const passed_on = [&]() -> Result<int> { return failure_of(std::move(failed)); };
  EXPECT_EQ(passed_on().error(), (Error{Errc::unwritable, "the disk is full", "map.json"}));
}

#if GTEST_HAS_DEATH_TEST && !defined(NDEBUG)
TEST(ResultDeathTest, ReadingWhatIsNotThereIsABrokenPromise) {
  EXPECT_DEATH((void)half(7).value(), "has_value");
  EXPECT_DEATH((void)half(8).error(), "has_value");
  EXPECT_DEATH((void)Result<void>().error(), "failed_");
}
#endif

}  // namespace
