// tests/core/test_edit_log_v1.cpp - a log written by version 1 of the edits replays, in this and in every later
// version.
#include <gtest/gtest.h>
#include <storymap/json.hpp>

#include <set>
#include <string>
#include <variant>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;

/// The golden files are never changed: a new version of the edits brings its own.
std::string golden(std::string const& name) {
  return storymap_test::read_file(storymap_test::source_dir() / "tests/golden" / ("edit_log." + name));
}

class EditLogV1 : public testing::Test {
 protected:
  Map const base = *read_json(golden("base.json"));
  std::vector<Edit> const edits = *read_edits(golden("v1.jsonl"));
};

TEST_F(EditLogV1, CoversEveryKindOfEdit) {
  std::set<std::size_t> kinds;
  for (Edit const& edit : edits) kinds.insert(edit.index());
  EXPECT_EQ(kinds.size(), std::variant_size_v<Edit>);
}

TEST_F(EditLogV1, ReplaysToTheSameBytes) {
  Map map = base;
  Result<std::vector<Edit>> const undo = apply(map, edits);
  ASSERT_TRUE(undo.has_value()) << to_string(undo.error());
  EXPECT_EQ(write_json(map), golden("result.json"));
  ASSERT_TRUE(apply(map, *undo).has_value());
  EXPECT_EQ(write_json(map), golden("base.json"));
}

TEST_F(EditLogV1, IsStillWrittenTheSameWay) { EXPECT_EQ(write_edits(edits), golden("v1.jsonl")); }

}  // namespace
