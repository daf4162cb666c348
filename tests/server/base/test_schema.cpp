// tests/server/base/test_schema.cpp - tests of server/base/schema.hpp.
#include "server/base/schema.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using storymap::Language;
using namespace storymap::server;  // NOLINT(google-build-using-namespace): a table of its words

/// All that is wrong: "pointer: message" a line.
std::string problems(std::string_view text, Schema const& schema, Language language = Language::en) {
  std::string all;
  for (FieldProblem const& problem : check(parse_json(text), schema)) {
    all += problem.pointer + ": " + translated(problem.message, language) + "\n";
  }
  return all;
}

Schema person() {
  return object({
      required("name", string(1, 10)),
      required("age", nullable(integer(0, 150))),
      optional("language", one_of({"en", "ru"})),
      optional("tags", array(string(1, 3), 2)),
      optional("weight", number(0.5, 2)),
      optional("about", text(20)),
      optional("born", date_time()),
      optional("is_new", boolean()),
  });
}

TEST(Schema, LetsThroughWhatFits) {
  EXPECT_EQ(problems(R"({"name":"Anna","age":null})", person()), "");
  EXPECT_EQ(problems(R"({"name":"Анна Ивано","age":150,"language":"ru","tags":["a","abc"],"weight":2,"about":"a\nb\tc",
                         "born":"2000-01-01T00:00:00Z","is_new":false})",
                     person()),
            "");
}

TEST(Schema, NamesEveryPlaceThatDoesNotFit) {
  EXPECT_EQ(problems(R"({"age":151,"x/y":1,"tags":["a",2],"language":"de"})", person()),
            "/name: is missing\n"
            "/age: must be from 0 to 150\n"
            "/language: must be one of: en, ru\n"
            "/tags/1: expected string, found integer\n"
            "/x~1y: is not known here\n");
  EXPECT_EQ(problems(R"({"name":"","age":1.5,"tags":["a","b","c"],"weight":0.25,"about":"a\u0000","born":"today"})",
                     person()),
            "/name: must not be empty\n"
            "/age: expected integer, found number\n"
            "/tags: must have 2 elements or fewer\n"
            "/weight: must be from 0.5 to 2\n"
            "/about: must not have control characters\n"
            "/born: must have 20 characters or more\n");
  EXPECT_EQ(problems(R"({"name":"a\nb","age":0,"born":"2000-02-30T00:00:00Z"})", person()),
            "/name: must not have control characters\n/born: must be a date and time as in RFC 3339\n");
  EXPECT_EQ(problems("[]", person()), ": expected object, found array\n");
}

TEST(Schema, CountsCharactersNotBytes) {
  EXPECT_EQ(problems(R"("яяя")", string(1, 3)), "");
  EXPECT_EQ(problems(R"("яяяя")", string(1, 3)), ": must have 3 characters or fewer\n");
}

TEST(Schema, SpeaksRussian) {
  std::string const all =
      problems(
          R"({"name":"","age":200,"language":1,"tags":["abcd","a","b"],"weight":9,"about":"\u0001","born":"x","y":1})",
          person(), Language::ru) +
      problems("{}", person(), Language::ru) + problems("[]", array(anything(), 3, 1), Language::ru);
  for (char const c : all) EXPECT_FALSE((c >= 'A' && c <= 'Z')) << all;
  for (std::string_view const english : {"must", "missing", "known", "expected"}) {
    EXPECT_EQ(all.find(english), std::string::npos) << all;
  }
}

TEST(Schema, OpenObjectsTakeOtherMembers) {
  EXPECT_EQ(problems(R"({"a":1,"b":2})", open_object({required("a", integer(0, 9))})), "");
  EXPECT_EQ(problems(R"({"b":2})", open_object({required("a", integer(0, 9))})), "/a: is missing\n");
}

TEST(Schema, TheLargestIntegerIsPublishedAsItIs) {
  EXPECT_EQ(to_json_schema(integer(1, most_integer)),
            parse_json(R"({"type":"integer","minimum":1,"maximum":9007199254740991})").as_object());
}

TEST(Schema, WholeNumbersAreIntegers) {
  EXPECT_TRUE(check(parse_json("3.0"), integer(1, 5)).empty());
  EXPECT_FALSE(check(parse_json("3.5"), integer(1, 5)).empty());
  EXPECT_FALSE(check(parse_json("6.0"), integer(1, 5)).empty());
  EXPECT_FALSE(check(parse_json("1e300"), integer(1, most_integer)).empty());
}

TEST(Schema, AddressesAreLookedAt) {
  Schema schema = string(3, 254);
  schema.format = "email";
  EXPECT_TRUE(check(parse_json(R"("anna@example.com")"), schema).empty());
  EXPECT_FALSE(check(parse_json(R"("no address")"), schema).empty());
}

TEST(Schema, IsPublishedAsJsonSchema) {
  EXPECT_EQ(to_json_schema(object({required("a", nullable(string(1, 5))), optional("b", array(integer(0, 9), 3, 1))})),
            parse_json(R"({"type":"object","properties":{
              "a":{"type":["string","null"],"minLength":1,"maxLength":5,"pattern":"^[^\\u0000-\\u001f\\u007f]*$"},
              "b":{"type":"array","items":{"type":"integer","minimum":0,"maximum":9},"minItems":1,"maxItems":3}},
              "required":["a"],"additionalProperties":false})")
                .as_object());
  EXPECT_EQ(to_json_schema(one_of({"en", "ru"})), parse_json(R"({"type":"string","enum":["en","ru"]})").as_object());
  EXPECT_EQ(to_json_schema(described(open_object(), "any")),
            parse_json(R"({"type":"object","description":"any"})").as_object());
}

}  // namespace
