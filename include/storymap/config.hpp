// storymap/config.hpp - every macro the library defines, and nothing else.
// Room: base. Depends on nothing.
#pragma once

#if defined(__FAST_MATH__)
#error "storymap promises the same scores on every machine: build without -ffast-math"
#endif

#if __cplusplus < 202002L
#error "storymap needs C++20"
#endif

// Two ways to use the library:
//
//   header-only  add `include/` to the include path; bodies are inline.
//   compiled     link `storymap::storymap`, which defines STORYMAP_SEPARATE_COMPILATION; bodies are compiled once.
//
// The inline namespace differs, so that a program which mixes both by accident links two distinct copies instead of
// breaking the one-definition rule.
#if defined(STORYMAP_SEPARATE_COMPILATION)
#define STORYMAP_ABI_NAMESPACE v1
#define STORYMAP_DECL
#else
#define STORYMAP_ABI_NAMESPACE v1_ho
#define STORYMAP_DECL inline
#endif

/// Opens and closes `namespace storymap` with its inline ABI namespace.
#define STORYMAP_BEGIN \
  namespace storymap { \
  inline namespace STORYMAP_ABI_NAMESPACE {
#define STORYMAP_END \
  }                  \
  }

/// Checks a promise of the caller (an index in range, a result that holds a value). A broken promise is a bug in the
/// calling program, not an expected failure: define STORYMAP_ASSERT before including to route it elsewhere.
#if !defined(STORYMAP_ASSERT)
#include <cassert>
#define STORYMAP_ASSERT(condition) assert(condition)
#endif
