// tests/core/test_live_index.cpp - an index that changes, against one that is built anew after every change.
#include <gtest/gtest.h>
#include <storymap/live_index.hpp>
#include <storymap/search.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

using Texts = std::map<std::uint64_t, std::string>;

/// What the index must answer: everything is built anew from the texts.
class Rebuilt {
 public:
  Rebuilt(Texts const& texts, LiveOptions const& options) {
    Corpus corpus;
    for (auto const& [id, text] : texts) {
      ids_.push_back(id);
      corpus.add(text);
    }
    Result<VectorizedCorpus> fitted = fit_transform(corpus, rebuild_options(options));
    if (!fitted) return;
    vectorizer_.emplace(std::move(fitted->vectorizer));
    index_.emplace(std::move(fitted->matrix));
    Result<DocumentTerms> counted = count_terms(corpus, rebuild_options(options));
    if (counted) counted_.emplace(std::move(*counted));
  }

  [[nodiscard]] std::vector<LiveMatch> closest(std::string_view text, std::size_t limit, double at_least) const {
    return index_ ? named(search(*vectorizer_, *index_, text, limit, at_least)) : std::vector<LiveMatch>();
  }
  [[nodiscard]] std::vector<LiveMatch> neighbours(std::uint64_t id, std::size_t limit, double at_least) const {
    if (!index_) return {};
    auto const row = static_cast<std::size_t>(std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin());
    std::vector<LiveMatch> matches = named(index_->neighbours(row, limit, at_least));
    EXPECT_EQ(named(counted_->neighbours(row, limit, at_least)), matches);
    return matches;
  }

 private:
  [[nodiscard]] std::vector<LiveMatch> named(std::vector<Match> const& matches) const {
    std::vector<LiveMatch> named;
    named.reserve(matches.size());
    for (Match const& match : matches) named.push_back({DocumentId{ids_[match.row]}, match.score});
    return named;
  }

  std::vector<std::uint64_t> ids_;
  std::optional<Vectorizer> vectorizer_;
  std::optional<SimilarityIndex> index_;
  std::optional<SimilarityIndex> counted_;
};

/// Scores are compared bit for bit.
void expect_same_answers(LiveIndex const& index, Texts const& texts, std::vector<std::string> const& questions,
                         std::vector<double> const& thresholds = {0.0, 0.3, 0.7, 0.95, 1.0}) {
  Rebuilt const rebuilt(texts, index.options());
  ASSERT_EQ(index.size(), texts.size());
  for (double const at_least : thresholds) {
    for (std::size_t const limit : {std::size_t{1}, std::size_t{4}, SIZE_MAX}) {
      for (std::string const& question : questions) {
        ASSERT_EQ(index.closest(question, limit, at_least), rebuilt.closest(question, limit, at_least))
            << '\'' << question << "' " << limit << ' ' << at_least;
      }
    }
  }
  for (auto const& [id, text] : texts) {
    ASSERT_EQ(index.neighbours({id}, SIZE_MAX, 0).value(), rebuilt.neighbours(id, SIZE_MAX, 0)) << id;
    ASSERT_EQ(index.neighbours({id}, 2, 0.5).value(), rebuilt.neighbours(id, 2, 0.5)) << id;
  }
}

void expect_same_closest(LiveIndex const& index, Texts const& texts, std::string const& question) {
  Rebuilt const rebuilt(texts, index.options());
  for (double const at_least : {0.0, 0.5, 0.9}) {
    ASSERT_EQ(index.closest(question, 10, at_least), rebuilt.closest(question, 10, at_least));
    ASSERT_EQ(index.closest(question, SIZE_MAX, at_least), rebuilt.closest(question, SIZE_MAX, at_least));
  }
}

LiveOptions random_options(Random& random) {
  LiveOptions options;
  if (random.chance(0.3)) options.ngram_range = {1, 1};
  if (random.chance(0.5)) options.stop_words = {"the", "a", "to", "order"};
  options.lowercase = random.chance(0.8);
  if (random.chance(0.3)) options.strip_accents = StripAccents::unicode;
  if (random.chance(0.6)) options.max_df = random.chance(0.5) ? DocumentFrequency(0.5) : DocumentFrequency(1.0);
  if (random.chance(0.2)) options.max_df = 3;
  return options;
}

void change(Random& random, LiveIndex& index, Texts& texts, std::string const& text) {
  std::vector<std::uint64_t> ids;
  for (auto const& [id, each] : texts) ids.push_back(id);
  std::size_t const what = ids.empty() ? 0 : random.below(6);
  if (what < 3) {
    texts[index.insert(text).value().value] = text;
  } else if (what < 4) {
    std::uint64_t const id = random.pick(ids);
    ASSERT_TRUE(index.update({id}, text));
    texts[id] = text;
  } else {
    std::uint64_t const id = random.pick(ids);
    ASSERT_TRUE(index.erase({id}));
    texts.erase(id);
  }
}

void insert_bulk(LiveIndex& index, Texts& texts, std::vector<std::string> const& bulk) {
  std::vector<std::string_view> const views(bulk.begin(), bulk.end());
  std::uint64_t id = index.insert_all(views).value().value;
  for (std::string const& text : bulk) texts[id++] = text;
}

TEST(LiveIndex, AnswersLikeAnIndexThatIsBuiltAnewAfterEveryChange) {
  storymap_test::for_each_case([](Random& random) {
    LiveIndex index(random_options(random));
    Texts texts;
    std::vector<std::string> pool = storymap_test::random_texts(random, 20);
    pool.emplace_back();
    for (std::size_t step = 0; step < 12 && !testing::Test::HasFatalFailure(); ++step) {
      change(random, index, texts, random.pick(pool));
      expect_same_answers(index, texts, {random.pick(pool), "pay the order by a new card"});
    }
  });
}

TEST(LiveIndex, TakesManyTextsAtOnce) {
  storymap_test::for_each_case([](Random& random) {
    LiveIndex index(random_options(random));
    Texts texts;
    for (std::size_t round = 0; round < 3; ++round) {
      std::vector<std::string> const more = storymap_test::random_texts(random, 60);
      insert_bulk(index, texts, more);
      for (std::size_t k = 0; k < 3; ++k) change(random, index, texts, "export the report");
      expect_same_answers(index, texts, {"pay an order", more.empty() ? "" : random.pick(more)});
    }
  });
}

/// The best ones, one that is good enough, and all from two thresholds on.
void expect_same_closest(LiveIndex const& index, Rebuilt const& rebuilt, std::string const& question) {
  ASSERT_EQ(index.closest(question, 10), rebuilt.closest(question, 10, 0)) << question;
  ASSERT_EQ(index.closest(question, 1, 0.4), rebuilt.closest(question, 1, 0.4)) << question;
  for (double const at_least : {0.7, 0.35, 0.2}) {
    ASSERT_EQ(index.closest(question, SIZE_MAX, at_least), rebuilt.closest(question, SIZE_MAX, at_least)) << question;
  }
}

/// Rare words with numbers, so that lists of all lengths occur.
std::string numbered_text(Random& random, std::size_t spread) {
  std::string text;
  for (std::size_t left = 4 + random.below(30); left > 0; --left) {
    std::size_t const range = 1 + random.below(spread);
    text += "word" + std::to_string(random.below(range)) + ' ';
  }
  return text;
}

TEST(LiveIndex, AnswersLikeARebuildOfThousandsOfTexts) {
  Random random(storymap_test::seed());
  LiveIndex index;
  Texts texts;
  std::vector<std::string> bulk;
  for (std::size_t k = 0; k < 3000; ++k) {
    bulk.push_back(!bulk.empty() && random.chance(0.1) ? random.pick(bulk) + " again" : numbered_text(random, 3000));
  }
  insert_bulk(index, texts, bulk);
  for (std::size_t round = 0; round < 3; ++round) {
    for (std::size_t k = 0; k < 400; ++k) change(random, index, texts, numbered_text(random, 3000));
    Rebuilt const rebuilt(texts, index.options());
    for (std::size_t k = 0; k < 40; ++k) {
      expect_same_closest(index, rebuilt, k % 2 == 0 ? random.pick(bulk) : numbered_text(random, 3000));
    }
  }
}

/// More rows than a scan takes at a time, so that it leaves common words out, while their frequencies change.
TEST(LiveIndex, AnswersLikeARebuildOfManyWindows) {
  Random random(storymap_test::seed());
  LiveOptions options;
  options.ngram_range = {1, 1};
  LiveIndex index(options);
  Texts texts;
  std::vector<std::string> bulk;
  for (std::size_t k = 0; k < 140000; ++k) {
    std::string text = random.chance(0.05) && k > 0 ? random.pick(bulk) : std::string();
    for (std::size_t left = 3 + random.below(8); left > 0; --left) {
      // Frequencies as Zipf's law has them, over some magnitudes.
      std::size_t const range = std::size_t{4} << random.below(16);
      text += "word" + std::to_string(random.below(range)) + ' ';
    }
    bulk.push_back(text);
  }
  insert_bulk(index, texts, bulk);
  for (std::size_t round = 0; round < 2; ++round) {
    // The second time a word that many texts have goes from most of them.
    for (std::size_t k = 0; round == 1 && k < 12000; ++k) {
      std::uint64_t const changed = texts.begin()->first + k * 3;
      if (bulk[changed].find("word1 ") == std::string::npos) continue;
      texts[changed] = "word7 word9 new" + std::to_string(k);
      ASSERT_TRUE(index.update({changed}, texts[changed]));
    }
    Rebuilt const rebuilt(texts, options);
    for (std::size_t k = 0; k < 25; ++k) {
      expect_same_closest(index, rebuilt, random.pick(bulk) + (k % 2 == 0 ? "" : random.pick(bulk)));
    }
  }
}

/// The worst case for whoever leaves common words out: texts of nothing else, while these words become rarer.
TEST(LiveIndex, FindsTextsOfCommonWordsAlone) {
  Random random(storymap_test::seed());
  LiveOptions options;
  options.ngram_range = {1, 1};
  LiveIndex index(options);
  Texts texts;
  std::vector<DocumentId> with_first;
  std::size_t number = 0;
  std::size_t copies = 0;
  for (std::size_t k = 0; k < 20000; ++k) {
    std::string text;
    if (k % 100 == 0) {
      text = k % 200 == 0 ? "often1" : "often1 often2 often3 often4 often5";
      copies += k % 200 == 0 ? 1U : 0U;
    } else {
      for (std::size_t word = 1; word < 9; ++word) {
        if (random.chance(0.2)) text += "often" + std::to_string(word) + ' ';
        text += "seldom" + std::to_string(number++) + ' ';
      }
    }
    DocumentId const id = index.insert(text).value();
    texts[id.value] = text;
    if (text.starts_with("often1 seldom")) with_first.push_back(id);
  }
  for (std::size_t k = 0; k < with_first.size(); ++k) {
    ASSERT_TRUE(index.erase(with_first[k]));
    texts.erase(with_first[k].value);
    if (k % 20 != 0) continue;
    for (std::string const question : {"often1", "often1 often2 often3 often4 often5"}) {
      std::vector<LiveMatch> const same = index.closest(question, SIZE_MAX, 0.999);
      ASSERT_EQ(same.size(), copies) << k;
      ASSERT_EQ(same.front().score, 1.0);
    }
    if (k % 400 == 0) expect_same_closest(index, texts, "often1 often2 often3 often5 seldom7");
  }
}

TEST(LiveIndex, AnswersLikeARebuildForOddTexts) {
  std::string many;
  for (std::size_t k = 0; k < 70000; ++k) many += "again ";
  std::string huge;
  for (std::size_t k = 0; k < 6000; ++k) huge += "w" + std::to_string(k * 7 % 4999) + ' ';
  std::vector<std::string> const odd = {
      "",   "   ",         "a b c", "the same words", "the same words", "the same words",
      many, many + "more", huge,    huge + "pay",     "w1 w2 w3 again", "Ⅳ ½ İstanbul ΣΑΣ"};
  for (DocumentFrequency const max_df : {DocumentFrequency(1.0), DocumentFrequency(0.3)}) {
    LiveOptions options;
    options.max_df = max_df;
    LiveIndex index(options);
    Texts texts;
    for (std::string const& text : odd) {
      texts[index.insert(text).value().value] = text;
      expect_same_answers(index, texts, {"the same words", "again", huge, many, "w7 w14 w21"}, {0.0, 0.7});
      if (testing::Test::HasFatalFailure()) return;
    }
    while (!texts.empty()) {
      ASSERT_TRUE(index.erase({texts.begin()->first}));
      texts.erase(texts.begin());
      expect_same_answers(index, texts, {"the same words", "again"}, {0.0});
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(LiveIndex, AWordOfAllTextsIsIgnoredAsLongAsItIsOne) {
  LiveIndex index;
  Texts texts;
  for (std::size_t k = 0; k < 60; ++k) {
    std::string const text = "common word" + std::to_string(k % 20) + (k % 7 == 0 ? " seldom" : "");
    texts[index.insert(text).value().value] = text;
    expect_same_answers(index, texts, {"common word3 seldom"});
    if (testing::Test::HasFatalFailure()) return;
  }
  for (std::uint64_t id = 0; id < 60; id += 2) {
    texts[id] = "other things";
    ASSERT_TRUE(index.update({id}, texts[id]));
    expect_same_answers(index, texts, {"common word3 seldom"});
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(LiveIndex, InsertAndCompareNamesTheDuplicatesThatWereThere) {
  LiveIndex index;
  (void)index.insert("Export all reports to PDF").value();
  DocumentId const first = index.insert("Pay an order by card in the shop").value();
  LiveIndex::Inserted const second = index.insert_and_compare("Pay an order by card in the shop", 0.9).value();
  EXPECT_EQ(second.duplicates, (std::vector<LiveMatch>{{first, 1.0}}));
  EXPECT_EQ(index.closest("Pay an order by card in the shop", 5, 0.9),
            (std::vector<LiveMatch>{{first, 1.0}, {second.id, 1.0}}));
}

TEST(LiveIndex, KnowsItsTexts) {
  LiveIndex index;
  EXPECT_EQ(index.size(), 0U);
  DocumentId const a = index.insert("one two").value();
  DocumentId const b = index.insert("").value();
  EXPECT_EQ(index.ids(), (std::vector{a, b}));
  EXPECT_TRUE(index.erase(a));
  EXPECT_FALSE(index.erase(a));
  EXPECT_FALSE(index.contains(a));
  EXPECT_TRUE(index.contains(b));
  EXPECT_EQ(index.update(a, "three").error().code, Errc::unknown_id);
  EXPECT_EQ(index.neighbours(a, 1).error().code, Errc::unknown_id);
  DocumentId const c = index.insert("four").value();
  EXPECT_GT(c, b);
  EXPECT_GT(index.memory(), 0U);
}

TEST(LiveIndex, RefusesTextsThatAreTooLarge) {
  LiveIndex index;
  std::string const text(LiveIndex::most_text_bytes + 1, 'x');
  EXPECT_EQ(index.insert(text).error().code, Errc::too_large);
  EXPECT_EQ(index.insert_and_compare(text, 0.5).error().code, Errc::too_large);
  std::string_view const texts[] = {"fine", text};
  EXPECT_EQ(index.insert_all(texts).error().code, Errc::too_large);
  EXPECT_EQ(index.size(), 0U);
  DocumentId const id = index.insert("fine").value();
  EXPECT_EQ(index.update(id, text).error().code, Errc::too_large);
}

TEST(LiveIndex, ChecksItsOptions) {
  EXPECT_TRUE(check(LiveOptions{}));
  EXPECT_EQ(check(LiveOptions{.ngram_range = {1, 3}}).error().path, "ngram_range");
  EXPECT_EQ(check(LiveOptions{.ngram_range = {2, 2}}).error().path, "ngram_range");
  EXPECT_EQ(check(LiveOptions{.max_df = 1.5}).error().path, "max_df");
}

}  // namespace
