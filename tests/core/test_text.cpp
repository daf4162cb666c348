// tests/core/test_text.cpp - characters, letter case, accents and tokens; tests/parity/test_unicode.py compares every
// character with Python.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <storymap/text.hpp>
#include <support/storymap_test.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::string_view_literals;
using storymap::clean_text;
using storymap::count_code_points;
using storymap::is_space;
using storymap::is_word;
using storymap::strip_accents;
using storymap::StripAccents;
using storymap::to_lower;
using storymap::trim;
using storymap_test::Random;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  storymap::for_each_word(text, [&](std::string_view word) { found.push_back(word); });
  return found;
}

std::vector<std::string_view> fields(std::string_view text) {
  std::vector<std::string_view> found;
  storymap::for_each_field(text, [&](std::string_view field) { found.push_back(field); });
  return found;
}

TEST(Text, KnowsWordCharacters) {
  for (char32_t const c : U"azAZ09_яЁßªº²½Ⅷ一한ع\u0660\U0001D400"sv) EXPECT_TRUE(is_word(c)) << std::hex << unsigned{c};
  for (char32_t const c : U" -'.\u0301\u00A0\u2028№€😀"sv) EXPECT_FALSE(is_word(c)) << std::hex << unsigned{c};
}

TEST(Text, KnowsWhiteSpace) {
  for (char32_t const c : U"\t\n\v\f\r \u001C\u001F\u0085\u00A0\u1680\u2003\u2028\u2029\u202F\u3000"sv) {
    EXPECT_TRUE(is_space(c)) << std::hex << unsigned{c};
  }
  for (char32_t const c : U"a_\0\u180E\u200B\uFEFF"sv) EXPECT_FALSE(is_space(c)) << std::hex << unsigned{c};
}

TEST(Text, NoValueThatIsNoCharacterIsAWordOrWhiteSpace) {
  for (char32_t const c :
       {0xD800U, 0xDFFFU, 0xFFFFU, 0x31380U, 0xDFFFFU, 0xE0280U, 0x10FFFFU, 0x110000U, 0xFFFFFFFFU}) {
    EXPECT_FALSE(is_word(c) || is_space(c)) << std::hex << unsigned{c};
  }
}

TEST(Text, LowersEveryScript) {
  EXPECT_EQ(to_lower(""), "");
  EXPECT_EQ(to_lower("As a USER_1"), "as a user_1");
  EXPECT_EQ(to_lower("Заказ ЁЖ, ß ẞ Ǆ Ⅷ Ⓐ 𐐀"), "заказ ёж, ß ß ǆ ⅷ ⓐ 𐐨");
  EXPECT_EQ(to_lower("İI"), "i\u0307i");
  EXPECT_EQ(to_lower("Ⱥ"), "ⱥ") << "lower case takes one byte more";
  EXPECT_EQ(to_lower("K"), "k") << "the Kelvin sign";
}

TEST(Text, LowersTheFinalSigma) {
  for (auto const& [text, lower] :
       {std::pair{"ΟΔΟΣ"sv, "οδος"sv}, std::pair{"ΟΔΟΣ ΣΑΣ"sv, "οδος σας"sv}, std::pair{"Σ"sv, "σ"sv},
        std::pair{"ΣΑ"sv, "σα"sv}, std::pair{"ΑΣΑ"sv, "ασα"sv}, std::pair{"1Σ"sv, "1σ"sv},
        std::pair{"Α'Σ'"sv, "α'ς'"sv}, std::pair{"ΑΣ'Α"sv, "ασ'α"sv}, std::pair{"ΑΣΣ"sv, "ασς"sv},
        std::pair{"Α\u0301Σ\u00AD"sv, "α\u0301ς\u00AD"sv}, std::pair{"'Σ"sv, "'σ"sv}}) {
    EXPECT_EQ(to_lower(text), lower);
  }
}

// The fast path reads eight bytes at a time: a character must be met at every offset of a word.
TEST(Text, LowersACharacterAtEveryOffset) {
  for (std::size_t size = 0; size <= 20; ++size) {
    EXPECT_EQ(to_lower(std::string(size, 'Z') + "Я" + std::string(size, 'A')),
              std::string(size, 'z') + "я" + std::string(size, 'a'));
  }
}

TEST(Text, StripsAccents) {
  struct Example {
    std::string_view text, ascii, unicode;
  };
  for (auto const& [text, ascii, unicode] : {
           Example{"", "", ""},
           Example{"Plain ASCII\n", "Plain ASCII\n", "Plain ASCII\n"},
           Example{"àéêñ ÇÅ", "aeen CA", "aeen CA"},
           Example{"o\u0302\u0304 ồ", "o o", "o o"},
           Example{"Ёлка й", " ", "Елка и"},
           Example{"ﬁ ½ ℡ Ａ", "fi 12 TEL A", "fi 1⁄2 TEL A"},
           Example{"ß ø Ł", "  ", "ß ø Ł"},
           Example{"한글 가", " ", "\u1112\u1161\u11AB\u1100\u1173\u11AF \u1100\u1161"},
           Example{"\u0627\u0654", "", "\u0627"},
           Example{"豈", "", "豈"},
       }) {
    EXPECT_EQ(strip_accents(text, StripAccents::ascii), ascii);
    EXPECT_EQ(strip_accents(text, StripAccents::unicode), unicode);
    EXPECT_EQ(strip_accents(text, StripAccents::none), text);
  }
}

TEST(Text, CleansForComparison) {
  EXPECT_EQ(clean_text("  As a USER,\tI don't pay -- twice! "), "as a user i don t pay twice");
  EXPECT_EQ(clean_text("Оплата №7: «картой»\n(VISA)\u00A0"), "оплата 7 картой visa");
  EXPECT_EQ(clean_text("İstanbul"), "i stanbul") << "a combining mark is no word character";
  EXPECT_EQ(clean_text("..."), "");
  EXPECT_EQ(clean_text(""), "");
}

TEST(Text, FindsWordsOfTwoOrMoreCharacters) {
  EXPECT_THAT(words("I pay 5 or 10 EUR_x, ж, ёж, 한 한글"), ElementsAre("pay", "or", "10", "EUR_x", "ёж", "한글"));
  EXPECT_THAT(words("don't e\u0301te\u0301"), ElementsAre("don", "te"));
  EXPECT_THAT(words("x"), IsEmpty());
  EXPECT_THAT(words("-- !"), IsEmpty());
  EXPECT_THAT(words(""), IsEmpty());
}

TEST(Text, FindsFields) {
  EXPECT_THAT(fields(" a,b\t\u00A0в\u2028г.\x1C\n"), ElementsAre("a,b", "в", "г."));
  EXPECT_THAT(fields(" \u3000 "), IsEmpty());
  EXPECT_THAT(fields(""), IsEmpty());
}

TEST(Text, TokensPointIntoTheText) {
  std::string const text = "заказ оплачен";
  EXPECT_EQ(words(text).back().data(), text.data() + text.find("оплачен"));
  EXPECT_EQ(fields(text).front().data(), text.data());
}

TEST(Text, Trims) {
  EXPECT_EQ(trim("\u00A0 \r\nзаказ 7\u3000\u2028"), "заказ 7");
  EXPECT_EQ(trim("x"), "x");
  EXPECT_EQ(trim(" \t\u0085"), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("заказ 7 😀"), 9U);
  EXPECT_EQ(count_code_points("e\u0301"), 2U);
}

// Each byte that is not UTF-8 must do what one character does that is neither word nor white space and has no lower
// case: U+FFFF is such a one.
TEST(Text, BytesThatAreNotUtf8AreCharactersOfTheirOwn) {
  std::vector<std::string> const damage = {"\xFF", "\xC0", "\xF5", "\x80", "\xED\xA0\x80"};
  storymap_test::for_each_case([&](Random& random) {
    std::string damaged;
    std::string stand_in;
    for (std::size_t pieces = random.below(6); pieces > 0; --pieces) {
      std::string const text = random.chance(0.5) ? random.text(8) : "ΑΣ";
      std::string const bytes = random.pick(damage);
      damaged += text + bytes;
      stand_in += text;
      for (std::size_t i = 0; i < bytes.size(); ++i) stand_in += "\uFFFF";
    }
    EXPECT_EQ(count_code_points(damaged), count_code_points(stand_in));
    EXPECT_EQ(clean_text(damaged), clean_text(stand_in));
    EXPECT_EQ(words(damaged), words(stand_in));
    EXPECT_EQ(fields(damaged).size(), fields(stand_in).size());
    EXPECT_EQ(trim(damaged).empty(), trim(stand_in).empty());
    EXPECT_EQ(count_code_points(to_lower(damaged)), count_code_points(to_lower(stand_in)));
    EXPECT_EQ(strip_accents(damaged, StripAccents::ascii), strip_accents(stand_in, StripAccents::ascii));
  });
}

TEST(Text, CopiesBytesThatAreNotUtf8) {
  EXPECT_EQ(to_lower("A\xFF\xC0Я\xE2\x82"), "a\xFF\xC0я\xE2\x82");
  EXPECT_EQ(strip_accents("é\xFF\xE2\x82", StripAccents::unicode), "e\xFF\xE2\x82");
  EXPECT_THAT(fields("\xFF \x80z"), ElementsAre("\xFF", "\x80z"));
}

TEST(Text, HoldsItsPromisesOnAnyBytes) {
  storymap_test::for_each_case([](Random& random) {
    std::string const text = random.chance(0.5) ? random.bytes(60) : random.text(60);
    std::string const clean = clean_text(text);
    EXPECT_EQ(to_lower(to_lower(text)), to_lower(text));
    EXPECT_EQ(clean_text(clean), clean);
    EXPECT_EQ(trim(trim(text)), trim(text));
    EXPECT_LE(count_code_points(text), text.size());
    for (std::string_view const word : fields(clean)) EXPECT_EQ(clean_text(word), word);
    for (char const byte : strip_accents(text, StripAccents::ascii)) EXPECT_LT(static_cast<unsigned char>(byte), 0x80);
  });
}

}  // namespace
