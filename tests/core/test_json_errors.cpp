// tests/core/test_json_errors.cpp - what is said about JSON that is no map, and where it points.
#include <gtest/gtest.h>
#include <storymap/json.hpp>

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace std::string_literals;

struct Case {
  std::string text;
  Errc code;
  std::string path;
  std::string fragment;  ///< of the message
};

std::ostream& operator<<(std::ostream& out, Case const& tried) { return out << tried.text.substr(0, 200); }

class JsonErrors : public testing::TestWithParam<Case> {};

TEST_P(JsonErrors, NameTheCodeThePlaceAndWhatWasExpected) {
  Result<Map> const map = read_json(GetParam().text);
  ASSERT_FALSE(map.has_value());
  EXPECT_EQ(to_string(map.error().code), to_string(GetParam().code));
  EXPECT_EQ(map.error().path, GetParam().path);
  EXPECT_NE(map.error().message.find(GetParam().fragment), std::string::npos) << map.error().message;
  EXPECT_LE(map.error().message.size(), 160U);
}

/// A document of schema v1 around one story.
std::string with_story(std::string const& members) {
  return R"({"storymap":1,"releases":[{"id":"r1","title":"MVP"}],"personas":[{"id":"p1","name":"x"}],)"
         R"("activities":[{"id":"a1","tasks":[{"id":"t1","stories":[{"id":"s0","title":"x"},{)" +
         members + "}]}]}]}";
}
std::string const story = "/activities/0/tasks/0/stories/1";

std::vector<Case> const syntax = {
    {"", Errc::invalid_syntax, "line 1, column 1", "expected a value, found the end of the text"},
    {"nothing", Errc::invalid_syntax, "line 1, column 2", "expected a value"},
    {"{\"storymap\":1,\n \"name\":\"x", Errc::invalid_syntax, "line 2, column 9", "no closing quote"},
    {"{\"storymap\":1,", Errc::invalid_syntax, "line 1, column 15", "the name of a member"},
    {"{\"storymap\":1,\n\"activities\":[", Errc::invalid_syntax, "line 2, column 15", "found the end of the text"},
    {"{\"storymap\":1 \"name\":\"x\"}", Errc::invalid_syntax, "line 1, column 15",
     "expected ',' or '}', found a string"},
    {"{'storymap':1}", Errc::invalid_syntax, "line 1, column 2", "the name of a member in quotes"},
    {"{\"storymap\" 1}", Errc::invalid_syntax, "line 1, column 13", "expected ':'"},
    {"[{\"title\":\"x\"},]", Errc::invalid_syntax, "line 1, column 16", "expected a value, found ']'"},
    {"[{\"title\":\"x\"} {}]", Errc::invalid_syntax, "line 1, column 16", "expected ',' or ']', found '{'"},
    {"[1 true]", Errc::invalid_syntax, "line 1, column 4", "expected ',' or ']', found true"},
    {"[tru]", Errc::invalid_syntax, "line 1, column 5", "expected a value"},
    {"[]\0[]"s, Errc::invalid_syntax, "line 1, column 3", "nothing after the end"},
    {"[\0]"s, Errc::invalid_syntax, "line 1, column 2", "expected a value"},
    {"[{\"title\":\"x\",\"points\":1e400}, x]", Errc::invalid_syntax, "line 1, column 28", "too large"},
    {"[{\"points\":" + std::string(400, '9') + "}]", Errc::invalid_syntax, "line 1, column 411", "too large"},
    {"[] []", Errc::invalid_syntax, "line 1, column 4", "nothing after the end"},
    {"[{\"title\":\"a\nb\"}]", Errc::invalid_syntax, "line 1, column 13", "a line break"},
    {"[{\"title\":\"\\x\"}]", Errc::invalid_syntax, "line 1, column 13", "unknown escape"},
    {"[{\"title\":\"\\u12\"}]", Errc::invalid_syntax, "line 1, column 16", "four hexadecimal digits"},
    {"[{\"title\":\"\\ud800\"}]", Errc::invalid_syntax, "line 1, column 18", "surrogate"},
    {"[{\"title\":\"\xD0\x96\xFF\"}]", Errc::invalid_syntax, "line 1, column 13", "not UTF-8"},
    {"[{\"title\":\"\0\"}]"s, Errc::invalid_syntax, "line 1, column 12", "control character"},
    {"[{\"points\":1e999}]", Errc::invalid_syntax, "line 1, column 16", "too large"},
    {"[{\"points\":1.}]", Errc::invalid_syntax, "line 1, column 14", "expected a digit"},
    {std::string(300, '['), Errc::too_large, "line 1, column 257", "nested deeper than 256 levels"},
    {std::string(3'000'000, '['), Errc::too_large, "line 1, column 257", "nested deeper than 256 levels"},
    {"{\"a\":\"[\\\"{\",\n\"b\":[[]]," + std::string("\"c\":\n") + std::string(256, '['), Errc::too_large,
     "line 3, column 256", "nested deeper than 256 levels"},
};

std::vector<Case> const documents = {
    {"7", Errc::invalid_field, "/", "expected a story map"},
    {"null", Errc::invalid_field, "/", "found null"},
    {"{}", Errc::invalid_field, "/", "expected a story map"},
    {"{\"cards\":[],\"lists\":[]}", Errc::invalid_field, "/", "found another object"},
    {"{\"storymap\":2,\"activities\":7}", Errc::unsupported, "/storymap", "expected version 1 of the schema, found 2"},
    {"{\"storymap\":\"1\",\"activities\":[]}", Errc::invalid_field, "/storymap", "expected a number, found a string"},
    {"{\"storymap\":1,\"name\":\"x\"}", Errc::invalid_field, "/", "expected the member 'activities'"},
    {"{\"storymap\":1,\"activities\":{}}", Errc::invalid_field, "/activities", "expected an array, found an object"},
    {"{\"storymap\":1,\"activities\":[7]}", Errc::invalid_field, "/activities/0", "expected an object, found a number"},
    {"{\"storymap\":1,\"activities\":[null]}", Errc::invalid_field, "/activities/0", "found null"},
    {"{\"storymap\":1,\"activities\":[],\"activities\":[]}", Errc::invalid_field, "/activities", "twice"},
    {"{\"storymap\":1,\"activities\":[],\"a/b~c\":1,\"a/b~c\":2}", Errc::invalid_field, "/a~1b~0c", "twice"},
    {"{\"storymap\":1,\"activities\":[],\"name\":7}", Errc::invalid_field, "/name",
     "expected a string, found a number"},
    {"{\"storymap\":1,\"activities\":[{\"id\":\"a1\"},{\"id\":\"a1\"}]}", Errc::duplicate_id, "/activities/1/id",
     "used twice"},
    {"{\"storymap\":1,\"activities\":[],\"links\":[{\"kind\":\"blocks\",\"from\":\"s1\"}]}", Errc::invalid_field,
     "/links/0", "expected the member 'to'"},
    {"{\"storymap\":1,\"activities\":[],\"links\":[{\"from\":\"s1\",\"to\":\"s2\"}]}", Errc::invalid_field, "/links/0",
     "expected the member 'kind'"},
    {"{\"storymap\":1,\"activities\":[],\"links\":[{\"kind\":\"is\",\"from\":\"s1\",\"to\":\"s2\"}]}",
     Errc::invalid_field, "/links/0/kind", "expected blocks, relates or duplicates, found 'is'"},
    {"{\"storymap\":1,\"activities\":[],\"links\":[{\"kind\":\"blocks\",\"from\":\"s1\",\"to\":\"s2\"}]}",
     Errc::unknown_id, "/links/0/from", "no story has the id 's1'"},
    {"{\"storymap\":1,\"activities\":[],\"personas\":[{\"id\":\"\"}]}", Errc::invalid_field, "/personas/0/id",
     "1 to 128 bytes"},
};

std::vector<Case> const stories = {
    {with_story(R"("id":7)"), Errc::invalid_field, story + "/id", "expected a string, found a number"},
    {with_story(R"("id":"a\u0007b")"), Errc::invalid_field, story + "/id", "control characters"},
    {with_story("\"id\":\"" + std::string(129, 'x') + "\""), Errc::invalid_field, story + "/id", "1 to 128 bytes"},
    {with_story(R"("id":"s0")"), Errc::duplicate_id, story + "/id", "used twice"},
    {with_story(R"("title":["x"])"), Errc::invalid_field, story + "/title", "expected a string, found an array"},
    {with_story(R"("status":"Done")"), Errc::invalid_field, story + "/status",
     "todo, in_progress, done or blocked, found 'Done'"},
    {with_story("\"status\":\"\\u001b[31m" + std::string(500, 'x') + "\""), Errc::invalid_field, story + "/status",
     "found '?[31mxxx"},
    {with_story(R"("points":"3")"), Errc::invalid_field, story + "/points", "expected a number, found a string"},
    {with_story(R"("points":-1)"), Errc::invalid_field, story + "/points", "0 or more"},
    {with_story(R"("labels":"ux")"), Errc::invalid_field, story + "/labels", "expected an array"},
    {with_story(R"("labels":["ux",7])"), Errc::invalid_field, story + "/labels/1", "expected a string"},
    {with_story(R"("labels":["ux","ux"])"), Errc::invalid_field, story + "/labels/1", "listed twice"},
    {with_story(R"("acceptance_criteria":[null])"), Errc::invalid_field, story + "/acceptance_criteria/0",
     "found null"},
    {with_story(R"("personas":["p1","p2"])"), Errc::unknown_id, story + "/personas/1", "no persona has the id 'p2'"},
    {with_story(R"("release":"r2")"), Errc::unknown_id, story + "/release", "no release has the id 'r2'"},
    {with_story(R"("external":{})"), Errc::invalid_field, story + "/external", "expected an array"},
    {with_story(R"("external":[{"system":"jira","key":7}])"), Errc::invalid_field, story + "/external/0/key",
     "expected a string"},
    {with_story(R"("external":[{"x":1,"x":2}])"), Errc::invalid_field, story + "/external/0/x", "twice"},
};

std::vector<Case> const foreign = {
    {R"([7])", Errc::invalid_field, "/0", "expected an object, found a number"},
    {R"([{"title":"x"},{"id":1}])", Errc::invalid_field, "/1", "'title', 'summary', 'name' and 'text'"},
    {R"([{"title":7}])", Errc::invalid_field, "/0/title", "expected a string"},
    {R"([{"title":"x","id":1.5}])", Errc::invalid_field, "/0/id", "a whole number, found 1.5"},
    {R"([{"title":"x","id":true}])", Errc::invalid_field, "/0/id", "expected a string, found true or false"},
    {R"({"stories":{}})", Errc::invalid_field, "/stories", "expected an array"},
    {R"({"stories":[],"links":[{"kind":"blocks","from":"a","to":"b"}]})", Errc::unknown_id, "/links/0/from", "'a'"},
    {R"({"activities":[{"tasks":[{"stories":[{"title":"x","release_id":7}]}]}]})", Errc::unknown_id,
     "/activities/0/tasks/0/stories/0/release_id", "no release has the id '7'"},
    {R"({"activities":[{"position":"first"}]})", Errc::invalid_field, "/activities/0/position", "expected a number"},
    {R"({"activities":[{"position":2},{"id":1,"position":1,"tasks":[{"stories":[{"title":"x","points":-1}]}]}]})",
     Errc::invalid_field, "/activities/1/tasks/0/stories/0/points", "0 or more"},
};

INSTANTIATE_TEST_SUITE_P(Syntax, JsonErrors, testing::ValuesIn(syntax));
INSTANTIATE_TEST_SUITE_P(Documents, JsonErrors, testing::ValuesIn(documents));
INSTANTIATE_TEST_SUITE_P(Stories, JsonErrors, testing::ValuesIn(stories));
INSTANTIATE_TEST_SUITE_P(Foreign, JsonErrors, testing::ValuesIn(foreign));

TEST(JsonDepth, IsCountedInContainers) {
  auto const nested = [](std::size_t depth) {
    return R"({"storymap":1,"activities":[],"x":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  ReadOptions options;
  options.limits.depth = 20;
  ImportReport report;
  EXPECT_TRUE(read_json(nested(20), options, report).has_value());
  EXPECT_EQ(read_json(nested(21), options, report).error().code, Errc::too_large);
  options.limits.depth = 100'000'000;  // Beyond what readers can follow: the limit stays at 1,024.
  EXPECT_TRUE(read_json(nested(1024), options, report).has_value());
  EXPECT_EQ(read_json(nested(1025), options, report).error().code, Errc::too_large);
}

TEST(JsonHostile, ManyMembersAndManyRepeatedIdsTakeNoMoreThanTheirShare) {
  std::string members = R"({"storymap":1,"activities":[])";
  for (int i = 200'000; i > 0; --i) members += ",\"x" + std::to_string(i) + "\":0";
  EXPECT_EQ(read_json(members + "}")->extra.size(), 200'000U);
  std::string repeated = R"([{"id":1,"title":"x"})";
  for (int i = 0; i < 200'000; ++i) repeated += R"(,{"id":1,"title":"x"})";
  EXPECT_EQ(read_json(repeated + "]")->activities[0].tasks[0].stories.back().id.str(), "1-200001");
}

TEST(JsonHostile, AHundredMegabytesOnOneLine) {
  std::string text;
  text.resize(100'000'000, 'x');
  EXPECT_EQ(read_json(text).error().code, Errc::invalid_syntax);
  text.front() = '"';
  EXPECT_EQ(read_json(text).error().path, "line 1, column 1");
  std::string const title = R"([{"title":")" + text.substr(1) + R"("}])";
  Result<Map> const map = read_json(title);
  ASSERT_TRUE(map.has_value());
  EXPECT_EQ(map->activities[0].tasks[0].stories[0].title.size(), text.size() - 1);
}

TEST(JsonHostile, TruncatedAnywhereItIsAnError) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    std::string text = write_json_compact(storymap_test::random_map(random));
    text.resize(random.below(text.size()));
    Result<Map> const map = read_json(text);
    ASSERT_FALSE(map.has_value());
    EXPECT_TRUE(map.error().path.starts_with("line 1, column ")) << to_string(map.error());
  });
}

}  // namespace
