// tests/support/merge_checks.hpp - what the tests of merge expect of any merge.
#pragma once

#include <gtest/gtest.h>
#include <storymap/merge.hpp>

#include <ostream>
#include <string>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/sample_map.hpp"

namespace storymap {

/// How a failing test shows a conflict.
inline std::ostream& operator<<(std::ostream& out, Conflict const& conflict) {
  return out << to_string(conflict.kind) << " " << conflict.path << " '" << conflict.base << "' '" << conflict.ours
             << "' '" << conflict.theirs << "'";
}

}  // namespace storymap

namespace storymap_test {

using Conflicts = std::vector<storymap::Conflict>;

[[nodiscard]] inline storymap::LinkKey key(storymap::Link const& link) { return {link.kind, link.from, link.to}; }

/// Merges three maps, expects these conflicts, and returns the result.
inline storymap::Map merged_maps(storymap::Map const& base, storymap::Map const& ours, storymap::Map const& theirs,
                                 Conflicts const& conflicts = {}, storymap::MergeOptions const& options = {}) {
  storymap::Result<storymap::Merged> const result = merge(base, ours, theirs, options);
  EXPECT_TRUE(result) << to_string(result.error());
  if (!result) return {};
  EXPECT_EQ(result->conflicts, conflicts);
  EXPECT_TRUE(check(result->map));
  return result->map;
}

/// Merges what two lists of edits make of the sample map.
inline storymap::Map merged(Edits const& ours, Edits const& theirs, Conflicts const& conflicts = {}) {
  return merged_maps(sample_map(), changed(ours), changed(theirs), conflicts);
}

}  // namespace storymap_test
