// tests/core/test_rebase_property.cpp - what holds for all edits carried over all others.
#include <gtest/gtest.h>
#include <storymap/edit.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Edits = std::vector<Edit>;

/// Edits that keep to one half of the map: every second task and its stories, and half of the fields of the rest.
class HalfEdits {
 public:
  HalfEdits(Random& random, bool even) : maker_(random, even ? "even-" : "odd-"), even_(even) {}

  /// Edits of this half that fit `map`, which they are applied to.
  Edits valid(Map& map, std::size_t count) {
    for_each_task(map, [&, index = 0](Activity const&, Task const& task) mutable {
      if ((index++ % 2 == 0) == even_) tasks_.push_back(task.id);
    });
    Edits edits;
    for (std::size_t i = 0; i < 10 * count && edits.size() < count; ++i) {
      Edit edit = maker_.edit(map);
      if (!std::visit([&](auto& change) { return keep(map, change); }, edit)) continue;
      if (apply(map, std::vector{edit})) edits.push_back(std::move(edit));
    }
    return edits;
  }

 private:
  bool is_mine(TaskId const& id) const { return std::find(tasks_.begin(), tasks_.end(), id) != tasks_.end(); }
  bool is_mine(Map const& map, StoryId const& id) const {
    bool found = false;
    for_each_story(map, [&](Activity const&, Task const& task, Story const& story) {
      found = found || (story.id == id && is_mine(task.id));
    });
    return found;
  }
  /// Each half has unknown fields of its own, and some of the known ones.
  bool is_mine(std::string& field) const {
    if (field.starts_with("x-")) field += even_ ? "-even" : "-odd";
    return field.starts_with("x-") || (field == "title" || field == "name") == even_;
  }

  bool keep(Map const&, Add<Story> const& add) const { return is_mine(add.place.parent); }
  bool keep(Map const& map, Remove<Story> const& remove) const { return is_mine(map, remove.id); }
  bool keep(Map const& map, Move<Story> const& move) const {
    return is_mine(map, move.id) && is_mine(move.place.parent);
  }
  bool keep(Map const& map, AddLabel const& add) const { return is_mine(map, add.story); }
  bool keep(Map const& map, RemoveLabel const& remove) const { return is_mine(map, remove.story); }
  template <class Noun>
  bool keep(Map const&, Set<Noun>& set) const {
    return is_mine(set.field);
  }
  bool keep(Map const& map, Set<Story>& set) const { return is_mine(map, set.id); }
  bool keep(Map const&, SetMap& set) const { return is_mine(set.field); }
  template <class E>
  bool keep(Map const&, E const&) const {
    return false;
  }

  RandomEdits maker_;
  bool even_;
  std::vector<TaskId> tasks_;
};

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
    EXPECT_LE(rebased->edits.size(), edits.size());
    for (RebaseNote const& note : rebased->notes) EXPECT_LT(note.edit, edits.size());
    ASSERT_TRUE(apply(theirs, rebased->edits));
    EXPECT_TRUE(check(theirs));
  });
}

}  // namespace
