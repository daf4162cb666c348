// tests/c/test_c_map.cpp - maps through the C interface: read, looked at, written.
#include "c_support.hpp"

#include <storymap/formats.hpp>
#include <storymap/json.hpp>

#include <filesystem>
#include <fstream>

namespace storymap::test {
namespace {

TEST(CMap, AnEmptyMapHasItsNameAndNothingElse) {
  CMap const map = made<CMap>(storymap_map_new, "Shop", std::size_t{4});
  EXPECT_EQ(written(map.get()), write_json(Map{.name = "Shop"}));
  storymap_counts counts = STORYMAP_COUNTS_INIT;
  ASSERT_EQ(storymap_map_counts(map.get(), &counts, nullptr), STORYMAP_OK);
  EXPECT_EQ(counts.stories, 0U);
}

TEST(CMap, ReadsWhatTheLibraryReads) {
  std::string const path = std::string(STORYMAP_SOURCE_DIR) + "/examples/trello/de-amirite.json";
  CMap const map = load(path);
  EXPECT_EQ(written(map.get()), write_json(load_map(path)->map));
  GivenText report;
  ASSERT_EQ(storymap_map_import_report(map.get(), &report, nullptr), STORYMAP_OK);
  EXPECT_NE(report.str().find("\"format\":\"trello\""), std::string::npos) << report.str();
  EXPECT_NE(report.str().find("\"cards\":81"), std::string::npos) << report.str();
}

TEST(CMap, AMapThatWasNotReadHasNoReport) {
  CMap const map = made<CMap>(storymap_map_new, nullptr, std::size_t{0});
  GivenText report;
  ASSERT_EQ(storymap_map_import_report(map.get(), &report, nullptr), STORYMAP_OK);
  EXPECT_EQ(report.str(), "null");
}

TEST(CMap, OptionsOfReading) {
  std::string const csv = "title,points\nPay,3\n";
  storymap_read_options options = STORYMAP_READ_OPTIONS_INIT;
  options.format = "csv";
  options.format_size = 3;
  options.file_name = "backlog.csv";
  options.file_name_size = 11;
  CMap const named = made<CMap>(storymap_map_read, csv.data(), csv.size(), &options);
  EXPECT_NE(written(named.get()).find("\"name\": \"backlog\""), std::string::npos);
  options.name_after_file = 0;
  CMap const nameless = made<CMap>(storymap_map_read, csv.data(), csv.size(), &options);
  EXPECT_EQ(written(nameless.get()).find("\"backlog\""), std::string::npos);
  options.most_bytes = 5;
  storymap_map* map = nullptr;
  EXPECT_EQ(storymap_map_read(csv.data(), csv.size(), &options, &map, nullptr), STORYMAP_TOO_LARGE);
  EXPECT_EQ(map, nullptr);
}

TEST(CMap, StoriesAreRowsInMapOrder) {
  std::string const path = std::string(STORYMAP_SOURCE_DIR) + "/examples/shop-en.json";
  CMap const map = shop();
  Map const expected = load_map(path)->map;
  std::uint64_t row = 0;
  for_each_place(expected, [&](StoryPlace const& place, Story const& story) {
    storymap_story view = STORYMAP_STORY_INIT;
    ASSERT_EQ(storymap_map_story(map.get(), row, &view, nullptr), STORYMAP_OK);
    EXPECT_EQ(std::string_view(view.id, view.id_size), story.id.str());
    EXPECT_EQ(std::string_view(view.title, view.title_size), story.title);
    EXPECT_EQ(std::string_view(view.status, view.status_size), to_string(story.status));
    EXPECT_EQ(view.has_points != 0, story.points.has_value());
    EXPECT_EQ(view.points, story.points.value_or(0));
    EXPECT_EQ(std::string_view(view.release, view.release_size), story.release ? story.release->str() : "");
    EXPECT_EQ((StoryPlace{view.activity, view.task, view.position}), place);
    std::uint64_t found = 0;
    ASSERT_EQ(storymap_map_find_story(map.get(), view.id, view.id_size, &found, nullptr), STORYMAP_OK);
    EXPECT_EQ(found, row++);
  });
  storymap_story view = STORYMAP_STORY_INIT;
  CError error;
  EXPECT_EQ(storymap_map_story(map.get(), row, &view, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "row");
}

TEST(CMap, WritesEveryFormatAndSaysWhatIsDropped) {
  CMap const map = shop();
  for (Format const& format : formats()) {
    if (format.write == nullptr) continue;
    GivenText text;
    GivenText dropped;
    ASSERT_EQ(storymap_map_write(map.get(), format.id.data(), format.id.size(), &text, &dropped, nullptr), STORYMAP_OK);
    Result<Export> const expected =
        write_map(load_map(std::string(STORYMAP_SOURCE_DIR) + "/examples/shop-en.json")->map, format.id);
    EXPECT_EQ(text.str(), expected->text);
    EXPECT_EQ(dropped.str() == "[]", expected->dropped.empty()) << format.id << dropped.str();
  }
  GivenText all;
  ASSERT_EQ(storymap_formats(&all, nullptr), STORYMAP_OK);
  for (Format const& format : formats()) EXPECT_NE(all.str().find(format.id), std::string::npos);
}

TEST(CMap, SavesAndLoadsFiles) {
  std::string const path = (std::filesystem::path(testing::TempDir()) / "c_map.md").string();
  CMap const map = shop();
  GivenText dropped;
  CError error;
  ASSERT_EQ(storymap_map_save(map.get(), path.data(), path.size(), nullptr, 0, &dropped, &error), STORYMAP_OK)
      << error.words();
  EXPECT_EQ(dropped.str(), "[]");
  EXPECT_EQ(storymap_map_equal(load(path).get(), map.get()), 1);
  EXPECT_EQ(storymap_map_save(map.get(), "/no/such/folder/x.md", 20, nullptr, 0, nullptr, &error), STORYMAP_UNWRITABLE);
  std::filesystem::remove(path);
}

TEST(CMap, ACopyDoesNotSeeChanges) {
  CMap const map = shop();
  CMap const copy = made<CMap>(storymap_map_copy, map.get());
  EXPECT_EQ(storymap_map_equal(map.get(), copy.get()), 1);
  std::string_view const edit = R"({"v":1,"op":"set","noun":"map","field":"name","value":"Other"})";
  ASSERT_EQ(storymap_map_apply(map.get(), edit.data(), edit.size(), nullptr, nullptr), STORYMAP_OK);
  EXPECT_EQ(storymap_map_equal(map.get(), copy.get()), 0);
  EXPECT_EQ(storymap_map_equal(shop().get(), copy.get()), 1);
  EXPECT_EQ(storymap_map_equal(nullptr, nullptr), 0);
}

}  // namespace
}  // namespace storymap::test
