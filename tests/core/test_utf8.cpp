// tests/core/test_utf8.cpp - UTF-8, compared with the table in the Unicode standard.
#include <gtest/gtest.h>
#include <reference/naive_utf8.hpp>
#include <storymap/utf8.hpp>
#include <support/storymap_test.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_view_literals;
using storymap::append_utf8;
using storymap::CodePoint;
using storymap::decode_utf8;
using storymap::find_invalid_utf8;
using storymap::is_valid_utf8;
using storymap_test::Random;

constexpr auto npos = std::string_view::npos;

std::string encoded(char32_t code_point) {
  std::string text;
  append_utf8(text, code_point);
  return text;
}

TEST(Utf8, DecodesOneToFourBytes) {
  struct Example {
    std::string_view text;
    char32_t value;
  };
  for (auto const& [text, value] : {Example{"A"sv, U'A'}, Example{"\0"sv, U'\0'}, Example{"я"sv, U'я'},
                                    Example{"€"sv, U'€'}, Example{"😀"sv, U'😀'}}) {
    CodePoint const point = decode_utf8(text, 0);
    EXPECT_EQ(point.value, value);
    EXPECT_EQ(point.size, text.size());
  }
}

TEST(Utf8, DecodesFromTheMiddle) {
  EXPECT_EQ(decode_utf8("aя€", 1).value, U'я');
  EXPECT_EQ(decode_utf8("aя€", 3).value, U'€');
}

TEST(Utf8, EveryScalarValueSurvivesARoundTrip) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string const text = encoded(value);
    CodePoint const point = decode_utf8(text, 0);
    ASSERT_EQ(point.value, value);
    ASSERT_EQ(point.size, text.size());
    ASSERT_EQ(text.size(), reference::utf8_size(text));
  }
}

TEST(Utf8, AcceptsAndRefusesExactlyWhatTheStandardDoes) {
  std::array<unsigned char, 6> const edges = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
  for (unsigned lead = 0; lead < 256; ++lead) {
    for (unsigned second = 0; second < 256; ++second) {
      for (unsigned char const third : edges) {
        for (unsigned char const fourth : edges) {
          std::string text;
          for (unsigned const byte : {lead, second, unsigned{third}, unsigned{fourth}}) {
            text.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
          }
          ASSERT_EQ(decode_utf8(text, 0).size, reference::utf8_size(text)) << testing::PrintToString(text);
        }
      }
    }
  }
}

TEST(Utf8, RefusesSequencesThatEndTooEarly) {
  for (std::string_view const whole : {"я"sv, "€"sv, "😀"sv}) {
    for (std::size_t size = 1; size < whole.size(); ++size) {
      EXPECT_EQ(decode_utf8(whole.substr(0, size), 0).size, 0U);
      EXPECT_EQ(find_invalid_utf8(whole.substr(0, size)), 0U);
    }
  }
}

TEST(Utf8, FindsTheFirstInvalidByte) {
  EXPECT_EQ(find_invalid_utf8(""), npos);
  EXPECT_EQ(find_invalid_utf8("As a customer, I pay by card"), npos);
  EXPECT_EQ(find_invalid_utf8("Как покупатель, я плачу картой"), npos);
  EXPECT_EQ(find_invalid_utf8("\xFF"), 0U);
  EXPECT_EQ(find_invalid_utf8("exactly8\x80"), 8U);
  EXPECT_EQ(find_invalid_utf8("я\xC0\xAF"), 2U);
  EXPECT_EQ(find_invalid_utf8("ok \xED\xA0\x80"), 3U) << "a surrogate";
  EXPECT_TRUE(is_valid_utf8("заказ"));
  EXPECT_FALSE(is_valid_utf8("\xE7\xE0"));
}

// Validation looks at many bytes at once: an offence must be found wherever it stands.
TEST(Utf8, AnEmptyViewWithoutAnAddressIsValid) { EXPECT_EQ(find_invalid_utf8(std::string_view()), npos); }

TEST(Utf8, FindsAnInvalidByteAtEveryOffset) {
  for (std::size_t size = 1; size <= 140; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      text[at] = '\x80';
      ASSERT_EQ(find_invalid_utf8(text), at) << "of " << size;
    }
  }
}

TEST(Utf8, RandomTextIsValid) {
  storymap_test::for_each_case([](Random& random) {
    std::string const text = random.text(60);
    ASSERT_EQ(find_invalid_utf8(text), npos) << testing::PrintToString(text);
  });
}

TEST(Utf8, AgreesWithTheReferenceOnDamagedText) {
  storymap_test::for_each_case([](Random& random) {
    std::string text = random.chance(0.2) ? random.bytes(60) : random.text(60);
    for (std::size_t damage = random.below(3); damage > 0 && !text.empty(); --damage) {
      std::size_t const at = random.below(text.size());
      if (random.chance(0.5)) {
        text.erase(at, 1);
      } else {
        text[at] = static_cast<char>(static_cast<unsigned char>(random.below(256)));
      }
    }
    ASSERT_EQ(find_invalid_utf8(text), reference::find_invalid_utf8(text)) << testing::PrintToString(text);
  });
}

TEST(Utf8, EveryTwoBytesAtTheEdgeOfABlockAreSeenAsTheReferenceSeesThem) {
  std::string const euro = "\xE2\x82\xAC";
  for (std::size_t const before :
       {std::size_t{0}, std::size_t{61}, std::size_t{62}, std::size_t{63}, std::size_t{126}}) {
    for (unsigned first = 0x7F; first < 0x100; ++first) {
      for (unsigned second = 0x7F; second < 0x100; ++second) {
        std::string text = std::string(before, 'a') + static_cast<char>(first) + static_cast<char>(second) + "\x80\x80";
        for (int rest = 0; rest < 2; ++rest) {
          ASSERT_EQ(find_invalid_utf8(text), reference::find_invalid_utf8(text))
              << before << ' ' << first << ' ' << second;
          for (int k = 0; k < 30; ++k) text += euro;
        }
      }
    }
  }
}

}  // namespace
