// tests/core/test_likeness.cpp - kinds of likeness and the words that differ.
#include <gtest/gtest.h>
#include <storymap/detail/word_diff.hpp>
#include <storymap/likeness.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

std::vector<std::string> words(std::string_view text, std::vector<TextSpan> const& spans) {
  std::vector<std::string> words;
  words.reserve(spans.size());
  for (TextSpan const& span : spans) words.emplace_back(text.substr(span.begin, span.size));
  return words;
}

struct Example {
  LikenessKind kind;
  std::string a;
  std::string b;
  std::vector<std::string> only_a = {};
  std::vector<std::string> only_b = {};
};

class LikenessExample : public testing::TestWithParam<Example> {};

TEST_P(LikenessExample, HasItsKindAndItsDifferingWords) {
  Example const& example = GetParam();
  Likeness const likeness = compare_texts(example.a, example.b);
  EXPECT_EQ(to_string(likeness.kind), to_string(example.kind));
  EXPECT_EQ(words(example.a, likeness.only_a), example.only_a);
  EXPECT_EQ(words(example.b, likeness.only_b), example.only_b);
  Likeness const mirrored = compare_texts(example.b, example.a);
  EXPECT_EQ(to_string(mirrored.kind), to_string(example.kind));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, LikenessExample,
    testing::Values(
        Example{LikenessKind::copy, "Pay by card", "pay, by CARD!"},  //
        Example{LikenessKind::copy, "", ""},                          //
        Example{LikenessKind::copy, "Оплата КАРТОЙ", "оплата картой"},
        Example{LikenessKind::role,
                "As a researcher, I want to browse files",
                "As an archivist, I want to browse files",
                {"a researcher"},
                {"an archivist"}},
        Example{LikenessKind::role,
                "Orders\nAs a buyer, I want to see my orders, so that I know what I paid",
                "Orders\nAs a shop owner, I want to see my orders, so that I know what I paid",
                {"buyer"},
                {"shop owner"}},
        Example{LikenessKind::role,
                "Как пациент, я хочу видеть свои анализы",
                "Как врач, я хочу видеть свои анализы",
                {"пациент"},
                {"врач"}},
        Example{LikenessKind::slot,
                "Export the monthly report to PDF",
                "Export the monthly report to Excel",
                {"PDF"},
                {"Excel"}},
        Example{LikenessKind::slot,
                "Load the package into R, so that R can plot it",
                "Load the package into Julia, so that Julia can plot it",
                {"R", "R"},
                {"Julia", "Julia"}},
        Example{
            LikenessKind::contained, "Search products", "Search products by name and price", {}, {"by name and price"}},
        Example{LikenessKind::contained, "Pay an order by card", "Pay by card", {"an order"}, {}},
        Example{LikenessKind::reworded, "Pay by card", "Buy with a credit card", {"Pay by"}, {"Buy with a credit"}},
        Example{LikenessKind::reworded, "Pay", "Search", {"Pay"}, {"Search"}},
        Example{LikenessKind::reworded, "", "Search", {}, {"Search"}}));

TEST(Likeness, TextsThatDifferTooMuchAreMarkedWhole) {
  std::string a;
  std::string b;
  for (int k = 0; k < 600; ++k) {
    a += "a" + std::to_string(k) + " ";
    b += "b" + std::to_string(k) + " ";
  }
  Likeness const likeness = compare_texts(a, b);
  EXPECT_EQ(likeness.kind, LikenessKind::reworded);
  ASSERT_EQ(likeness.only_a.size(), 1U);
  EXPECT_EQ(likeness.only_a[0].size, a.size() - 1);
}

/// The slow twin: the length of a longest common subsequence by dynamic programming.
std::size_t common_length(std::vector<std::uint32_t> const& a, std::vector<std::uint32_t> const& b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      best[i][j] = a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    }
  }
  return best[a.size()][b.size()];
}

TEST(WordDiff, IsAShortestEditScript) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::uint32_t> a(random.below(12));
    std::vector<std::uint32_t> b(random.below(12));
    for (auto* words : {&a, &b}) {
      for (std::uint32_t& word : *words) word = static_cast<std::uint32_t>(random.below(4));
    }
    auto const hunks = detail::WordDiff(a, b).hunks(100);
    ASSERT_TRUE(hunks);
    std::vector<std::uint32_t> rebuilt;
    std::size_t in_a = 0;
    std::size_t changed = 0;
    for (detail::WordHunk const& hunk : *hunks) {
      ASSERT_LE(in_a, hunk.a_begin);
      for (; in_a < hunk.a_begin; ++in_a) rebuilt.push_back(a[in_a]);
      EXPECT_EQ(rebuilt.size(), hunk.b_begin);
      for (std::size_t k = hunk.b_begin; k < hunk.b_end; ++k) rebuilt.push_back(b[k]);
      in_a = hunk.a_end;
      changed += hunk.a_end - hunk.a_begin + hunk.b_end - hunk.b_begin;
    }
    for (; in_a < a.size(); ++in_a) rebuilt.push_back(a[in_a]);
    EXPECT_EQ(rebuilt, b);
    EXPECT_EQ(changed, a.size() + b.size() - 2 * common_length(a, b));
    if (changed > 0) {
      EXPECT_FALSE(detail::WordDiff(a, b).hunks(changed - 1));
    }
  });
}

}  // namespace
