// tests/core/test_csv.cpp - our own columns: nothing is lost, and what is wrong is said with its line.
#include <gtest/gtest.h>
#include <storymap/csv.hpp>

#include <algorithm>
#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using storymap::ActivityId;
using storymap::Errc;
using storymap::Error;
using storymap::ImportNote;
using storymap::ImportReport;
using storymap::LinkKind;
using storymap::Map;
using storymap::PersonaId;
using storymap::read_csv;
using storymap::ReadOptions;
using storymap::ReleaseId;
using storymap::Result;
using storymap::Status;
using storymap::Story;
using storymap::StoryId;
using storymap::TaskId;
using storymap::write_csv;

constexpr std::string_view header =
    "type,id,parent,title,description,acceptance_criteria,priority,status,points,labels,personas,release,kind,from,to,"
    "external,extra\r\n";

Result<Map> read(std::string_view text, ReadOptions const& options = {}) {
  ImportReport report;
  return read_csv(text, options, report);
}

/// What our header and these rows read as.
Result<Map> read_rows(std::string const& rows) { return read(std::string(header) + rows); }

std::string written(Map const& map) {
  auto const csv = write_csv(map);
  EXPECT_TRUE(csv.has_value());
  return csv ? csv->text : std::string();
}

Map small_map() {
  Map map;
  map.name = "Online shop";
  map.description = "What we sell,\nand how";
  map.personas.push_back({PersonaId("p1"), "Buyer", "", {}, {}});
  map.releases.push_back({ReleaseId("r1"), "First sale", "", {}, {}});
  map.extra.set("board", "7");
  Story pay;
  pay.id = StoryId("s1");
  pay.title = "Pay by card";
  pay.acceptance_criteria = {"The receipt arrives", "Two\nlines \\ one item", ""};
  pay.priority = "Must";
  pay.status = Status::in_progress;
  pay.points = 2.5;
  pay.labels = {"payment", "web"};
  pay.personas = {PersonaId("p1")};
  pay.release = ReleaseId("r1");
  pay.external.push_back({"jira", "SHOP-1", "https://example.com/SHOP-1", {{"status", "\"In QA\""}}});
  pay.extra.set("weight", "{\"a\":[1,2]}");
  Story refund;
  refund.id = StoryId("s2");
  refund.title = "=HYPERLINK(\"http://evil\")";
  map.activities.push_back({ActivityId("a1"), "Buy", "", {}, {}, {}});
  map.activities[0].tasks.push_back({TaskId("t1"), "Pay", "", {pay, refund}, {}, {}});
  map.activities.push_back({ActivityId("a2"), "Empty", "", {}, {}, {}});
  map.links.push_back({LinkKind::blocks, StoryId("s1"), StoryId("s2"), {{"why", "\"money\""}}});
  return map;
}

TEST(Csv, WritesOneRowPerNoun) {
  EXPECT_EQ(
      written(small_map()),
      std::string(header) +
          "map,,,Online shop,\"What we sell,\nand how\",,,,,,,,,,,,\"{\"\"board\"\":7}\"\r\n"
          "persona,p1,,Buyer,,,,,,,,,,,,,\r\n"
          "release,r1,,First sale,,,,,,,,,,,,,\r\n"
          "activity,a1,,Buy,,,,,,,,,,,,,\r\n"
          "task,t1,a1,Pay,,,,,,,,,,,,,\r\n"
          "story,s1,t1,Pay by card,,\"The receipt arrives\nTwo\\nlines \\\\ one item\n\\e\",Must,in_progress,2.5,"
          "\"payment\nweb\",p1,r1,,,,"
          "\"[{\"\"system\"\":\"\"jira\"\",\"\"key\"\":\"\"SHOP-1\"\",\"\"url\"\":\"\"https://example.com/SHOP-1\"\","
          "\"\"fields\"\":{\"\"status\"\":\"\"In QA\"\"}}]\",\"{\"\"weight\"\":{\"\"a\"\":[1,2]}}\"\r\n"
          "story,s2,t1,\"'=HYPERLINK(\"\"http://evil\"\")\",,,,todo,,,,,,,,,\r\n"
          "activity,a2,,Empty,,,,,,,,,,,,,\r\n"
          "link,,,,,,,,,,,,blocks,s1,s2,,\"{\"\"why\"\":\"\"money\"\"}\"\r\n");
}

TEST(Csv, ReadsBackWhatItWrote) {
  ImportReport report;
  auto const map = read_csv(written(small_map()), {}, report);
  ASSERT_TRUE(map.has_value()) << to_string(map.error());
  EXPECT_EQ(*map, small_map());
  EXPECT_TRUE(report.notes.empty());
  EXPECT_EQ(report.count_of("rows"), 9U);
  EXPECT_EQ(report.count_of("stories"), 2U);
  EXPECT_EQ(report.count_of("links"), 1U);
}

TEST(Csv, LosesNothingOfAnyMap) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    Map const map = storymap_test::random_map(random);
    auto const csv = write_csv(map);
    ASSERT_TRUE(csv.has_value());
    EXPECT_TRUE(csv->dropped.empty());
    auto const back = read(csv->text);
    ASSERT_TRUE(back.has_value()) << to_string(back.error()) << "\n" << csv->text;
    EXPECT_EQ(*back, map) << csv->text;
    EXPECT_EQ(written(*back), csv->text);
  });
}

TEST(Csv, LosesNothingOfTenThousandStories) {
  storymap_test::Random random(storymap_test::seed());
  storymap_test::MapShape shape;
  shape.activities = 20;
  shape.tasks = 10;
  shape.stories = 50;
  shape.full = true;
  Map const map = storymap_test::random_map(random, shape);
  auto const back = read(written(map));
  ASSERT_TRUE(back.has_value()) << to_string(back.error());
  EXPECT_EQ(*back, map);
}

TEST(Csv, DropsNulCharactersAndSaysSo) {
  Map map;
  map.name = std::string("a\0b\0", 4);
  auto const csv = write_csv(map);
  EXPECT_EQ(csv->dropped, (std::vector<std::string>{"2 NUL characters"}));
  EXPECT_EQ(read(csv->text)->name, "ab");
}

TEST(Csv, MarksFilesThatExcelWouldMisread) {
  Map map;
  map.name = "Pay";
  EXPECT_TRUE(written(map).starts_with("type,"));
  map.name = "Оплата";
  EXPECT_TRUE(written(map).starts_with("\xEF\xBB\xBFtype,"));
  EXPECT_EQ(*read(written(map)), map);
}

TEST(Csv, GuardsCellsThatASpreadsheetWouldRun) {
  std::vector<std::pair<std::string, std::string>> const cells = {
      {"=1+1", "'=1+1"}, {"+7", "'+7"},    {"-1", "'-1"}, {"@sum", "'@sum"}, {"\tx", "'\tx"},     {"'=1", "''=1"},
      {"''-", "'''-"},   {"'tis", "'tis"}, {"'", "'"},    {"a=b", "a=b"},    {"\rx", "\"'\rx\""}, {"\nx", "\"'\nx\""},
  };
  for (auto const& [text, cell] : cells) {
    Map map;
    map.name = text;
    EXPECT_EQ(written(map), std::string(header) + "map,,," + cell + ",,,,,,,,,,,,,\r\n") << text;
    EXPECT_EQ(read(written(map))->name, text);
  }
}

TEST(Csv, ReadsTheExampleOfItsManual) {
  std::string const manual = storymap_test::read_file(storymap_test::source_dir() / "include/storymap/csv.hpp");
  std::string rows;
  for (char const* type : {"map", "persona", "release", "activity", "task", "story", "link"}) {
    std::size_t const begin = manual.find("//     " + std::string(type) + ",");
    ASSERT_NE(begin, std::string::npos) << type;
    rows.append(manual, begin + 7, manual.find('\n', begin) - begin - 6);
  }
  auto const map = read_rows(rows + "story,s2,t1,Refund\n");
  ASSERT_TRUE(map.has_value()) << to_string(map.error());
  EXPECT_EQ(map->activities.at(0).tasks.at(0).stories.at(0).release, ReleaseId("r1"));
}

TEST(Csv, ReadsItsRowsInAnyOrder) {
  auto const map = read_rows(
      "link,,,,,,,,,,,,relates,s2,s1\n"
      "story,s2,t1,Second\nstory,s1,t1,First\n"
      "task,t1,a1,Task\nrelease,r1,,One\nactivity,a1,,Activity\nmap,,,Name\n");
  ASSERT_TRUE(map.has_value()) << to_string(map.error());
  EXPECT_EQ(map->name, "Name");
  ASSERT_EQ(map->activities.size(), 1U);
  auto const& stories = map->activities[0].tasks[0].stories;
  ASSERT_EQ(stories.size(), 2U);
  EXPECT_EQ(stories[0].title, "Second") << "the order of the rows is the order on the map";
  EXPECT_EQ(map->links.size(), 1U);
}

TEST(Csv, ReadsWhatSpreadsheetsMakeOfIt) {
  std::string const rows = "activity;a1;;Buy;;;;;;;;;;;;;;;;\n;;;;;;;;;;;;;;;;\ntask;t1;a1;Pay\n";
  std::string semicolons(header.substr(0, header.size() - 2));
  std::replace(semicolons.begin(), semicolons.end(), ',', ';');
  for (std::string const& start : {semicolons + "\n", semicolons + ";;;\n", "sep=;\r\n" + semicolons + "\n"}) {
    auto const map = read(start + rows);
    ASSERT_TRUE(map.has_value()) << start << to_string(map.error());
    EXPECT_EQ(map->activities.at(0).tasks.at(0).title, "Pay");
  }
  std::string quoted = "\"type\"";
  for (std::size_t at = 4; at + 2 < header.size();) {
    std::size_t const end = std::min(header.find(',', at + 1), header.size() - 2);
    quoted += ",\"" + std::string(header.substr(at + 1, end - at - 1)) + "\"";
    at = end;
  }
  EXPECT_EQ(read(quoted + "\nactivity,a1,,Buy\n")->activities.size(), 1U);
}

TEST(Csv, TakesListsAsPeopleTypeThem) {
  auto const map = read_rows(
      "activity,a1,,A\ntask,t1,a1,T\n"
      "story,s1,t1,S,,\"one\n\n two \r\nC:\\temp \\x \\\",,,\"3,5\",\"ui\nui\"\n");
  ASSERT_TRUE(map.has_value()) << to_string(map.error());
  Story const& story = map->activities[0].tasks[0].stories[0];
  EXPECT_EQ(story.acceptance_criteria, (std::vector<std::string>{"one", " two ", "C:\\temp \\x \\"}));
  EXPECT_EQ(story.points, 3.5);
  EXPECT_EQ(story.labels, (std::vector<std::string>{"ui"}));
}

TEST(Csv, GivesIdsToRowsAddedByHand) {
  ImportReport report;
  auto const map = read_csv(std::string(header) +
                                "activity,a1,,A\ntask,t1,a1,T\nstory,,t1,New\nstory,s1,t1,Old\nstory,,t1,Newer\n"
                                "release,,,R\npersona,,,P\n",
                            {}, report);
  ASSERT_TRUE(map.has_value()) << to_string(map.error());
  auto const& stories = map->activities[0].tasks[0].stories;
  EXPECT_EQ(stories[0].id.str(), "s2");
  EXPECT_EQ(stories[1].id.str(), "s1");
  EXPECT_EQ(stories[2].id.str(), "s3");
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_EQ(report.notes[0].times, 4U);
  EXPECT_TRUE(check(*map).has_value());
}

TEST(Csv, NotesWhatItMergesAndDrops) {
  ImportReport report;
  auto const map =
      read_csv(std::string(header) + "activity,a1,,A,,,High\ntask,t1,a1,T\nstory,s1,t1,S,,,,,,\"x\nx\"\n", {}, report);
  ASSERT_TRUE(map.has_value());
  ASSERT_EQ(report.notes.size(), 2U);
  EXPECT_EQ(report.notes[0],
            (ImportNote{ImportNote::Kind::dropped, "a cell means nothing in a row of its type", "", 2, 1}));
  EXPECT_EQ(report.notes[1].kind, ImportNote::Kind::merged);
  EXPECT_EQ(report.notes[1].line, 4U);
}

struct Offence {
  char const* rows;
  Errc code;
  char const* path;
  char const* message;
};

TEST(Csv, NamesLineAndColumnOfWhatIsWrong) {
  std::vector<Offence> const offences = {
      {"epic,e1\n", Errc::invalid_field, "line 2",
       "column 'type': expected map, persona, release, activity, task, story or link, but found 'epic'"},
      {"map\nmap\n", Errc::invalid_field, "line 3", "column 'type': the file has two rows of a map"},
      {"activity,a1\nactivity,a1\n", Errc::duplicate_id, "line 3", "column 'id': the id 'a1' is used in line 2 too"},
      {"activity,\"a\n1\"\n", Errc::invalid_field, "line 2",
       "column 'id': expected an id of 1 to 128 bytes without control characters"},
      {"task,t1,a9\n", Errc::unknown_id, "line 2", "column 'parent': no activity has the id 'a9'"},
      {"activity,a1\ntask,t1,a1\nstory,s1\n", Errc::unknown_id, "line 4", "column 'parent': no task has the id ''"},
      {"activity,a1\ntask,t1,a1\nstory,s1,t1,,,,,started\n", Errc::invalid_field, "line 4",
       "column 'status': expected todo, in_progress, done or blocked, but found 'started'"},
      {"activity,a1\ntask,t1,a1\nstory,s1,t1,,,,,,many\n", Errc::invalid_field, "line 4",
       "column 'points': expected a number of 0 or more, but found 'many'"},
      {"activity,a1\ntask,t1,a1\nstory,s1,t1,,,,,,'-1\n", Errc::invalid_field, "line 4",
       "column 'points': expected a number of 0 or more, but found '-1'"},
      {"activity,a1\ntask,t1,a1\nstory,s1,t1,,,,,,,,p1\n", Errc::unknown_id, "line 4",
       "column 'personas': no persona has the id 'p1'"},
      {"activity,a1\ntask,t1,a1\nstory,s1,t1,,,,,,,,,r1\n", Errc::unknown_id, "line 4",
       "column 'release': no release has the id 'r1'"},
      {"link,,,,,,,,,,,,blocks,s1,s2\n", Errc::unknown_id, "line 2", "column 'from': no story has the id 's1'"},
      {"link,,,,,,,,,,,,likes,s1,s2\n", Errc::invalid_field, "line 2",
       "column 'kind': expected blocks, relates or duplicates, but found 'likes'"},
      {"activity,a1\ntask,t1,a1\nstory,s1,t1\nlink,,,,,,,,,,,,blocks,s1,s1\n", Errc::invalid_field, "line 5",
       "column 'to': a story cannot be linked to itself"},
      {"activity,a1\ntask,t1,a1\nstory,s1,t1\nstory,s2,t1\nlink,,,,,,,,,,,,blocks,s1,s2\nlink,,,,,,,,,,,,blocks,s1,"
       "s2\n",
       Errc::duplicate_id, "line 7", "column 'to': the same link stands in an earlier row"},
      {"activity,a1,,,,,,,,,,,,,,,{]\n", Errc::invalid_syntax, "line 2", "column 'extra': expected a string at byte 2"},
      {"activity,a1,,,,,,,,,,,,,,,\"{\"\"a\"\":1,\"\"a\"\":2}\"\n", Errc::invalid_field, "line 2",
       "column 'extra': the member 'a' stands twice"},
      {"activity,a1,,,,,,,,,,,,,,{}\n", Errc::invalid_syntax, "line 2",
       "column 'external': expected an array at byte 1"},
      {"activity,a1,,,,,,,,,,,,,,\"[{\"\"link\"\":1}]\"\n", Errc::invalid_field, "line 2",
       "column 'external': expected system, key, url or fields, but found 'link'"},
      {"activity,a1,,,,,,,,,,,,,,\"[{\"\"key\"\":1}]\"\n", Errc::invalid_field, "line 2",
       "column 'external': expected a string as 'key'"},
      {"activity,a1,,,,,,,,,,,,,,\"[{\"\"fields\"\":1}]\"\n", Errc::invalid_syntax, "line 2",
       "column 'external': expected an object at byte 1"},
      {"activity,a1,,,,,,,,,,,,,,,,,more\n", Errc::invalid_field, "line 2", "expected 17 cells, but found 19"},
      {"activity,a1\nactivity,a2,,\"Open\nactivity,a3\n", Errc::invalid_syntax, "line 3",
       "a quote is opened here and never closed"},
  };
  for (Offence const& offence : offences) {
    auto const map = read_rows(offence.rows);
    ASSERT_FALSE(map.has_value()) << offence.rows;
    EXPECT_EQ(map.error(), (Error{offence.code, offence.message, offence.path})) << offence.rows;
  }
}

TEST(Csv, RefusesTextAboveItsLimit) {
  ReadOptions options;
  options.limits.bytes = 4;
  EXPECT_EQ(read("a,b\nc", options).error().code, Errc::too_large);
}

TEST(Csv, RefusesNothingAtAll) {
  for (char const* text : {"", "\n\r\n", "\xEF\xBB\xBF", "sep=;\n"}) {
    auto const map = read(text);
    ASSERT_FALSE(map.has_value());
    EXPECT_EQ(map.error().code, Errc::invalid_syntax);
  }
}

int detect(std::string_view text, std::string_view extension = "") {
  return storymap::csv_format().detect(text, extension);
}

TEST(Csv, KnowsItsOwn) {
  auto const format = storymap::csv_format();
  EXPECT_EQ(format.id, "csv");
  EXPECT_EQ(format.extensions, ".csv .tsv");
  EXPECT_TRUE(contains(format.holds, storymap::Holds::all));
  EXPECT_EQ(detect(written(small_map())), 100);
  EXPECT_EQ(detect(header), 100);
  EXPECT_EQ(detect("sep=,\r\n" + std::string(header)), 100);
  EXPECT_EQ(detect("type,id,parent\n"), 80);
}

TEST(Csv, KnowsATable) {
  EXPECT_EQ(detect("Summary;Status\nPay;Open\n"), 80);
  EXPECT_EQ(detect("1,Pay by card,x\n2,Refund,y\n3,Ship,z\n"), 30);
  EXPECT_EQ(detect("1,Pay by card,x\n2,Refund,y\n3,Ship,z\n", ".csv"), 60);
  EXPECT_EQ(detect("Pay by card\nRefund\n", ".CSV"), 50);
  EXPECT_EQ(detect("\"", ".csv"), 20);
}

TEST(Csv, LeavesOtherFormatsAlone) {
  char const* const sentences =
      "As a user, I want to pay, so that I own it\nAs a user, I want to go, so that I leave\nAs a cat, I sleep, too\n";
  for (char const* text :
       {"", "  \n", "{\"title\": \"a, b\", \"status\": 1}", "[1,2,3]\n[1,2,3]\n[1,2,3]\n", "# Map\n\n- a, b\n- c, d\n",
        "| Title | Status |\n|---|---|\n| a | b |\n", "<rss>,<a>\n<b>,<c>\n<d>,<e>\n",
        "As a user, I want to pay\nAs an admin, I want to refund\nAs a clerk, I want to ship\n", sentences}) {
    EXPECT_EQ(detect(text), 0) << text;
  }
}

TEST(Csv, LeavesPlainBacklogsAlone) {
  STORYMAP_NEEDS_DATA("dalpiaz/raw.open");
  for (auto const& file : std::filesystem::directory_iterator(*storymap_test::data_dir() / "dalpiaz/raw.open")) {
    EXPECT_EQ(detect(storymap_test::read_file(file.path()), ".txt"), 0) << file.path();
  }
}

/// How long a call took.
template <class F>
double seconds(F&& call) {
  auto const begin = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(Csv, SurvivesHostileFiles) {
  std::size_t const size = 100'000'000;
  std::vector<std::pair<char const*, std::string>> const files = {
      {"one open quote", "a,b\n\"" + std::string(size, 'x')},
      {"quotes alone", std::string(size / 10, '"')},
      {"one long cell", "title,status\n" + std::string(size, 'x') + ",Open\n"},
      {"one long quoted cell", "title,status\n\"" + std::string(size, '\n') + "\",Open\n"},
      {"a million columns", std::string(1'000'000, ',')},
      {"blank lines", std::string(size / 10, '\n')},
  };
  for (auto const& [name, text] : files) {
    EXPECT_LT(seconds([&, &csv = text] { (void)read(csv); }), 60) << name;
    EXPECT_LT(seconds([&, &csv = text] { (void)detect(csv, ".csv"); }), 20) << name;
  }
}

TEST(Csv, IsNeverQuadratic) {
  // Each of these would take hours if rows, lists, fields or notes were compared with each other.
  std::size_t const many = 200'000;
  std::string same_keys = "Issue key,Summary,Parent\n";
  std::string missing_parents = same_keys;
  std::string chain = same_keys;
  std::string labels = "title,labels\nx,\"";
  std::string fields = "activity,a1,,,,,,,,,,,,,,,\"{";
  for (std::size_t i = 0; i < many; ++i) {
    std::string const number = std::to_string(many - i);
    same_keys += "K-1,Pay,\n";
    missing_parents.append("A-").append(number).append(",Pay,B-").append(number).append("\n");
    chain.append("A-").append(number).append(",Pay,A-").append(std::to_string(many - i - 1)).append("\n");
    labels.append(number).append("\n");
    fields.append(i == 0 ? "\"\"" : ",\"\"").append(number).append("\"\":1");
  }
  EXPECT_LT(seconds([&] { EXPECT_TRUE(read(same_keys).has_value()); }), 60);
  EXPECT_LT(seconds([&] { EXPECT_TRUE(read(missing_parents).has_value()); }), 60);
  EXPECT_LT(seconds([&] { EXPECT_TRUE(read(chain).has_value()); }), 60);
  EXPECT_LT(seconds([&] { EXPECT_TRUE(read(labels + "\"\n").has_value()); }), 60);
  EXPECT_LT(seconds([&] { EXPECT_TRUE(read_rows(fields + "}\"\n").has_value()); }), 60);
}

}  // namespace
