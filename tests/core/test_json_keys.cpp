// tests/core/test_json_keys.cpp - what a JSON text is about, without parsing it.
#include <gtest/gtest.h>
#include <storymap/detail/json_keys.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using storymap::detail::first_json_element;
using storymap::detail::has_json_member;
using storymap::detail::JsonKey;
using storymap::detail::JsonKeys;
using storymap::detail::JsonKind;
using storymap::detail::kind_of_json;
using storymap_test::Random;

using Keys = std::vector<std::pair<std::string, JsonKind>>;

Keys keys_of(std::string_view text) {
  Keys keys;
  JsonKeys scan(text);
  while (std::optional<JsonKey> const key = scan.next()) keys.emplace_back(key->name, key->kind);
  return keys;
}

TEST(JsonKeys, NamesTheOutermostMembersAndTheirKinds) {
  EXPECT_EQ(keys_of(R"( {"a" : [1, {"inner": 2}], "b":{"c":"}"}, "d":"x", "e":-1.5e3, "f":true,
                         "g":false, "h":null} )"),
            (Keys{{"a", JsonKind::array},
                  {"b", JsonKind::object},
                  {"d", JsonKind::string},
                  {"e", JsonKind::number},
                  {"f", JsonKind::boolean},
                  {"g", JsonKind::boolean},
                  {"h", JsonKind::null}}));
}

TEST(JsonKeys, IsNotMisledByWhatStandsInStrings) {
  EXPECT_EQ(keys_of(R"({"a":"\"},{\\","b\"c":["]","\\"],"d":1})"),
            (Keys{{"a", JsonKind::string}, {R"(b\"c)", JsonKind::array}, {"d", JsonKind::number}}));
}

TEST(JsonKeys, FindsNothingInWhatIsNoObject) {
  for (std::string_view const text : {"", " \n", "[1]", "\"x\"", "12", "null", "{", "{}", "{\"a\"", "{\"a\":", "{a:1}",
                                      "As a user, I want {\"a\":1}"}) {
    EXPECT_EQ(keys_of(text), Keys{}) << text;
  }
}

TEST(JsonKeys, CountsAMemberThatIsCutOff) {
  EXPECT_EQ(keys_of(R"({"lists":[],"cards":[{"id":"c)"),
            (Keys{{"lists", JsonKind::array}, {"cards", JsonKind::array}}));
  EXPECT_EQ(keys_of(R"({"a":1)"), (Keys{{"a", JsonKind::number}}));
  EXPECT_EQ(keys_of(R"({"a":"\)"), (Keys{{"a", JsonKind::string}}));
}

TEST(JsonKeys, StopsWhereTheTextStopsBeingJson) {
  EXPECT_EQ(keys_of(R"({"a":1 "b":2})"), (Keys{{"a", JsonKind::number}}));
  EXPECT_EQ(keys_of(R"({"a":1,,"b":2})"), (Keys{{"a", JsonKind::number}}));
  EXPECT_EQ(keys_of(R"({"a":?,"b":2})"), Keys{});
}

TEST(JsonKeys, FollowsAnyDepth) {
  std::string const deep(100'000, '[');
  EXPECT_EQ(keys_of("{\"a\":" + deep), (Keys{{"a", JsonKind::array}}));
  EXPECT_EQ(keys_of("{\"a\":" + deep + std::string(deep.size(), ']') + ",\"b\":0}"),
            (Keys{{"a", JsonKind::array}, {"b", JsonKind::number}}));
}

TEST(JsonKeys, SurvivesAnything) {
  storymap_test::for_each_case([](Random& random) {
    std::string text = R"({"a":[1,"\\"],"b":{"c":null},"d":"\"","e":-1})";
    for (std::size_t i = random.below(4); i > 0; --i) {
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    }
    text.resize(random.below(text.size() + 1));
    EXPECT_LE(keys_of(text).size(), 8U) << text;
  });
}

TEST(JsonKeys, AsksForOneMember) {
  std::string_view const text = R"({"lists":[],"cards":{}})";
  EXPECT_TRUE(has_json_member(text, "lists", JsonKind::array));
  EXPECT_FALSE(has_json_member(text, "cards", JsonKind::array));
  EXPECT_FALSE(has_json_member(text, "boards", JsonKind::array));
}

TEST(JsonKeys, LooksIntoTheFirstElementOfAnArray) {
  EXPECT_EQ(keys_of(first_json_element(R"( [ {"title":"x"}, {"other":1}])")), (Keys{{"title", JsonKind::string}}));
  EXPECT_EQ(keys_of(first_json_element("[]")), Keys{});
  EXPECT_EQ(first_json_element("{}"), "");
  EXPECT_EQ(first_json_element(""), "");
}

TEST(JsonKeys, KnowsAValueByItsFirstCharacter) {
  EXPECT_EQ(kind_of_json("\t 7"), JsonKind::number);
  EXPECT_EQ(kind_of_json("-"), JsonKind::number);
  EXPECT_EQ(kind_of_json("[ ] Pay"), JsonKind::array);
  EXPECT_EQ(kind_of_json("Pay"), std::nullopt);
}

}  // namespace
