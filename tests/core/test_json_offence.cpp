// tests/core/test_json_offence.cpp - what we call JSON is what both parsers call JSON, and they read the same from it.
#include <gtest/gtest.h>
#include <simdjson.h>
#include <storymap/detail/json_offence.hpp>
#include <storymap/detail/nlohmann_tree.hpp>
#include <storymap/json.hpp>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "src/formats/simdjson_tree.hpp"
#include "support/broken_json.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using detail::find_json_offence;
using storymap_test::Random;

constexpr std::size_t depth = 256;

/// Every kind of value, nested; some numbers are longer than any machine's.
std::string random_value(Random& random, std::size_t levels) {
  static std::vector<std::string> const scalars = {"null",
                                                   "true",
                                                   "false",
                                                   "0",
                                                   "-0",
                                                   "-0.0",
                                                   "1E+5",
                                                   "-1.5e-3",
                                                   "1e-400",
                                                   "1e400",
                                                   "5e-324",
                                                   "1e308",
                                                   "\"\"",
                                                   "\"a\\u0000\"",
                                                   "\"\\ud83d\\ude00\"",
                                                   "\"\\\\\\\"\\n\\/\"",
                                                   "\"\xD0\x96\xE2\x82\xAC\xF0\x9F\x98\x80\"",
                                                   "18446744073709551615",
                                                   "18446744073709551616",
                                                   "-9223372036854775809",
                                                   "123456789012345678901234567890.5",
                                                   "0." + std::string(400, '0') + "1e400",
                                                   std::string(400, '1') + "e-400",
                                                   "1e99999999999999999999",
                                                   "1e-99999999999999999999",
                                                   "0e99999999999999999999"};
  if (levels == 0 || random.chance(0.3)) return random.pick(scalars);
  bool const object = random.chance(0.5);
  std::string text(1, object ? '{' : '[');
  for (std::size_t i = random.below(4); i > 0; --i) {
    if (object) text += random.chance(0.2) ? "\"twice\":" : "\"k" + std::to_string(i) + "\" :\n";
    text += random_value(random, levels - 1) + (i > 1 ? ", " : " ");
  }
  return text + (object ? '}' : ']');
}

void expect_same_verdict_and_values(std::string const& text) {
  std::optional<Error> const offence = find_json_offence(text, depth);
  // To nlohmann/json a byte of zeros is the end of a text; to us it is one more that cannot stand there.
  if (text.find('\0') == std::string::npos) {
    EXPECT_EQ(offence.has_value(), !nlohmann::json::accept(text)) << text;
  }
  // simdjson refuses integers beyond 64 bits, so it may refuse what is good, but accepts nothing that is not.
  simdjson::dom::parser parser;
  if (parser.parse(text).error() == simdjson::SUCCESS) {
    EXPECT_FALSE(offence.has_value()) << text;
  }
  Result<detail::JsonTree> const by_nlohmann = detail::parse_nlohmann_tree(text, depth, 1);
  Result<detail::JsonTree> const by_simdjson = detail::parse_simdjson_tree(text, depth, 1);
  ASSERT_EQ(by_nlohmann.has_value(), !offence.has_value()) << text;
  ASSERT_EQ(by_simdjson.has_value(), !offence.has_value()) << text;
  if (offence) {
    EXPECT_EQ(by_nlohmann.error(), *offence);
    EXPECT_EQ(by_simdjson.error(), *offence);
  } else {
    EXPECT_EQ(by_nlohmann->root().text(), by_simdjson->root().text()) << text;
  }
}

TEST(JsonOffence, IsWhereBothParsersFindOneAndElseTheyReadTheSame) {
  storymap_test::for_each_case([](Random& random) {
    std::string const text = random_value(random, 5);
    expect_same_verdict_and_values(text);
    for (int i = 0; i < 30; ++i) expect_same_verdict_and_values(broken_json(random, text));
  });
}

TEST(JsonOffence, IsNotInAMap) {
  storymap_test::for_each_case([](Random& random) {
    std::string const text = write_json(storymap_test::random_map(random));
    EXPECT_FALSE(find_json_offence(text, depth).has_value());
    expect_same_verdict_and_values(text);
  });
}

TEST(JsonOffence, EndsNumbersWhereDoublesEnd) {
  for (std::string const good : {"1.7976931348623157e308", "1.7976931348623158e308", "1e-400", "0e999", "-0.0e-999"}) {
    expect_same_verdict_and_values(good);
    EXPECT_FALSE(find_json_offence(good, depth).has_value()) << good;
  }
  for (std::string const bad : {"1.7976931348623159e308", "1e309", "-1e309", "1e+9223372036854775807"}) {
    expect_same_verdict_and_values(bad);
    EXPECT_EQ(find_json_offence(bad, depth)->message, "the number is too large") << bad;
  }
}

TEST(JsonOffence, CountsContainersAndLines) {
  EXPECT_FALSE(find_json_offence("[[{}]]", 3).has_value());
  EXPECT_EQ(*find_json_offence("\n[[{}]]", 2, 7),
            (Error{Errc::too_large, "nested deeper than 2 levels", "line 8, column 3"}));
  EXPECT_TRUE(detail::parse_simdjson_tree(std::string(1024, '[') + '1' + std::string(1024, ']'), 1024, 1).has_value());
}

TEST(JsonOffence, IsNoByteOrderMark) {
  for (std::string const text :
       {"\xEF\xBB\xBF[1]", "\xEF\xBB\xBF\"x\"", "\xEF\xBB\xBF", "[\xEF\xBB\xBF]", "\xEF\xBB"}) {
    expect_same_verdict_and_values(text);
  }
  EXPECT_FALSE(find_json_offence("\xEF\xBB\xBF[1]", depth).has_value());
}

}  // namespace
