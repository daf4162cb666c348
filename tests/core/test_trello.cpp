// tests/core/test_trello.cpp - Trello boards into maps: the board, its lists, bad boards and real ones.
#include <gtest/gtest.h>
#include <storymap/nlohmann.hpp>
#include <storymap/trello.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "support/storymap_test.hpp"
#include "support/trello_board.hpp"

namespace {

using namespace storymap;
using namespace storymap_test::trello;

TEST(Trello, BoardIsTheMapAndItsOnlyActivity) {
  Map const map =
      import(R"({"id":"b1","name":"Shop","desc":"Sells *things*","shortLink":"AbC","url":"https://t.co/b/AbC",
                             "closed":true,"lists":[],"cards":[]})")
          .map;
  EXPECT_EQ(map.name, "Shop");
  EXPECT_EQ(map.description, "Sells *things*");
  ASSERT_EQ(map.activities.size(), 1U);
  EXPECT_EQ(map.activities[0].id.str(), "b1");
  EXPECT_EQ(map.activities[0].title, "Shop");
  EXPECT_EQ(map.activities[0].external,
            (std::vector{External{"trello", "AbC", "https://t.co/b/AbC", {{"archived", "true"}}}}));
}

TEST(Trello, ABoardWithoutANameIsCalledWhatItsFileIsAndSoIsItsActivity) {
  ReadOptions options;
  options.file_name = "boards/Web shop.json";
  Result<Import> const import = read_map(R"({"lists":[],"cards":[]})", options);
  ASSERT_TRUE(import.has_value()) << to_string(import.error());
  EXPECT_EQ(import->map.name, "Web shop");
  EXPECT_EQ(import->map.activities.at(0).title, "Web shop");
}

TEST(Trello, ListsAreTasksAndCardsAreStoriesInTheOrderOfTheBoard) {
  Map const map = import(R"({"lists":[{"id":"l2","name":"Pay","pos":20.5},{"id":"l1","name":"Find","pos":3}],"cards":[
                             {"id":"c3","name":"By card","idList":"l2","pos":9},
                             {"id":"c1","name":"By name","idList":"l1","pos":7},
                             {"id":"c2","name":"By price","idList":"l1","pos":6.5},
                             {"id":"c4","name":"By invoice","desc":"On **paper**","idList":"l2","pos":9}]})")
                      .map;
  std::vector<Task> const& tasks = map.activities.at(0).tasks;
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].title, "Find");
  EXPECT_EQ(tasks[0].id.str(), "l1");
  EXPECT_EQ(tasks[1].title, "Pay");
  EXPECT_EQ(titles(map), (std::vector<std::string>{"By price", "By name", "By card", "By invoice"}));
  EXPECT_EQ(tasks[1].stories.at(1).description, "On **paper**");
  EXPECT_EQ(tasks[1].stories.at(1).id.str(), "c4");
}

std::string_view const half_archived =
    R"({"lists":[{"id":"l1","name":"Open"},{"id":"l2","name":"Old","closed":true,"pos":1}],"cards":[
         {"id":"c1","name":"kept","idList":"l1"},{"id":"c2","name":"archived","idList":"l1","closed":true},
         {"id":"c3","name":"on an archived list","idList":"l2"}]})";

TEST(Trello, KeepsWhatIsArchived) {
  Import const all = import(half_archived);
  EXPECT_EQ(titles(all.map), (std::vector<std::string>{"kept", "archived", "on an archived list"}));
  EXPECT_EQ(external(stories(all.map)[0], "archived"), "(none)");
  EXPECT_EQ(external(stories(all.map)[1], "archived"), "true");
  EXPECT_EQ(*all.map.activities[0].tasks[1].external[0].fields.find("archived"), "true");
}

TEST(Trello, LeavesOutWhatIsArchivedWhenAsked) {
  ReadOptions options;
  options.archived = false;
  Import const open = import(half_archived, options);
  EXPECT_EQ(titles(open.map), (std::vector<std::string>{"kept"}));
  EXPECT_EQ(open.map.activities[0].tasks.size(), 1U);
  EXPECT_EQ(noted(open.report, ImportNote::Kind::dropped, "an archived card is"), 1U);
  EXPECT_EQ(noted(open.report, ImportNote::Kind::dropped, "an archived list is"), 1U);
  EXPECT_EQ(noted(open.report, ImportNote::Kind::dropped, "because its list is archived"), 1U);
  EXPECT_EQ(open.report.count_of("cards"), 3U) << "counts say what the file holds";
}

TEST(Trello, CardsOnAListTheExportLacksGetATaskOfTheirOwn) {
  Import const shop =
      import(board(R"({"id":"c1","name":"a","idList":"gone"},{"id":"c2","name":"b"},{"id":"c3","idList":"l1"})"));
  Task const& last = shop.map.activities[0].tasks.back();
  EXPECT_EQ(last.title, "Unknown list");
  EXPECT_EQ(last.stories.size(), 2U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::defaulted, "list that the export lacks"), 2U);
  EXPECT_EQ(shop.report.notes.back().path, "/cards/0/idList");
}

TEST(Trello, IdsStayUnlessTheyCannot) {
  Import const shop = import(board(R"({"id":"x","idList":"l1"},{"id":"x","idList":"l1"},{"id":"x-2","idList":"l1"},
                                      {"id":"x","idList":"l1"},{"idList":"l1"},{"id":"a\nb","idList":"l1"})"));
  std::vector<std::string> ids;
  for (Story const& story : stories(shop.map)) ids.push_back(story.id.str());
  EXPECT_EQ(ids, (std::vector<std::string>{"x", "x-2", "x-2-2", "x-3", "s1", "s2"}));
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::renamed, "same id"), 3U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::renamed, "cannot take"), 1U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::defaulted, "had no id"), 1U);
}

TEST(Trello, NullIsTheSameAsMissing) {
  Import const bare =
      import(R"({"id":null,"name":null,"desc":null,"lists":[{"id":"l1","name":null,"pos":null,"closed":null}],
      "cards":[{"id":"c1","name":null,"desc":null,"idList":"l1","due":null,"labels":null,"idLabels":null,"customFieldItems":null}],
      "labels":null,"checklists":null,"customFields":null,"members":null,"actions":null,"unknown":{"deep":[1,{}]}})");
  Import const missing = import(R"({"lists":[{"id":"l1"}],"cards":[{"id":"c1","idList":"l1"}]})");
  EXPECT_EQ(bare.map, missing.map);
  EXPECT_EQ(bare.report, missing.report);
}

TEST(Trello, PeopleOfTheHistoryAreCountedOnce) {
  Import const shop = import(board("", R"(,"members":[{"id":"m1"}],"actions":[{"memberCreator":{"id":"m1"}},
      {"memberCreator":{"id":"m2"},"member":{"id":"m3"}},{"memberCreator":null,"data":{"text":"a comment"}}])"));
  EXPECT_EQ(shop.report.count_of("members"), 3U);
  EXPECT_EQ(shop.report.count_of("actions"), 3U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::dropped, "history"), 1U);
}

TEST(Trello, AValueOfTheWrongKindIsAnErrorWithItsPlace) {
  struct Case {
    std::string text;
    char const* path;
    char const* message;
  };
  std::vector<Case> const cases = {
      {R"({"lists":{},"cards":[]})", "/lists", "expected an array, found an object"},
      {R"({"lists":[],"cards":[7]})", "/cards/0", "expected an object, found a number"},
      {R"({"lists":[],"cards":[{"name":["x"]}]})", "/cards/0/name", "expected a string, found an array"},
      {R"({"lists":[{"pos":"top"}],"cards":[]})", "/lists/0/pos", "expected a number, found a string"},
      {R"({"lists":[{"closed":"no"}],"cards":[]})", "/lists/0/closed", "expected true or false, found a string"},
      {R"({"lists":[],"cards":[{"idLabels":["a",null]}]})", "/cards/0/idLabels/1", "expected a string, found null"},
      {board("", R"(,"checklists":[{"checkItems":[{"name":1}]}])"), "/checklists/0/checkItems/0/name",
       "found a number"},
      {board(R"({"customFieldItems":[{"value":{"text":{}}}]})"), "/cards/0/customFieldItems/0/value/text",
       "expected a string, a number, or true or false, found an object"},
  };
  for (Case const& bad : cases) {
    ImportReport report;
    Result<Map> const map = read_trello(bad.text, {}, report);
    ASSERT_FALSE(map.has_value()) << bad.text;
    EXPECT_EQ(map.error().code, Errc::invalid_field);
    EXPECT_EQ(map.error().path, bad.path);
    EXPECT_NE(map.error().message.find(bad.message), std::string::npos) << map.error().message;
  }
}

TEST(Trello, WhatIsNoBoardIsAnError) {
  for (char const* text : {"[]", "7", "{}", R"({"lists":[]})", R"({"cards":[]})", R"({"lists":null,"cards":[]})"}) {
    ImportReport report;
    Result<Map> const map = read_trello(text, {}, report);
    ASSERT_FALSE(map.has_value()) << text;
    EXPECT_EQ(map.error().code, Errc::invalid_field) << text;
    EXPECT_NE(map.error().message.find("expected"), std::string::npos);
  }
  ImportReport report;
  EXPECT_EQ(read_trello(R"({"lists":[)", {}, report).error().code, Errc::invalid_syntax);
}

TEST(Trello, IsDetectedByItsListsAndCards) {
  Format const trello = trello_format();
  EXPECT_GT(trello.detect(board(""), ".json"), 50);
  EXPECT_GT(trello.detect(R"({"actions":[{"cards":1}],"cards":[],"lists":[],"members":[)", ""), 50)
      << "even when cut off";
  EXPECT_EQ(trello.detect(R"({"cards":{},"lists":[]})", ".json"), 0);
  EXPECT_EQ(trello.detect(R"({"storymap":1,"activities":[{"cards":[],"lists":[]}]})", ".json"), 0);
  EXPECT_EQ(trello.detect("As a user", ".txt"), 0);
  EXPECT_EQ(trello.write, nullptr);
}

TEST(TrelloBoards, CountsEqualTheIndex) {
  STORYMAP_NEEDS_DATA("trello_boards/index.json");
  std::filesystem::path const folder = *storymap_test::data_dir() / "trello_boards";
  for (nlohmann::json const& entry : nlohmann::json::parse(storymap_test::read_file(folder / "index.json"))) {
    SCOPED_TRACE(entry["file"].get<std::string>());
    Import const board = import(storymap_test::read_file(folder / "open" / entry["file"].get<std::string>()));
    EXPECT_EQ(board.report.counts.size(), 14U);
    for (ImportCount const& count : board.report.counts) {
      ASSERT_TRUE(entry.contains(count.what)) << count.what;
      EXPECT_EQ(count.count, entry[count.what].get<std::uint64_t>()) << count.what;
    }
  }
}

TEST(TrelloBoards, NoCardIsLost) {
  STORYMAP_NEEDS_DATA("trello_boards/open");
  ReadOptions without_archived;
  without_archived.archived = false;
  for (auto const& file : std::filesystem::directory_iterator(*storymap_test::data_dir() / "trello_boards/open")) {
    SCOPED_TRACE(file.path().filename().string());
    std::string const text = storymap_test::read_file(file.path());
    Import const board = import(text);
    EXPECT_GT(trello_format().detect(text, ".json"), 50);
    EXPECT_EQ(stories(board.map).size(), board.report.count_of("cards"));
    EXPECT_EQ(board.map.activities[0].tasks.size(), board.report.count_of("lists"));
    Import const open = import(text, without_archived);
    EXPECT_EQ(stories(open.map).size() + noted(open.report, ImportNote::Kind::dropped, "card"),
              board.report.count_of("cards"));
  }
}

TEST(TrelloBoards, CustomFieldsOfARealBoard) {
  STORYMAP_NEEDS_DATA("trello_boards/open/customfields_masked.json");
  Import const board =
      import(storymap_test::read_file(*storymap_test::data_dir() / "trello_boards/open/customfields_masked.json"));
  EXPECT_EQ(board.report.count_of("customFields"), 5U);
  EXPECT_EQ(board.report.count_of("cfItems"), 175U);
  std::size_t values = 0;
  for (Story const& story : stories(board.map)) values += story.extra.size();
  EXPECT_EQ(values, 175U);
}

TEST(TrelloBoards, ExamplesRead) {
  std::filesystem::path const folder = storymap_test::source_dir() / "examples/trello";
  EXPECT_EQ(stories(import(storymap_test::read_file(folder / "de-amirite.json")).map).size(), 81U);
  EXPECT_EQ(stories(import(storymap_test::read_file(folder / "en-tapmovies.json")).map).size(), 62U);
}

}  // namespace
