// tests/core/test_diff_property.cpp - what holds for the diff of any two maps.
#include <gtest/gtest.h>
#include <storymap/diff.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <queue>
#include <string>
#include <vector>

#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

void expect_diff_leads_from(Map const& a, Map const& b) {
  Map map = a;
  Result<std::vector<Edit>> const undo = apply(map, diff(a, b));
  ASSERT_TRUE(undo) << to_string(undo.error());
  EXPECT_EQ(map, b);
}

TEST(DiffProperty, LeadsFromAMapToWhatEditsMadeOfIt) {
  for_each_case([](Random& random) {
    Map const a = random_map(random, small_shape());
    Map b = a;
    std::vector<Edit> const edits = RandomEdits(random).valid(b, random.below(15));
    expect_diff_leads_from(a, b);
    expect_diff_leads_from(b, a);
    EXPECT_TRUE(diff(a, a).empty());
  });
}

TEST(DiffProperty, LeadsFromAnyMapToAnyOther) {
  for_each_case([](Random& random) {
    Map const a = random_map(random, small_shape());
    Map const b = random_map(random, small_shape());
    expect_diff_leads_from(a, b);
  });
}

TEST(DiffProperty, OfOneChangeIsOneEdit) {
  for_each_case([](Random& random) {
    Map const a = random_map(random, small_shape());
    Map b = a;
    RandomEdits maker(random);
    StoryId const story = maker.id<Story>(a);
    bool const renames = random.chance(0.5);
    Edit const edit = renames ? Edit(Set<Story>{story, "title", "A title that is new"})
                              : Edit(Move<Story>{story, maker.place<Story>(a)});
    if (!apply(b, std::vector{edit})) return;
    std::vector<Edit> const edits = diff(a, b);
    EXPECT_LE(edits.size(), 1U);
    if (renames) {
      EXPECT_EQ(edits, std::vector{edit});
    }
  });
}

/// How many moves of one item lead from 0 1 2 ... to each order of n items, by trying all moves.
std::map<std::vector<std::size_t>, std::size_t> fewest_moves(std::size_t n) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::map<std::vector<std::size_t>, std::size_t> fewest = {{order, 0}};
  std::queue<std::vector<std::size_t>> open({order});
  for (; !open.empty(); open.pop()) {
    for (std::size_t from = 0; from < n; ++from) {
      for (std::size_t to = 0; to < n; ++to) {
        std::vector<std::size_t> next = open.front();
        std::size_t const item = next[from];
        next.erase(next.begin() + static_cast<std::ptrdiff_t>(from));
        next.insert(next.begin() + static_cast<std::ptrdiff_t>(to), item);
        if (fewest.emplace(next, fewest.at(open.front()) + 1).second) open.push(next);
      }
    }
  }
  return fewest;
}

TEST(DiffProperty, TakesTheFewestMoves) {
  for (std::size_t n = 0; n <= 6; ++n) {
    for (auto const& [order, moves] : fewest_moves(n)) {
      Map a;
      Map b;
      for (std::size_t i = 0; i < n; ++i) {
        a.personas.push_back({PersonaId(std::to_string(i)), "", "", {}, {}});
        b.personas.push_back({PersonaId(std::to_string(order[i])), "", "", {}, {}});
      }
      EXPECT_EQ(diff(a, b).size(), moves);
      expect_diff_leads_from(a, b);
    }
  }
}

}  // namespace
