// tests/core/test_corpus.cpp - texts that are copied, borrowed and shared.
#include <gtest/gtest.h>
#include <storymap/corpus.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;

std::vector<std::string> texts_of(Corpus const& corpus) {
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < corpus.size(); ++row) texts.emplace_back(corpus[row]);
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Corpus, KeepsTextsInOrder) {
  Corpus const corpus(Texts{"pay", "", "search by name"});
  EXPECT_EQ(texts_of(corpus), (Texts{"pay", "", "search by name"}));
  EXPECT_EQ(corpus.bytes(), 17);
  EXPECT_TRUE(Corpus().empty());
  EXPECT_EQ(Corpus().bytes(), 0);
}

TEST(Corpus, TextsStayWhereTheyAre) {
  storymap_test::Random random(storymap_test::seed());
  Texts const texts = storymap_test::random_texts(random, 5000);
  Corpus corpus;
  std::vector<char const*> places;
  for (std::string const& text : texts) places.push_back(corpus[corpus.add(text)].data());
  EXPECT_EQ(texts_of(corpus), texts);
  for (std::size_t row = 0; row < corpus.size(); ++row) EXPECT_EQ(corpus[row].data(), places[row]) << row;
}

TEST(Corpus, ATextLargerThanABlockHasRoom) {
  std::string const large(9U << 20U, 'x');
  Corpus corpus(Texts{"a", large, "b"});
  corpus.add(large);
  EXPECT_EQ(texts_of(corpus), (Texts{"a", large, "b", large}));
}

TEST(Corpus, BorrowedTextsAreNotCopied) {
  auto owner = std::make_shared<std::string const>("pay by card");
  std::weak_ptr<std::string const> const alive = owner;
  Corpus corpus(Texts{"search"});
  corpus.borrow(std::string_view(*owner).substr(0, 3));
  corpus.add("filter");
  corpus.keep(owner);
  EXPECT_EQ(corpus[1].data(), owner->data());
  owner.reset();
  Corpus copy = corpus;
  corpus = Corpus();
  EXPECT_FALSE(alive.expired());
  EXPECT_EQ(texts_of(copy), (Texts{"search", "pay", "filter"}));
  copy = Corpus();
  EXPECT_TRUE(alive.expired());
}

TEST(Corpus, CopiesGrowApart) {
  Corpus corpus(Texts{"pay"});
  Corpus copy = corpus;
  EXPECT_EQ(copy[0].data(), corpus[0].data());
  corpus.add("one");
  copy.add("two");
  Corpus const taken = std::move(corpus);
  corpus = copy;
  corpus.add("three");
  EXPECT_EQ(texts_of(taken), (Texts{"pay", "one"}));
  EXPECT_EQ(texts_of(copy), (Texts{"pay", "two"}));
  EXPECT_EQ(texts_of(corpus), (Texts{"pay", "two", "three"}));
}

TEST(Corpus, AMovedCorpusIsEmptyAndMayBeUsed) {
  Corpus corpus(Texts{"pay"});
  Corpus const taken = std::move(corpus);
  EXPECT_TRUE(corpus.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  corpus.add("search");
  EXPECT_EQ(texts_of(taken), (Texts{"pay"}));
  EXPECT_EQ(texts_of(corpus), (Texts{"search"}));
}

TEST(Corpus, FindsTheRowOfAByte) {
  Corpus const corpus(Texts{"ab", "", "cde"});
  EXPECT_EQ(corpus.row_at(0), 0);
  EXPECT_EQ(corpus.row_at(1), 0);
  EXPECT_EQ(corpus.row_at(2), 2);
  EXPECT_EQ(corpus.row_at(4), 2);
  EXPECT_EQ(corpus.row_at(5), 3);
}

}  // namespace
