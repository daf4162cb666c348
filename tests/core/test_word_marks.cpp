// tests/core/test_word_marks.cpp - words of a text by every kernel, against the slow twin.
#include <gtest/gtest.h>
#include <storymap/detail/characters.hpp>
#include <storymap/detail/word_marks.hpp>
#include <storymap/text.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

std::vector<Simd> kernels() {
  std::vector<Simd> found;
  for (Simd const simd : {Simd::scalar, Simd::neon, Simd::avx2, Simd::avx512}) {
    if (has_simd(simd)) found.push_back(simd);
  }
  return found;
}

std::vector<std::string> marked_words(detail::WordMarks const& marks) {
  std::vector<std::string> words;
  std::span<std::uint32_t const> const edges = marks.edges();
  EXPECT_EQ(edges.size() % 2, 0U);
  for (std::size_t k = 0; k < edges.size(); k += 2)
    words.emplace_back(marks.text() + edges[k], edges[k + 1] - edges[k]);
  return words;
}

/// Character by character, with the tables.
std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = detail::skip_non_words(text, 0);
  while (at < text.size()) {
    std::size_t const end = detail::skip_words(text, at);
    words.emplace_back(text.substr(at, end - at));
    at = detail::skip_non_words(text, end);
  }
  return words;
}

void expect_same_words(std::string const& text) {
  for (Simd const simd : kernels()) {
    detail::WordMarks marks(simd);
    ASSERT_TRUE(marks.read(text, false));
    EXPECT_EQ(marked_words(marks), plain_words(text)) << to_string(simd) << ": " << text;
    if (marks.read(text, true)) {
      EXPECT_EQ(marked_words(marks), plain_words(to_lower(text))) << to_string(simd) << ": " << text;
    }
  }
}

TEST(WordMarks, EveryKernelMarksWhatTheSlowTwinMarks) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::string> const pieces = {"a",
                                             "Pay",
                                             "_x9",
                                             " ",
                                             "\n",
                                             ", ",
                                             "\u041F",
                                             "\u0451",
                                             "\u0401",
                                             "\u0440\u0443",
                                             "\u2014",
                                             "\u2026",
                                             "\u00AB",
                                             "\u00E9",
                                             "\u00C9",
                                             "\u0460",
                                             "\u4E2D",
                                             "\U0001F600",
                                             "\xD0",
                                             "\xD1\x20",
                                             "\xE2\x80",
                                             "\x80",
                                             std::string(1, '\0')};
    std::string text;
    for (std::size_t left = random.below(200); left > 0; --left) text += pieces[random.below(pieces.size())];
    expect_same_words(text);
  });
}

TEST(WordMarks, EveryByteIsMarkedAtEveryPlaceOfABlock) {
  for (std::size_t place = 0; place < 70; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      expect_same_words(std::string(place, 'x') + static_cast<char>(byte) + "\u0416");
    }
  }
}

TEST(WordMarks, EveryCharacterHasItsLowerCase) {
  for (char32_t c = 0; c < 0x3000; ++c) {
    if (c >= 0xD800) break;
    std::string text = "a";
    append_utf8(text, c);
    expect_same_words(text + "b");
  }
}

TEST(WordMarks, LowerCaseThatMovesBytesIsRefused) {
  for (Simd const simd : kernels()) {
    detail::WordMarks marks(simd);
    EXPECT_FALSE(marks.read("\u0130stanbul", true));
    EXPECT_FALSE(marks.read("\u039F\u03A3", true));
    EXPECT_TRUE(marks.read("\u0130stanbul", false));
    EXPECT_TRUE(marks.read("", true));
    EXPECT_TRUE(marks.edges().empty());
  }
}

TEST(WordMarks, ARunGoesOnFromBlockToBlock) {
  for (std::size_t const size : {63U, 64U, 65U, 127U, 128U, 129U, 1000U}) {
    expect_same_words(std::string(size, 'A'));
    expect_same_words(std::string(size, 'A') + ' ' + std::string(size, 'B'));
    std::string russian;
    for (std::size_t k = 0; k < size; ++k) russian += "\u042F";
    expect_same_words(russian);
    expect_same_words('x' + russian);
  }
}

}  // namespace
