// tests/core/test_json_edits.cpp - edits as JSON.
#include <gtest/gtest.h>
#include <storymap/json.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

std::vector<Edit> read(std::string_view text) {
  Result<std::vector<Edit>> edits = read_edits(text);
  EXPECT_TRUE(edits.has_value()) << to_string(edits.error()) << "\n" << text;
  return edits ? *std::move(edits) : std::vector<Edit>();
}

/// An edit and its line, which is part of the wire format: it must never change.
struct Line {
  Edit edit;
  std::string json;
};

StoryId const s1("s1");
StoryId const s2("s2");

template <class Noun>
Noun noun(char const* id, char const* title) {
  Noun noun;
  noun.id = Id<Noun>(id);
  noun.title = title;
  return noun;
}

std::vector<Line> const lines = {
    {Add<Story>{noun<Story>("s9", "Pay by card"), {.parent = TaskId("t1"), .after = StoryId("s3")}},
     R"({"v":1,"op":"add","noun":"story","value":{"id":"s9","title":"Pay by card","status":"todo"},"parent":"t1","after":"s3"})"},
    {Add<Activity>{noun<Activity>("a1", "Buy"), {}},
     R"({"v":1,"op":"add","noun":"activity","value":{"id":"a1","title":"Buy"},"after":null})"},
    {Remove<Release>{ReleaseId("r2")}, R"({"v":1,"op":"remove","noun":"release","id":"r2"})"},
    {Move<Task>{TaskId("t2"), {.parent = ActivityId("a1"), .after = {}}},
     R"({"v":1,"op":"move","noun":"task","id":"t2","parent":"a1","after":null})"},
    {Move<Persona>{PersonaId("p2"), {.parent = {}, .after = PersonaId("p1")}},
     R"({"v":1,"op":"move","noun":"persona","id":"p2","after":"p1"})"},
    {Set<Story>{s1, "status", "done"},
     R"({"v":1,"op":"set","noun":"story","id":"s1","field":"status","value":"done"})"},
    {Set<Story>{s1, "points", 2.5}, R"({"v":1,"op":"set","noun":"story","id":"s1","field":"points","value":2.5})"},
    {Set<Story>{s1, "release", {}}, R"({"v":1,"op":"set","noun":"story","id":"s1","field":"release","value":null})"},
    {Set<Story>{s1, "risk", JsonText{"null"}},
     R"({"v":1,"op":"set","noun":"story","id":"s1","field":"risk","value":null})"},
    {Set<Story>{s1, "risk", {}}, R"({"v":1,"op":"set","noun":"story","id":"s1","field":"risk"})"},
    {Set<Task>{TaskId("t1"), "points", JsonText{"[1,{}]"}},
     R"({"v":1,"op":"set","noun":"task","id":"t1","field":"points","value":[1,{}]})"},
    {Set<Story>{s1, "personas", std::vector<std::string>{"p1"}},
     R"({"v":1,"op":"set","noun":"story","id":"s1","field":"personas","value":["p1"]})"},
    {Set<Activity>{ActivityId("a1"), "external", std::vector<External>{{"jira", "X-1", "", {}}}},
     R"({"v":1,"op":"set","noun":"activity","id":"a1","field":"external","value":[{"system":"jira","key":"X-1"}]})"},
    {SetMap{"name", "Shop"}, R"({"v":1,"op":"set","noun":"map","field":"name","value":"Shop"})"},
    {AddLink{{LinkKind::blocks, s1, s2, {{"why", "1"}}}, {}},
     R"({"v":1,"op":"add","noun":"link","value":{"kind":"blocks","from":"s1","to":"s2","why":1},"after":null})"},
    {AddLink{{LinkKind::relates, s1, s2, {}}, LinkKey{LinkKind::blocks, s1, s2}},
     R"({"v":1,"op":"add","noun":"link","value":{"kind":"relates","from":"s1","to":"s2"},"after":{"kind":"blocks","from":"s1","to":"s2"}})"},
    {RemoveLink{{LinkKind::blocks, s1, s2}},
     R"({"v":1,"op":"remove","noun":"link","value":{"kind":"blocks","from":"s1","to":"s2"}})"},
    {AddLabel{s1, "ux", {}}, R"({"v":1,"op":"add","noun":"label","story":"s1","value":"ux","after":null})"},
    {AddLabel{s1, "ux", "money"}, R"({"v":1,"op":"add","noun":"label","story":"s1","value":"ux","after":"money"})"},
    {RemoveLabel{s1, "ux"}, R"({"v":1,"op":"remove","noun":"label","story":"s1","value":"ux"})"},
};

TEST(JsonEdits, EveryEditHasItsLine) {
  for (Line const& line : lines) {
    EXPECT_EQ(write_edits(std::vector{line.edit}), line.json + "\n");
    EXPECT_EQ(read(line.json), std::vector{line.edit}) << line.json;
  }
}

TEST(JsonEdits, LogsAndArraysAreTheSame) {
  std::string log;
  std::string array = " [";
  std::vector<Edit> edits;
  for (Line const& line : lines) {
    log += "\r\n" + line.json + "\r\n";
    array += (edits.empty() ? "" : ",") + line.json;
    edits.push_back(line.edit);
  }
  EXPECT_EQ(read(log), edits);
  EXPECT_EQ(read(array + "]\n"), edits);
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("\n \n").empty());
  EXPECT_TRUE(read("[]").empty());
}

TEST(JsonEdits, AnyEditsComeBackUnchanged) {
  storymap_test::for_each_case([](Random& random) {
    Map map = storymap_test::random_map(random, storymap_test::small_shape());
    std::vector<Edit> const edits = storymap_test::RandomEdits(random).valid(map, 5);
    EXPECT_EQ(read(write_edits(edits)), edits);
  });
}

TEST(JsonEdits, WrittenUndoRestoresTheMap) {
  storymap_test::for_each_case([](Random& random) {
    Map const before = storymap_test::random_map(random, storymap_test::small_shape());
    Map map = before;
    std::vector<Edit> const edits = storymap_test::RandomEdits(random).valid(map, 5);
    map = before;
    Result<std::vector<Edit>> const undo = apply(map, read(write_edits(edits)));
    ASSERT_TRUE(undo.has_value()) << to_string(undo.error());
    ASSERT_TRUE(apply(map, read(write_edits(*undo))).has_value());
    EXPECT_EQ(map, before);
  });
}

struct Case {
  std::string text;
  Errc code;
  std::string path;
  std::string fragment;
};

std::ostream& operator<<(std::ostream& out, Case const& tried) { return out << tried.text; }

class JsonEditErrors : public testing::TestWithParam<Case> {};

TEST_P(JsonEditErrors, NameTheCodeThePlaceAndWhatWasExpected) {
  Result<std::vector<Edit>> const edits = read_edits(GetParam().text);
  ASSERT_FALSE(edits.has_value());
  EXPECT_EQ(to_string(edits.error().code), to_string(GetParam().code));
  EXPECT_EQ(edits.error().path, GetParam().path);
  EXPECT_NE(edits.error().message.find(GetParam().fragment), std::string::npos) << edits.error().message;
}

std::string const good = R"({"v":1,"op":"remove","noun":"story","id":"s1"})";

std::vector<Case> const errors = {
    {"[" + good + ",7]", Errc::invalid_field, "/1", "expected an object, found a number"},
    {"[" + good, Errc::invalid_syntax, "line 1, column 48", "found the end of the text"},
    {good + "\n{", Errc::invalid_syntax, "line 2, column 2", "the name of a member"},
    {good + "\n\n7", Errc::invalid_field, "line 3", "expected an object"},
    {good + "\n" + R"({"v":1,"op":"add","noun":"label","story":"s1","value":7,"after":null})", Errc::invalid_field,
     "line 2", "/value: expected a string, found a number"},
    {std::string(400, '['), Errc::too_large, "line 1, column 257", "nested deeper"},
    {good + "\n" + std::string(400, '['), Errc::too_large, "line 2, column 257", "nested deeper"},
    {R"([{"op":"remove","noun":"story","id":"s1"}])", Errc::invalid_field, "/0", "expected the member 'v'"},
    {R"([{"v":2,"op":"twist"}])", Errc::unsupported, "/0/v", "expected version 1 of an edit, found 2"},
    {R"([{"v":"1"}])", Errc::invalid_field, "/0/v", "expected a number"},
    {R"([{"v":1,"noun":"story"}])", Errc::invalid_field, "/0", "expected the member 'op'"},
    {R"([{"v":1,"op":"twist","noun":"story"}])", Errc::invalid_field, "/0/op",
     "expected add, remove, move or set, found 'twist'"},
    {R"([{"v":1,"op":"add","noun":"epic"}])", Errc::invalid_field, "/0/noun", "map, link or label, found 'epic'"},
    {R"([{"v":1,"op":"add","noun":"map"}])", Errc::invalid_field, "/0/op", "expected set"},
    {R"([{"v":1,"op":"move","noun":"link"}])", Errc::invalid_field, "/0/op", "expected add or remove"},
    {R"([{"v":1,"op":"set","noun":"label"}])", Errc::invalid_field, "/0/op", "expected add or remove"},
    {R"([{"v":1,"op":"remove","noun":"story","id":7}])", Errc::invalid_field, "/0/id", "expected a string"},
    {R"([{"v":1,"op":"remove","noun":"story","id":"s1","id":"s2"}])", Errc::invalid_field, "/0/id", "twice"},
    {R"([{"v":1,"op":"remove","noun":"story","id":"s1","why":""}])", Errc::invalid_field, "/0/why", "no such member"},
    {R"([{"v":1,"op":"move","noun":"story","id":"s1","after":null}])", Errc::invalid_field, "/0",
     "expected the member 'parent'"},
    {R"([{"v":1,"op":"move","noun":"story","id":"s1","parent":"t1"}])", Errc::invalid_field, "/0",
     "expected the member 'after'"},
    {R"([{"v":1,"op":"move","noun":"release","id":"r1","parent":"t1","after":null}])", Errc::invalid_field, "/0/parent",
     "no such member"},
    {R"([{"v":1,"op":"add","noun":"task","value":{"title":"x"},"parent":"a1","after":null}])", Errc::invalid_field,
     "/0/value", "expected the member 'id'"},
    {R"([{"v":1,"op":"add","noun":"task","value":{"id":"t1","stories":[]},"parent":"a1","after":null}])",
     Errc::invalid_field, "/0/value/stories", "without children"},
    {R"([{"v":1,"op":"add","noun":"story","value":{"id":"s1","points":"3"},"parent":"t1","after":null}])",
     Errc::invalid_field, "/0/value/points", "expected a number"},
    {R"([{"v":1,"op":"set","noun":"story","id":"s1","field":"labels","value":["x"]}])", Errc::invalid_field, "/0/field",
     "'labels' is not a field"},
    {R"([{"v":1,"op":"set","noun":"map","field":"activities","value":[]}])", Errc::invalid_field, "/0/field",
     "'activities' is not a field"},
    {R"([{"v":1,"op":"set","noun":"story","id":"s1","field":"points","value":"3"}])", Errc::invalid_field, "/0/value",
     "expected a number"},
    {R"([{"v":1,"op":"set","noun":"story","id":"s1","field":"status","value":"open"}])", Errc::invalid_field,
     "/0/value", "todo, in_progress, done or blocked"},
    {R"([{"v":1,"op":"set","noun":"story","id":"s1","field":"title"}])", Errc::invalid_field, "/0",
     "expected the member 'value'"},
    {R"([{"v":1,"op":"remove","noun":"link","value":{"kind":"blocks","from":"s1","to":"s2","x":1}}])",
     Errc::invalid_field, "/0/value/x", "no such member"},
    {R"([{"v":1,"op":"add","noun":"link","value":{"kind":"blocks","from":"s1"},"after":null}])", Errc::invalid_field,
     "/0/value", "expected the member 'to'"},
};

INSTANTIATE_TEST_SUITE_P(Table, JsonEditErrors, testing::ValuesIn(errors));

}  // namespace
