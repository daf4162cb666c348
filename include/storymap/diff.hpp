// storymap/diff.hpp - what changed between two maps.
// Room: model. Depends on edit.hpp.
#pragma once

#include <storymap/edit.hpp>

#include <vector>

STORYMAP_BEGIN

/// The edits that turn `a` into `b`: `apply(a, diff(a, b))` makes `a` equal to `b`.
///
/// Nouns are matched by id. A noun that stands elsewhere is one move, a changed title one set, never a removal and an
/// addition; among reordered siblings the fewest moves are used (all but a longest increasing subsequence). Labels and
/// links have no move: the fewest are removed and added again.
///
/// Each edit is possible where it stands in the list: first the map's own fields, then what others refer to (personas,
/// releases), then activities, tasks and stories, each added, moved and set in the order of `b`, then links; removals
/// come last, from the leaves up. Links that go, go before the stories.
///
/// Both maps must satisfy `check`. O(n log n) for n nouns.
[[nodiscard]] std::vector<Edit> diff(Map const& a, Map const& b);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/diff.ipp>
#endif
