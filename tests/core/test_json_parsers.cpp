// tests/core/test_json_parsers.cpp - the fast parser and the precise one understand the same.
#include <gtest/gtest.h>
#include <storymap/detail/read_edits_json.hpp>
#include <storymap/json.hpp>

#include <cstddef>
#include <string>

#include "support/broken_json.hpp"
#include "support/precise_json.hpp"
#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::broken_json;
using storymap_test::Random;
using storymap_test::read_precisely;

void expect_same(std::string const& text) {
  ImportReport fast_report;
  ImportReport precise_report;
  Result<Map> const fast = read_json(text, {}, fast_report);
  Result<Map> const precise = read_precisely(text, precise_report);
  ASSERT_EQ(fast.has_value(), precise.has_value()) << text;
  if (fast) {
    EXPECT_EQ(*fast, *precise) << text;
    EXPECT_EQ(fast_report, precise_report) << text;
  } else {
    EXPECT_EQ(fast.error(), precise.error()) << text;
  }
}

TEST(JsonParsers, AgreeOnEveryKindOfValue) {
  for (std::string const value : {"null",
                                  "true",
                                  "0",
                                  "-0",
                                  "-0.0",
                                  "1E5",
                                  "1e-400",
                                  "-1e-400",
                                  "2.5e-324",
                                  "9007199254740993",
                                  "18446744073709551615",
                                  "18446744073709551616",
                                  "-9223372036854775809",
                                  "0.1",
                                  "1.7976931348623157e308",
                                  "123456789012345678901234567890.5",
                                  "\"\\u0000\\u001f\\/\"",
                                  "\"\\ud83d\\ude00\"",
                                  "[[],{},[{}]]",
                                  "1e400"}) {
    expect_same(R"({"storymap":1,"activities":[],"x":)" + value + "}");
    expect_same(R"([{"title":"x","points":)" + value + "}]");
  }
}

TEST(JsonParsers, AgreeOnNesting) {
  for (std::size_t const depth : {254U, 255U, 256U, 257U}) {
    for (std::string const inside : {"", "1", "{}"}) {
      expect_same(R"({"storymap":1,"activities":[],"x":)" + std::string(depth, '[') + inside + std::string(depth, ']') +
                  "}");
    }
  }
}

TEST(JsonParsers, AgreeOnMaps) {
  storymap_test::for_each_case([](Random& random) { expect_same(write_json(storymap_test::random_map(random))); });
}

TEST(JsonParsers, AgreeOnBrokenMaps) {
  storymap_test::for_each_case([](Random& random) {
    storymap_test::MapShape shape = storymap_test::small_shape();
    shape.unknown_fields = random.chance(0.5);
    std::string text = write_json_compact(storymap_test::random_map(random, shape));
    // Without its version the same map is read by the rules of the predecessor.
    if (random.chance(0.3)) text.replace(text.find("\"storymap\":1,"), 13, "");
    expect_same(broken_json(random, text));
  });
}

TEST(JsonParsers, AgreeOnBrokenLists) {
  storymap_test::for_each_case([](Random& random) {
    expect_same(broken_json(random, R"([{"id":1,"title":"A","labels":[{"name":"x"}],"status":"Open","points":3},)"
                                    R"({"number":2,"html_url":"u","summary":"B","body":null,"state":"closed"},)"
                                    R"({"text":"C","personas":["x"],"release":"MVP","acceptance_criteria":"a\nb"}])"));
  });
}

TEST(JsonParsers, AgreeOnRealMaps) {
  STORYMAP_NEEDS_DATA("story_maps/hybe-assist-ru.json", "github_issues/rails_issues.json");
  for (char const* file : {"story_maps/hybe-assist-ru.json", "github_issues/rails_issues.json"}) {
    expect_same(storymap_test::read_file(*storymap_test::data_dir() / file));
  }
}

}  // namespace
