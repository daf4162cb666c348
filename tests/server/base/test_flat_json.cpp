// tests/server/base/test_flat_json.cpp - tests of server/base/flat_json.hpp.
#include "server/base/flat_json.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using storymap::server::FlatObject;

TEST(FlatJson, ReadsStringsIntegersAndTruths) {
  auto const object = FlatObject::read(R"( {"a":"x\n\u00e9", "b" : -7, "c":true, "":"" } )");
  ASSERT_TRUE(object);
  ASSERT_EQ(object->members().size(), 4U);
  EXPECT_EQ(*object->find<std::string>("a"), "x\n\xc3\xa9");
  EXPECT_EQ(*object->find<std::int64_t>("b"), -7);
  EXPECT_EQ(*object->find<bool>("c"), true);
  EXPECT_EQ(*object->find<std::string>(""), "");
  EXPECT_EQ(object->find<std::string>("b"), nullptr) << "of another type";
  EXPECT_TRUE(object->has("b"));
  EXPECT_FALSE(object->has("d"));
  EXPECT_TRUE(FlatObject::read("{}"));
}

TEST(FlatJson, RefusesEverythingElse) {
  for (std::string_view const text : {"",
                                      " ",
                                      "{",
                                      "}",
                                      "[]",
                                      "\"a\"",
                                      "1",
                                      "null",
                                      R"({"a":1,"a":1})",
                                      R"({"a":1,"\u0061":2})",
                                      R"({"a":{}})",
                                      R"({"a":[]})",
                                      R"({"a":null})",
                                      R"({"a":1.0})",
                                      R"({"a":1e3})",
                                      R"({"a":1e400})",
                                      R"({"a":9223372036854775808})",
                                      R"({"a":123456789012345678901234})",
                                      R"({"a":1}x)",
                                      R"({"a":1}{})",
                                      R"({"a":1,})",
                                      R"({a:1})",
                                      R"({"a":'b'})",
                                      "{\"a\":\"\xff\"}",
                                      "{\"a\":\"\n\"}",
                                      R"({"a":"\ud800"})",
                                      R"(/**/{"a":1})",
                                      R"({"a":01})",
                                      "\xef\xbb\xbf{}"}) {
    EXPECT_FALSE(FlatObject::read(text)) << text;
  }
  EXPECT_FALSE(FlatObject::read("{\"a\":1}\0"sv));
}

TEST(FlatJson, HasALimit) {
  std::string many = "{";
  for (int k = 0; k < 65; ++k) many += (k > 0 ? ",\"" : "\"") + std::to_string(k) + "\":1";
  EXPECT_FALSE(FlatObject::read(many + "}"));
  EXPECT_TRUE(FlatObject::read(R"({"a":")" + std::string(16 * 1024, 'x') + "\"}"));
  EXPECT_FALSE(FlatObject::read(R"({"a":")" + std::string(16 * 1024 + 1, 'x') + "\"}"));
}

}  // namespace
