// tests/core/test_edit_size.cpp - edits among many siblings and links: what they make, and that undo restores it.
#include <gtest/gtest.h>
#include <storymap/diff.hpp>
#include <storymap/edit.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/sample_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

std::vector<Story> many_stories(std::size_t count) {
  std::vector<Story> stories;
  for (std::size_t i = 0; i < count; ++i) {
    stories.push_back(sample_story("s" + std::to_string(i), "A story with a title longer than a short string"));
  }
  return stories;
}

/// Tasks t0, t1, ... of one activity, with these stories.
Map map_of(std::vector<std::vector<Story>> tasks) {
  Map map;
  map.activities = {{ActivityId("a1"), "", "", {}, {}, {}}};
  for (std::vector<Story>& stories : tasks) {
    std::vector<Task>& all = map.activities[0].tasks;
    all.push_back(sample_task("t" + std::to_string(all.size()), "", std::move(stories)));
  }
  return map;
}

void expect_diff_leads(Map const& a, Map const& b) { EXPECT_EQ(changed(a, diff(a, b)), b); }

TEST(EditSize, ReversesManySiblings) {
  std::vector<Story> stories = many_stories(16'000);
  Map const a = map_of({stories});
  std::reverse(stories.begin(), stories.end());
  expect_diff_leads(a, map_of({stories}));
}

TEST(EditSize, SpreadsManySiblingsOverNewParents) {
  std::vector<Story> const stories = many_stories(16'000);
  std::vector<std::vector<Story>> spread(5);
  for (std::size_t i = 0; i < stories.size(); ++i) spread[i * 7 % 5].push_back(stories[i]);
  std::reverse(spread[0].begin(), spread[0].end());
  Map const b = map_of(spread);
  expect_diff_leads(map_of({stories}), b);
  expect_diff_leads(b, map_of({{}, stories}));  // t0 stays, empty; t2 to t4 go
}

TEST(EditSize, AddsAndRemovesManyLinks) {
  std::size_t const count = 2'000;
  Map const without = map_of({many_stories(count)});
  Map with = without;
  for (std::size_t i = 0; i < 40 * count; ++i) {
    std::size_t const to = (i % count + 1 + i / count) % count;
    with.links.push_back(
        {LinkKind::relates, StoryId("s" + std::to_string(i % count)), StoryId("s" + std::to_string(to)), {}});
  }
  expect_diff_leads(without, with);
  Map reversed = with;
  std::reverse(reversed.links.begin(), reversed.links.end());
  expect_diff_leads(with, reversed);
  std::vector<Edit> const gone = plan_remove(with, StoryId("s7"));
  EXPECT_EQ(gone.size(), 81U) << "its links, and the story";
  EXPECT_EQ(changed(with, gone).links.size(), with.links.size() - 80);
}

TEST(EditSize, AParentMayGoInTheBatchThatEmptiesIt) {
  Map const map = sample_map();
  Edits const edits = {Move<Story>{StoryId("s3"), in_task("t4")},
                       Move<Story>{StoryId("s4"), in_task("t4", "s3")},
                       Remove<Story>{StoryId("s5")},
                       Remove<Task>{TaskId("t2")},
                       Add<Task>{sample_task("t2", "Again", {}), in_activity("a3")},
                       Move<Story>{StoryId("s4"), in_task("t2")},
                       Move<Task>{TaskId("t2"), in_activity("a1", "t1")},
                       Set<Story>{StoryId("s4"), "title", "Moved twice"}};
  EXPECT_EQ(outline(changed(map, edits)), "a1(t1(s1 s2) t2(s4)) a2(t3(s6) t4(s3)) a3()");
}

TEST(EditSize, ARefusedBatchRestoresManySiblings) {
  std::vector<Story> const stories = many_stories(5'000);
  Map const a = map_of({stories, {}});
  std::vector<Story> reversed(stories.rbegin(), stories.rend());
  Edits edits = diff(a, map_of({{}, reversed}));
  edits.emplace_back(Remove<Story>{StoryId("nobody")});
  Map map = a;
  Result<Edits> const undo = apply(map, edits);
  ASSERT_FALSE(undo);
  EXPECT_EQ(undo.error().path, "/" + std::to_string(edits.size() - 1) + "/id");
  EXPECT_EQ(map, a);
}

TEST(EditSize, ABatchDoesWhatItsEditsDoOneByOne) {
  for_each_case([](Random& random) {
    Map const original = random_map(random, small_shape());
    Map one_by_one = original;
    Edits const edits = RandomEdits(random).valid(one_by_one, 40);
    EXPECT_EQ(changed(original, edits), one_by_one);
  });
}

}  // namespace
