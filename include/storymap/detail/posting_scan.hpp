// storymap/detail/posting_scan.hpp - which postings of some lists pass a bound.
// Room: engine. Depends on simd.hpp and detail/dot_bound.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/dot_bound.hpp>
#include <storymap/simd.hpp>

#include <cstddef>
#include <cstdint>

STORYMAP_BEGIN

namespace detail {

/// The beginning of a posting list, and what a row that has its term is to be compared by.
struct PostingSlice {
  std::uint32_t const* bounds;  ///< DotBound::bits() of each posting
  std::uint32_t size;
  std::uint32_t bound;  ///< of the row
};

/// A posting that passed: its place in its slice.
struct PostingHit {
  std::uint32_t slice;
  std::uint32_t place;
};

/// Writes the postings whose product with the bound of their slice is at least `least` to `hits`, slice by slice, in
/// order, and returns how many there are. `hits` has room for all postings.
using PostingScan = std::size_t (*)(PostingSlice const* slices, std::size_t count, std::int32_t least,
                                    PostingHit* hits) noexcept;

/// The loop for a set of instructions that this machine has.
[[nodiscard]] PostingScan posting_scan(Simd simd) noexcept;

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/posting_scan.ipp>
#endif
