// tests/core/test_unknown_fields.cpp - unknown fields: no file and no edit may break the map with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <storymap/csv.hpp>
#include <storymap/diff.hpp>
#include <storymap/json.hpp>
#include <storymap/markdown.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/sample_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

/// One way to give the sample map a field, and the place that `check` must name.
struct Offence {
  std::string_view owner;
  std::vector<std::string> words;
  std::function<void(Map&, Field const&)> commit;
};

std::vector<Offence> all_owners() {
  auto const set = [](Fields& fields, Field const& field) { fields.set(field.name, field.json); };
  return {
      {"",
       {"storymap", "name", "description", "personas", "releases", "links", "activities"},
       [=](Map& map, Field const& field) { set(map.extra, field); }},
      {"/personas/1",
       {"id", "name", "description", "external"},
       [=](Map& map, Field const& field) { set(map.personas[1].extra, field); }},
      {"/releases/0",
       {"id", "title", "description", "external"},
       [=](Map& map, Field const& field) { set(map.releases[0].extra, field); }},
      {"/links/0", {"kind", "from", "to"}, [=](Map& map, Field const& field) { set(map.links[0].extra, field); }},
      {"/activities/2",
       {"id", "title", "description", "external", "tasks"},
       [=](Map& map, Field const& field) { set(map.activities[2].extra, field); }},
      {"/activities/0/tasks/1",
       {"id", "title", "description", "external", "stories"},
       [=](Map& map, Field const& field) { set(map.activities[0].tasks[1].extra, field); }},
      {"/activities/0/tasks/1/stories/0",
       {"id", "title", "description", "acceptance_criteria", "priority", "status", "points", "labels", "personas",
        "release", "external"},
       [=](Map& map, Field const& field) { set(map.activities[0].tasks[1].stories[0].extra, field); }},
      {"/activities/0/tasks/1/stories/0/external/0",
       {"system", "key", "url"},
       [=](Map& map, Field const& field) { set(map.activities[0].tasks[1].stories[0].external[0].fields, field); }},
  };
}

TEST(UnknownFields, NamedLikeAWordOfTheSchemaAreRefusedByCheck) {
  for (Offence const& offence : all_owners()) {
    for (std::string const& word : offence.words) {
      Map map = sample_map();
      offence.commit(map, {word, "7"});
      Result<void> const checked = check(map);
      ASSERT_FALSE(checked) << offence.owner << " " << word;
      EXPECT_EQ(checked.error(),
                (Error{Errc::invalid_field, "'" + word + "' is a word of the schema and cannot name an unknown field",
                       std::string(offence.owner) + "/" + word}));
    }
    Map map = sample_map();
    offence.commit(map, {"Title", "7"});
    EXPECT_TRUE(check(map)) << offence.owner;
  }
}

TEST(UnknownFields, ThatAreNoJsonAreRefusedByCheck) {
  for (Offence const& offence : all_owners()) {
    for (char const* json : {"", "}", "1,", "{\"a\":1", "'a'", "nul", "1 2", "\"\n\""}) {
      Map map = sample_map();
      offence.commit(map, {"x", json});
      Result<void> const checked = check(map);
      ASSERT_FALSE(checked) << offence.owner << " " << json;
      EXPECT_EQ(checked.error().code, Errc::invalid_field);
      EXPECT_EQ(checked.error().path, std::string(offence.owner) + "/x");
      EXPECT_THAT(checked.error().message, testing::StartsWith("expected one JSON value: "));
    }
  }
}

TEST(UnknownFields, MayHaveAnEmptyName) {
  Map map = sample_map();
  map.extra.set("", "1");
  ASSERT_TRUE(check(map));
  EXPECT_EQ(*read_json(write_json(map)), map);
  EXPECT_EQ(changed({SetMap{"", JsonText{"1"}}}), map);
}

TEST(UnknownFields, NamedLikeAWordOfTheSchemaAreRefusedByEdits) {
  Story story = sample_story("s9", "");
  story.extra.set("title", "\"HIJACK\"");
  Story referring = sample_story("s9", "");
  referring.external = {{"jira", "", "", {}}, {"jira", "", "", {{"key", "1"}}}};
  Link const link{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {{"from", "1"}}};
  std::vector<External> const external = {{"jira", "", "", {{"url", "1"}}}};
  expect_refused({
      {Add<Story>{story, in_task("t1")}, Errc::invalid_field, "/value/title"},
      {Add<Story>{referring, in_task("t1")}, Errc::invalid_field, "/value/external/1/key"},
      {Add<Release>{{ReleaseId("r9"), "", "", {}, {{"id", "7"}}}, {}}, Errc::invalid_field, "/value/id"},
      {Add<Activity>{{ActivityId("a9"), "", "", {}, {}, {{"tasks", "[]"}}}, {}}, Errc::invalid_field, "/value/tasks"},
      {AddLink{link, {}}, Errc::invalid_field, "/value/from"},
      {Set<Story>{StoryId("s3"), "external", external}, Errc::invalid_field, "/value/0/url"},
  });
}

TEST(UnknownFields, ThatAreNoJsonAreRefusedByEdits) {
  Story story = sample_story("s9", "");
  story.extra.set("x", "}");
  Link const link{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {{"x", ""}}};
  std::vector<External> const external = {{"jira", "", "", {{"x", "["}}}};
  expect_refused({
      {Set<Story>{StoryId("s1"), "x", JsonText{"}"}}, Errc::invalid_field, "/value"},
      {Set<Story>{StoryId("s1"), "x", JsonText{""}}, Errc::invalid_field, "/value"},
      {SetMap{"x", JsonText{"1 2"}}, Errc::invalid_field, "/value"},
      {Add<Story>{story, in_task("t1")}, Errc::invalid_field, "/value/x"},
      {AddLink{link, {}}, Errc::invalid_field, "/value/x"},
      {Set<Story>{StoryId("s3"), "external", external}, Errc::invalid_field, "/value/0/x"},
  });
}

TEST(UnknownFields, NamedLikeAWordOfTheSchemaAreRefusedByOurOwnCsv) {
  std::string const header =
      "type,id,parent,title,description,acceptance_criteria,priority,status,points,labels,personas,release,kind,from,"
      "to,external,extra\n";
  std::string const reserved = "is a word of the schema and cannot name an unknown field";
  auto const error_of = [&](std::string const& rows) {
    ImportReport report;
    Result<Map> const map = read_csv(header + rows, {}, report);
    EXPECT_FALSE(map) << rows;
    return map ? Error{} : map.error();
  };
  EXPECT_EQ(error_of("activity,a1,,,,,,,,,,,,,,,\"{\"\"id\"\":7,\"\"title\"\":\"\"HIJACK\"\"}\"\n"),
            (Error{Errc::invalid_field, "column 'extra': 'id' " + reserved, "line 2"}));
  EXPECT_EQ(error_of("map,,,,,,,,,,,,,,,,\"{\"\"links\"\":[]}\"\n"),
            (Error{Errc::invalid_field, "column 'extra': 'links' " + reserved, "line 2"}));
  EXPECT_EQ(error_of("activity,a1,,,,,,,,,,,,,,\"[{\"\"fields\"\":{\"\"key\"\":1}}]\",\n"),
            (Error{Errc::invalid_field, "column 'external': 'key' " + reserved, "line 2"}));
}

TEST(UnknownFields, NamedLikeAWordOfTheSchemaAreRefusedByOurOwnMarkdown) {
  auto const error_of = [](std::string const& text) {
    ImportReport report;
    Result<Map> const map = read_markdown(text, {}, report);
    EXPECT_FALSE(map) << text;
    return map ? Error{} : map.error();
  };
  std::string const reserved = "is a word of the schema and cannot name an unknown field";
  EXPECT_EQ(error_of("# M\n## A\n### T\n- a\n  <!-- storymap: {\"extra\":{\"points\":7}} -->\n"),
            (Error{Errc::invalid_field, "the storymap comment: 'points' " + reserved, "line 5"}));
  EXPECT_EQ(error_of("# M\n<!-- storymap: {\"extra\":{\"activities\":7}} -->\n"),
            (Error{Errc::invalid_field, "the storymap comment: 'activities' " + reserved, "line 2"}));
  EXPECT_EQ(error_of("# M\n## A\n<!-- storymap: {\"external\":[{\"fields\":{\"url\":7}}]} -->\n"),
            (Error{Errc::invalid_field, "the storymap comment: 'url' " + reserved, "line 3"}));
}

TEST(UnknownFields, OfForeignFilesNeverTakeAWordOfTheSchema) {
  for (std::string const& text : {
           std::string("Title,Status,Title,External,Tasks,Stories,Key,URL,System\na,b,c,d,e,f,g,h,i\n"),
           std::string("Summary,Issue key,Issue Type,System,url,key,id,title\na,S-1,Story,b,c,d,e,f\n"),
       }) {
    ImportReport report;
    Result<Map> const map = read_csv(text, {}, report);
    ASSERT_TRUE(map) << to_string(map.error());
    EXPECT_TRUE(check(*map)) << to_string(check(*map).error());
  }
  Result<Map> const flat = read_json(
      R"([{"summary":"a","title":null,"id":{"x":1},"status":7,"tasks":[1],"external":"x","release":3,"labels":"l"}])");
  ASSERT_FALSE(flat) << "an id that is an object is no id";
  Result<Map> const good = read_json(
      R"([{"summary":"a","title":null,"status":7,"tasks":[1],"external":"x","release":3,"labels":"l","kind":1}])");
  ASSERT_TRUE(good) << to_string(good.error());
  EXPECT_TRUE(check(*good));
}

TEST(UnknownFields, AColumnOfLinksNeverTakesAWordOfAReference) {
  ReadOptions options;
  options.columns = {{"title", "Summary"}, {"blocks", "key"}};
  ImportReport report;
  Result<Map> const map = read_csv("Summary,key\na,elsewhere-1\n", options, report);
  if (map) {
    EXPECT_TRUE(check(*map)) << to_string(check(*map).error());
  }
}

TEST(UnknownFields, WithLineBreaksDoNotTearALog) {
  Edits const edits = {Set<Story>{StoryId("s1"), "x", JsonText{"[1,\r\n 2]"}}};
  EXPECT_EQ(write_edits(edits).find('\r'), std::string::npos);
  Result<Edits> const read = read_edits(write_edits(edits));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(*read, (Edits{Set<Story>{StoryId("s1"), "x", JsonText{"[1,2]"}}}));
}

// Many at once.

std::vector<Field> many_fields(std::size_t count) {
  std::vector<Field> fields;
  for (std::size_t i = count; i > 0; --i) fields.push_back({"f" + std::to_string(count + i), std::to_string(i)});
  return fields;
}

TEST(UnknownFields, AssignSortsAndSaysWhichNameStandsTwice) {
  Fields fields = {{"old", "1"}};
  EXPECT_EQ(fields.assign({{"c", "1"}, {"a", "2"}, {"b", "3"}}), std::nullopt);
  EXPECT_EQ(fields, (Fields{{"a", "2"}, {"b", "3"}, {"c", "1"}}));
  EXPECT_EQ(fields.assign({{"b", "1"}, {"a", "1"}, {"b", "2"}, {"a", "2"}, {"c", "3"}}), "a");
  EXPECT_EQ(fields, (Fields{{"a", "2"}, {"b", "2"}, {"c", "3"}})) << "the last of each name stays";
  EXPECT_EQ(fields.assign({}), std::nullopt);
  EXPECT_TRUE(fields.empty());
}

TEST(UnknownFields, OfAHundredThousandNamesInDescendingOrderAreRead) {
  Map map = sample_map();
  map.extra.assign(many_fields(100'000));
  ASSERT_EQ(map.extra.size(), 100'000U);
  std::string object = "{";
  for (Field const& field : many_fields(100'000)) object += "\"" + field.name + "\":" + field.json + ",";
  object.back() = '}';
  ImportReport report;
  Result<Map> const markdown = read_markdown("# M\n<!-- storymap: {\"extra\":" + object + "} -->\n", {}, report);
  ASSERT_TRUE(markdown) << to_string(markdown.error());
  EXPECT_EQ(markdown->extra, map.extra);
  Result<Map> const json = read_json("{\"storymap\":1,\"activities\":[]," + object.substr(1));
  ASSERT_TRUE(json) << to_string(json.error());
  EXPECT_EQ(json->extra, map.extra);
}

}  // namespace
