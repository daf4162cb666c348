// storymap/detail/hash.hpp - keys to hash values.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <cstdint>

STORYMAP_BEGIN

namespace detail {

/// A hash of `key` in which every bit depends on every bit of the key and of the seed: the finaliser of MurmurHash3
/// (Austin Appleby, public domain) around a multiplication.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t key, std::uint64_t seed) noexcept {
  key = (key ^ seed) * 0x9E3779B97F4A7C15ULL;
  key = (key ^ (key >> 33U)) * 0xFF51AFD7ED558CCDULL;
  key = (key ^ (key >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
  return key ^ (key >> 33U);
}

/// A hash of fewer steps for the innermost loops: the upper half depends on every bit of the key.
[[nodiscard]] constexpr std::uint64_t spread(std::uint32_t key) noexcept {
  std::uint64_t const product = key * 0x9E3779B97F4A7C15ULL;
  return (product ^ (product >> 32U)) * 0xFF51AFD7ED558CCDULL;
}

/// The two halves of the product of two numbers of 64 bits, put together: one multiplication mixes all bits of both
/// (Wang Yi, wyhash, public domain). A factor that is 0 would hide the other, so both are to be made with a seed.
[[nodiscard]] constexpr std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) noexcept {
#if defined(__SIZEOF_INT128__)
  __extension__ using Wide = unsigned __int128;
  Wide const product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
#else
  return mixed(a, mixed(b, 0));
#endif
}

/// A seed that another process cannot know: an address. Whoever chooses the keys of a table then cannot choose keys
/// that share a place of it. Only for tables whose answers do not depend on the order of their places.
[[nodiscard]] inline std::uint64_t seed_of(void const* memory) noexcept {
  return mixed(reinterpret_cast<std::uintptr_t>(memory), 0);
}

}  // namespace detail

STORYMAP_END
