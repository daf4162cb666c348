// tests/core/test_word_table.cpp - words to numbers and back.
#include <gtest/gtest.h>
#include <storymap/detail/word_table.hpp>

#include <cstdint>
#include <map>
#include <string>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

/// Whatever stands behind a word is none of it.
std::uint32_t intern(detail::WordTable& table, std::string const& word) {
  std::string const padded = word + std::string(16, '?');
  std::uint32_t const number = table.intern(table.key(padded.data(), word.size()), padded.data(), word.size());
  EXPECT_EQ(table.intern(word), number);
  return number;
}

TEST(WordTable, NumbersWordsInOrderOfAppearance) {
  storymap_test::for_each_case([](Random& random) {
    detail::WordTable table;
    std::map<std::string, std::uint32_t> expected;
    for (int k = 0; k < 300; ++k) {
      std::string word;
      for (std::size_t left = random.below(40); left > 0; --left) word += static_cast<char>('a' + random.below(2));
      std::uint32_t const next = static_cast<std::uint32_t>(expected.size());
      std::uint32_t const number = expected.try_emplace(word, next).first->second;
      EXPECT_EQ(intern(table, word), number);
      EXPECT_EQ(table[number], word);
    }
    EXPECT_EQ(table.size(), expected.size());
  });
}

TEST(WordTable, GrowsWithoutLosingAWord) {
  detail::WordTable table;
  for (std::uint32_t k = 0; k < 50000; ++k) ASSERT_EQ(intern(table, "word" + std::to_string(k * 7919)), k);
  for (std::uint32_t k = 0; k < 50000; ++k) ASSERT_EQ(intern(table, "word" + std::to_string(k * 7919)), k);
}

}  // namespace
