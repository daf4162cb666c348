// storymap/diff.hpp - what changed between two maps.
// Room: model. Depends on edit.hpp.
#pragma once

#include <storymap/edit.hpp>

#include <vector>

STORYMAP_BEGIN

/// The edits that turn `a` into `b`: `apply(a, diff(a, b))` makes `a` equal to `b`.
///
/// Nouns are matched by id. A noun that stands elsewhere is one move, a changed title one set, never a removal and an
/// addition; among reordered siblings the fewest moves are used (all but a longest increasing subsequence). Both maps
/// must satisfy `check`. O(n log n) for n nouns.
[[nodiscard]] std::vector<Edit> diff(Map const& a, Map const& b);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/diff.ipp>
#endif
