// tests/core/test_nlohmann.cpp - maps to and from nlohmann::json.
#include <gtest/gtest.h>
#include <storymap/nlohmann.hpp>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using nlohmann::json;

TEST(Nlohmann, AMapIsADocumentOfTheSchema) {
  Map map;
  map.name = "Shop";
  map.activities.push_back(Activity{ActivityId("a1"), "Buy", {}, {}, {}, {}});
  json const document = map;
  EXPECT_EQ(document, json::parse(write_json(map)));
  EXPECT_EQ(document.get<Map>(), map);
}

TEST(Nlohmann, EverythingThatReadJsonReadsCanBeAMap) {
  json const list = {{{"title", "Pay by card"}}, {{"title", "Pay by invoice"}}};
  EXPECT_EQ(list.get<Map>().activities[0].tasks[0].stories[1].title, "Pay by invoice");
}

TEST(Nlohmann, WhatIsNoMapThrowsWithItsPath) {
  try {
    (void)json::parse(R"({"storymap":1,"activities":[7]})").get<Map>();
    FAIL() << "nothing was thrown";
  } catch (std::invalid_argument const& error) {
    EXPECT_STREQ(error.what(), "/activities/0: expected an object, found a number");
  }
}

TEST(Nlohmann, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  json const document = {{"storymap", 1}, {"name", "a\xff"}, {"activities", json::array()}};
  EXPECT_EQ(document.get<Map>().name, "a\uFFFD");
}

TEST(Nlohmann, AnyMapComesBackUnchanged) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    storymap_test::MapShape shape;
    shape.unknown_fields = false;  // Their numbers may be longer than those of nlohmann::json.
    Map const map = storymap_test::random_map(random, shape);
    EXPECT_EQ(json(map).get<Map>(), map);
  });
}

}  // namespace
