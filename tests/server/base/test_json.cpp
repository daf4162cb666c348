// tests/server/base/test_json.cpp - tests of server/base/json.hpp.
#include "server/base/json.hpp"

#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

#include <string>
#include <string_view>

namespace {

using storymap::Language;
using storymap::server::FieldProblem;
using storymap::server::JsonLimits;
using storymap::server::Message;
using storymap::server::parse_json;
using storymap::server::pointer_token;
using storymap::server::Problem;
namespace json = boost::json;

/// Why a text is refused: "pointer: message", or what was read if it is not.
std::string refusal(std::string_view text, JsonLimits const& limits = {}) {
  try {
    return "read " + json::serialize(parse_json(text, limits));
  } catch (Problem const& problem) {
    EXPECT_EQ(problem.status(), 400);
    EXPECT_EQ(problem.code(), "invalid_json");
    FieldProblem const& field = problem.fields().front();
    return field.pointer + ": " + translated(field.message, Language::en);
  }
}

TEST(ServerJson, ReadsAllKindsOfValues) {
  json::value const value = parse_json(R"( {"a":[1,-2.5,"\u0439",true,null],"b":{}} )");
  EXPECT_EQ(json::serialize(value), "{\"a\":[1,-2.5E0,\"\xD0\xB9\",true,null],\"b\":{}}");
  EXPECT_EQ(parse_json("9223372036854775807").as_int64(), 9223372036854775807);
  EXPECT_EQ(parse_json("-9223372036854775808").as_int64(), -9223372036854775807 - 1);
}

TEST(ServerJson, TheSameMemberTwiceIsRefusedWhereItStands) {
  EXPECT_EQ(refusal(R"({"a":1,"a":2})"), "/a: the member 'a' stands here twice");
  EXPECT_EQ(refusal(R"({"x":[0,{"b":1,"\u0062":2}]})"), "/x/1/b: the member 'b' stands here twice");
  EXPECT_EQ(refusal(R"({"a":{"a":1},"b":{"a":1}})"), R"(read {"a":{"a":1},"b":{"a":1}})");
}

TEST(ServerJson, NumbersThatAreNotWhatTheySayAreRefused) {
  EXPECT_EQ(refusal(R"({"n":1e400})"), "/n: the number is too large");
  EXPECT_EQ(refusal(R"([1,-1e999])"), "/1: the number is too large");
  EXPECT_EQ(refusal("[9223372036854775808]"), "/0: the number is too large");
  EXPECT_EQ(refusal("[12345678901234567890123]"), "/0: the number is too large");
}

TEST(ServerJson, DepthAndSizeAreLimited) {
  auto const nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(refusal(nested(32)), "read " + nested(32));
  EXPECT_NE(refusal(nested(33)).find("too deep"), std::string::npos);
  EXPECT_EQ(refusal("[1,2]", {.nodes = 3}), "read [1,2]");
  EXPECT_EQ(refusal("[1,2,3]", {.nodes = 3}), "/2: there are too many values");
}

TEST(ServerJson, WhatIsNoJsonNamesLineAndColumn) {
  for (std::string_view const text : {"", " ", "{", "[1,]", "{\"a\":}", "nul", "'a'", "[1] 2", "\"\xFF\"",
                                      "\"\\ud800\"", "\"a\nb\"", "// no\n1", "+1", "01", "NaN", "\xEF\xBB\xBF{}"}) {
    EXPECT_EQ(refusal(text).substr(0, 4).find("read"), std::string::npos) << text;
  }
  try {
    (void)parse_json("{\n  \"a\": tru\n}");
    FAIL();
  } catch (Problem const& problem) {
    EXPECT_EQ(translated(problem.detail(), Language::en), "the body is not valid JSON, at line 2, column 8");
    EXPECT_EQ(problem.fields().front().pointer, "/a");
  }
}

TEST(ServerJson, PointersEscapeWhatTheyMeanOtherwise) { EXPECT_EQ(pointer_token("a/b~c"), "/a~1b~0c"); }

}  // namespace
