// bindings/python/src/text_index.cpp - texts, or rows of a matrix, that can be asked how alike they are.
#include "text_index.hpp"

#include <storymap/document_terms.hpp>
#include <storymap/search.hpp>
#include <storymap/text.hpp>

#include <algorithm>

namespace storymap::python {
namespace {

[[nodiscard]] Corpus clean(Corpus const& corpus) {
  Corpus cleaned;
  cleaned.reserve(corpus.size(), corpus.bytes());
  for (std::size_t row = 0; row < corpus.size(); ++row) cleaned.add(clean_text(corpus[row]));
  return cleaned;
}

}  // namespace

Result<std::shared_ptr<TextIndex>> TextIndex::build(std::shared_ptr<Corpus const> corpus, Measure measure,
                                                    VectorizerOptions options, RunOptions const& run) {
  if (Result<void> valid = check(options); !valid) return failure_of(std::move(valid));
  std::shared_ptr<TextIndex> index(new TextIndex(std::move(corpus), std::move(options)));
  Result<void> built = measure == Measure::cosine ? index->count(run) : index->make_word_sets(run);
  if (!built && built.error().code == Errc::empty_vocabulary) built = index->make_word_sets(run);
  if (!built) return failure_of(std::move(built));
  return index;
}

Result<void> TextIndex::count(RunOptions const& run) {
  Result<DocumentTerms> counted = count_terms(*corpus_, options_, run);
  if (!counted) return failure_of(std::move(counted));
  index_.emplace(*std::move(counted));
  return {};
}

Result<void> TextIndex::make_word_sets(RunOptions const& run) {
  VectorizerOptions word_sets;
  word_sets.analyzer = Analyzer::fields;
  word_sets.stop_words = options_.stop_words;
  word_sets.binary = true;
  word_sets.use_idf = false;
  word_sets.norm = Norm::none;
  Result<VectorizedCorpus> fitted = fit_transform(clean(*corpus_), std::move(word_sets), run);
  if (!fitted && fitted.error().code == Errc::empty_vocabulary) {
    // Not one word in any text: rows without entries, similar to nothing.
    VectorizedCorpus nothing;
    for (std::size_t row = 0; row < corpus_->size(); ++row) nothing.matrix.end_row();
    fitted = std::move(nothing);
  }
  if (!fitted) return failure_of(std::move(fitted));
  searchable_ = std::make_unique<Searchable>(
      Searchable{std::move(fitted->vectorizer), SimilarityIndex(std::move(fitted->matrix), Measure::jaccard)});
  return {};
}

Result<TextIndex::Searchable const*> TextIndex::searchable(RunOptions const& run) const {
  if (!has_texts()) return failure(Errc::unsupported, "an index made from a matrix knows no texts");
  std::scoped_lock const lock(mutex_);
  if (searchable_ == nullptr) {
    Result<VectorizedCorpus> fitted = fit_transform(*corpus_, options_, run);
    if (!fitted) return failure_of(std::move(fitted));
    searchable_ = std::make_unique<Searchable>(
        Searchable{std::move(fitted->vectorizer), SimilarityIndex(std::move(fitted->matrix))});
  }
  return searchable_.get();
}

Result<std::vector<std::vector<Match>>> TextIndex::closest(Corpus const& texts, std::size_t limit, double at_least,
                                                           RunOptions const& run) const {
  Result<Searchable const*> const found = searchable(run);
  if (!found) return Failure{found.error()};
  Searchable const& with = **found;
  std::vector<std::vector<Match>> matches(texts.size());
  Result<void> finished = for_each_block(texts.size(), run, [&](unsigned, std::size_t row) {
    bool const is_cosine = with.index.measure() == Measure::cosine;
    std::string const cleaned = is_cosine ? std::string(texts[row]) : clean_text(texts[row]);
    matches[row] = search(with.vectorizer, with.index, cleaned, limit, at_least);
  });
  if (!finished) return failure_of(std::move(finished));
  return matches;
}

Result<std::vector<std::pair<std::string, double>>> TextIndex::shared_terms(std::size_t a, std::size_t b,
                                                                            RunOptions const& run) const {
  DocumentTerms const* const documents = similarity().documents();
  Vectorizer const* vectorizer = nullptr;
  if (documents == nullptr && has_texts()) {
    Result<Searchable const*> const found = searchable(run);
    if (!found) return Failure{found.error()};
    vectorizer = &(*found)->vectorizer;
  }
  std::vector<std::pair<std::string, double>> terms;
  for (auto const& [column, contribution] : similarity().shared(a, b)) {
    terms.emplace_back(documents != nullptr    ? documents->term(column)
                       : vectorizer != nullptr ? vectorizer->term(column)
                                               : std::to_string(column),
                       contribution);
  }
  std::sort(terms.begin(), terms.end(), [](auto const& x, auto const& y) {
    return x.second != y.second ? x.second > y.second : x.first < y.first;
  });
  return terms;
}

}  // namespace storymap::python
