// tests/core/test_json_text.cpp - checks and takes apart small JSON texts.
#include <gtest/gtest.h>
#include <storymap/detail/json_text.hpp>

#include <string>
#include <utility>
#include <vector>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using storymap::Errc;
using storymap::detail::compact_json;
using storymap::detail::for_each_json_element;
using storymap::detail::for_each_json_member;
using storymap::detail::parse_json_string;

std::string error_of(std::string_view text) {
  auto const compact = compact_json(text);
  EXPECT_FALSE(compact.has_value()) << text;
  if (compact) return {};
  EXPECT_EQ(compact.error().code, Errc::invalid_syntax);
  return compact.error().message;
}

TEST(JsonText, KeepsValuesWithoutWhiteSpace) {
  EXPECT_EQ(*compact_json(" { \"a\" : [ 1 , true , null ] ,\r\n\t\"b\" : { } , \"c\" : [ ] } "),
            R"({"a":[1,true,null],"b":{},"c":[]})");
  for (char const* text : {"0", "-0", "10", "1.50", "-1e9", "2E+3", "18446744073709551616", "false", R"("")"}) {
    EXPECT_EQ(*compact_json(text), text);
  }
}

TEST(JsonText, WritesStringsTheShortestWay) {
  EXPECT_EQ(*compact_json(R"("\u0041\/\u00e9\ud83d\ude00\n\"\\\b\f\r\t\u0001")"),
            "\"A/\xC3\xA9\xF0\x9F\x98\x80\\n\\\"\\\\\\b\\f\\r\\t\\u0001\"");
}

TEST(JsonText, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(error_of(""), "expected a JSON value at byte 1");
  EXPECT_EQ(error_of("{\"a\" 1}"), "expected ':' at byte 6");
  EXPECT_EQ(error_of("[1 2]"), "expected ',' or ']' at byte 4");
  EXPECT_EQ(error_of("{\"a\":1"), "expected ',' or '}' at byte 7");
  EXPECT_EQ(error_of("1 1"), "expected nothing after the value at byte 3");
  EXPECT_EQ(error_of("\"a"), "a string without its closing quote at byte 3");
  EXPECT_EQ(error_of("\"\n\""), "a control character in a string at byte 2");
  EXPECT_EQ(error_of("\"\\x\""), "an unknown escape at byte 3");
  EXPECT_EQ(error_of("\"\\u12g4\""), "expected four hex digits at byte 4");
  EXPECT_EQ(error_of("\"\\ud800x\""), "half of a surrogate pair at byte 8");
  EXPECT_EQ(error_of("\"\\udc00\""), "half of a surrogate pair at byte 8");
}

TEST(JsonText, RefusesWhatIsNearlyJson) {
  for (char const* text : {"01", "+1", ".5", "1.", "1e", "-", "nul", "True", "'a'", "[1,]", "{,}", "{1:2}", "[", "NaN",
                           "\"\\", "\"\\u", "\"\\ud83d\\u0041\"", "{\"a\":}", "]"}) {
    EXPECT_FALSE(compact_json(text).has_value()) << text;
  }
}

TEST(JsonText, NestsAsDeepAsItSays) {
  std::size_t const most = storymap::detail::max_json_text_depth;
  EXPECT_TRUE(compact_json(std::string(most, '[') + std::string(most, ']')).has_value());
  EXPECT_EQ(error_of(std::string(most + 1, '[') + std::string(most + 1, ']')),
            "JSON nested too deep at byte " + std::to_string(most + 1));
  EXPECT_FALSE(compact_json(std::string(1'000'000, '[')).has_value());
}

TEST(JsonText, TakesObjectsAndArraysApart) {
  std::vector<std::pair<std::string, std::string>> members;
  ASSERT_TRUE(for_each_json_member(R"( {"a\n": [1, 2], "a": "x", "a": {}} )", [&](std::string name, std::string json) {
    members.emplace_back(std::move(name), std::move(json));
  }));
  EXPECT_EQ(members, (std::vector<std::pair<std::string, std::string>>{{"a\n", "[1,2]"}, {"a", "\"x\""}, {"a", "{}"}}));
  std::vector<std::string> elements;
  ASSERT_TRUE(for_each_json_element("[1, {\"b\": null}]", [&](std::string const& json) { elements.push_back(json); }));
  EXPECT_EQ(elements, (std::vector<std::string>{"1", "{\"b\":null}"}));
  EXPECT_FALSE(for_each_json_member("[]", [](std::string const&, std::string const&) {}).has_value());
  EXPECT_FALSE(for_each_json_element("{}", [](std::string const&) {}).has_value());
  EXPECT_FALSE(for_each_json_element("[1] 2", [](std::string const&) {}).has_value());
}

TEST(JsonText, ReadsAString) {
  EXPECT_EQ(parse_json_string(R"( "Pay \u2014 now" )"), "Pay \xE2\x80\x94 now");
  EXPECT_EQ(parse_json_string("7"), std::nullopt);
  EXPECT_EQ(parse_json_string("\"a\" b"), std::nullopt);
}

TEST(JsonText, LeavesWhatTheWriterWroteAsItIs) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    std::string const json = storymap_test::RandomMap(random).json_value();
    auto const compact = compact_json(json);
    ASSERT_TRUE(compact.has_value()) << json << ": " << compact.error().message;
    EXPECT_EQ(*compact, json);
  });
}

}  // namespace
