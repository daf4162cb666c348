// tests/core/test_simd.cpp - simd.hpp: which instructions this machine has.
#include <gtest/gtest.h>
#include <storymap/simd.hpp>

#include <set>
#include <string_view>

namespace {

using namespace storymap;

TEST(Simd, EveryMachineRunsThePlainLoops) { EXPECT_TRUE(has_simd(Simd::scalar)); }

TEST(Simd, TheBestIsTheLastThatTheMachineHas) {
  Simd last = Simd::scalar;
  for (Simd const simd : {Simd::scalar, Simd::neon, Simd::avx2, Simd::avx512}) {
    if (has_simd(simd)) last = simd;
  }
  EXPECT_EQ(best_simd(), last);
  if (has_simd(Simd::avx512)) {
    EXPECT_TRUE(has_simd(Simd::avx2));
  }
}

TEST(Simd, AreFoundByName) {
  for (Simd const simd : {Simd::scalar, Simd::neon, Simd::avx2, Simd::avx512}) {
    EXPECT_EQ(find_simd(to_string(simd)), simd);
  }
  EXPECT_EQ(find_simd("mmx"), std::nullopt);
}

TEST(Simd, NamesDiffer) {
  std::set<std::string_view> names;
  for (Simd const simd : {Simd::scalar, Simd::neon, Simd::avx2, Simd::avx512}) names.insert(to_string(simd));
  EXPECT_EQ(names.size(), 4U);
}

}  // namespace
