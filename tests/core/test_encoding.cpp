// tests/core/test_encoding.cpp - bytes of a file to UTF-8 text.
#include <gtest/gtest.h>
#include <storymap/encoding.hpp>
#include <storymap/utf8.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace std::string_literals;

/// "Story" in Russian, and what it is in cp1251.
std::string const istoriya = "\xD0\x98\xD1\x81\xD1\x82\xD0\xBE\xD1\x80\xD0\xB8\xD1\x8F";
std::string const istoriya_cp1251 = "\xC8\xF1\xF2\xEE\xF0\xE8\xFF";

/// The text as UTF-16 without a mark.
std::string utf16(std::string_view text, bool big_endian) {
  std::string out;
  auto const push = [&](char32_t unit) {
    char const low = static_cast<char>(static_cast<unsigned char>(unit & 0xFFU));
    char const high = static_cast<char>(static_cast<unsigned char>(unit >> 8U));
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  };
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    if (point.value >= 0x10000U) {
      push(0xD800U + ((point.value - 0x10000U) >> 10U));
      push(0xDC00U + ((point.value - 0x10000U) & 0x3FFU));
    } else {
      push(point.value);
    }
    at += point.size;
  }
  return out;
}

std::string const mark_le = "\xFF\xFE";
std::string const mark_be = "\xFE\xFF";

void expect_text(std::string const& bytes, std::string const& text, Encoding encoding,
                 std::optional<Encoding> forced = std::nullopt) {
  Result<DecodedText> const decoded = decode(bytes, forced);
  ASSERT_TRUE(decoded.has_value()) << to_string(decoded.error());
  EXPECT_EQ(decoded->text, text);
  EXPECT_EQ(decoded->encoding, encoding);
}

void expect_error(std::string const& bytes, std::string const& path, std::string const& fragment,
                  std::optional<Encoding> forced = std::nullopt) {
  Result<DecodedText> const decoded = decode(bytes, forced);
  ASSERT_FALSE(decoded.has_value()) << decoded->text;
  EXPECT_EQ(decoded.error().code, Errc::invalid_encoding);
  EXPECT_EQ(decoded.error().path, path);
  EXPECT_NE(decoded.error().message.find(fragment), std::string::npos) << decoded.error().message;
}

TEST(Encoding, NamesAreReadAsPeopleWriteThem) {
  for (char const* name : {"utf-8", "UTF8", "Utf_8", "utf 8"}) EXPECT_EQ(parse_encoding(name), Encoding::utf8) << name;
  for (char const* name : {"utf-16", "UTF-16LE"}) EXPECT_EQ(parse_encoding(name), Encoding::utf16le) << name;
  EXPECT_EQ(parse_encoding("utf16be"), Encoding::utf16be);
  for (char const* name : {"cp1251", "Windows-1251", "CP-1251"}) EXPECT_EQ(parse_encoding(name), Encoding::cp1251);
  for (char const* name : {"", "utf", "utf-32", "latin1", "utf-8x", "-"}) EXPECT_FALSE(parse_encoding(name)) << name;
}

TEST(Encoding, NamesGoThereAndBack) {
  for (Encoding const encoding : {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::cp1251}) {
    EXPECT_EQ(parse_encoding(to_string(encoding)), encoding);
  }
}

TEST(Encoding, Utf8WithAndWithoutMark) {
  expect_text("", "", Encoding::utf8);
  expect_text("Pay\nby card", "Pay\nby card", Encoding::utf8);
  expect_text("\xEF\xBB\xBF" + istoriya, istoriya, Encoding::utf8);
  expect_text("\xEF\xBB\xBF" + istoriya, istoriya, Encoding::utf8, Encoding::utf8);
}

TEST(Encoding, Utf16WithMark) {
  for (std::string const& text : {""s, "a"s, istoriya, "\xF0\x9F\x98\x80 ok"s}) {
    expect_text(mark_le + utf16(text, false), text, Encoding::utf16le);
    expect_text(mark_be + utf16(text, true), text, Encoding::utf16be);
  }
}

TEST(Encoding, ForcedUtf16IsLittleEndianUnlessTheMarkOrTheNameSaysElse) {
  expect_text(utf16(istoriya, false), istoriya, Encoding::utf16le, parse_encoding("utf-16"));
  expect_text(mark_be + utf16(istoriya, true), istoriya, Encoding::utf16be, parse_encoding("utf-16"));
  expect_text(utf16(istoriya, true), istoriya, Encoding::utf16be, Encoding::utf16be);
}

TEST(Encoding, Utf16ErrorsNameTheLine) {
  std::string const line = mark_le + utf16("one\ntwo\n", false);
  expect_error(line + "\x3D\xD8", "line 3", "surrogate");                 // high at the end
  expect_error(line + "\x3D\xD8\x41\x00"s, "line 3", "surrogate");        // high before a letter
  expect_error(line + "\x00\xDE"s + "\x3D\xD8"s, "line 3", "surrogate");  // low before high
  expect_error(line + "a", "line 3", "middle of a character");
}

TEST(Encoding, Cp1251WhenTheHighBytesAreCyrillicLetters) {
  expect_text("Story: " + istoriya_cp1251, "Story: " + istoriya, Encoding::cp1251);
  // Ukrainian, Belarusian and Serbian letters count; the numero sign and the dash are the tolerated tenth.
  expect_text("\xB2\xBF\xBA\xB4\xA2\xA8\xB8\x90\xBE\xB9",
              "\xD0\x86\xD1\x97\xD1\x94\xD2\x91\xD1\x9E\xD0\x81\xD1\x91\xD1\x92\xD1\x95\xE2\x84\x96", Encoding::cp1251);
}

TEST(Encoding, OtherEightBitTextIsRefusedWithItsLine) {
  expect_error("caf\xE9\nna\xEFve \x96 \x85 x", "line 1", "expected UTF-8");
  expect_error("one\ntwo\n\x93quoted\x94", "line 3", "expected UTF-8");
}

TEST(Encoding, Cp1251CanBeForced) {
  expect_text("\x93quoted\x94", "\xE2\x80\x9Cquoted\xE2\x80\x9D", Encoding::cp1251, Encoding::cp1251);
  expect_error("one\n" + istoriya_cp1251 + "\x98", "line 2", "0x98", Encoding::cp1251);
}

TEST(Encoding, Utf8WithMarkOrForcedMustBeValid) {
  expect_error("one\n\xFF", "line 2", "not valid UTF-8", Encoding::utf8);
  expect_error("\xEF\xBB\xBFone\n\n" + istoriya_cp1251, "line 3", "not valid UTF-8");
}

TEST(Encoding, NulIsRefusedWithItsLine) {
  expect_error("one\ntwo\0three"s, "line 2", "NUL");
  expect_error(utf16("plain", false), "line 1", "byte order mark");
  expect_error(mark_le + utf16("one\n", false) + "\0\0"s, "line 2", "NUL");
}

TEST(Encoding, AnyUtf8TextComesBackFromUtf16) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    std::string text = random.text(40);
    std::erase(text, '\0');
    expect_text(mark_le + utf16(text, false), text, Encoding::utf16le);
    expect_text(mark_be + utf16(text, true), text, Encoding::utf16be);
  });
}

TEST(Encoding, WhateverComesOutIsUtf8WithoutNul) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    std::vector<std::optional<Encoding>> const ways = {std::nullopt, Encoding::utf8, Encoding::utf16le,
                                                       Encoding::utf16be, Encoding::cp1251};
    std::string const bytes = random.pick(std::vector<std::string>{"", mark_le, mark_be}) + random.bytes(12);
    Result<DecodedText> const decoded = decode(bytes, random.pick(ways));
    if (!decoded) return;
    EXPECT_TRUE(is_valid_utf8(decoded->text));
    EXPECT_EQ(decoded->text.find('\0'), std::string::npos);
  });
}

}  // namespace
