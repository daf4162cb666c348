// storymap/simd.hpp - which instructions the fast loops use.
// Room: base. Depends on config.hpp.
//
// Every loop that has a fast version has a plain one too, and all versions of a loop give the same bits. The choice is
// made when the program runs, so that one binary serves every machine.
#pragma once

#include <storymap/config.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define STORYMAP_SIMD_X86 1
#define STORYMAP_TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define STORYMAP_TARGET_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512cd,avx2,bmi,bmi2,popcnt")))
// With a count of bits, which the first processors with AVX-512 lack: whoever uses it asks the machine for it.
#define STORYMAP_TARGET_AVX512_POPCNT \
  __attribute__((target("avx512vpopcntdq,avx512f,avx512bw,avx512vl,avx512dq,avx512cd,avx2,bmi,bmi2,popcnt")))
#else
#define STORYMAP_SIMD_X86 0
#endif

// A loop that several kernels share: compiled anew in each of them, for the instructions of its caller.
#if defined(__GNUC__) || defined(__clang__)
#define STORYMAP_KERNEL_PART __attribute__((always_inline)) inline
#else
#define STORYMAP_KERNEL_PART inline
#endif

STORYMAP_BEGIN

/// A set of instructions; a later one is faster where the machine has it.
enum class Simd : std::uint8_t { scalar, neon, avx2, avx512 };

/// "scalar", "neon", "avx2", "avx512".
[[nodiscard]] constexpr std::string_view to_string(Simd simd) noexcept {
  switch (simd) {
    case Simd::scalar: return "scalar";
    case Simd::neon: return "neon";
    case Simd::avx2: return "avx2";
    case Simd::avx512: return "avx512";
  }
  return "scalar";
}

/// Whether this machine can run them. `avx512` stands for F, BW, VL, DQ and CD, as all server processors since 2017
/// have them.
[[nodiscard]] inline bool has_simd(Simd simd) noexcept {
  switch (simd) {
    case Simd::scalar: return true;
#if STORYMAP_SIMD_X86
    case Simd::avx2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    case Simd::avx512:
      return has_simd(Simd::avx2) && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512cd");
#endif
#if defined(__aarch64__)
    case Simd::neon: return true;
#endif
    default: return false;
  }
}

/// The set of that name; nothing for any other name. Whether the machine has it, `has_simd` says.
[[nodiscard]] constexpr std::optional<Simd> find_simd(std::string_view name) noexcept {
  for (Simd const simd : {Simd::scalar, Simd::neon, Simd::avx2, Simd::avx512}) {
    if (to_string(simd) == name) return simd;
  }
  return std::nullopt;
}

/// The fastest one of this machine.
[[nodiscard]] inline Simd best_simd() noexcept {
  for (Simd const simd : {Simd::avx512, Simd::avx2, Simd::neon}) {
    if (has_simd(simd)) return simd;
  }
  return Simd::scalar;
}

STORYMAP_END
