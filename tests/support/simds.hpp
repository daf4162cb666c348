// tests/support/simds.hpp - the sets of instructions that can be tested here.
#pragma once

#include <storymap/simd.hpp>

#include <vector>

namespace storymap_test {

/// Those that this machine has, the plain one first.
[[nodiscard]] inline std::vector<storymap::Simd> simds() {
  using storymap::Simd;
  std::vector<Simd> found;
  for (Simd const simd : {Simd::scalar, Simd::neon, Simd::avx2, Simd::avx512}) {
    if (storymap::has_simd(simd)) found.push_back(simd);
  }
  return found;
}

}  // namespace storymap_test
