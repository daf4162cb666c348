// tests/core/test_document_terms.cpp - counted documents, against fit_transform.
#include <gtest/gtest.h>
#include <storymap/document_terms.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

using Weights = std::map<std::string, double>;

/// The weights of a document by term, without the terms that only one document has.
Weights weights_of(VectorizedCorpus const& fitted, std::size_t row, std::vector<std::uint32_t> const& documents) {
  Weights weights;
  SparseRow const entries = fitted.matrix.row(row);
  for (std::size_t k = 0; k < entries.size(); ++k) {
    std::uint32_t const column = entries.columns[k];
    if (documents[column] > 1) weights[std::string(fitted.vectorizer.term(column))] = entries.values[k];
  }
  return weights;
}

Weights weights_of(DocumentTerms const& terms, std::size_t row) {
  Weights weights;
  terms.for_each_weight(row, [&](std::uint32_t number, double weight) { weights[terms.term(number)] = weight; });
  return weights;
}

VectorizerOptions random_options(Random& random) {
  VectorizerOptions options;
  options.analyzer =
      random.pick(std::vector<Analyzer>{Analyzer::word, Analyzer::word, Analyzer::fields, Analyzer::chars});
  options.ngram_range = {1, 1 + random.below(3)};
  options.sublinear_tf = random.chance(0.3);
  options.binary = random.chance(0.3);
  options.use_idf = random.chance(0.7);
  options.smooth_idf = random.chance(0.7);
  if (random.chance(0.3)) options.max_df = 0.6;
  if (random.chance(0.2)) options.max_features = 1 + random.below(20);
  if (random.chance(0.2)) options.vocabulary = {"pay", "card", "pay card", "nothing"};
  return options;
}

TEST(DocumentTerms, WeighAsFitTransformDoes) {
  storymap_test::for_each_case([](Random& random) {
    std::vector<std::string> const texts = storymap_test::random_texts(random, 30);
    VectorizerOptions const options = random_options(random);
    Corpus const corpus(texts);
    RunOptions const run{.threads = 1 + static_cast<unsigned>(random.below(3))};
    Result<VectorizedCorpus> const fitted = fit_transform(corpus, options);
    Result<DocumentTerms> const counted = count_terms(corpus, options, run);
    ASSERT_EQ(fitted.has_value(), counted.has_value());
    if (!fitted) {
      EXPECT_EQ(fitted.error().code, counted.error().code);
      return;
    }
    std::vector<std::uint32_t> documents(fitted->matrix.cols());
    for (std::uint32_t const column : fitted->matrix.columns()) ++documents[column];
    for (std::size_t row = 0; row < texts.size(); ++row) {
      ASSERT_EQ(weights_of(*counted, row), weights_of(*fitted, row, documents)) << row;
      EXPECT_EQ(counted->has_single_terms(row), counted->terms_of(row) < fitted->matrix.row(row).size());
    }
    EXPECT_EQ(
        counted->terms() + counted->single_terms(),
        static_cast<std::size_t>(std::count_if(documents.begin(), documents.end(), [](auto n) { return n > 0; })));
    EXPECT_EQ(counted->terms(), static_cast<std::size_t>(
                                    std::count_if(documents.begin(), documents.end(), [](auto n) { return n > 1; })));
  });
}

TEST(DocumentTerms, RareTermsComeFirst) {
  DocumentTerms const terms = count_terms(Corpus(std::vector{"a1 b1 c1", "b1 c1", "c1 b1 d1", "c1 a1"})).value();
  ASSERT_EQ(terms.terms(), 3U);
  EXPECT_EQ(terms.term(0), "a1");
  EXPECT_EQ(terms.term(1), "b1");
  EXPECT_EQ(terms.term(2), "c1");
  EXPECT_EQ(terms.documents_with(0), 2U);
  EXPECT_EQ(terms.documents_with(1), 3U);
  EXPECT_EQ(terms.documents_with(2), 4U);
  EXPECT_FALSE(terms.has_single_terms(0));
  EXPECT_TRUE(terms.has_single_terms(2));
  EXPECT_EQ(terms.nonzeros(), 9U);
}

TEST(DocumentTerms, AStopWordOfBytesThatNoWordHasLeavesOutNothing) {
  VectorizerOptions const options{.stop_words = {std::string("pay\0", 4), std::string(8, '\xFF')}};
  DocumentTerms const terms =
      count_terms(Corpus(std::vector<std::string>{"pay by card", "pay by cash"}), options).value();
  EXPECT_TRUE(weights_of(terms, 0).contains("pay"));
}

TEST(DocumentTerms, AVocabularyInNoDocumentMakesNoTerms) {
  VectorizerOptions options;
  options.vocabulary = {"nothing", "of", "this"};
  DocumentTerms const terms = count_terms(Corpus(std::vector{"pay", "card"}), options).value();
  EXPECT_EQ(terms.terms(), 0U);
  EXPECT_EQ(terms.length(0), 0.0);
}

}  // namespace
