// tests/core/test_stopwords.cpp - the stop word lists.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>
#include <support/storymap_test.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using storymap::find_stop_words;
using storymap::StopWords;
using testing::ElementsAre;
namespace stop_words = storymap::stop_words;

TEST(StopWords, AreASet) {
  StopWords const words = {"the", "a", "the", "an"};
  EXPECT_THAT(words, ElementsAre("a", "an", "the"));
  EXPECT_EQ(words.size(), 3U);
  EXPECT_TRUE(words.contains("an"));
  EXPECT_FALSE(words.contains("An"));
  EXPECT_FALSE(words.contains(""));
  EXPECT_EQ(words, StopWords(std::vector<std::string>{"an", "the", "a"}));
  EXPECT_EQ(words, StopWords(std::set<std::string_view>{"a", "an", "the"}));
  EXPECT_TRUE(StopWords().empty());
}

TEST(StopWords, AreParsedFromText) {
  EXPECT_THAT(StopWords::parse("как\r\nчтобы  для\tпо"), ElementsAre("для", "как", "по", "чтобы"));
  EXPECT_THAT(StopWords::parse("# ours\nacme # the company\n  #portal shop\nc#"), ElementsAre("acme", "c#"));
  EXPECT_THAT(StopWords::parse("\xEF\xBB\xBF"
                               "first"),
              ElementsAre("first"));
  EXPECT_TRUE(StopWords::parse("").empty());
  EXPECT_TRUE(StopWords::parse("\n\n# nothing").empty());
}

TEST(StopWords, ParsingWhatWasWrittenGivesTheSameWords) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    StopWords const words = StopWords::parse(random.text(80));
    std::string written;
    for (std::string const& word : words) written += word + "\n";
    ASSERT_EQ(StopWords::parse(written), words) << testing::PrintToString(written);
  });
}

// FNV-1a of the words, sorted and joined by '\n'; in Python: of "\n".join(sorted(ENGLISH_STOP_WORDS)).
TEST(StopWords, EnglishIsTheListOfScikitLearn) {
  StopWords const english = stop_words::english();
  EXPECT_EQ(english.size(), 318U);
  std::uint64_t digest = 0xCBF29CE484222325U;
  std::string_view separator;
  for (std::string const& word : english) {
    for (char const byte : std::string(separator) + word) {
      digest = (digest ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    }
    separator = "\n";
  }
  EXPECT_EQ(digest, 0x9D129659EE001EB8U);
}

TEST(StopWords, RussianHasBothSpellings) {
  StopWords const russian = stop_words::russian();
  EXPECT_EQ(russian.size(), 155U);
  for (std::string_view const word : {"и", "чтобы", "её", "ее", "ещё", "еще", "или"})
    EXPECT_TRUE(russian.contains(word));
  for (std::string_view const word : {"хочу", "пользователь", "система"}) EXPECT_FALSE(russian.contains(word));
}

TEST(StopWords, CompatIsTheListOfThePredecessor) {
  STORYMAP_NEEDS_DATA("stopwords_compat_ru.txt");
  std::string const text = storymap_test::read_file(*storymap_test::data_dir() / "stopwords_compat_ru.txt");
  EXPECT_EQ(stop_words::compat(), StopWords::parse(text));
  EXPECT_EQ(stop_words::compat().size(), 151U);
}

TEST(StopWords, EveryBuiltInWordIsAToken) {
  for (StopWords const& words : {stop_words::english(), stop_words::russian(), stop_words::compat()}) {
    for (std::string const& word : words) EXPECT_EQ(storymap::clean_text(word), word);
  }
}

TEST(StopWords, AreFoundByName) {
  EXPECT_EQ(*find_stop_words("none"), stop_words::none());
  EXPECT_EQ(*find_stop_words("en"), stop_words::english());
  EXPECT_EQ(*find_stop_words("ru"), stop_words::russian());
  EXPECT_EQ(*find_stop_words("compat"), stop_words::compat());
  auto const unknown = find_stop_words("english");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, storymap::Errc::invalid_argument);
  EXPECT_EQ(unknown.error().message, "no stop word list is called 'english'; expected none, en, ru or compat");
}

}  // namespace
