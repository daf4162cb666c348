// tests/core/test_term_lists.cpp - documents as numbers to posting lists, the rarest terms first.
#include <gtest/gtest.h>
#include <storymap/detail/list_places.hpp>
#include <storymap/detail/list_writer.hpp>
#include <storymap/detail/pair_counter.hpp>
#include <storymap/detail/term_lists.hpp>
#include <storymap/detail/term_sequence.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using detail::Singles;
using detail::TermLists;
using detail::TermPosting;
using detail::TermSequence;
using detail::WordPair;
using storymap_test::Random;

/// How often a document has a term: (first word, second word, row) -> count.
using Counts = std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t>;

/// A few documents in runs of any size, as threads would read them.
std::vector<TermSequence> random_runs(Random& random) {
  std::vector<TermSequence> runs;
  std::size_t row = 0;
  std::size_t const terms = 1 + random.below(20);
  for (std::size_t left = 1 + random.below(3); left > 0; --left) {
    TermSequence run(row);
    for (std::size_t rows = random.below(30); rows > 0; --rows, ++row) {
      for (std::size_t size = random.below(30); size > 0; --size) {
        run.push_back(static_cast<std::uint32_t>(random.below(terms)));
      }
      run.end_row();
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

void add_lists(TermLists const& lists, Counts& counts) {
  std::uint32_t last = 0;
  lists.for_each_list([&](std::size_t k, std::span<TermPosting const> list) {
    EXPECT_LE(last, list.size()) << "fewer documents come first";
    last = static_cast<std::uint32_t>(list.size());
    EXPECT_EQ(lists.documents[k], list.size());
    EXPECT_TRUE(std::is_sorted(list.begin(), list.end(), [](auto a, auto b) { return a.row < b.row; }));
    for (auto const& [row, count] : list) counts[{lists.terms[k].first, lists.terms[k].second, row}] += count;
  });
}

Counts count_slowly(std::vector<TermSequence> const& runs) {
  Counts counts;
  for (TermSequence const& run : runs) {
    run.for_each([](std::uint32_t) {},
                 [&](std::uint32_t row, std::uint32_t term) {
                   ++counts[{term, WordPair::no_word, row}];
                 });
  }
  return counts;
}

Counts count_pairs_slowly(std::vector<TermSequence> const& runs) {
  Counts counts;
  for (TermSequence const& run : runs) {
    run.for_each_pair([&](std::uint32_t row, std::uint32_t first, std::uint32_t second) {
      ++counts[{first, second, row}];
    });
  }
  return counts;
}

/// The postings of the terms of one document, ordered, which are taken out of `counts`.
std::vector<std::pair<std::uint32_t, std::uint32_t>> take_singles(Counts& counts) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> documents;
  for (auto const& [key, count] : counts) ++documents[{std::get<0>(key), std::get<1>(key)}];
  std::vector<std::pair<std::uint32_t, std::uint32_t>> singles;
  for (auto const& [key, count] : counts) {
    if (documents[{std::get<0>(key), std::get<1>(key)}] == 1) singles.emplace_back(std::get<2>(key), count);
  }
  std::erase_if(counts, [&](auto const& entry) {
    return documents[{std::get<0>(entry.first), std::get<1>(entry.first)}] == 1;
  });
  std::sort(singles.begin(), singles.end());
  return singles;
}

void add_singles(detail::SingleTerms const& singles, std::vector<std::pair<std::uint32_t, std::uint32_t>>& postings) {
  for (std::uint32_t const row : singles.once) postings.emplace_back(row, 1U);
  for (auto const& [row, count] : singles.repeated) postings.emplace_back(row, count);
  std::sort(postings.begin(), postings.end());
}

TermLists list_terms(std::vector<TermSequence> const& runs, Singles mode) {
  std::vector<detail::ListWriter> writers(runs.size());
  for (std::size_t k = 0; k < runs.size(); ++k) {
    writers[k].assign(20);
    runs[k].for_each([](std::uint32_t) {}, [&](std::uint32_t row, std::uint32_t term) { writers[k].count(term, row); });
  }
  detail::ListPlaces places;
  TermLists lists = places.place(writers, mode, [](std::uint32_t word) { return WordPair{word, WordPair::no_word}; });
  for (std::size_t k = 0; k < runs.size(); ++k) {
    runs[k].for_each([](std::uint32_t) {}, [&](std::uint32_t row, std::uint32_t term) { writers[k].put(term, row); });
  }
  return lists;
}

TEST(TermLists, EqualTheSlowTwin) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<TermSequence> const runs = random_runs(random);
    Counts expected = count_slowly(runs);
    Counts listed;
    add_lists(list_terms(runs, Singles::listed), listed);
    EXPECT_EQ(listed, expected);

    TermLists const unnamed = list_terms(runs, Singles::unnamed);
    Counts kept;
    add_lists(unnamed, kept);
    auto const singles = take_singles(expected);
    EXPECT_EQ(kept, expected);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    add_singles(unnamed.singles, found);
    EXPECT_EQ(found, singles);
  });
}

TEST(TermLists, KeepsTheTermsOfSoManyDocuments) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<TermSequence> const runs = random_runs(random);
    double const least = static_cast<double>(random.below(8)) / 2;
    double const most = static_cast<double>(random.below(40)) / 2;
    TermLists lists = list_terms(runs, Singles::listed);
    std::map<std::uint32_t, double> documents;
    for (std::size_t k = 0; k < lists.terms.size(); ++k) documents[lists.terms[k].first] = lists.documents[k];
    Counts expected = count_slowly(runs);
    std::erase_if(expected, [&](auto const& entry) {
      double const with = documents[std::get<0>(entry.first)];
      return with < least || with > most;
    });
    lists.keep(least, most);
    Counts kept;
    add_lists(lists, kept);
    EXPECT_EQ(kept, expected);
  });
}

TEST(PairCounter, EqualsTheSlowTwin) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<TermSequence> const runs = random_runs(random);
    Counts expected = count_pairs_slowly(runs);
    auto const singles = take_singles(expected);
    RunOptions const run{.threads = static_cast<unsigned>(1 + random.below(3))};
    detail::Pulse pulse(run);
    // Words and rows that fit into one number with the row, and some that do not.
    std::size_t const words = random.chance(0.5) ? 20 : std::size_t{1} << 31U;
    detail::PairCounter counter(runs, words, 100, pulse);
    detail::PairCounter again(runs, words, 100, pulse);
    detail::PairCounter::Scratch scratch;
    Counts kept;
    Counts listed;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (std::size_t part = 0; part < counter.parts(); ++part) {
      TermLists const lists = counter.count(part, Singles::unnamed, scratch);
      add_lists(lists, kept);
      add_singles(lists.singles, found);
      add_lists(again.count(part, Singles::listed, scratch), listed);
    }
    EXPECT_EQ(kept, expected);
    EXPECT_EQ(found, singles);
    EXPECT_EQ(listed, count_pairs_slowly(runs));
  });
}

}  // namespace
