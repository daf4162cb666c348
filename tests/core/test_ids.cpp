// tests/core/test_ids.cpp - what may be an identifier, and where identifiers come from.
#include <gtest/gtest.h>
#include <storymap/ids.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <vector>

namespace {

using namespace std::string_view_literals;
using storymap::IdSource;
using storymap::is_valid_id;
using storymap::max_id_bytes;
using storymap::OrdinalIds;
using storymap::StoryId;
using storymap::TaskId;

TEST(Ids, AcceptsKeysOfOtherSystems) {
  for (std::string_view const id : {"s1"sv, "SHOP-12"sv, "5f3c9a1e-0b7d-4c2e-9a51-0c4f7e6d2b10"sv, "история 7"sv, " "sv,
                                    "a/b~c\"d"sv, "😀"sv, "\u00A0"sv}) {
    EXPECT_TRUE(is_valid_id(id)) << id;
  }
}

TEST(Ids, RefusesEmptyAndOverlongOnes) {
  EXPECT_FALSE(is_valid_id(""));
  EXPECT_TRUE(is_valid_id(std::string(max_id_bytes, 'x')));
  EXPECT_FALSE(is_valid_id(std::string(max_id_bytes + 1, 'x')));
}

TEST(Ids, RefusesControlCharacters) {
  for (char32_t control = 0; control < 0xA0; ++control) {
    bool const is_control = control < 0x20 || control >= 0x7F;
    std::string id = "a";
    storymap::append_utf8(id, control);
    EXPECT_EQ(is_valid_id(id), !is_control) << static_cast<unsigned>(control);
  }
}

TEST(Ids, RefusesWhatIsNotUtf8) {
  EXPECT_FALSE(is_valid_id("\xFF"));
  EXPECT_FALSE(is_valid_id("story \xD0"));
  EXPECT_FALSE(is_valid_id("\xC0\xAF"));
}

TEST(Ids, OfDifferentNounsDoNotMix) {
  static_assert(!std::is_constructible_v<StoryId, TaskId>);
  static_assert(!std::is_convertible_v<std::string, StoryId>);
  static_assert(std::is_constructible_v<StoryId, std::string>);
}

TEST(Ids, CompareAndHashAsTheirText) {
  StoryId const a("a");
  StoryId const b("b");
  EXPECT_EQ(a, StoryId("a"));
  EXPECT_NE(a, b);
  EXPECT_LT(a, b);
  EXPECT_GT(b, a);
  EXPECT_TRUE(StoryId().empty());
  EXPECT_FALSE(a.empty());
  EXPECT_EQ(b.str(), "b");
  std::unordered_set<StoryId> const set = {a, b, StoryId("a")};
  EXPECT_EQ(set.size(), 2U);
}

TEST(Ids, SortByBytesAsEveryFileDoes) {
  std::vector<StoryId> ids = {StoryId("я"), StoryId("s2"), StoryId("s10"), StoryId("S1")};
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(ids, (std::vector{StoryId("S1"), StoryId("s10"), StoryId("s2"), StoryId("я")}));
}

TEST(Ids, OrdinalsCountEachNounOnItsOwn) {
  OrdinalIds ordinals;
  IdSource& ids = ordinals;
  EXPECT_EQ(ids.next('a'), "a1");
  EXPECT_EQ(ids.next('s'), "s1");
  EXPECT_EQ(ids.next('s'), "s2");
  EXPECT_EQ(ids.next('a'), "a2");
  EXPECT_EQ(ids.next('p'), "p1");
}

}  // namespace
