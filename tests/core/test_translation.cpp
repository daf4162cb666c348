// tests/core/test_translation.cpp - translation.hpp: what the library says, in Russian.
#include <gtest/gtest.h>
#include <storymap/formats.hpp>
#include <storymap/translation.hpp>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storymap {
namespace {

[[nodiscard]] std::string russian(std::string_view english) { return translated(english, Language::ru); }

/// How many Latin words stand in a row, placeholders and what is quoted left out.
[[nodiscard]] int latin_words(std::string_view text) {
  int words = 0;
  int most = 0;
  bool quoted = false;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with("«")) quoted = true;
    if (text.substr(at).starts_with("»")) quoted = false;
    char const byte = text[at];
    bool const letter =
        !quoted && (std::isalpha(static_cast<unsigned char>(byte)) != 0) && at > 0 && text[at - 1] != '{';
    if (letter && !in_word) most = std::max(most, ++words);
    if (!letter && byte != ' ') words = 0;
    in_word = letter;
  }
  return most;
}

TEST(Translation, CarriesArgumentsOver) {
  EXPECT_EQ(russian("no story has the id 's9'"), "нет истории с идентификатором «s9»");
  EXPECT_EQ(russian("the file is larger than 12 bytes"), "файл больше 12 байт");
  EXPECT_EQ(russian("the label 'it''s listed twice' is listed twice"), "метка «it''s listed twice» указана дважды");
}

TEST(Translation, TranslatesMessagesInsideMessages) {
  EXPECT_EQ(russian("the file cannot be read: it is a directory"), "файл не читается: это папка");
  EXPECT_EQ(russian("expected a string, found an array"), "ожидается строка, а не массив");
  EXPECT_EQ(russian("expected ',' or '}', found the end of the text"), "ожидается «,» или «}», а не конец текста");
  EXPECT_EQ(russian("/0/title: expected a string, found a number"), "/0/title: ожидается строка, а не число");
  EXPECT_EQ(russian("column 'points': expected a number of 0 or more, but found 'many'"),
            "столбец «points»: ожидается число не меньше 0, а не «many»");
  EXPECT_EQ(russian("column 2 'Issue key' holds the key"), "столбец 2 «Issue key» — ключ");
  EXPECT_EQ(russian("2 columns are kept as fields: 3 'Mood, of today', 7 'Team'"),
            "сохранены как поля столбцы (2): 3 «Mood, of today», 7 «Team»");
}

TEST(Translation, NamesTheTwoFieldsThatOneColumnWasChosenFor) {
  EXPECT_EQ(russian("column 1 is chosen as the title and as the description"),
            "столбец 1 выбран для двух полей: название, описание");
  EXPECT_EQ(russian("column 'a' is chosen as the title and as the points"),
            "столбец «a» выбран для двух полей: название, баллы");
}

TEST(Translation, LeavesWhatItDoesNotKnow) {
  EXPECT_EQ(find_translation("the moon is full", Language::ru), std::nullopt);
  EXPECT_EQ(russian("the moon is full"), "the moon is full");
  EXPECT_EQ(russian(""), "");
  EXPECT_EQ(translated("the file is empty", Language::en), "the file is empty");
}

TEST(Translation, QuotedTextIsNoMessage) {
  EXPECT_EQ(russian("expected a string, found 'the file is empty'"), "ожидается строка, а не «the file is empty»");
}

TEST(Translation, EveryEntryIsRussianAndUsesArgumentsThatAreThere) {
  std::set<std::string_view> seen;
  for (auto const table : message_catalogue()) {
    for (LocalText const& entry : table) {
      EXPECT_TRUE(seen.insert(entry.en).second) << entry.en;
      EXPECT_FALSE(entry.ru.empty()) << entry.en;
      EXPECT_LT(latin_words(entry.ru), 3) << entry.ru;
      for (std::size_t at = entry.ru.find('{'); at != std::string_view::npos; at = entry.ru.find('{', at + 1)) {
        if (at + 1 >= entry.ru.size() || std::isdigit(static_cast<unsigned char>(entry.ru[at + 1])) == 0) continue;
        EXPECT_NE(entry.en.find(std::string(entry.ru.substr(at, 2)) + "}"), std::string_view::npos) << entry.ru;
      }
    }
  }
  EXPECT_GT(seen.size(), 200U);
}

/// The Russian of an entry with arguments that have no translation of their own: what becomes of those shows elsewhere.
[[nodiscard]] std::string filled(std::string_view pattern, std::vector<std::string> const& arguments) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '{' || std::isdigit(static_cast<unsigned char>(pattern[at + 1])) == 0) {
      out += pattern[at];
      continue;
    }
    if (pattern.substr(at + 2).starts_with(":g")) out += "of ";
    out += arguments[static_cast<std::size_t>(pattern[at + 1] - '0')];
    at = pattern.find('}', at);
  }
  return out;
}

/// What a template makes is found by that template, and by none that hides it.
TEST(Translation, EveryEntryIsFound) {
  for (std::vector<std::string> const& arguments : {std::vector<std::string>{"7", "8", "9", "10"},
                                                    {"alpha", "beta", "gamma", "delta"},
                                                    {"a/b", "c, d", "e: f", "(g) h"}}) {
    for (auto const table : message_catalogue()) {
      for (LocalText const& entry : table) {
        std::string const english = format({entry.en, entry.en}, arguments, Language::en);
        EXPECT_EQ(russian(english), filled(entry.ru, arguments)) << entry.en;
      }
    }
  }
}

TEST(Translation, NamesOfFormatsHaveNoLongEnglish) {
  for (Format const& known : formats()) EXPECT_LT(latin_words(russian(known.name)), 3) << known.name;
}

TEST(Format, WordsFollowNumbers) {
  constexpr LocalText text = {"{0} {0|story|stories}", "{0} {0|история|истории|историй}"};
  auto const said = [&](std::string const& number, Language language) {
    return format(text, std::span(&number, 1), language);
  };
  EXPECT_EQ(said("1", Language::en), "1 story");
  EXPECT_EQ(said("21", Language::en), "21 stories");
  EXPECT_EQ(said("0.5", Language::en), "0.5 stories");
  EXPECT_EQ(said("1", Language::ru), "1 история");
  EXPECT_EQ(said("21", Language::ru), "21 история");
  EXPECT_EQ(said("3", Language::ru), "3 истории");
  EXPECT_EQ(said("11", Language::ru), "11 историй");
  EXPECT_EQ(said("0", Language::ru), "0 историй");
}

}  // namespace
}  // namespace storymap
