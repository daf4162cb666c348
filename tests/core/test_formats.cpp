// tests/core/test_formats.cpp - the registry: which format a text has, and files read and written whole.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <storymap/formats.hpp>
#include <storymap/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
namespace fs = std::filesystem;

/// A folder that is gone after the test.
class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "storymap-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  [[nodiscard]] std::string path(std::string_view name) const { return (folder / name).string(); }
  void put(std::string_view name, std::string_view text) const { std::ofstream(path(name), std::ios::binary) << text; }
  [[nodiscard]] std::string get(std::string_view name) const { return storymap_test::read_file(path(name)); }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
  }

  fs::path folder;
};

Map small_map(std::string name = "Shop") {
  Map map;
  map.name = std::move(name);
  map.activities.push_back(Activity{ActivityId("a1"), "Buy", {}, {}, {}, {}});
  return map;
}

std::string id_of(Format const* format) { return format == nullptr ? "none" : std::string(format->id); }

TEST(Formats, AreOrderedByIdAndSayWhatTheyHold) {
  std::string ids;
  for (Format const& format : formats()) {
    ids += std::string(format.id) + " ";
    EXPECT_EQ(find_format(format.id), &format);
    EXPECT_FALSE(format.name.empty());
    EXPECT_TRUE(format.extensions.starts_with('.'));
    EXPECT_TRUE(contains(format.holds, Holds::titles));
    EXPECT_NE(format.detect, nullptr);
    EXPECT_NE(format.read, nullptr);
  }
  EXPECT_EQ(ids, "csv json jsonl markdown text trello ");
  EXPECT_EQ(find_format("yaml"), nullptr);
  EXPECT_EQ(find_format("json")->holds, Holds::all);
}

TEST(Formats, AreToldByContentThenByExtension) {
  std::vector<std::tuple<std::string, std::string, std::string>> const cases = {
      {"{\"storymap\":1,\"activities\":[]}", "", "json"},
      {"  {\"name\":\"x\",\"storymap\":1}\n", "x.jsonl", "json"},
      {"{\"storymap\":1,", "", "json"},
      {"{\"id\":-100,\"activities\":[]}", "x.txt", "json"},
      {"[{\"title\":\"a\"}]", "", "json"},
      {"{\"stories\":[]}", "", "json"},
      {"{\"title\":\"a\"}\n{\"title\":\"b\"}\n", "", "jsonl"},
      {"{\"title\":\"a\"}\n{\"title\":\"b\"}\n", "x.json", "jsonl"},
      {"{\"title\":\"a\"}\n", "x.jsonl", "jsonl"},
      {"{\"title\":\"a\"\n", "x.ndjson", "jsonl"},
      {"{\"name\":\"b\",\"lists\":[],\"cards\":[]}", "x.json", "trello"},
      {"broken", "x.json", "json"},
      {"broken", "X.STORYMAP", "json"},
      {"[x]broken\n{\"title\":\"a\"}\n{\"title\":\n", "x.jsonl", "jsonl"},
      {"[x]broken\n{\"title\":\"a\"}\n{\"title\":\n", "x", "text"},
      {"broken", "x.ndjson", "jsonl"},
      {"As a buyer, I want to pay by card\nAs a buyer, I want to see my cart\n", "", "text"},
      {"[x] As a buyer, I want to pay by card\n", "x.txt", "text"},
  };
  for (auto const& [text, file, format] : cases) {
    EXPECT_EQ(id_of(detect_format(text, file)), format) << text << " in '" << file << "'";
  }
}

TEST(Formats, EmptyAndTooLargeAndUnknownAreErrors) {
  ReadOptions options;
  for (std::string const text : {"", " \t\r\n\n", "\xEF\xBB\xBF", "\xFF\xFE"}) {
    Result<Import> const import = read_map(text);
    ASSERT_FALSE(import.has_value());
    EXPECT_EQ(import.error(), (Error{Errc::invalid_syntax, "the file is empty", ""}));
  }
  options.limits.bytes = 3;
  EXPECT_EQ(read_map("abcd", options).error().code, Errc::too_large);
  options = {};
  options.format = "yaml";
  Error const unknown = read_map("abcd", options).error();
  EXPECT_EQ(unknown.code, Errc::unknown_format);
  EXPECT_EQ(unknown.message, "expected one of the formats csv, json, jsonl, markdown, text, trello");
  EXPECT_EQ(write_map(Map(), "yaml").error().code, Errc::unknown_format);
  EXPECT_EQ(write_map(Map(), "trello").error().message,
            "the format 'trello' can only be read; expected one of csv, json, jsonl, markdown, text");
}

TEST(Formats, ReportSaysFormatAndEncoding) {
  Result<Import> const import = read_map("[{\"title\":\"\xC8\xF1\xF2\xEE\xF0\xE8\xFF\"}]");
  ASSERT_TRUE(import.has_value()) << to_string(import.error());
  EXPECT_EQ(import->report.format, "json");
  EXPECT_EQ(import->report.encoding, "cp1251");
  EXPECT_EQ(import->map.activities[0].tasks[0].stories[0].title,
            "\xD0\x98\xD1\x81\xD1\x82\xD0\xBE\xD1\x80\xD0\xB8\xD1\x8F");
}

TEST(Formats, AMapWithoutANameIsNamedAfterItsFile) {
  ReadOptions options;
  options.file_name = "maps/shop.v2.json";
  EXPECT_EQ(read_map(write_json(small_map("")), options)->map.name, "shop.v2");
  EXPECT_EQ(read_map(write_json(small_map("Own")), options)->map.name, "Own");
  options.file_name = ".hidden";
  EXPECT_EQ(read_map(write_json(small_map("")), options)->map.name, ".hidden");
}

TEST(Formats, AVersionOfAMapIsNotNamedAfterItsFile) {
  for (char const* const file : {"map.md", "map.txt"}) {
    ReadOptions options;
    options.file_name = file;
    options.name_after_file = false;
    Result<Import> const import = read_map("## Buy\n\n### Order\n\n- [ ] Pay\n", options);
    ASSERT_TRUE(import);
    EXPECT_EQ(import->map.name, "") << file;
  }
}

TEST(Formats, AnyMapReadFromAnyBytesIsValidOrAnError) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    ReadOptions options;
    options.file_name = random.pick(std::vector<std::string>{"", "x.json", "x.jsonl", "x.csv", "x.md", "x.txt"});
    std::string text = write_map(storymap_test::random_map(random),
                                 random.pick(std::vector<std::string>{"csv", "json", "jsonl", "markdown", "text"}))
                           ->text;
    if (!text.empty()) text.insert(random.below(text.size()), random.bytes(3));
    Result<Import> const import = read_map(text, options);
    if (import) {
      EXPECT_TRUE(check(import->map).has_value()) << text;
    } else {
      EXPECT_FALSE(import.error().message.empty());
    }
  });
}

TEST_F(Files, AreWrittenAndReadBack) {
  Map const map = small_map();
  ASSERT_TRUE(save_map(map, path("map.json")).has_value());
  EXPECT_EQ(get("map.json"), write_json(map));
  EXPECT_EQ(load_map(path("map.json"))->map, map);
  EXPECT_EQ(names(), std::vector<std::string>{"map.json"});
}

TEST_F(Files, TheExtensionChoosesTheFormatUnlessItIsNamed) {
  Map const map = small_map();
  ASSERT_TRUE(save_map(map, path("a.JSONL")).has_value());
  EXPECT_EQ(get("a.JSONL"), "");
  ASSERT_TRUE(save_map(map, path("a.txt"), "json").has_value());
  EXPECT_EQ(load_map(path("a.txt"))->report.format, "json");
  EXPECT_EQ(save_map(map, path("a.xyz")).error().code, Errc::unknown_format);
  EXPECT_EQ(save_map(map, path("a")).error().code, Errc::unknown_format);
}

TEST_F(Files, ThatCannotBeReadSayWhy) {
  EXPECT_EQ(load_map(path("none.json")).error().code, Errc::not_found);
  put("file", "x");
  EXPECT_EQ(load_map(path("file/below.json")).error().code, Errc::not_found);
  Error const directory = load_map(folder.string()).error();
  EXPECT_EQ(directory.code, Errc::unreadable);
  EXPECT_NE(directory.message.find("directory"), std::string::npos);
  put("empty.json", "");
  EXPECT_EQ(load_map(path("empty.json")).error().message, "the file is empty");
  ReadOptions options;
  options.limits.bytes = 10;
  put("large.json", std::string(11, ' '));
  EXPECT_EQ(load_map(path("large.json"), options).error().code, Errc::too_large);
  put("fits.json", std::string(10, ' '));
  EXPECT_EQ(load_map(path("fits.json"), options).error().code, Errc::invalid_syntax);
  if (::geteuid() != 0) {
    put("secret.json", "[]");
    fs::permissions(path("secret.json"), fs::perms::none);
    EXPECT_EQ(load_map(path("secret.json")).error().code, Errc::unreadable);
  }
}

TEST_F(Files, AreReadFromPipesToo) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  Map const map = small_map(std::string(200'000, 'x'));
  std::thread writer([&] { put("pipe", write_json(map)); });
  Result<Import> const import = load_map(path("pipe"));
  writer.join();
  ASSERT_TRUE(import.has_value()) << to_string(import.error());
  EXPECT_EQ(import->map, map);
}

TEST_F(Files, ThatCannotBeWrittenLeaveNothingBehind) {
  Map const map = small_map();
  EXPECT_EQ(save_map(map, path("none/map.json")).error().code, Errc::unwritable);
  fs::create_directory(path("taken.json"));
  EXPECT_EQ(save_map(map, path("taken.json")).error().code, Errc::unwritable);
  EXPECT_EQ(save_map(map, path(std::string(300, 'x') + ".json")).error().code, Errc::unwritable);
  EXPECT_EQ(save_map(map, "/dev/full", "json").error().code, Errc::unwritable);
  EXPECT_EQ(names(), std::vector<std::string>{"taken.json"});
}

TEST_F(Files, ReplacedKeepTheirPermissionsAndTheirLinks) {
  put("real.json", "old");
  fs::permissions(path("real.json"), fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real.json", path("link.json"));
  ASSERT_TRUE(save_map(small_map(), path("link.json")).has_value());
  EXPECT_TRUE(fs::is_symlink(path("link.json")));
  EXPECT_EQ(get("real.json"), write_json(small_map()));
  EXPECT_EQ(fs::status(path("real.json")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(names(), (std::vector<std::string>{"link.json", "real.json"}));
}

TEST_F(Files, DevicesAreWrittenDirectly) {
  EXPECT_TRUE(save_map(small_map(), "/dev/null", "json").has_value());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(Files, ATemporaryNameThatIsTakenIsLeftAlone) {
  std::string const taken = ".storymap-" + std::to_string(::getpid()) + "-0.tmp";
  put(taken, "mine");
  ASSERT_TRUE(save_map(small_map(), path("map.json")).has_value());
  EXPECT_EQ(get(taken), "mine");
  EXPECT_EQ(names(), (std::vector<std::string>{taken, "map.json"}));
}

}  // namespace
