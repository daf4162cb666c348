// tests/core/test_rebase_property.cpp - what holds for all edits carried over all others.
#include <gtest/gtest.h>
#include <storymap/edit.hpp>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "support/half_edits.hpp"
#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Edits = std::vector<Edit>;

TEST(RebaseProperty, EditsOfDisjointThingsCommute) {
  for_each_case([](Random& random) {
    Map const base = random_map(random, small_shape());
    Map with_a = base;
    Map with_b = base;
    Edits const a = HalfEdits(random, true).valid(with_a, 8);
    Edits const b = HalfEdits(random, false).valid(with_b, 8);
    Result<Rebased> const b_over_a = rebase(b, base, with_a);
    Result<Rebased> const a_over_b = rebase(a, base, with_b);
    ASSERT_TRUE(b_over_a) << to_string(b_over_a.error());
    ASSERT_TRUE(a_over_b) << to_string(a_over_b.error());
    EXPECT_TRUE(b_over_a->notes.empty());
    EXPECT_TRUE(a_over_b->notes.empty());
    ASSERT_TRUE(apply(with_a, b_over_a->edits));
    ASSERT_TRUE(apply(with_b, a_over_b->edits));
    EXPECT_EQ(with_a, with_b);
  });
}

TEST(RebaseProperty, OverNothingChangesNothing) {
  for_each_case([](Random& random) {
    Map const base = random_map(random, small_shape());
    Map map = base;
    Edits const edits = RandomEdits(random).valid(map, 10);
    Result<Rebased> const rebased = rebase(edits, base, base);
    ASSERT_TRUE(rebased) << to_string(rebased.error());
    EXPECT_EQ(rebased->edits, edits);
    EXPECT_TRUE(rebased->notes.empty());
  });
}

TEST(RebaseProperty, TheResultFitsOrTheFailureNamesAnEdit) {
  for_each_case([](Random& random) {
    Map const base = random_map(random, small_shape());
    Map mine = base;
    Map theirs = base;
    Edits const edits = RandomEdits(random, "mine-").valid(mine, 1 + random.below(8));
    RandomEdits(random, "theirs-").valid(theirs, 1 + random.below(8));
    Result<Rebased> const rebased = rebase(edits, base, theirs);
    if (!rebased) {
      EXPECT_LT(std::stoul(rebased.error().path.substr(1)), edits.size());
      return;
    }
    // A link that others have added with other fields is removed first: links have no fields to set.
    auto const links = std::count_if(edits.begin(), edits.end(),
                                     [](Edit const& edit) { return std::holds_alternative<AddLink>(edit); });
    EXPECT_LE(rebased->edits.size(), edits.size() + static_cast<std::size_t>(links));
    for (RebaseNote const& note : rebased->notes) EXPECT_LT(note.edit, edits.size());
    ASSERT_TRUE(apply(theirs, rebased->edits));
    EXPECT_TRUE(check(theirs));
  });
}

}  // namespace
