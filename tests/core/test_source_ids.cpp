// tests/core/test_source_ids.cpp - readers that take the ids they need from a source.
#include <gtest/gtest.h>
#include <storymap/formats.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace storymap;

/// Ids from a list, over and over.
class ListedIds final : public IdSource {
 public:
  explicit ListedIds(std::vector<std::string> ids) : ids_(std::move(ids)) {}
  [[nodiscard]] std::string next(char prefix) override { return prefix + ids_[at_++ % ids_.size()]; }

 private:
  std::vector<std::string> ids_;
  std::size_t at_ = 0;
};

Result<Import> read_with(ListedIds ids, std::string text, std::string format) {
  ReadOptions options;
  options.format = std::move(format);
  options.ids = &ids;
  return read_map(std::move(text), options);
}

TEST(SourceIds, TakeThePlaceOfOrdinals) {
  ListedIds const uuids({"-10", "-11", "-12", "-13", "-14", "-15", "-16"});
  Result<Import> const import = read_with(uuids, "# M\n\n## A\n\n### T\n\n- [ ] S ^R\n- [ ] Given {#x}\n", "markdown");
  ASSERT_TRUE(import);
  Task const& task = import->map.activities[0].tasks[0];
  EXPECT_EQ(import->map.releases[0].id, ReleaseId("r-10"));
  EXPECT_EQ(import->map.activities[0].id, ActivityId("a-11"));
  EXPECT_EQ(task.id, TaskId("t-12"));
  EXPECT_EQ(task.stories[0].id, StoryId("s-13"));
  EXPECT_EQ(task.stories[0].release, ReleaseId("r-10"));
  EXPECT_EQ(task.stories[1].id, StoryId("x")) << "the file's own word stays";
  EXPECT_EQ(import->report.made_up.stories, (std::vector{StoryId("s-13")}));
}

TEST(SourceIds, AreUsedByEveryReader) {
  for (auto const& [format, text] : std::vector<std::pair<std::string, std::string>>{
           {"text", "A\nB\n"},
           {"json", R"([{"title":"A"},{"title":"B"}])"},
           {"json",
            R"({"storymap":1,"activities":[{"title":"A","tasks":[{"title":"T","stories":[{"title":"A"},{}]}]}]})"},
           {"jsonl", "{\"title\":\"A\"}\n{\"title\":\"B\"}\n"},
           {"csv", "Summary,Status\nA,todo\nB,done\n"},
           {"trello", R"({"id":"b","name":"B","lists":[{"id":"l","name":"To do"}],
              "cards":[{"name":"A","idList":"l"},{"name":"B","idList":"l"}]})"},
       }) {
    Result<Import> const import = read_with(ListedIds({"-1", "-2", "-3", "-4"}), text, format);
    ASSERT_TRUE(import) << format << to_string(import.error());
    for_each_story(import->map, [](Activity const&, Task const&, Story const& story) {
      EXPECT_TRUE(story.id.str().starts_with("s-")) << story.id.str();
    });
  }
}

TEST(SourceIds, ThatAreTakenAreAskedForAgain) {
  Result<Import> const import = read_with(ListedIds({"1", "1", "2"}), "A\nB\n", "text");
  ASSERT_TRUE(import);
  EXPECT_EQ(import->map.activities[0].tasks[0].stories[1].id, StoryId("s1"));
  Result<Import> const given = read_with(ListedIds({"1", "2"}), "# M\n\n## A\n\n### T\n\n- S {#s1}\n- B\n", "markdown");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->map.activities[0].tasks[0].stories[1].id, StoryId("s2"));
}

TEST(SourceIds, ThatStayTakenOrAreInvalidFail) {
  Result<Import> const taken = read_with(ListedIds({"1"}), "A\nB\n", "text");
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Errc::invalid_argument);
  EXPECT_EQ(taken.error().message, "the source of ids gave a story 100 ids in a row that are taken");
  Result<Import> const invalid = read_with(ListedIds({"\n"}), "A\n", "text");
  ASSERT_FALSE(invalid);
  EXPECT_EQ(invalid.error().code, Errc::invalid_argument);
}

}  // namespace
