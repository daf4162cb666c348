// tests/core/test_counted_terms.cpp - words to numbers, numbers to posting lists.
#include <gtest/gtest.h>
#include <storymap/detail/counted_terms.hpp>
#include <storymap/detail/pair_counter.hpp>
#include <storymap/detail/radix_sort.hpp>
#include <storymap/detail/word_table.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

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

detail::TermSequence random_sequence(Random& random, std::uint32_t terms) {
  detail::TermSequence sequence;
  for (std::size_t rows = random.below(30); rows > 0; --rows) {
    for (std::size_t left = random.below(30); left > 0; --left) {
      sequence.push_back(static_cast<std::uint32_t>(random.below(terms)));
    }
    sequence.end_row();
  }
  return sequence;
}

TEST(CountedTerms, EqualTheSlowTwin) {
  storymap_test::for_each_case([](Random& random) {
    std::uint32_t const terms = 1 + static_cast<std::uint32_t>(random.below(20));
    detail::TermSequence const sequence = random_sequence(random, terms);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> expected;  // (term, row) -> count
    sequence.for_each([&](std::uint32_t row, std::uint32_t term) { ++expected[{term, row}]; });
    detail::CountedTerms const counted = count_terms(sequence, terms);
    ASSERT_EQ(counted.documents.size(), terms);
    ASSERT_EQ(counted.postings.size(), expected.size());
    auto next = expected.begin();
    std::size_t at = 0;
    for (std::uint32_t term = 0; term < terms; ++term) {
      for (std::uint32_t k = 0; k < counted.documents[term]; ++k, ++at, ++next) {
        EXPECT_EQ(next->first, std::pair(term, counted.postings[at].row));
        EXPECT_EQ(next->second, counted.postings[at].count);
      }
    }
  });
}

TEST(PairCounter, EqualsTheSlowTwin) {
  storymap_test::for_each_case([](Random& random) {
    detail::TermSequence const sequence = random_sequence(random, 1 + static_cast<std::uint32_t>(random.below(9)));
    using Entry = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t> expected;
    sequence.for_each_pair([&](std::uint32_t row, std::uint32_t first, std::uint32_t second) {
      ++expected[{first, second, row}];
    });
    detail::PairCounter const counter(sequence);
    detail::PairCounter::Scratch scratch;
    std::vector<Entry> found;
    for (std::size_t part = 0; part < counter.parts(); ++part) {
      detail::CountedPairs const pairs = counter.count(part, scratch);
      std::size_t at = 0;
      for (std::size_t k = 0; k < pairs.pairs.size(); ++k) {
        for (std::uint32_t left = pairs.counted.documents[k]; left > 0; --left, ++at) {
          auto const [row, count] = pairs.counted.postings[at];
          found.emplace_back(pairs.pairs[k].first, pairs.pairs[k].second, row, count);
        }
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<Entry> wanted;
    wanted.reserve(expected.size());
    for (auto const& [key, count] : expected) wanted.push_back(std::tuple_cat(key, std::tuple(count)));
    EXPECT_EQ(found, wanted);
  });
}

TEST(RadixSort, SortsByKeyAndKeepsEqualOnesInOrder) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::pair<std::uint64_t, std::size_t>> pairs(random.below(300));
    std::uint64_t const most = std::uint64_t{1} << random.below(64);
    for (std::size_t k = 0; k < pairs.size(); ++k) pairs[k] = {random.below(most), k};
    auto expected = pairs;
    std::stable_sort(expected.begin(), expected.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    detail::sort_by_key(pairs);
    EXPECT_EQ(pairs, expected);
  });
}

}  // namespace
