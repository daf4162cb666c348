// benchmarks/support/random.hpp - random numbers that are the same on every machine.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace storymap_bench {

/// splitmix64: turns any number into a well mixed one.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t value) noexcept {
  value += 0x9e3779b97f4a7c15;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

/// xoshiro256**. The distributions of the standard library differ between its implementations, so there are none here.
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) noexcept {
    for (std::uint64_t& word : state_) word = seed = mix(seed);
  }

  constexpr std::uint64_t next() noexcept {
    std::uint64_t const result = std::rotl(state_[1] * 5, 7) * 9;
    std::uint64_t const shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  /// A number below `end`, which is not 0. Its bias, below 2^-32 * end, does not matter here.
  constexpr std::uint32_t below(std::uint32_t end) noexcept {
    return static_cast<std::uint32_t>(((next() >> 32) * end) >> 32);
  }

  /// True in `thousandths` of 1000 cases.
  constexpr bool chance(std::uint32_t thousandths) noexcept { return below(1000) < thousandths; }

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace storymap_bench
