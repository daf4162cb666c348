// tests/c/test_c_changes.cpp - edits, differences and merges through the C interface.
#include "c_support.hpp"

namespace storymap::test {
namespace {

constexpr std::string_view base_json =
    R"({"storymap":1,"name":"Shop","activities":[{"id":"a1","title":"Buy","tasks":[{"id":"t1","title":"Pay",
       "stories":[{"id":"s1","title":"Pay by card"},{"id":"s2","title":"Pay by invoice"}]}]}]})";

[[nodiscard]] std::string set_title(std::string const& id, std::string const& title) {
  return R"({"v":1,"op":"set","noun":"story","id":")" + id + R"(","field":"title","value":")" + title + "\"}\n";
}

void change(CMap const& map, std::string_view edits, GivenText* inverse = nullptr) {
  CError error;
  ASSERT_EQ(storymap_map_apply(map.get(), edits.data(), edits.size(), inverse, &error), STORYMAP_OK) << error.words();
}

TEST(CChanges, TheInverseUndoes) {
  CMap const map = read(base_json);
  GivenText inverse;
  change(map, set_title("s1", "Pay") + R"({"v":1,"op":"remove","noun":"story","id":"s2"})", &inverse);
  EXPECT_EQ(storymap_map_equal(map.get(), read(base_json).get()), 0);
  change(map, inverse.str());
  EXPECT_EQ(storymap_map_equal(map.get(), read(base_json).get()), 1);
}

TEST(CChanges, AllEditsOrNone) {
  CMap const map = read(base_json);
  std::string const edits = set_title("s1", "Pay") + set_title("s9", "Nobody");
  CError error;
  GivenText inverse;
  EXPECT_EQ(storymap_map_apply(map.get(), edits.data(), edits.size(), &inverse, &error), STORYMAP_UNKNOWN_ID);
  EXPECT_STREQ(error.path, "/1/id");
  EXPECT_EQ(inverse.data, nullptr);
  EXPECT_EQ(storymap_map_equal(map.get(), read(base_json).get()), 1);
}

TEST(CChanges, RemovalsArePlanned) {
  CMap const map = read(base_json);
  GivenText plan;
  ASSERT_EQ(storymap_map_plan_remove(map.get(), "task", 4, "t1", 2, &plan, nullptr), STORYMAP_OK);
  change(map, plan.str());
  storymap_counts counts = STORYMAP_COUNTS_INIT;
  ASSERT_EQ(storymap_map_counts(map.get(), &counts, nullptr), STORYMAP_OK);
  EXPECT_EQ(counts.tasks, 0U);
  CError error;
  EXPECT_EQ(storymap_map_plan_remove(map.get(), "task", 4, "t1", 2, &plan, &error), STORYMAP_UNKNOWN_ID);
  EXPECT_EQ(storymap_map_plan_remove(map.get(), "epic", 4, "t1", 2, &plan, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "noun");
}

TEST(CChanges, ADifferenceTurnsOneMapIntoTheOther) {
  CMap const before = read(base_json);
  CMap const after = made<CMap>(storymap_map_copy, before.get());
  change(after, set_title("s2", "Pay later") + R"({"v":1,"op":"set","noun":"map","field":"name","value":"Market"})");
  GivenText edits;
  ASSERT_EQ(storymap_diff(before.get(), after.get(), &edits, nullptr), STORYMAP_OK);
  change(before, edits.str());
  EXPECT_EQ(storymap_map_equal(before.get(), after.get()), 1);
}

TEST(CChanges, MadeUpIdsAreMatchedByWhatStoriesSay) {
  CMap const before = read("Pay by card\nPay by invoice\n", "a.txt");
  CMap const after = read("Search by name\nPay by card\nPay by invoice\n", "a.txt");
  GivenText edits;
  ASSERT_EQ(storymap_diff(before.get(), after.get(), &edits, nullptr), STORYMAP_OK);
  EXPECT_EQ(edits.str().find("\"op\":\"set\""), std::string::npos) << edits.str();
  EXPECT_NE(edits.str().find("Search by name"), std::string::npos);
}

TEST(CChanges, RebasedEditsSayWhatWasDecided) {
  CMap const base = read(base_json);
  CMap const current = read(base_json);
  change(current, set_title("s1", "Theirs"));
  std::string const edits = set_title("s1", "Mine");
  GivenText rebased;
  GivenText notes;
  CError error;
  ASSERT_EQ(storymap_rebase(edits.data(), edits.size(), base.get(), current.get(), &rebased, &notes, &error),
            STORYMAP_OK)
      << error.words();
  EXPECT_EQ(notes.str(), R"([{"kind":"overwritten","edit":0,"path":"/story/s1/title"}])");
  change(current, rebased.str());
  EXPECT_NE(written(current.get()).find("Mine"), std::string::npos);
}

TEST(CChanges, MergesBothSidesAndNamesConflicts) {
  CMap const base = read(base_json);
  CMap const ours = read(base_json);
  CMap const theirs = read(base_json);
  change(ours, set_title("s1", "Ours"));
  change(theirs, set_title("s1", "Theirs") + set_title("s2", "Pay later"));
  storymap_map* merged = nullptr;
  GivenText conflicts;
  ASSERT_EQ(storymap_merge(base.get(), ours.get(), theirs.get(), &merged, &conflicts, nullptr), STORYMAP_OK);
  CMap const map(merged);
  EXPECT_NE(written(merged).find("Pay later"), std::string::npos);
  EXPECT_NE(written(merged).find("Ours"), std::string::npos);
  EXPECT_EQ(conflicts.str(),
            R"([{"kind":"field","path":"/story/s1/title","base":"Pay by card","ours":"Ours","theirs":"Theirs",)"
            R"("other":"","other_title":""}])");
}

}  // namespace
}  // namespace storymap::test
