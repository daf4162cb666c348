// storymap/detail/exact.hpp - arithmetic that rounds the same everywhere.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

STORYMAP_BEGIN

namespace detail {

/// a x b, rounded to double before anything is added to it.
///
/// On a machine with fused multiply-add a compiler may compute `sum + a * b` with one rounding instead of two, and a
/// score at a threshold then falls on the other side. Every product that is added up in a score goes through here.
///
/// The empty assembler statement costs no instruction: it makes the compiler believe that something may look at the
/// product while it stands alone in a register. Pragmas do not serve: gcc's stop inlining, clang's are overruled by
/// -ffp-contract=fast, and __builtin_assoc_barrier is lost when gcc vectorises.
[[nodiscard]] inline double rounded_product(double a, double b) noexcept {
  double product = a * b;
#if defined(__x86_64__)
  __asm__("" : "+x"(product));
#elif defined(__aarch64__)
  __asm__("" : "+w"(product));
#else
  double volatile rounded = product;
  product = rounded;
#endif
  return product;
}

}  // namespace detail

STORYMAP_END
