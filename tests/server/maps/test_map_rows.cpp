// tests/server/maps/test_map_rows.cpp - tests of server/maps/map_rows.hpp.
#include "server/maps/map_rows.hpp"

#include <storymap/storymap.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap::server::maps;
using namespace storymap::server::store;
using namespace storymap_test;

/// The table of rows as a database keeps it.
class Table {
 public:
  void store(MapChange const& change) {
    if (change.header) header_ = *change.header;
    for (NounKey const& key : change.removed) rows_.erase({key.kind, key.id});
    for (NounRow const& row : change.put) rows_[{row.kind, row.id}] = row;
    written_ += change.put.size();
  }
  [[nodiscard]] MapRows load() const {
    MapRows rows{.revision = 1, .header = header_, .nouns = {}};
    for (auto const& [key, row] : rows_) rows.nouns.push_back(row);
    std::sort(rows.nouns.begin(), rows.nouns.end(), [](auto const& a, auto const& b) { return a.place < b.place; });
    return rows;
  }
  [[nodiscard]] std::size_t written() const noexcept { return written_; }

 private:
  std::string header_;
  std::map<std::pair<std::string, std::string>, NounRow> rows_;
  std::size_t written_ = 0;
};

TEST(MapRows, AnyMapSurvivesAsRows) {
  for_each_case([](Random& random) {
    Map const map = random_map(random);
    auto [change, places] = to_rows(map);
    Table table;
    table.store(change);
    Result<MapState> const read = from_rows(table.load());
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(read->map, map);
    EXPECT_EQ(read->places, places);
  });
}

TEST(MapRows, RowsFollowEveryBatchOfEdits) {
  for_each_case([](Random& random) {
    MapState state;
    state.map = random_map(random, small_shape());
    Table table;
    auto [change, places] = to_rows(state.map);
    state.places = std::move(places);
    table.store(change);
    RandomEdits maker(random);
    for (std::size_t batch = 0; batch < 5; ++batch) {
      Map after = state.map;
      std::vector<Edit> const edits = maker.valid(after, 1 + random.below(20));
      state.map = std::move(after);
      table.store(changed_rows(state, edits));
      Result<MapState> const read = from_rows(table.load());
      ASSERT_TRUE(read) << to_string(read.error());
      ASSERT_EQ(read->map, state.map);
      ASSERT_EQ(read->places, state.places);
    }
  });
}

TEST(MapRows, AMoveWritesOneRow) {
  MapState state;
  state.map.activities = {{.id = ActivityId("a1"), .title = "Buy", .tasks = {{.id = TaskId("t1"), .title = "Pay"}}}};
  for (int k = 0; k < 1000; ++k) {
    state.map.activities[0].tasks[0].stories.push_back({.id = StoryId("s" + std::to_string(k)), .title = "Pay"});
  }
  state.places = to_rows(state.map).second;
  std::vector<Edit> const edits{Move<Story>{StoryId("s0"), {TaskId("t1"), StoryId("s500")}}};
  ASSERT_TRUE(apply(state.map, edits));
  MapChange const change = changed_rows(state, edits);
  EXPECT_EQ(change.put.size(), 1U);
  EXPECT_EQ(change.put[0].id, "s0");
  EXPECT_TRUE(change.removed.empty());
  EXPECT_FALSE(change.header);
}

TEST(MapRows, SiblingsGetNewPlacesBeforeKeysGrowTooLong) {
  MapState state;
  state.map.activities = {{.id = ActivityId("a1"), .title = "Buy"}, {.id = ActivityId("a2"), .title = "Sell"}};
  Table table;
  auto [change, places] = to_rows(state.map);
  state.places = std::move(places);
  table.store(change);
  for (int k = 0; k < 600; ++k) {
    // Always into the same gap, which halves.
    std::vector<Edit> const edits{
        Add<Activity>{{.id = ActivityId("n" + std::to_string(k)), .title = "New"}, {{}, ActivityId("a1")}}};
    ASSERT_TRUE(apply(state.map, edits));
    table.store(changed_rows(state, edits));
  }
  for (auto const& [key, place] : state.places) EXPECT_LE(place.size(), 48U);
  EXPECT_EQ(from_rows(table.load())->map, state.map);
  EXPECT_LT(table.written(), 3000U) << "all siblings are written again only now and then";
}

TEST(MapRows, DamagedRowsAreAnErrorNotACrash) {
  NounRow const story{"story", "s1", "t1", "V", R"({"id":"s1","title":"Pay"})"};
  EXPECT_EQ(from_rows({1, "", {story}}).error().code, Errc::unknown_id);
  EXPECT_FALSE(from_rows({1, "nonsense", {}}));
  EXPECT_FALSE(from_rows({1, "", {{"persona", "p1", "", "V", "{}"}}}));
  EXPECT_FALSE(from_rows({1, "", {{"persona", "p1", "", "V", R"({"id":"p1","name":"x"},"after":null}
{"v":1,"op":"add","noun":"persona","value":{"id":"p2","name":"y"})"}}}));
}

}  // namespace
