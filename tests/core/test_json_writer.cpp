// tests/core/test_json_writer.cpp - JSON text, one value after the other.
#include <gtest/gtest.h>
#include <storymap/detail/json_tree.hpp>
#include <storymap/detail/json_writer.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using storymap::detail::JsonWriter;

template <class T>
std::string one(T const& value) {
  return JsonWriter().value(value).take();
}

TEST(JsonWriter, CompactHasNoWhiteSpace) {
  JsonWriter json;
  json.begin_object().member("a", 1).key("b").begin_array().value("x").value(true).null().end_array();
  json.key("c").begin_object().end_object().key("d").raw("[1, 2]").end_object();
  EXPECT_EQ(json.take(), R"({"a":1,"b":["x",true,null],"c":{},"d":[1, 2]})");
  EXPECT_EQ(json.text(), "");
}

TEST(JsonWriter, PrettyPutsEveryItemOnItsLine) {
  JsonWriter json(JsonWriter::Layout::pretty);
  json.begin_array().begin_object().member("a", "x").key("b").begin_array().end_array().end_object();
  json.begin_object().end_object().value(2.5).end_array();
  EXPECT_EQ(json.take(), "[\n  {\n    \"a\": \"x\",\n    \"b\": []\n  },\n  {},\n  2.5\n]");
}

TEST(JsonWriter, WritesOneDocumentALine) {
  JsonWriter json;
  json.begin_array().value(1).end_array().end_line().begin_array().end_array().end_line();
  EXPECT_EQ(json.text(), "[1]\n[]\n");
}

TEST(JsonWriter, EscapesWhatJsonDemandsAndNothingElse) {
  std::string text = "\"\\/\b\f\n\r\t\x01\x1F\x7F \xD0\x96 \xF0\x9F\x98\x80";
  text += '\0';
  EXPECT_EQ(one(text), R"("\"\\/\b\f\n\r\t\u0001\u001f)"
                       "\x7F \xD0\x96 \xF0\x9F\x98\x80"
                       R"(\u0000")");
  EXPECT_EQ(one(""), "\"\"");
}

TEST(JsonWriter, IntegersAreExact) {
  EXPECT_EQ(one(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(one(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
}

TEST(JsonWriter, NumbersAreTheShortestThatReadBackTheSame) {
  EXPECT_EQ(one(0.1), "0.1");
  EXPECT_EQ(one(3.0), "3");
  EXPECT_EQ(one(1e22), "1e+22");
  EXPECT_EQ(one(-0.0), "-0.0");
  EXPECT_EQ(one(5e-324), "5e-324");
  storymap_test::for_each_case([](storymap_test::Random& random) {
    double const number =
        std::bit_cast<double>((std::uint64_t{random.below(0x7FF)} << 52U) | random.below(1ULL << 52U));
    std::string const text = one(number);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    EXPECT_EQ(back, number) << text;
    EXPECT_LE(text.size(), 24U);
  });
}

TEST(JsonWriter, WhatItWritesParsesToTheSameText) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    std::string const value = storymap_test::RandomMap(random).json_value();
    auto const tree = storymap::detail::parse_json_tree(value, 256);
    ASSERT_TRUE(tree.has_value()) << to_string(tree.error());
    EXPECT_EQ(tree->root().text(), value);
  });
}

}  // namespace
