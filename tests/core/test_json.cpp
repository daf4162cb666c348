// tests/core/test_json.cpp - maps as JSON: what is read from which document, and nothing lost on the way.
#include <gtest/gtest.h>
#include <storymap/json.hpp>
#include <storymap/visit.hpp>

#include <string>
#include <string_view>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

/// The map in a text, which must be good.
Map read(std::string_view text, ImportReport& report) {
  Result<Map> map = read_json(text, {}, report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error()) << "\n" << text.substr(0, 2000);
  return map ? *std::move(map) : Map();
}
Map read(std::string_view text) {
  ImportReport report;
  return read(text, report);
}

std::string const whole = R"({
  "storymap": 1,
  "name": "Shop",
  "description": "Sells things",
  "personas": [
    {
      "id": "p1",
      "name": "Buyer"
    }
  ],
  "releases": [
    {
      "id": "r1",
      "title": "MVP",
      "due": {"year":2030}
    }
  ],
  "links": [
    {
      "kind": "blocks",
      "from": "s1",
      "to": "s2",
      "note": "first this"
    }
  ],
  "activities": [
    {
      "id": "a1",
      "title": "Buy",
      "tasks": [
        {
          "id": "t1",
          "title": "Pay",
          "stories": [
            {
              "id": "s1",
              "title": "Pay by card",
              "description": "Any card",
              "acceptance_criteria": [
                "It works"
              ],
              "priority": "Must",
              "status": "in_progress",
              "points": 2.5,
              "labels": [
                "ux",
                "money"
              ],
              "personas": [
                "p1"
              ],
              "release": "r1",
              "external": [
                {
                  "system": "jira",
                  "key": "SHOP-12",
                  "url": "https://example.com/SHOP-12",
                  "type": "Bug"
                }
              ],
              "risk": 7
            },
            {
              "id": "s2",
              "title": "Pay by invoice",
              "status": "todo"
            }
          ]
        }
      ]
    }
  ],
  "owner": null
}
)";

TEST(Json, WritesInOneStableForm) { EXPECT_EQ(write_json(read(whole)), whole); }

TEST(Json, ReadsEveryMember) {
  Map const map = read(whole);
  EXPECT_EQ(map.name, "Shop");
  EXPECT_EQ(map.description, "Sells things");
  EXPECT_EQ(*map.extra.find("owner"), "null");
  EXPECT_EQ(map.personas[0].name, "Buyer");
  EXPECT_EQ(*map.releases[0].extra.find("due"), R"({"year":2030})");
  EXPECT_EQ(map.links[0].kind, LinkKind::blocks);
  EXPECT_EQ(*map.links[0].extra.find("note"), R"("first this")");
  Story const& story = map.activities[0].tasks[0].stories[0];
  EXPECT_EQ(story.acceptance_criteria, std::vector<std::string>{"It works"});
  EXPECT_EQ(story.status, Status::in_progress);
  EXPECT_EQ(story.points, 2.5);
  EXPECT_EQ(story.labels, (std::vector<std::string>{"ux", "money"}));
  EXPECT_EQ(story.personas, std::vector<PersonaId>{PersonaId("p1")});
  EXPECT_EQ(story.release, ReleaseId("r1"));
  EXPECT_EQ(story.external[0].key, "SHOP-12");
  EXPECT_EQ(*story.external[0].fields.find("type"), R"("Bug")");
  EXPECT_EQ(*story.extra.find("risk"), "7");
}

TEST(Json, CompactIsTheSameOnOneLine) {
  std::string const compact = write_json_compact(read(whole));
  EXPECT_EQ(compact.find('\n'), std::string::npos);
  EXPECT_EQ(read(compact), read(whole));
}

TEST(Json, CountsWhatItRead) {
  ImportReport report;
  (void)read(whole, report);
  for (char const* what : {"activities", "tasks", "releases", "personas", "links", "criteria"}) {
    EXPECT_EQ(report.count_of(what), 1U) << what;
  }
  EXPECT_EQ(report.count_of("stories"), 2U);
  EXPECT_TRUE(report.notes.empty());
}

TEST(Json, SmallestMap) {
  Map const map = read(R"({"storymap":1,"activities":[]})");
  EXPECT_EQ(map, Map());
  EXPECT_EQ(write_json_compact(map), R"({"storymap":1,"name":"","activities":[]})");
}

TEST(Json, NullIsTheSameAsAbsent) {
  EXPECT_EQ(
      read(R"({"storymap":1,"name":null,"personas":null,"links":null,"activities":[{"id":"a","title":null,"tasks":
      [{"id":"t","stories":[{"id":"s","title":"x","points":null,"release":null,"labels":null,"external":null}]}]}]})"),
      read(R"({"storymap":1,"activities":[{"id":"a","tasks":[{"id":"t","stories":[{"id":"s","title":"x"}]}]}]})"));
}

TEST(Json, MissingIdsBecomeOrdinalsNobodyHas) {
  ImportReport report;
  Map const map = read(R"({"storymap":1,"personas":[{"name":"x"}],"releases":[{"title":"x"}],"activities":[
      {"tasks":[{"stories":[{"title":"x"},{"id":"s1","title":"x"},{"title":"x"}]},{"id":"t1"}]}]})",
                       report);
  EXPECT_EQ(map.personas[0].id.str(), "p1");
  EXPECT_EQ(map.releases[0].id.str(), "r1");
  EXPECT_EQ(map.activities[0].id.str(), "a1");
  EXPECT_EQ(map.activities[0].tasks[0].id.str(), "t2");
  std::vector<Story> const& stories = map.activities[0].tasks[0].stories;
  EXPECT_EQ(stories[0].id.str() + stories[1].id.str() + stories[2].id.str(), "s2s1s3");
  ImportNote const& note = report.notes.back();
  EXPECT_EQ(note.kind, ImportNote::Kind::defaulted);
  EXPECT_EQ(note.path, "/activities/0/tasks/0/stories/0");
  EXPECT_EQ(note.times, 2U);
}

TEST(Json, UnknownNumbersKeepTheirDigits) {
  std::string const numbers =
      R"([123456789012345678901234567890,-9223372036854775809,18446744073709551616,18446744073709551615,)"
      R"(-9223372036854775808,0,0.1,1e+22,5e-324,1.7976931348623157e+308,-0.0])";
  Map const map = read(R"({"storymap":1,"activities":[],"numbers":)" + numbers + "}");
  EXPECT_EQ(*map.extra.find("numbers"), numbers);
}

TEST(Json, UnknownFieldsAreKeptCompactAndSorted) {
  Map const map = read(R"({"zebra" : [ 1 , { "b" : "\u00e9\/" } ], "storymap":1, "activities":[], "ant":1.50})");
  EXPECT_EQ(map.extra, (Fields{{"ant", "1.5"}, {"zebra", "[1,{\"b\":\"\xC3\xA9/\"}]"}}));
}

TEST(Json, FieldsThatTookAWordOfTheSchemaAreNotWrittenTwice) {
  Map map;
  map.extra.set("name", "\"other\"");
  EXPECT_EQ(write_json_compact(map), R"({"storymap":1,"name":"","activities":[]})");
}

TEST(Json, AnyMapComesBackUnchanged) {
  storymap_test::for_each_case([](Random& random) {
    Map const map = storymap_test::random_map(random);
    std::string const text = write_json(map);
    EXPECT_EQ(read(text), map);
    EXPECT_EQ(read(write_json_compact(map)), map);
    EXPECT_EQ(write_json(read(text)), text);
  });
}

TEST(Json, TenThousandStoriesComeBackUnchanged) {
  Random random(storymap_test::seed());
  Map const map = storymap_test::random_map(random, {.activities = 10, .tasks = 10, .stories = 100, .full = true});
  EXPECT_EQ(count(map).stories, 10'000U);
  EXPECT_EQ(read(write_json(map)), map);
}

TEST(LegacyJson, ReadsTheProjectOfThePredecessor) {
  ImportReport report;
  Map const map = read(R"({"id":-100,"name":"Shop","raw_requirements":"Sell things","demo_mode":true,
      "activities":[{"id":2,"title":"Second","position":1,"tasks":[]},
                    {"id":1,"title":"First","position":0,"tasks":[{"id":7,"title":"Pay","position":0,"stories":[
                        {"id":12,"title":"B","position":1,"release_id":-1,"priority":"MVP","status":"done"},
                        {"id":11,"title":"A","position":0,"release_id":null,"acceptance_criteria":["x","y"],"risk":1},
                        {"id":13,"title":"C"},
                        {"id":14,"title":"A2","position":0}]}]}],
      "releases":[{"id":-2,"title":"Later","position":1},{"id":-1,"title":"MVP","position":0}]})",
                       report);
  EXPECT_EQ(map.name, "Shop");
  EXPECT_EQ(map.description, "Sell things");
  EXPECT_EQ(map.extra, (Fields{{"id", "-100"}, {"demo_mode", "true"}}));
  EXPECT_EQ(map.releases[0].id.str(), "-1");
  EXPECT_EQ(map.activities[0].title, "First");
  std::string titles;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) { titles += story.title + " "; });
  EXPECT_EQ(titles, "A A2 B C ");
  Story const& story = map.activities[0].tasks[0].stories[2];
  EXPECT_EQ(story.id.str(), "12");
  EXPECT_EQ(story.release, ReleaseId("-1"));
  EXPECT_EQ(story.priority, "MVP");
  EXPECT_EQ(story.status, Status::done);
  EXPECT_TRUE(story.extra.empty());
  EXPECT_EQ(report.count_of("criteria"), 2U);
  EXPECT_EQ(read(write_json(map)), map);
}

TEST(LegacyJson, IdsUsedTwiceGetASuffix) {
  ImportReport report;
  Map const map = read(R"({"activities":[{"id":1,"tasks":[{"id":1,"stories":[
      {"id":5,"title":"x"},{"id":"5","title":"x"},{"id":5,"title":"x"},{"title":"x"}]}]}]})",
                       report);
  std::vector<Story> const& stories = map.activities[0].tasks[0].stories;
  EXPECT_EQ(stories[0].id.str() + " " + stories[1].id.str() + " " + stories[2].id.str(), "5 5-2 5-3");
  EXPECT_EQ(stories[3].id.str(), "s1");
  ASSERT_EQ(report.notes.size(), 2U);
  EXPECT_EQ(report.notes[0].kind, ImportNote::Kind::renamed);
  EXPECT_EQ(report.notes[0].path, "/activities/0/tasks/0/stories/1/id");
  EXPECT_EQ(report.notes[0].times, 2U);
  EXPECT_EQ(report.notes[1].kind, ImportNote::Kind::defaulted);
}

TEST(LegacyJson, WordsOfTheSchemaWorkWithoutItsVersion) {
  Map map = read(whole);
  std::string text = write_json(map);
  text.replace(text.find("  \"storymap\": 1,\n"), 17, "");
  EXPECT_EQ(read(text), map);
}

TEST(FlatJson, AListOfStoriesIsOneTask) {
  ImportReport report;
  Map const map = read(R"([{"id":7,"title":"Pay by card","description":"Any card","points":3,"labels":["ux"],
                            "status":"done","backlog":"g02"},
                           {"summary":"Second"},{"text":"Third","name":"Name wins"},{"title":"Fourth","body":"B"}])",
                       report);
  ASSERT_EQ(map.activities.size(), 1U);
  ASSERT_EQ(map.activities[0].tasks.size(), 1U);
  std::vector<Story> const& stories = map.activities[0].tasks[0].stories;
  ASSERT_EQ(stories.size(), 4U);
  EXPECT_EQ(stories[0].id.str(), "7");
  EXPECT_EQ(stories[0].description, "Any card");
  EXPECT_EQ(stories[0].points, 3);
  EXPECT_EQ(stories[0].status, Status::done);
  EXPECT_TRUE(stories[0].external.empty());
  EXPECT_EQ(stories[0].extra, (Fields{{"backlog", "\"g02\""}}));
  EXPECT_EQ(stories[1].title + stories[1].id.str(), "Seconds1");
  EXPECT_EQ(stories[2].title, "Name wins");
  EXPECT_EQ(stories[2].extra, (Fields{{"text", "\"Third\""}}));
  EXPECT_EQ(stories[3].description, "B");
  EXPECT_EQ(report.count_of("stories"), 4U);
}

TEST(FlatJson, WordsOfATeamGoToTheExternalReference) {
  Map const map = read(R"([{"id":"X-1","title":"x","status":"RESOLVED","labels":{"atomic":"yes"},"priority":3,
                            "points":-1,"personas":["Buyer","Buyer"],"release":"MVP"},
                           {"id":"X-2","title":"y","status":"Odd","release":"MVP","acceptance_criteria":"one\n\ntwo\r\n"}])");
  Story const& first = map.activities[0].tasks[0].stories[0];
  ASSERT_EQ(first.external.size(), 1U);
  EXPECT_EQ(
      first.external[0],
      (External{"json",
                "X-1",
                "",
                {{"status", "\"RESOLVED\""}, {"labels", R"({"atomic":"yes"})"}, {"priority", "3"}, {"points", "-1"}}}));
  EXPECT_EQ(first.status, Status::done);
  EXPECT_EQ(first.personas, std::vector<PersonaId>{PersonaId("p1")});
  EXPECT_EQ(map.personas[0].name, "Buyer");
  ASSERT_EQ(map.releases.size(), 1U);
  EXPECT_EQ(map.releases[0].title, "MVP");
  Story const& second = map.activities[0].tasks[0].stories[1];
  EXPECT_EQ(second.release, first.release);
  EXPECT_EQ(second.status, Status::todo);
  EXPECT_EQ(second.acceptance_criteria, (std::vector<std::string>{"one", "two"}));
}

TEST(FlatJson, IssuesOfGitHubAreKnownByTheirNumber) {
  Map const map = read(R"([{"url":"https://api.example.com/12","html_url":"https://example.com/12","id":990,"number":12,
      "title":"It crashes","body":"Often","state":"closed","labels":[{"id":1,"name":"bug"},{"id":2,"name":"bug"}]}])");
  Story const& story = map.activities[0].tasks[0].stories[0];
  EXPECT_EQ(story.id.str(), "12");
  EXPECT_EQ(story.description, "Often");
  EXPECT_EQ(story.status, Status::done);
  EXPECT_EQ(story.labels, std::vector<std::string>{"bug"});
  ASSERT_EQ(story.external.size(), 1U);
  EXPECT_EQ(story.external[0].system, "github");
  EXPECT_EQ(story.external[0].key, "12");
  EXPECT_EQ(story.external[0].url, "https://example.com/12");
  EXPECT_EQ(*story.external[0].fields.find("id"), "990");
  EXPECT_EQ(*story.external[0].fields.find("state"), "\"closed\"");
  EXPECT_EQ(story.extra, (Fields{{"url", "\"https://api.example.com/12\""}}));
}

TEST(FlatJson, AnObjectWithStoriesMayBringReleasesAndPersonas) {
  Map const map = read(R"({"name":"Shop","stories":[{"title":"x","release":"Later","personas":["p7","Clerk"]}],
      "personas":[{"id":"p7","name":"Buyer"}],"releases":[{"id":"r1","title":"MVP"},{"id":"r2","title":"Later"}]})");
  EXPECT_EQ(map.name, "Shop");
  Story const& story = map.activities[0].tasks[0].stories[0];
  EXPECT_EQ(story.release, ReleaseId("r2"));
  EXPECT_EQ(story.personas, (std::vector<PersonaId>{PersonaId("p7"), PersonaId("p1")}));
  EXPECT_EQ(map.personas[1].name, "Clerk");
}

TEST(FlatJson, IdsThatCannotBeIdsAreKeptAsKeys) {
  ImportReport report;
  std::string const longest(200, 'x');
  Map const map =
      read(R"([{"id":")" + longest + R"(","title":"x"},{"id":"a\nb","title":"y"},{"id":"","title":"z"}])", report);
  std::vector<Story> const& stories = map.activities[0].tasks[0].stories;
  EXPECT_EQ(stories[0].external[0].key, longest);
  EXPECT_EQ(stories[1].external[0].key, "a\nb");
  EXPECT_TRUE(stories[2].external.empty());
  EXPECT_EQ(report.notes[0].kind, ImportNote::Kind::renamed);
}

TEST(RealJson, MapOfThePredecessor) {
  STORYMAP_NEEDS_DATA("story_maps/hybe-assist-ru.json");
  ImportReport report;
  Map const map = read(storymap_test::read_file(*storymap_test::data_dir() / "story_maps/hybe-assist-ru.json"), report);
  EXPECT_EQ(report.count_of("activities"), 6U);
  EXPECT_EQ(report.count_of("stories"), 25U);
  EXPECT_EQ(report.count_of("releases"), 3U);
  EXPECT_TRUE(report.notes.empty());
  EXPECT_EQ(map.activities[0].tasks[0].stories[0].release, map.releases[0].id);
  EXPECT_EQ(read(write_json(map)), map);
}

TEST(RealJson, IssuesOfGitHub) {
  STORYMAP_NEEDS_DATA("github_issues/rails_issues.json");
  ImportReport report;
  Map const map =
      read(storymap_test::read_file(*storymap_test::data_dir() / "github_issues/rails_issues.json"), report);
  EXPECT_EQ(report.count_of("stories"), 500U);
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_EQ(report.notes[0].times, 400U);  // The set repeats each of its first hundred issues four times.
  EXPECT_EQ(map.activities[0].tasks[0].stories[0].external[0].url, "https://github.com/rails/rails/pull/50958");
  EXPECT_EQ(read(write_json(map)), map);
}

}  // namespace
