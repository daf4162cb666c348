// tests/core/test_merge_property.cpp - what holds for all merges.
#include <gtest/gtest.h>
#include <storymap/merge.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/half_edits.hpp"
#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

Map edited(Random& random, Map map, std::string mark) {
  RandomEdits(random, std::move(mark)).valid(map, random.below(12));
  return map;
}

/// Expects a merge without conflicts and returns its map.
Map merged(Map const& base, Map const& ours, Map const& theirs) {
  Result<Merged> const result = merge(base, ours, theirs);
  EXPECT_TRUE(result) << to_string(result.error());
  if (!result) return {};
  EXPECT_TRUE(result->conflicts.empty()) << result->conflicts.front().path;
  return result->map;
}

TEST(MergeProperty, OneChangedSideIsTheResult) {
  for_each_case([](Random& random) {
    Map const base = random_map(random, small_shape());
    Map const changed = edited(random, base, "new-");
    EXPECT_EQ(merged(base, base, base), base);
    EXPECT_EQ(merged(base, changed, base), changed);
    EXPECT_EQ(merged(base, base, changed), changed);
    EXPECT_EQ(merged(base, changed, changed), changed);
    EXPECT_EQ(merged(Map{}, changed, changed), changed);
  });
}

TEST(MergeProperty, ChangesOfDisjointThingsAreBothTaken) {
  for_each_case([](Random& random) {
    Map const base = random_map(random, small_shape());
    Map ours = base;
    Map theirs = base;
    HalfEdits(random, true).valid(ours, 8);
    std::vector<Edit> const their_edits = HalfEdits(random, false).valid(theirs, 8);
    Map both = ours;
    Result<Rebased> const rebased = rebase(their_edits, base, ours);
    ASSERT_TRUE(rebased);
    ASSERT_TRUE(apply(both, rebased->edits));
    EXPECT_EQ(merged(base, ours, theirs), both);
    EXPECT_EQ(merged(base, theirs, ours), both);
  });
}

template <class Noun>
void sort_all(std::vector<Noun>& nouns) {
  std::sort(nouns.begin(), nouns.end(), [](Noun const& a, Noun const& b) { return a.id < b.id; });
  for (Noun& noun : nouns) {
    std::sort(noun.external.begin(), noun.external.end(), [](External const& a, External const& b) {
      return std::tie(a.system, a.key, a.url) < std::tie(b.system, b.key, b.url);
    });
  }
}

/// The map with every list sorted: equal for maps that differ in order only.
Map without_order(Map map) {
  sort_all(map.personas);
  sort_all(map.releases);
  sort_all(map.activities);
  for (Activity& activity : map.activities) sort_all(activity.tasks);
  for_each_task(map, [](Activity&, Task& task) { sort_all(task.stories); });
  for_each_story(map, [](Activity&, Task&, Story& story) {
    std::sort(story.labels.begin(), story.labels.end());
    std::sort(story.personas.begin(), story.personas.end());
    std::sort(story.acceptance_criteria.begin(), story.acceptance_criteria.end());
  });
  std::sort(map.links.begin(), map.links.end(), [](Link const& a, Link const& b) {
    return std::tuple(a.kind, a.from, a.to) < std::tuple(b.kind, b.from, b.to);
  });
  return map;
}

TEST(MergeProperty, SidesMayBeSwappedWhenNothingIsInConflict) {
  std::size_t compared = 0;
  for_each_case([&](Random& random) {
    Map const base = random_map(random, small_shape());
    Map const ours = edited(random, base, "ours-");
    Map const theirs = edited(random, base, "theirs-");
    Result<Merged> const there = merge(base, ours, theirs);
    Result<Merged> const back = merge(base, theirs, ours);
    ASSERT_TRUE(there && back);
    ASSERT_EQ(there->conflicts.empty(), back->conflicts.empty());
    if (!there->conflicts.empty()) return;
    ++compared;
    EXPECT_EQ(without_order(there->map), without_order(back->map));
  });
  EXPECT_GT(compared, 0U);
}

TEST(MergeProperty, TheResultIsAMap) {
  for_each_case([](Random& random) {
    Map const base = random_map(random, small_shape());
    Map const ours = random.chance(0.2) ? random_map(random, small_shape()) : edited(random, base, "ours-");
    Map const theirs = random.chance(0.2) ? random_map(random, small_shape()) : edited(random, base, "theirs-");
    Result<Merged> const result = merge(base, ours, theirs);
    ASSERT_TRUE(result) << to_string(result.error());
    Result<void> const checked = check(result->map);
    EXPECT_TRUE(checked) << to_string(checked.error());
    Result<Merged> const again = merge(base, result->map, result->map);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->map, result->map);
  });
}

/// Whether each noun is there as the rule says: in what neither side removed, or one removed and it is reported.
template <class Noun>
void expect_nouns(Map const& base, Map const& ours, Map const& theirs, Merged const& merged) {
  auto const expect = [&](auto const&, std::vector<Noun> const& siblings) {
    for (Noun const& noun : siblings) {
      bool const was = find(base, noun.id) != nullptr;
      bool const in_ours = find(ours, noun.id) != nullptr;
      bool const in_theirs = find(theirs, noun.id) != nullptr;
      bool const stays = was ? in_ours && in_theirs : in_ours || in_theirs;
      std::string const path = detail::path_of(noun.id);
      bool const reported =
          std::any_of(merged.conflicts.begin(), merged.conflicts.end(), [&](Conflict const& conflict) {
            return conflict.kind == Conflict::Kind::removed_changed && conflict.path == path;
          });
      Noun const* const is = find(merged.map, noun.id);
      bool const holds_something = [&] {
        if constexpr (detail::has_children<Noun>) return is != nullptr && !detail::children_of(*is).empty();
        return false;
      }();
      EXPECT_TRUE(!reported || (was && in_ours != in_theirs)) << path;
      EXPECT_EQ(is != nullptr, stays || reported || holds_something) << path;
    }
  };
  for (Map const* const map : {&base, &ours, &theirs}) detail::for_each_family<Noun>(*map, expect);
}

TEST(MergeProperty, EveryNounFollowsTheRule) {
  for_each_case([](Random& random) {
    Map const base = random_map(random, small_shape());
    Map const ours = edited(random, base, "ours-");
    Map const theirs = edited(random, base, "theirs-");
    Result<Merged> const result = merge(base, ours, theirs);
    ASSERT_TRUE(result);
    expect_nouns<Persona>(base, ours, theirs, *result);
    expect_nouns<Release>(base, ours, theirs, *result);
    expect_nouns<Activity>(base, ours, theirs, *result);
    expect_nouns<Task>(base, ours, theirs, *result);
    expect_nouns<Story>(base, ours, theirs, *result);
  });
}

/// The rule for one field, spelled out: the changed side, or ours and a conflict.
template <class T>
void expect_merged(Merged const& merged, std::string const& path, T const& base, T const& ours, T const& theirs,
                   T const& is) {
  bool const in_conflict = std::any_of(merged.conflicts.begin(), merged.conflicts.end(), [&](Conflict const& conflict) {
    return conflict.kind == Conflict::Kind::field && conflict.path == path;
  });
  EXPECT_EQ(in_conflict, ours != base && theirs != base && ours != theirs) << path;
  EXPECT_EQ(is, ours == base ? theirs : ours) << path;
}

TEST(MergeProperty, EveryFieldFollowsTheRule) {
  for_each_case([](Random& random) {
    MapShape shape = small_shape();
    shape.awkward_ids = false;
    Map const base = random_map(random, shape);
    Map const ours = edited(random, base, "ours-");
    Map const theirs = edited(random, base, "theirs-");
    Result<Merged> const result = merge(base, ours, theirs);
    ASSERT_TRUE(result);
    for_each_story(base, [&](Activity const&, Task const&, Story const& was) {
      Story const* const our = find(ours, was.id);
      Story const* const their = find(theirs, was.id);
      Story const* const is = find(result->map, was.id);
      EXPECT_TRUE(is == nullptr || our != nullptr || their != nullptr);
      if (our == nullptr || their == nullptr) return;
      ASSERT_NE(is, nullptr);
      std::string const path = "/story/" + was.id.str();
      expect_merged(*result, path + "/title", was.title, our->title, their->title, is->title);
      expect_merged(*result, path + "/description", was.description, our->description, their->description,
                    is->description);
      expect_merged(*result, path + "/priority", was.priority, our->priority, their->priority, is->priority);
      expect_merged(*result, path + "/status", was.status, our->status, their->status, is->status);
      expect_merged(*result, path + "/points", was.points, our->points, their->points, is->points);
    });
  });
}

/// Expects the title of every noun that `side` added.
template <class Noun>
void expect_titles(Map const& base, Map const& side, Map const& merged) {
  std::set<std::string> titles;
  detail::for_each_family<Noun>(merged, [&](auto const&, std::vector<Noun> const& siblings) {
    for (Noun const& noun : siblings) titles.insert(detail::title_of(noun));
  });
  detail::for_each_family<Noun>(side, [&](auto const&, std::vector<Noun> const& siblings) {
    for (Noun const& noun : siblings) {
      if (find(base, noun.id) != nullptr) continue;
      EXPECT_TRUE(titles.contains(detail::title_of(noun))) << noun.id.str();
    }
  });
}

TEST(MergeProperty, NoTitleOfAnAdditionIsLost) {
  std::size_t twice = 0;
  for_each_case([&](Random& random) {
    Map const base = random_map(random, small_shape());
    // The same mark: both sides give the same ids to what they add.
    Map const ours = edited(random, base, "new-");
    Map const theirs = edited(random, base, "new-");
    Result<Merged> const result = merge(base, ours, theirs);
    ASSERT_TRUE(result);
    EXPECT_TRUE(check(result->map));
    for (Map const* const side : {&ours, &theirs}) {
      expect_titles<Persona>(base, *side, result->map);
      expect_titles<Release>(base, *side, result->map);
      expect_titles<Activity>(base, *side, result->map);
      expect_titles<Task>(base, *side, result->map);
      expect_titles<Story>(base, *side, result->map);
    }
    for (Conflict const& conflict : result->conflicts) twice += conflict.kind == Conflict::Kind::added_twice ? 1 : 0;
    EXPECT_EQ(merge(base, result->map, result->map)->map, result->map);
  });
  EXPECT_GT(twice, 0U);
}

}  // namespace
